import type { Header, TextEdit } from '../model.ts';
import type { Values } from '../resolve.ts';
import { headersOf } from './headers.ts';
import type { Thing } from './machine/things.ts';

/** How a language reads the root key of the environment. */
export interface RootKey {
  /** `Bearer ` with the root key behind, as an expression. */
  readonly token: string;
  /** The same behind `Authorization: ` in one text. */
  readonly line?: string;
}

/** `"Content-Type" => "application/json"`, `"Content-Type", "application/json"`, `"Content-Type"] = "application/json"`. */
const SEPARATOR = /^(["'])(\s*(?:=>|:|,|\]\s*=)\s*)(?=["'])/;
/** What may stand before a header on a line of its own: nothing, or the beginning of a call or an assignment. */
const LEAD = /^[ \t]*(?:[\w$@.>:-]*(?:\(|\[)\s*)?$/;
/** Headers of a body take no Authorization. */
const OF_BODY = /content[?!]?\.(?:get)?headers\b/i;
const LONGEST_LINE = 300;

/** The edit that puts an Authorization before the first header that is written out, in its style. */
export function authorizationBeside(thing: Thing, values: Values, token: RootKey): TextEdit | undefined {
  for (const header of headersOf(thing.given, values).list) {
    const edit = header.conditional ? undefined : besideHeader(header, values, token);
    if (edit) return edit;
  }
  return undefined;
}

function besideHeader(
  { name, nameRange }: Header,
  { source }: Values,
  { token, line: whole }: RootKey,
): TextEdit | undefined {
  const { text } = source;
  const start = source.indexOfOffset(nameRange.start);
  const end = start + name.length;
  const quote = text[start - 1];
  if (start < 1 || text.slice(start, end) !== name || (quote !== '"' && quote !== "'")) return undefined;
  const insertion = (at: number, newText: string): TextEdit => ({ range: source.range(at, at), newText });
  const behind = text.slice(end, end + LONGEST_LINE);
  // `'Content-Type: application/json'` in a list.
  if (/^\s*:/.test(behind)) {
    const isItem = /[[(,]\s*$/.test(text.slice(Math.max(0, start - 80), start - 1));
    return whole !== undefined && isItem ? insertion(start - 1, `${whole}, `) : undefined;
  }
  const separator = SEPARATOR.exec(behind)?.[2];
  if (separator === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const lead = text.slice(lineStart, start - 1);
  if (OF_BODY.test(lead)) return undefined;
  const rest = /^[^\n]*/.exec(behind)![0];
  const value = /^(["'])(?:[^"'\\\n])*\1/.exec(rest.slice(1 + separator.length))?.[0];
  if (value === undefined) return undefined;
  const tail = rest.slice(1 + separator.length + value.length);
  const named = `${quote}Authorization${quote}${separator}${token}`;
  if (LEAD.test(lead) && /^[)\]]*[,;]?\s*$/.test(tail)) {
    const isMember = /^\s*$/.test(lead);
    return insertion(lineStart, `${lead}${named}${isMember ? ',' : tail.trimEnd()}\n`);
  }
  return /[[{(]\s*$|,\s*$/.test(lead) ? insertion(start - 1, `${named}, `) : undefined;
}
