import type { ReadName, ResponseRead, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';

const COMPARED = /^(["']?[\])]*\s*[!=]==?\s*)(["'])([A-Z_]+)\2/;
/** A method that gives a text, and no number: `getString("code")`. */
const AS_TEXT = /[sS]tring\(\s*["']$/;
const ASKED = /^["']?[\])]*\s*(?:[!=]==?|(?:not\s+)?in\b)/;
const ASKED_BEFORE = /(?:\bswitch\s*\(|\bmatch\s|\bincludes\(|[!=]==?)\s*[\w.?!]*$|^\s*match\s[^\n{]*$/;

/**
 * What becomes of `error.code`, where a program decides by it: v2 has no codes, but `status`. The edits compare that
 * instead; `unsure` where they cannot. Undefined for another read, and for one that only shows the code.
 */
export function comparedCode(
  { path, compared }: ResponseRead,
  document: string,
): readonly TextEdit[] | 'unsure' | undefined {
  const [error, code, ...inner] = path;
  if (error?.name !== 'error' || code?.name !== 'code' || inner.length > 0) return undefined;
  const { start, end } = code.range;
  if (code.shorthand !== undefined) {
    const name = document.slice(start, end);
    const asked = new RegExp(
      String.raw`\bswitch\s*\(\s*${name}\b|\bmatch\s+${name}\b|(?<![\w.])${name}\s*(?:[!=]==?|in\b)\s*["'[(A-Z]`,
    );
    return asked.test(document) ? 'unsure' : undefined;
  }
  const behind = document.slice(end, end + 120);
  const [, between, , literal] = COMPARED.exec(behind) ?? [];
  const isText = AS_TEXT.test(document.slice(Math.max(0, start - 20), start));
  const status = literal === undefined || isText ? undefined : statusOfCode(literal);
  if (status !== undefined) {
    const at = end + between!.length;
    return [
      { range: { start, end }, newText: 'status' },
      { range: { start: at, end: at + literal!.length + 2 }, newText: String(status) },
    ];
  }
  const before = document.slice(document.lastIndexOf('\n', start) + 1, start);
  return compared || ASKED.test(behind) || ASKED_BEFORE.test(before) ? 'unsure' : undefined;
}

/**
 * What becomes of `error.docs`, whose place in v2 is `error.type`, and of `error.requestId`, which is `meta.requestId`.
 * `reads`: all of the answer. Undefined for other reads, and where the name `error` stands for others as well.
 */
export function errorEdits(
  { path }: ResponseRead,
  reads: readonly ResponseRead[],
): readonly TextEdit[] | undefined {
  const [error, name, ...inner] = path;
  if (error?.name !== 'error' || !name || inner.length > 0 || name.typed?.isKept) return undefined;
  if (name.name === 'docs') {
    const newText = name.shorthand === undefined ? 'type' : `type${name.shorthand}docs`;
    return isBesideCode(name, error, reads) ? undefined : [{ range: name.range, newText }];
  }
  if (name.name !== 'requestId' || name.range.start < error.range.end || error.shorthand !== undefined)
    return undefined;
  const isAlone = reads.filter(({ path: [first] }) => first!.range.start === error.range.start).length === 1;
  return isAlone && name.range.start - error.range.end < 20
    ? [{ range: error.range, newText: 'meta' }]
    : undefined;
}

/** True for a field of a type whose field for the code becomes the type: of two with one name a decoder takes none. */
const isBesideCode = (docs: ReadName, error: ReadName, reads: readonly ResponseRead[]): boolean =>
  docs.typed !== undefined &&
  reads.some(
    ({ path: [first, second] }) =>
      first!.range.start === error.range.start && second?.name === 'code' && !second.typed?.compared,
  );

/** A type that says what is in an error. */
const TYPED = /(?:\bas|[:<&|])\s*\{(?:[^{}]|\{[^{}]*\})*?\berror\??\s*:\s*\{([^{}]*)\}/g;
/** The name of a type that a value is said to be of. */
const NAMED = /(?:\bas|[:<])\s*([A-Z][\w$]*)\b/g;
/** How far before a read its type is looked for. */
const FARTHEST = 300;

/** Renames the members of the type that an error is said to have which is read of an answer. */
export function errorTypeEdits({ path }: ResponseRead, document: string): readonly TextEdit[] {
  const [error, name] = path;
  if (error?.name !== 'error' || !name || !/^(?:code|message)$/.test(name.name)) return [];
  const from = Math.max(0, Math.min(error.range.start, name.range.start) - FARTHEST);
  const before = document.slice(from, Math.max(error.range.start, name.range.start));
  const found = [...before.matchAll(TYPED)].at(-1);
  if (found) return renamedIn(found[1]!, from + found.index + found[0].length - 1 - found[1]!.length);
  const names = new Set([...before.matchAll(NAMED)].map(([, type]) => type!));
  return [...names].flatMap((type) => declaredErrorEdits(type, document));
}

/** What becomes of the type of an error whose code is compared, and what a user should know of one that stays. */
export interface ComparedTypePlan {
  readonly edits: readonly TextEdit[];
  /** Where types begin that are declared elsewhere and say `code` or `message`. */
  readonly declared: readonly number[];
}

/** The same as {@link errorTypeEdits} where codes are compared, so that the type has to say `status`. `isShown`: and `type`. */
export function comparedTypePlan(
  { path }: ResponseRead,
  isShown: boolean,
  document: string,
): ComparedTypePlan {
  const [error, name] = path;
  if (error?.name !== 'error' || !name || !/^(?:code|message)$/.test(name.name))
    return { edits: [], declared: [] };
  const from = Math.max(0, Math.min(error.range.start, name.range.start) - FARTHEST);
  const before = document.slice(from, Math.max(error.range.start, name.range.start));
  const found = [...before.matchAll(TYPED)].at(-1);
  if (found) {
    const at = from + found.index + found[0].length - 1 - found[1]!.length;
    return { edits: statusIn(found[1]!, at, isShown), declared: [] };
  }
  const names = new Set([...before.matchAll(NAMED)].map(([, type]) => type!));
  const declared = [...names].flatMap((type) => {
    const one = declaredError(type, document);
    return one && renamedIn(one[1]!, 0).length > 0 ? [one.index] : [];
  });
  return { edits: [], declared };
}

/** Gives the members of the type of an error the names and types that v2 has. */
const statusIn = (members: string, at: number, isShown: boolean): readonly TextEdit[] =>
  [...members.matchAll(/\b(code|message)(\??\s*:\s*)(?:string|number|unknown|any)\b/g)].map(
    ({ index, 0: whole, 1: member, 2: mark }) => ({
      range: { start: at + index, end: at + index + (member === 'code' ? whole.length : member!.length) },
      newText: member === 'message' ? 'detail' : `status${mark}number${isShown ? `; type${mark}string` : ''}`,
    }),
  );

/**
 * Gives the type of an answer with an error the `meta` that v2 has the id of the request in: what is read of `error` in
 * v1. None for a type that is not written where it is read, nor declared.
 */
export function requestTypeEdits({ path }: ResponseRead, document: string): readonly TextEdit[] {
  const [error, name] = path;
  if (error?.name !== 'error' || name?.name !== 'requestId') return [];
  const from = Math.max(0, error.range.start - FARTHEST);
  const before = document.slice(from, error.range.start);
  const written = [...before.matchAll(TYPED)].at(-1);
  const types = [...new Set([...before.matchAll(NAMED)].map(([, type]) => type!))];
  const found = written
    ? [{ at: from + written.index, text: written[0] }]
    : types.flatMap((type) => {
        const declared = declaredError(type, document);
        return declared ? [{ at: declared.index, text: declared[0] }] : [];
      });
  return found.flatMap(({ at, text }) => {
    const member = /\berror\??\s*:\s*\{[^{}]*\}$/.exec(text);
    if (!member || /\bmeta\??\s*:/.test(text)) return [];
    const start = at + member.index;
    const indentation = /\n([ \t]*)$/.exec(document.slice(Math.max(0, start - 60), start));
    const behind = indentation ? `;\n${indentation[1]}` : '; ';
    return [{ range: { start, end: start }, newText: `meta: { requestId: string }${behind}` }];
  });
}

/** The same in the declaration of a type with `error` in it. */
function declaredErrorEdits(type: string, document: string): readonly TextEdit[] {
  const declaration = declaredError(type, document);
  if (!declaration) return [];
  const members = declaration[1]!;
  return renamedIn(members, declaration.index + declaration[0].length - 1 - members.length);
}

function declaredError(type: string, document: string): RegExpExecArray | null {
  const name = escapedName(type);
  return new RegExp(
    String.raw`\b(?:interface\s+${name}\b[^{}=;]*|type\s+${name}\s*=\s*)\{(?:[^{}]|\{[^{}]*\})*?\berror\??\s*:\s*\{([^{}]*)\}`,
  ).exec(document);
}

/** Edits of the members of a type that begin at `at`, which make it one of an error of v2. */
export const renamedIn = (members: string, at: number): readonly TextEdit[] =>
  [...members.matchAll(/\b(code|message)(?=\??\s*:\s*(?:string|number|unknown|any)\b)/g)].map(
    ({ index, 1: member }) => ({
      range: { start: at + index, end: at + index + member!.length },
      newText: member === 'code' ? 'type' : 'detail',
    }),
  );
