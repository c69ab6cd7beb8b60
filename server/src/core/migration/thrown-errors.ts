import type { ApiCall } from '../model.ts';
import { namedFunctionAround, restOfFunction } from '../outline.ts';
import type { Surroundings } from './surroundings.ts';

/** How far behind a call what it throws is looked for. */
export const FARTHEST = 4_000;

/** Longer than the end of what {@link thrownRead} finds. */
export const FARTHEST_THROWN = 60;

/** What a client that throws says of an answer with an error; or a name that is given the error, or all of it. */
const THROWN =
  /\.response\??\.data\??\.error\??\.(?:message|code|docs)\b|\{[^{}=]*\b(?:message|code|docs)\b[^{}=]*\}\s*=[^;\n]*\.response!?\??\.data!?\??\.error\b|\b(\w+)\s*(?::[^=\n]*)?=[^;=\n]*\.response!?\??\.data!?(?:\??\.error)?\b(?!!?\??\.)|\{\s*(?:data\s*:\s*\{\s*)?(error)\b[^{}=]*\}+\s*=[^;\n]*\.response!?(?:\??\.data)?\b(?!!?\??\.)/g;

/** The same of an exception whose response is asked for, and may be kept under a name before. */
const ASKED_FOR =
  /->getResponse\(\)[\s\S]{0,400}?(?:\[["']error["']\]\[["'](?:message|code|docs)["']\]|->error->(?:message|code|docs)\b)/g;

/** Where the text asks exceptions for the error of an answer: where each of that ends. */
export const askedErrors = (document: string): readonly number[] =>
  [...document.matchAll(ASKED_FOR)].map((found) => found.index + found[0].length);

/** Where a program reads the error of an answer from what a call throws; undefined where it is not seen to. */
export function thrownRead(
  call: ApiCall,
  { document, outline, askedErrors }: Surroundings,
): number | undefined {
  const { end } = call.range;
  if (call.client !== 'axios') {
    const asked = askedErrors.find((at) => at > end && at < end + FARTHEST);
    return asked === undefined || /\bfunction\b/.test(document.slice(end, asked)) ? undefined : asked;
  }
  const rest = restOfFunction(outline, end, document, FARTHEST);
  const found = thrownIn(rest);
  if (found !== undefined) return end + found;
  const all = thrownIn(document);
  if (all === undefined || (/\bcatch\b/.test(rest) && !RETHROWN.test(rest))) return undefined;
  // What a function does not catch, those who call it do, or what is installed for all requests.
  const before = document.slice(Math.max(0, all - FARTHEST), all);
  if (/\.interceptors\.response\.use\([^;]{0,400}$/.test(before)) return all;
  const name = namedFunctionAround(outline, call.range.start)?.name?.replaceAll('$', '\\$');
  const block = before.slice(Math.max(0, before.lastIndexOf('\n}')));
  return name !== undefined && new RegExp(`\\b${name}\\(`).test(block) ? all : undefined;
}

/** Where a text first reads the error of an answer of what was thrown; undefined where it does not. */
function thrownIn(text: string): number | undefined {
  for (const found of text.matchAll(THROWN)) {
    const [whole, name = found[2]] = found;
    if (name === undefined) return found.index;
    const at = found.index + whole.length;
    const read = new RegExp(String.raw`\b${name}!?\??\.(?:error!?\??\.)?(?:message|code|docs)\b`);
    const index = read.exec(text.slice(at, at + NEAR))?.index;
    if (index !== undefined) return at + index;
  }
  return undefined;
}

/** What is caught and goes on to whoever called. */
const RETHROWN = /\bthrow\s+[\w$]+\s*;?\s*\n/;

/** How far behind its name an error is read. */
const NEAR = 600;
