import { escapedName } from '../name-pattern.ts';

/** Where the answer is in what clients throw. */
const ANSWER = String.raw`(?:\.|->)(?:response|getResponse|data|body|json|read)\b`;
/** How languages ask for a member: `.code`, `?.code`, `->code`, `["code"]`, `.get("code")`, `dig(…, "code")`. */
const MEMBER = String.raw`(?:[!?&]{0,2}\.|->|\[["':]|\.(?:get|fetch|path|GetProperty|(?:get|opt)String)\(["']|,\s*["':](?=\w+["']?\)))`;
/** What an error of v1 had. */
const HAD = String.raw`(?:code|message|docs)\b`;

/** `answer.error.code`, `answer["error"]["code"]`, `answer.get("error", {}).get("code")` */
const WHOLE = new RegExp(String.raw`(?:[.>]|["'])error\b["'\]), {}]*${MEMBER}${HAD}`);
/** The same at every place of a text, also in `answer.dig("error", "code")` and a program of `jq`. */
const EACH = new RegExp(String.raw`(?:[.>:]|["'])error\b["'\]), {}?]*${MEMBER}(${HAD})(?![\w$(])`, 'g');
/** `{ code } = answer.error` */
const TAKEN = new RegExp(String.raw`\{[^{}=]*\b${HAD}[^{}=]*\}\s*=[^;\n]*\.error\b`);
/** `error = answer.error`, `{ error } = answer`, `{ error: failed } = answer` */
const KEPT = new RegExp(
  String.raw`(\w+)\s*(?::[^=\n]*)?=[^=\n][^;\n]*(?:[.>]|["'])error\b["'\])]*(?!["'\]), {}]*${MEMBER})|\{\s*(?:data\s*:\s*\{\s*)?(error)\b(?:\s*:\s*(\w+))?[^{}=]*\}+\s*=`,
  'g',
);
/** `json.loads(error.read())["message"]` */
const BY_KEY = new RegExp(String.raw`(?:\[|get\()\s*["']${HAD}`);
/** How far behind its name an error is read. */
const NEAR = 600;

/**
 * Where code ends to read the error of an answer of v1 in what was thrown: an index in it, or undefined where it does not.
 * `name`: what that is called; undefined for any name.
 */
export function errorReadIn(code: string, name: string | undefined): number | undefined {
  const thrown = name === undefined ? String.raw`[\w$)\]]` : String.raw`(?<![\w$])${escapedName(name)}\b`;
  // `thrown.response`, `{ response } = thrown`
  const from = new RegExp(
    String.raw`${thrown}[^;\n]*?${ANSWER}|\{[^{}=]*\bresponse\b[^{}=]*\}\s*=\s*${thrown}`,
  ).exec(code)?.index;
  if (from === undefined) return undefined;
  const ends: number[] = [];
  for (const pattern of [WHOLE, BY_KEY, TAKEN]) {
    const start = pattern === TAKEN ? 0 : from;
    const found = pattern.exec(code.slice(start));
    if (found) ends.push(start + found.index + found[0].length);
  }
  ends.push(...keptErrorReads(code));
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** Where a text names what it reads of an error of v1, in the notation of any language: indexes in it. */
export const errorReadsIn = (code: string): readonly number[] =>
  [
    ...[...code.matchAll(EACH)].map(({ index, 0: read, 1: name }) => index + read.length - name!.length),
    ...keptErrorReads(code).map((end) => end - /\w+$/.exec(code.slice(0, end))![0].length),
  ].toSorted((a, b) => a - b);

/** Where code ends to read members of what it took out of an answer as its error: indexes in it. */
export const keptErrorReads = (code: string): readonly number[] =>
  [...code.matchAll(KEPT)].flatMap((found) => {
    const kept = found[1] ?? found[3] ?? found[2]!;
    const at = found.index + found[0].length;
    const read = new RegExp(String.raw`\b${kept}${MEMBER}${HAD}`).exec(code.slice(at, at + NEAR));
    return read ? [at + read.index + read[0].length] : [];
  });

/** True for code that gives at once what is read of what was thrown as an answer: `return json.load(error)`. */
export const isGiven = (code: string, name: string): boolean =>
  new RegExp(String.raw`\breturn\s+[\w.]*(?:loads?|parse|decode)\(\s*${escapedName(name)}\b`).test(code);
