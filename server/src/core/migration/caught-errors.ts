import type { ApiCall } from '../model.ts';
import { functionNamed, restOfFunction } from '../outline.ts';
import type { Surroundings } from './surroundings.ts';
import { FARTHEST } from './thrown-errors.ts';

/** Clients that throw where an answer is an error. */
const THROWS = /^(?:axios|got|ky|ofetch)$/;
const CAUGHT = /\bcatch\s*\(\s*([\w$]+)/g;
/** What a function reads of the error of an answer. */
const READ =
  /\.error["'\])]*!?\??\.(?:code|message|docs)\b|\{[^{}=]*\b(?:code|message|docs)\b[^{}=]*\}\s*=[^;\n]*\.error\b/;
/** Where answers are in what is thrown. */
const ANSWER = /\.(?:response|data|body)\b|\.json\(/;

/** A place where a program reads the error of an answer that a call throws. */
export interface CaughtError {
  /** The function; undefined for what catches the error itself. */
  readonly name?: string;
  readonly at: number;
}

/** Where a program, or a function that it hands what a call throws, reads the error of an answer, and that is not followed. */
export function caughtErrors(call: ApiCall, around: Surroundings): readonly CaughtError[] {
  if (!THROWS.test(call.client)) return [];
  const { document, outline } = around;
  const rest = restOfFunction(outline, call.range.end, document, FARTHEST);
  const found = new Map<string, CaughtError>();
  for (const { 1: caught, index } of rest.matchAll(CAUGHT)) {
    const name = caught!.replaceAll('$', '\\$');
    const own = call.client === 'axios' ? undefined : caughtRead(name, rest.slice(index));
    if (own && !isFollowedNear(call.range.end + index + own.at, own.code, around))
      found.set('', { at: call.range.end + index + own.at });
    const given = new RegExp(String.raw`(?<![\w$])([\w$]+)\((?:[^()]*,\s*)?${name}\s*[,)]`, 'g');
    for (const [, callee] of rest.slice(index + 'catch ('.length).matchAll(given)) {
      const declared = functionNamed(outline, callee!)?.range;
      const code = declared && document.slice(declared.start, declared.end);
      const read = code !== undefined && ANSWER.test(code) ? READ.exec(code) : null;
      if (!declared || !read) continue;
      const at = declared.start + read.index + read[0].length;
      if (!isFollowedNear(at, read[0], around)) found.set(callee!, { name: callee!, at });
    }
  }
  return [...found.values()];
}

/** Where the code behind `catch` reads the error of the answer that is in what it caught, and ends to. */
function caughtRead(name: string, code: string): { readonly at: number; readonly code: string } | undefined {
  const near = code.slice(0, NEAR);
  const read = READ.exec(near);
  if (!read || !new RegExp(String.raw`(?<![\w$])${name}\b[^;\n]*?(?:${ANSWER.source})`).test(near))
    return undefined;
  return { at: read.index + read[0].length, code: read[0] };
}

/** How far behind `catch` that is looked for. */
const NEAR = 600;

/** True where one of the names of the code that ends at an offset is known to be read of an answer. */
function isFollowedNear(end: number, code: string, { isFollowed }: Surroundings): boolean {
  for (let at = end - code.length; at < end; at++) if (isFollowed(at)) return true;
  return false;
}
