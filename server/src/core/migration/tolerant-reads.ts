import type { ApiCall, ResponseRead, TextEdit } from '../model.ts';

/** Clients that answer errors as they answer everything else. */
const GIVES_ERRORS = /^(?:fetch|undici|requests|httpx|aiohttp)$/;
/** Code that asks whether an answer is an error. */
const ASKED =
  /\.ok\b|\.status(?:Code)?\b(?!\s*\()|\bstatus_code\b|\bis_(?:success|error)\b|\braise_for_status\b|\.error\b|["']error["']|[{,]\s*error\s*[,:}]/;
/** A statement that leaves a function where an answer is not what is hoped for. */
const LEFT =
  /\bif\s*\(\s*!\s*[\w$.()]+\)\s*\{?[^{}]{0,300}?\b(?:return|throw|continue)\b[^;\n}]*(?:;|\n|\})|\bif not [^\n:]+:\s*(?:[^\n]*\n){0,4}?[^\n]*\b(?:return|raise|continue)\b[^\n]*\n/;

/** True for a read that the answer to a failed call reaches, which has no `data`: v1 programs read nothing there then. */
export function meetsErrors({ client, range }: ApiCall, { path }: ResponseRead, document: string): boolean {
  if (!GIVES_ERRORS.test(client)) return false;
  const at = path[0]!.range.start;
  const isDirect = isDirectCall(document.slice(range.start, range.end));
  const before = isDirect && at > range.start ? document.slice(range.end, at) : document;
  return !ASKED.test(before) && !LEFT.test(before);
}

/** False for the code of a call of a function of the text: `post(…)`, `this.get<T>(…)`. */
export function isDirectCall(code: string): boolean {
  const callee = code.split('(')[0]!;
  if (!/\b(?:fetch|request|post|get)\b/.test(callee)) return false;
  return !/^(?:await\s+)?(?:this\.|self\.)?(?!fetch\b)\w+\s*(?:<[\s\S]*)?$/.test(callee);
}

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
