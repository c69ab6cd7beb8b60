import type { ApiCall } from '../model.ts';
import type { Surroundings } from './surroundings.ts';

/** How far behind a call what it throws is looked for. */
const FARTHEST = 4_000;

/** Longer than the end of what {@link thrownRead} finds. */
export const FARTHEST_THROWN = 60;

/** What a client that throws says of an answer with an error. */
const THROWN = /\.response\??\.data\??\.error\??\.(?:message|code|docs)\b/;

/** The same of an exception whose response is asked for, and may be kept under a name before. */
const ASKED_FOR =
  /->getResponse\(\)[\s\S]{0,400}?(?:\[["']error["']\]\[["'](?:message|code|docs)["']\]|->error->(?:message|code|docs)\b)/g;

/** Where the text asks exceptions for the error of an answer: where each of that ends. */
export const askedErrors = (document: string): readonly number[] =>
  [...document.matchAll(ASKED_FOR)].map((found) => found.index + found[0].length);

/** Where a program reads the error of an answer from what a call throws; undefined where it is not seen to. */
export function thrownRead(call: ApiCall, { document, askedErrors }: Surroundings): number | undefined {
  const { end } = call.range;
  if (call.client !== 'axios') {
    const asked = askedErrors.find((at) => at > end && at < end + FARTHEST);
    return asked === undefined || /\bfunction\b/.test(document.slice(end, asked)) ? undefined : asked;
  }
  const found = THROWN.exec(restOfFunction(call, document));
  return found ? end + found.index : undefined;
}

/** What stands behind a call up to where a function of the text ends or begins. */
function restOfFunction({ range: { end } }: ApiCall, document: string): string {
  const rest = document.slice(end, end + FARTHEST);
  const next =
    /\n\}|\n[ \t]*(?:export\s|(?:async\s+)?function\s|(?:public|private|static|async)\s+[\w$]+\s*\(|(?:app|router|exports|module)\.)/.exec(
      rest,
    );
  return rest.slice(0, next?.index ?? rest.length);
}
