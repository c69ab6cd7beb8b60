import type { ResponseRead, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { renamedIn } from './error-codes.ts';
import type { Surroundings } from './surroundings.ts';

/** A type of an error that is a member of another one: its braces, or its name. */
const MEMBER = /\berror\??\s*:\s*(?:\{([^{}]*)\}|([A-Z][\w$]*)\b)/g;
/** Reads of what an error of v1 has. */
const READ = /\berror\??\.(?:code|message)\b/g;
/** An error that the program makes itself. */
const MADE = /\berror\s*:\s*\{[^{}]*?\b(?:code|message)\s*(?:[,}]|:(?!\s*(?:string|number|unknown|any)\b))/;

/** What becomes of the types of a program's own values with an error of an answer in them. */
export interface KeptTypePlan {
  readonly edits: readonly TextEdit[];
  /** Where types begin that have to be changed by hand. */
  readonly left: readonly number[];
}

/** The types that say what an error has which is read of a value of the program's own. None for other reads. */
export function keptErrorTypes({ path, wasKept }: ResponseRead, around: Surroundings): KeptTypePlan {
  const { document } = around;
  if (!wasKept || path[0]!.name !== 'error' || !/^(?:code|message)$/.test(path[1]?.name ?? ''))
    return { edits: [], left: [] };
  const found = [...document.matchAll(MEMBER)].flatMap(({ index, 0: whole, 1: members, 2: name }) => {
    if (members !== undefined) return [{ at: index + whole.length - 1 - members.length, members, name }];
    const own = name === undefined ? undefined : declared(name, document);
    return own ? [{ ...own, name }] : [];
  });
  const types = found.filter(({ members }) => renamedIn(members, 0).length > 0);
  // Errors of other kinds may have the same type.
  const isSure =
    !MADE.test(document) &&
    [...document.matchAll(READ)].every(({ index, 0: whole }) =>
      around.isFollowed(index + whole.search(/\w+$/)),
    ) &&
    types.every(({ name }) => name === undefined || isMemberOnly(name, document));
  return isSure
    ? { edits: types.flatMap(({ at, members }) => renamedIn(members, at)), left: [] }
    : { edits: [], left: types.map(({ at }) => at) };
}

/** The members of a type of the document, and where they begin; undefined for one with objects in it. */
function declared(
  name: string,
  document: string,
): { readonly at: number; readonly members: string } | undefined {
  const pattern = String.raw`\b(?:interface\s+${escapedName(name)}|type\s+${escapedName(name)}\s*=)\s*\{([^{}]*)\}`;
  const found = new RegExp(pattern).exec(document);
  if (!found) return undefined;
  return { at: found.index + found[0].length - 1 - found[1]!.length, members: found[1]! };
}

/** True for a type of which nothing is said to be, but members with the name of an error. */
const isMemberOnly = (name: string, document: string): boolean =>
  [...document.matchAll(new RegExp(`(?<![\\w$])${escapedName(name)}(?![\\w$])`, 'g'))].every(({ index }) =>
    /(?:\berror\??\s*:\s*|(?<!\bexport\s+)\b(?:interface|type)\s+)$/.test(
      document.slice(Math.max(0, index - 30), index),
    ),
  );
