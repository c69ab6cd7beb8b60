import { escapedName } from '../name-pattern.ts';

/** `plan?.credits` */
const OPTIONAL_MEMBER = /^[\w$.]+\?\.[\w$?.]*[\w$]$/;

/** The last name of code that is nothing but names, as a pattern; undefined for other code. */
export function memberName(code: string): string | undefined {
  const name = /^(?:[\w$.]*\.)?([\w$]+)$/.exec(code)?.[1];
  return name === undefined ? undefined : escapedName(name);
}

/** True for a name or member that the document says may be what a language calls `missing`. */
export function mayBeMissing(code: string, missing: string, document: string): boolean {
  if (missing === 'undefined' && OPTIONAL_MEMBER.test(code)) return true;
  const name = memberName(code);
  if (name === undefined) return false;
  return new RegExp(String.raw`(?<![\w$])${name}\?\s*:|(?<![\w$])${name}\s*:[^,;)=\n]*\b${missing}\b`).test(
    document,
  );
}

/** True for a name that the document gives a number or the type of one. */
export function isNumber(name: string, document: string): boolean {
  return new RegExp(
    String.raw`(?<![\w$])${name}["']?\s*[:=]\s*(?:number\b|-?\d|z\.(?:coerce\.)?number|Number\b|Math\.|parseInt\b)`,
  ).test(document);
}
