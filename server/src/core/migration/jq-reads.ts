import type { ApiCall, TextEdit } from '../model.ts';
import { movedInError, movedTo, responseOf } from '../reads/responses.ts';

/** How far behind a command its answer is looked for. */
const FARTHEST = 20_000;
/** `jq -r '.key'`: what stands before the program, and the program. */
const JQ = String.raw`jq((?:\s+-[\w-]+)*\s+)('[^'\n]*'|"[^"\n]*"|\.[\w.[\]]*)`;
/** Paths from the whole answer on, separated by commas. */
const PATHS = /^\s*\.[\w.[\]?]+(?:\s*,\s*\.[\w.[\]?]+)*\s*$/;

/** What `jq` reads of the answer of a command, at its places in v2. Undefined where more than that may be read. */
export function jqEdits(
  { range }: ApiCall,
  operation: string,
  document: string,
): readonly TextEdit[] | undefined {
  const command = document.slice(range.start, range.end);
  if (/\s(?:-[a-zA-Z]*o|--output)[ =]*\S/.test(command)) return /\/dev\/null/.test(command) ? [] : undefined;
  const behind = document.slice(range.end, range.end + FARTHEST);
  const piped = new RegExp(String.raw`^[ \t]*(?:\\\r?\n[ \t]*)?\|\s*${JQ}`).exec(behind);
  if (piped) return programEdits(piped, range.end, operation);
  const before = document.slice(Math.max(0, range.start - 200), range.start);
  const name = /(?:^|[\s;])(\w+)=["']?(?:\$\(|`)$/.exec(before)?.[1];
  const closed = /^\s*[)`]["']?/.exec(behind);
  if (name === undefined || !closed) return undefined;
  const from = range.end + closed[0].length;
  const again = new RegExp(String.raw`(?:^|[\s;])${name}=`).exec(document.slice(from, from + FARTHEST));
  const scope = document.slice(from, again ? from + again.index : from + FARTHEST);
  const value = String.raw`"?\$\{?${name}\}?"?`;
  const edits: TextEdit[] = [];
  let seen = 0;
  for (const pattern of [
    String.raw`(?:echo|printf(?:\s+["']%s(?:\\n)?["'])?)\s+${value}\s*\|\s*${JQ}`,
    String.raw`${JQ}\s*<<<\s*${value}`,
  ]) {
    for (const use of scope.matchAll(new RegExp(pattern, 'g'))) {
      const made = programEdits(use, from + use.index, operation);
      if (!made) return undefined;
      edits.push(...made);
      seen++;
    }
  }
  const uses = [...scope.matchAll(new RegExp(String.raw`\$\{?${name}(?!\w)`, 'g'))].length;
  return uses === seen && seen > 0 ? edits : undefined;
}

/** Where v2 has what items of lists had as another name. */
const ITEMS: Readonly<Record<string, string>> = {
  'apis.listKeys id': 'keyId',
  'apis.listKeys ownerId': 'identity.externalId',
  'apis.listKeys remaining': 'credits.remaining',
  'ratelimit.listOverrides id': 'overrideId',
};

/** Edits of the program that a pattern found, the text of which begins at `at`. */
function programEdits(
  found: RegExpExecArray | RegExpMatchArray,
  at: number,
  operation: string,
): readonly TextEdit[] | undefined {
  const [text, options, quoted] = found as unknown as [string, string, string];
  const start = at + text.lastIndexOf(`jq${options}${quoted}`) + 2 + options.length;
  const lead = /^["']/.test(quoted) ? 1 : 0;
  const program = quoted.slice(lead, quoted.length - lead);
  const pipe = program.indexOf('|');
  const stage = pipe < 0 ? program : program.slice(0, pipe);
  if (/^\s*\.\s*$/.test(program)) return [];
  if (!PATHS.test(stage)) return undefined;
  const edits: TextEdit[] = [];
  for (const path of stage.matchAll(/(^|[\s,])\.(\w+)(?:\.(\w+))?(\[\d*\]\??)?(?:\.(\w+))?/g)) {
    const [whole, before, first, second, index, inner] = path as unknown as [
      string,
      string,
      string,
      ...(string | undefined)[],
    ];
    const place = start + lead + path.index + before.length + 1;
    const end = place + first.length;
    if (first === 'data') continue;
    if (first === 'error') {
      const to = second === undefined ? undefined : movedInError(second);
      if (to) edits.push({ range: { start: place, end: end + 1 + second!.length }, newText: to.join('.') });
      continue;
    }
    const isOwn = first === 'meta' && responseOf(operation)?.fields.has('meta');
    const to = isOwn ? ['data', 'meta'] : movedTo(operation, first);
    if (!to) return undefined;
    edits.push({ range: { start: place, end }, newText: to.join('.') });
    const renamed = index === undefined || inner === undefined ? undefined : ITEMS[`${operation} ${inner}`];
    const last = start + lead + path.index + whole.length;
    if (renamed !== undefined)
      edits.push({ range: { start: last - inner!.length, end: last }, newText: renamed });
  }
  return edits;
}
