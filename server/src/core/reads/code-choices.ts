import { findResultCode, resultCodes } from '../catalogue/results.ts';

/** Codes that other APIs are unlikely to have under the same name. One of them has to be there. */
const TELLING = new Set(['INSUFFICIENT_PERMISSIONS', 'RATE_LIMITED', 'USAGE_EXCEEDED']);

/** True for a text that may look at codes of `keys.verifyKey`. One scan. */
export const namesVerifyKey = (text: string): boolean => /[vV]erify(?:_?[kK]ey)/.test(text);

/** True for the cases of a choice over codes of `keys.verifyKey`: at least two of them, and nothing else. */
export const areCodes = (cases: readonly (string | undefined)[]): cases is readonly string[] =>
  cases.length >= 2 &&
  cases.every((code) => code !== undefined && findResultCode(code) !== undefined) &&
  cases.some((code) => TELLING.has(code!));

/** `RateLimited` for `RATE_LIMITED`, as the SDKs name the constants. */
export const constantName = (code: string): string =>
  code.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The code whose constant has that name; undefined for other names. */
export const codeOfConstant = (name: string): string | undefined =>
  resultCodes.find(({ code }) => constantName(code) === name)?.code;
