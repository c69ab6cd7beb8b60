import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';
import { isGiven } from './error-reads.ts';
import { isInFailure, isLeft, isOtherwise, withoutPassed } from './failing-branches.ts';
import { codeBefore } from './passed-code.ts';
import type { Surroundings } from './surroundings.ts';

/** Clients that answer errors as they answer everything else. */
const GIVES_ERRORS = /^(?:fetch|undici|node:https|XMLHttpRequest|request|needle|requests|httpx|aiohttp)$/;
/** Options by which clients that throw errors give them. */
export const NEVER_THROWS = /\b(?:validateStatus|throwHttpErrors|ignoreResponseError|muteHttpExceptions)\b/;
/** Clients with such options. */
const THROWS = /^(?:axios|got|ky|ofetch|UrlFetchApp)$/;
/** Code that asks whether an answer is an error: a member `error` of a value that is made does not ask. */
const ASKED =
  /\.ok\b|\.status(?:Code)?\b(?!\s*\()|\bstatus_code\b|\bif\s*\(\s*(?:!\s*ok\b|status(?:Code)?\s*(?:!==?|>=?)\s*\d)|\bis_(?:success|error)\b|\braise_for_status\b|\.error\b(?!\s*\()|(?<![{,]\s*)["']error["']|["']error["'](?!\s*:)|[{,]\s*error\s*[,}]|\b(?:const|let|var)\s*\{[^;=]*?\berror\s*:|\(\{[^;={}]*\berror\s*:[^;={}]*\}\s*\)\s*=>/;
/** One of the ways in which calls fail: what fails otherwise goes on. */
const ONE_FAILURE = /\.status(?:Code|_code)?\s*===?\s*[45]\d\d\b/g;
/** A status that is shown or given on without a question: `{ ok: res.ok }`, `console.log(res.status)`. */
const MENTIONED =
  /(?:[{,]\s*["']?\w+["']?\s*:\s*|,\s*|\$\{|\b(?:console|log|logger|logging)\.\w+\(|\bprint\()[\w$]+\??\.(?:ok|status(?:Code|Text|_code)?)\s*(?=[,)}])/g;
/** The same of an error: `{ error: body.error }`, `Result(error=data.get("error"))`. */
const ERROR_MENTIONED =
  /(?:[{,(]|\n)\s*["']?\w+["']?\s*[:=](?!=)\s*\w+(?:\??\.error|\.get\(\s*["']error["']\s*(?:,\s*\w+\s*)?\)|\[["']error["']\])\s*(?=[,)}])/g;
/** The variable that something is read of: `seen` of `seen.data.`, `seen["`, `seen.get("`. */
const READ_OF = /(?<![\w$.])([A-Za-z_$][\w$]*)(?:!?\??\.[A-Za-z_$][\w$]*)*(?:!?\??\.|\[["']|\.get\(["'])$/;
const LONGEST_READ = 80;

/** True for a call whose client answers errors as it answers everything else. */
export const givesErrors = ({ client }: ApiCall, document: string): boolean =>
  GIVES_ERRORS.test(client) || (THROWS.test(client) && NEVER_THROWS.test(document));

/** True for a read that the answer to a failed call reaches, which has no `data`: v1 programs read nothing there then. */
export function meetsErrors(call: ApiCall, { path }: ResponseRead, around: Surroundings): boolean {
  const { document, outline } = around;
  const { client, range } = call;
  // An error that a function gives as an answer.
  const isReturned =
    client === 'urllib' &&
    outline.handlers.some(
      ({ name, body }) => name !== undefined && isGiven(document.slice(body.start, body.end), name),
    );
  if (!givesErrors(call, document) && !isReturned) return false;
  const at = path[0]!.range.start;
  const code = isReturned && at > range.start ? document.slice(range.end, at) : codeBefore(range, at, around);
  if (code !== document && (isInFailure(code) || isOtherwise(code))) return true;
  const passed = code === document ? code : withoutPassed(code);
  const before = passed.replace(ONE_FAILURE, '').replace(MENTIONED, '').replace(ERROR_MENTIONED, '');
  const [, name] = READ_OF.exec(document.slice(Math.max(0, at - LONGEST_READ), at)) ?? [];
  return !ASKED.test(before) && !isLeft(before, name);
}

/** True where the type that edits change is that of the value which a pattern takes apart, not of the pattern. */
export const isCast = (edits: readonly TextEdit[], document: string): boolean =>
  edits.some(
    ({ range, newText }) =>
      newText === '{ data: ' && /(?:\bas\s+|<\s*)$/.test(document.slice(range.start - 12, range.start)),
  );

/** Edits that put `data` before what is read, for answers that may be without: `data?.valid`, `.get("data", {})`. */
export function tolerant(edits: readonly TextEdit[], document: string): readonly TextEdit[] {
  return edits.map((edit) => {
    const { range, newText } = edit;
    if (newText.startsWith('data.') && document[range.start - 1] === '.')
      return { range, newText: newText.replace('.', '?.') };
    const quote = /^\[(["'])data\1\]/.exec(newText)?.[1];
    const isOptional = document.startsWith('.get(', range.end);
    if (quote === undefined || !isOptional) return edit;
    return { range, newText: `.get(${quote}data${quote}, {})${newText.slice('["data"]'.length)}` };
  });
}
