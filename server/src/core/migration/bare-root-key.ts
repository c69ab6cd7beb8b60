import { headerOf } from '../calls.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { HOLE } from '../source.ts';

/** Names of what is a root key and nothing before it, and of what may be all that stands in the header. */
const ROOT_KEY = /(?:root_?key|unkey_?(?:api_?)?key)["')\]}!]*$/i;
const KEY = /(?:key|token|secret)["')\]}!]*$/i;
const WHOLE = /auth|bearer|header/i;

const SHELL = /^(?:curl|curlie|wget)$/;
const FILES = /^(?:http|hurl|bruno)$/;
const GO = /^(?:net\/http|retryablehttp|resty|req|fiber|fasthttp)$/;

/** The code of a header's value, and what puts `Bearer ` before it. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly withBearer: (code: string) => string;
}

/**
 * Writes `Bearer ` before a root key that is all of an Authorization header. A note where it is not sure that the key is
 * all. Undefined in languages whose texts are not known here.
 */
export function bareRootKey(
  call: ApiCall,
  document: string,
): TextEdit | { readonly note: string } | undefined {
  const header = headerOf(call, 'authorization');
  if (!header || !new RegExp(`^${HOLE}+$`).test(header.value.text)) return undefined;
  const place = placeOf(call, header.nameRange.end, header.value.range(), document);
  if (!place) return undefined;
  const { start, end, withBearer } = place;
  const code = document.slice(start, end);
  if (WHOLE.test(code)) return undefined;
  if (ROOT_KEY.test(code)) return { range: { start, end }, newText: withBearer(code) };
  return KEY.test(code)
    ? { note: 'v2 takes a key only behind "Bearer ". See that the Authorization header begins with it.' }
    : undefined;
}

/** Where the code of a header's value stands, when that is all of the value. */
function placeOf(
  { client, editor: { notation } }: ApiCall,
  nameEnd: number,
  { start, end }: { readonly start: number; readonly end: number },
  document: string,
): Place | undefined {
  const code = document.slice(start, end);
  if (GO.test(client))
    return /^(?:os\.Getenv\("\w+"\)|[A-Za-z_][\w.]*)$/.test(code)
      ? { start, end, withBearer: (key) => `"Bearer "+${key}` }
      : undefined;
  if (notation?.extend && /^[\w$.]+(?:[[(]["'][\w$.]+["'][\])])?!?$/.test(code))
    return notation.missing === undefined
      ? { start, end, withBearer: (key) => `"Bearer " + ${key}` }
      : {
          start,
          end: document[end] === '!' ? end + 1 : end,
          withBearer: (key) => `\`Bearer \${${key.replace(/!$/, '')}}\``,
        };
  const pattern = SHELL.test(client)
    ? /^(:[ \t]*)(\$\w+|\$\{\w+\})(?=")/
    : FILES.test(client)
      ? /^([ \t]*:[ \t]*)(\{\{[^{}\n]*\}\})(?=[ \t]*(?:\r?\n|$))/
      : undefined;
  const found = pattern?.exec(document.slice(nameEnd, nameEnd + 200));
  if (!found) return undefined;
  const first = nameEnd + found[1]!.length;
  return { start: first, end: first + found[2]!.length, withBearer: (key) => `Bearer ${key}` };
}
