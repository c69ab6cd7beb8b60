import type { Step } from '../catalogue/changes.ts';
import { escapedName } from '../name-pattern.ts';
import { codeOf, type Draft, type DraftMember, isWhole } from './draft.ts';

type Append = Step & { readonly kind: 'append' };

const CHOICE = /^([^?]+?)\s*\?\s*(\{[\s\S]*\}|null|undefined)\s*:\s*(\{[\s\S]*\}|null|undefined)$/;
const GUARD = /^([\s\S]+?)\s*&&\s*(\{[^{}]*\})$/;
/** Code that gives the same whenever it is asked, and costs nothing. */
export const NAMED = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[[\w$.'"]+\])*$/;
const CALLED = /^([A-Za-z_$][\w$]*)\([\w$.,\s'"]*\)$/;

/** How a declaration says behind a name what else it may be. */
const ORED = {
  null: String.raw`\??\s*:[^,;)=\n]*\bnull\b`,
  undefined: String.raw`(?:\?\s*:|\s*:[^,;)=\n]*\bundefined\b)`,
} as const;

/**
 * Code of JavaScript that gives the list which v2 has in the place of the one object that `code` gives; undefined where
 * that is not certain. `document` tells what the members of that object are called.
 */
export function limitCode(code: string, step: Append, document: string): string | undefined {
  const [, condition, first, second] = CHOICE.exec(code) ?? [];
  if (condition !== undefined) {
    const [one, other] = [sideCode(first!, step, document), sideCode(second!, step, document)];
    return one && other && `${condition} ? ${one} : ${other}`;
  }
  const [, asked, object] = GUARD.exec(code) ?? [];
  if (asked !== undefined) {
    const list = listCode(fieldsOf(object!), step, document);
    return list && `${asked} ? ${list} : ${noneCode(asked, document)}`;
  }
  const names = memberNames(code, step, document);
  const list = names && listCode(new Map(names.map((name) => [name, `${code}.${name}`])), step, document);
  return list && mayBeMissing(code, document) ? `${code} ? ${list} : ${noneCode(code, document)}` : list;
}

/** What code gives calls the members that a step takes; undefined where that is not certain, or asking twice may not be. */
export function memberNames(code: string, step: Append, document: string): readonly string[] | undefined {
  const chosen = localCode(code, document);
  if (!NAMED.test(code) && chosen === undefined) return undefined;
  const table = chosen ?? tableOf(code, document)?.code;
  const names = namesIn(table ?? document, step);
  // Each object of a table has them all.
  const times = names?.map(
    (name) => (table ?? '').split(new RegExp(String.raw`(?<![\w$.])${name}\s*:`)).length,
  );
  return chosen !== undefined || new Set(times).size < 2 ? names : undefined;
}

/** The same for an object that is written under a name: its members are read of that. */
export function namedLimitCode(
  { value, origin }: DraftMember,
  step: Append,
  document: string,
): string | undefined {
  if (!origin?.place || value.kind !== 'object' || !isWhole(value)) return undefined;
  const name = document.slice(origin.place.start, origin.place.end);
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return undefined;
  return listCode(new Map(value.members.map(({ key }) => [key, `${name}.${key}`])), step, document);
}

/** What stands for no object: an empty list for the `null` of v1, which takes a limit away. */
function noneCode(code: string, document: string): string {
  const isNullable = NAMED.test(code) && isDeclared(code, ORED.null, document);
  if (!isNullable) return 'undefined';
  return isDeclared(code, ORED.undefined, document) ? `${code} === null ? [] : undefined` : '[]';
}

/** The list, or what stands for none of it. */
function sideCode(side: string, step: Append, document: string): string | undefined {
  if (side === 'undefined') return side;
  return side === 'null' ? '[]' : listCode(fieldsOf(side), step, document);
}

/** The list with one item that has the members of an object; undefined where it lacks one that the server wants. */
export function listCode(
  fields: ReadonlyMap<string, string> | undefined,
  step: Append,
  document: string,
): string | undefined {
  if (!fields) return undefined;
  const quote = document.split('"').length > document.split("'").length ? '"' : "'";
  const members = Object.entries(step.set).map(([key, value]) =>
    typeof value === 'string' ? `${key}: ${quote}${value}${quote}` : `${key}: ${value}`,
  );
  for (const [key, sources] of Object.entries(step.members)) {
    const value = sources.map((name) => fields.get(name)).find((text) => text !== undefined);
    // The server wants them all.
    if (value === undefined) return undefined;
    members.push(value === key ? key : `${key}: ${value}`);
  }
  return `[{ ${members.join(', ')} }]`;
}

/** The members of an object that holds no other one; undefined where a part of it is not a name with a value. */
export function fieldsOf(object: string): ReadonlyMap<string, string> | undefined {
  const fields = new Map<string, string>();
  const inner = object.trim().slice(1, -1);
  if (/[{}[\]]|\/[/*]|\.\.\./.test(inner)) return undefined;
  for (const part of inner.split(/,(?![^()]*\))/)) {
    if (part.trim() === '') continue;
    const [, key, value] = /^\s*["']?(\w+)["']?\s*(?::\s*([\s\S]+?))?\s*$/.exec(part) ?? [];
    if (key === undefined) return undefined;
    fields.set(key, value ?? key);
  }
  return fields;
}

/** The names by which this document calls what the step takes; undefined where it has none, or several. */
function namesIn(document: string, step: Append): readonly string[] | undefined {
  const found: string[] = [];
  for (const sources of Object.values(step.members)) {
    const used = sources.filter((name) => new RegExp(String.raw`(?<![\w$.])${name}\??\s*:`).test(document));
    const name = used[0];
    // A limit may be told beside a rate. One length of a window is in one place, another elsewhere.
    if (name === undefined || (used.length > 1 && name === 'duration')) return undefined;
    found.push(name);
  }
  return found;
}

/** The code of the function of the document that a call calls, where it only chooses. */
function localCode(code: string, document: string): string | undefined {
  const called = CALLED.exec(code)?.[1];
  if (called === undefined) return undefined;
  const name = escapedName(called);
  const declared = new RegExp(
    String.raw`(?:\bfunction\s+${name}\b|\bconst\s+${name}\s*=\s*\([^()]*\)[^;{}=]*=>)([\s\S]{0,600}?)(?:\n\}|\n\n|$)`,
  ).exec(document)?.[1];
  const isChoice =
    declared !== undefined &&
    /\breturn\s*\{|\bswitch\b|^\s*\(\{/.test(declared) &&
    !/\bawait\b|\bnull\b|\bundefined\b|\breturn\s*;/.test(declared);
  return isChoice ? declared : undefined;
}

/** True for a value of which its declaration says that it may not be there. */
const mayBeMissing = (code: string, document: string): boolean =>
  isDeclared(code, `(?:${ORED.null}|${ORED.undefined})`, document);

/** True for a value the last name of which is declared in a way that a pattern matches. */
function isDeclared(code: string, how: string, document: string): boolean {
  const last = /([\w$]+)(?:\([^()]*\))?$/.exec(code)?.[1];
  return last !== undefined && new RegExp(`(?<![\\w$.])${escapedName(last)}${how}`).test(document);
}

/** Code that joins the permissions of a list that has texts only: `names.join(' AND ')`; undefined for other lists. */
function joinedPermissions(code: string, how: string, document: string): string | undefined {
  const list = /^(?:[\w$]+\.)*([\w$]+)$/.exec(code)?.[1];
  if (list === undefined) return undefined;
  const name = escapedName(list);
  const isTexts = new RegExp(
    String.raw`(?<![\w$.])${name}\??\s*(?::\s*(?:readonly\s+)?(?:string\[\]|Array<string>|ReadonlyArray<string>)|=\s*\[\s*["'])|\.\.\.${name}\s*:\s*string\[\]`,
  ).test(document);
  return isTexts ? `${code}.join(' ${how.toUpperCase()} ')` : undefined;
}

/** The code of a query for all or any of the texts that a name stands for. */
export function joinedIn(draft: Draft, document: string): string | undefined {
  if (draft.kind !== 'object' || !isWhole(draft) || draft.members.length !== 1) return undefined;
  const { key, value } = draft.members[0]!;
  const code = /^(?:and|or)$/.test(key) ? codeOf(value, document) : undefined;
  return code === undefined ? undefined : joinedPermissions(code, key, document);
}

/** How far the code of a table is looked through. */
const LONGEST_TABLE = 4_000;

/** The code of an object that is written out under a name, and that code takes something out of: `limits[plan]`. */
export function tableOf(
  code: string,
  document: string,
): { readonly start: number; readonly code: string } | undefined {
  const root = /^[A-Za-z_$][\w$]*/.exec(code)?.[0];
  if (root === undefined) return undefined;
  const name = escapedName(root);
  const declared = new RegExp(
    String.raw`^([ \t]*)(?:export\s+)?const\s+${name}\s*(?::[^=]*)?=\s*(?=\{)`,
    'm',
  );
  const found = declared.exec(document);
  // In a function, another one may have the same name for something else.
  const others = new RegExp(String.raw`\b(?:const|let|var)\s+${name}(?![\w$])|[(,]\s*${name}\s*[,:)=]`, 'g');
  if (!found || (found[1] !== '' && document.match(others)!.length > 1)) return undefined;
  const start = found.index + found[0].length;
  const line = /^\{[^\n]*\}/.exec(document.slice(start));
  if (line) return { start, code: line[0] };
  const end = document.slice(start, start + LONGEST_TABLE).search(new RegExp(`\n${found[1]}\\}`));
  return end < 0 ? undefined : { start, code: document.slice(start, start + end + 2) };
}
