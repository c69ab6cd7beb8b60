import { headerOf } from '../calls.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { HOLE } from '../source.ts';

/** Names of what is a root key and nothing before it, and of what may be all that stands in the header. */
const ROOT_KEY = /(?:root_?key|unkey_?(?:api_?)?key)["')\]}]*$/i;
const KEY = /(?:key|token|secret)["')\]}]*$/i;
const WHOLE = /auth|bearer|header/i;

const SHELL = /^(?:curl|curlie|wget)$/;
const FILES = /^(?:http|hurl|bruno)$/;
const GO = /^(?:net\/http|retryablehttp|resty|req|fiber|fasthttp)$/;

/**
 * Writes `Bearer ` before a root key that is all of an Authorization header: in commands, request files and Go. A note
 * where it is not sure that the key is all.
 */
export function bareRootKey(
  call: ApiCall,
  document: string,
): TextEdit | { readonly note: string } | undefined {
  const header = headerOf(call, 'authorization');
  if (!header || !new RegExp(`^${HOLE}+$`).test(header.value.text)) return undefined;
  const place = placeOf(call, header.nameRange.end, header.value.range(), document);
  if (!place) return undefined;
  const code = document.slice(place.start, place.end);
  if (WHOLE.test(code)) return undefined;
  if (!ROOT_KEY.test(code))
    return KEY.test(code)
      ? { note: 'v2 takes a key only behind "Bearer ". See that the Authorization header begins with it.' }
      : undefined;
  const { start, end } = place;
  return GO.test(call.client)
    ? { range: { start, end }, newText: `"Bearer "+${code}` }
    : { range: { start, end: start }, newText: 'Bearer ' };
}

/** Where the code of a header's value stands, when that is all of the value. */
function placeOf(
  { client }: ApiCall,
  nameEnd: number,
  value: { readonly start: number; readonly end: number },
  document: string,
): { readonly start: number; readonly end: number } | undefined {
  if (GO.test(client)) {
    const code = document.slice(value.start, value.end);
    return /^(?:os\.Getenv\("\w+"\)|[A-Za-z_][\w.]*)$/.test(code) ? value : undefined;
  }
  const pattern = SHELL.test(client)
    ? /^(:[ \t]*)(\$\w+|\$\{\w+\})(?=")/
    : FILES.test(client)
      ? /^([ \t]*:[ \t]*)(\{\{[^{}\n]*\}\})(?=[ \t]*(?:\r?\n|$))/
      : undefined;
  const found = pattern?.exec(document.slice(nameEnd, nameEnd + 200));
  if (!found) return undefined;
  const start = nameEnd + found[1]!.length;
  return { start, end: start + found[2]!.length };
}
