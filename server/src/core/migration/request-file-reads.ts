import type { Endpoint } from '../catalogue/endpoint.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { movedInError, movedTo, responseOf } from '../reads/responses.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';
import type { Range } from '../source.ts';
import { movedInItem } from './item-names.ts';

/** What becomes of the reads of an answer in the file of its request. */
export interface FileReads {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** How a tool's files read the answer to the request before. */
interface Reading {
  /** Where the next request begins. */
  readonly next: RegExp;
  /** Finds what is read: the last group is the path from the body on. */
  readonly reads: readonly RegExp[];
  /** The body as a whole, whose reads are not followed. */
  readonly whole: RegExp;
}

const PATH = String.raw`((?:\??\.\w+|\[\d+\]|\[["']\w+["']\])+)`;
const READINGS: Readonly<Record<string, Reading>> = {
  http: {
    next: /^###/m,
    reads: [
      new RegExp(String.raw`\bresponse\.(?:parsedBody|body)${PATH}`, 'g'),
      /^\?\?[ \t]+body[ \t]+(\w[\w.[\]]*)/gm,
    ],
    whole: /\bresponse\.(?:parsedBody|body)\b(?![\w.[?])/,
  },
  hurl: {
    next: /^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)[ \t]/m,
    reads: [/\bjsonpath[ \t]+"\$((?:\.\w+|\[\d+\]|\[\*\]|\[['"]\w+['"]\])+)/g],
    whole: /\bbody[ \t]+(?:contains|==|matches)/,
  },
  bruno: {
    next: /(?!)/,
    reads: [new RegExp(String.raw`\bres(?:\.body|\.getBody\(\))${PATH}`, 'g')],
    whole: /\bres(?:\.body|\.getBody\(\))(?![\w.[?])|\bres\(["']/,
  },
};

const UNFOLLOWED = 'v2 answers { meta, data }. A script reads this answer in ways that are not followed.';
const ELSEWHERE = 'v2 answers { meta, data }. What reads this answer is not seen here.';
const STEP = /\??\.?(\w+)|\[(?:\d+|\*)\]|\[(["'])(\w+)\2\]/y;
/** Members that values of scripts have themselves. */
const OWN = /^(?:length|hasOwnProperty|toString|includes|map|filter|find|forEach|some|every)$/;

/** Changes what scripts and assertions read of the answer to a request that stands before them. */
export function requestFileReads(call: ApiCall, { operation }: Endpoint, document: string): FileReads {
  const { client, range, editor } = call;
  if (editor.scripts) return scriptReads(editor.scripts.own, operation, document);
  if (client === 'terraform') return terraformReads(document, range, operation);
  const reading = Object.hasOwn(READINGS, client) ? READINGS[client]! : undefined;
  if (!reading) return { edits: [], notes: [] };
  const from = client === 'bruno' ? 0 : range.end;
  const rest = document.slice(from);
  const next = reading.next.exec(rest)?.index ?? rest.length;
  return readsIn(rest.slice(0, next), from, reading, operation, document);
}

/** What a module reads of the answer that a block of Terraform gets. Other files of it may read it as well. */
function terraformReads(document: string, { start }: Range, operation: string): FileReads {
  const [, type, label] =
    /^(data|ephemeral)\s+"http"\s+"([\w-]+)"/.exec(document.slice(start, start + 200)) ?? [];
  if (type === undefined) return { edits: [], notes: [ELSEWHERE] };
  const name = `${type === 'data' ? 'data' : 'ephemeral'}\\.http\\.${label}`;
  const body = String.raw`\b${name}(?:\[[^\]\n]*\])?\.(?:response_body|body)\b`;
  const reading = {
    reads: [new RegExp(String.raw`jsondecode\(\s*${body}\s*\)${PATH}`, 'g')],
    whole: new RegExp(String.raw`(?<!jsondecode\(\s*)${body}|${body}(?!\s*\)[.[])`),
  };
  const found = readsIn(document, 0, reading, operation, document);
  return found.edits.length > 0 || found.notes.length > 0 ? found : { edits: [], notes: [ELSEWHERE] };
}

const BODY = String.raw`(?:pm\.response\.json\(\)|JSON\.parse\(responseBody\))`;
const NAMED = new RegExp(String.raw`\b(?:const|let|var)\s+(\w+)\s*=\s*${BODY}(?!\s*[.?[])`, 'g');

/** Scripts of Postman, which stand line by line in JSON. */
function scriptReads(places: readonly Range[], operation: string, document: string): FileReads {
  const found = places.map(({ start, end }) => {
    const scope = document.slice(start, end);
    const names = [...scope.matchAll(NAMED)].map(([, name]) => name!);
    // A name that is given once is the body wherever it stands.
    const given = names.filter(
      (name) => scope.match(new RegExp(String.raw`\b${name}\s*=(?![=>])`, 'g'))?.length === 1,
    );
    const body = [...given.map((name) => String.raw`(?<![\w.'"])${name}`), BODY].join('|');
    const reading = {
      reads: [new RegExp(`(?:${body})${PATH}`, 'g')],
      whole: new RegExp(
        [
          ...given.map((name) => String.raw`(?<![\w.'"])${name}\b(?!\??\.\w|\[\d|\s*=(?!=))`),
          String.raw`(?<!\b(?:${['_', ...given].join('|')})\s*=\s*)${BODY}(?!\??\.\w)`,
        ].join('|'),
      ),
    };
    return readsIn(scope, start, reading, operation, document);
  });
  return { edits: found.flatMap(({ edits }) => edits), notes: found.flatMap(({ notes }) => notes) };
}

/** What a text that begins at `from` reads. */
function readsIn(
  scope: string,
  from: number,
  { reads, whole }: Pick<Reading, 'reads' | 'whole'>,
  operation: string,
  document: string,
): FileReads {
  const edits: TextEdit[] = [];
  const notes = new Set<string>();
  for (const pattern of reads)
    for (const found of scope.matchAll(pattern)) {
      const path = found.at(-1)!;
      const start = from + found.index + found[0].length - path.length;
      const end = start + path.length;
      const made = codeEdits(path, end, scope.slice(end - from)) ?? pathEdits(path, start, operation);
      const line = document.slice(0, start).split('\n').length;
      if (typeof made === 'string') notes.add(`Line ${line}: ${made}`);
      else edits.push(...made);
    }
  if (whole.test(scope)) notes.add(UNFOLLOWED);
  return { edits, notes: [...notes] };
}

/** A code of v1 that is compared with what is before it. */
const COMPARED =
  /^(["'`)\]]*\s*(?:[!=]==?|:?\s*n?eq|(?:\.(?:to|be|not|deep))*\.(?:equals?|eql?s?)\(|,)\s*)((?:\\?["'])?)([A-Z_]{4,})\2/;

/** Edits that compare the status of an error, or why there are none; undefined for what reads no code to compare it. */
function codeEdits(path: string, end: number, behind: string): readonly TextEdit[] | string | undefined {
  if (!/^(?:\??\.)?error\??\.code$/.test(path)) return undefined;
  const [, between, quote, code] = COMPARED.exec(behind) ?? [];
  const status = code === undefined ? undefined : statusOfCode(code);
  if (status !== undefined) {
    const at = end + between!.length;
    return [
      { range: { start: end - 'code'.length, end }, newText: 'status' },
      { range: { start: at, end: at + quote!.length * 2 + code!.length }, newText: String(status) },
    ];
  }
  const line = /^[^\n]*/.exec(behind)![0];
  const isAsked = [...line.matchAll(/\b[A-Z_]{4,}\b/g)].some(([one]) => statusOfCode(one) !== undefined);
  return isAsked ? 'v2 has no error codes. Compare error.status or error.type.' : undefined;
}

/** Edits of a path from the body on, or why there are none. */
function pathEdits(path: string, start: number, operation: string): readonly TextEdit[] | string {
  const names: { readonly name: string | undefined; readonly at: number; readonly quote?: string }[] = [];
  for (let at = 0; at < path.length; ) {
    STEP.lastIndex = at;
    const step = STEP.exec(path);
    if (!step || step[0] === '') return [];
    const name = step[1] ?? step[3];
    const end = at + step[0].length - (step[3] === undefined ? 0 : 2);
    names.push({
      name,
      at: name === undefined ? at : end - name.length,
      ...(step[2] ? { quote: step[2] } : {}),
    });
    at += step[0].length;
  }
  const [first, second, third] = names;
  if (first?.name === undefined || first.name === 'data') return [];
  const replace = (from: typeof first, to: readonly string[], until = from): TextEdit => ({
    range: { start: start + from.at, end: start + until.at + until.name!.length },
    newText: to.join(from.quote ? `${from.quote}][${from.quote}` : '.'),
  });
  if (first.name === 'error') {
    const moved = second?.name === undefined ? undefined : movedInError(second.name);
    return moved ? [replace(first, moved, second)] : [];
  }
  const shape = responseOf(operation);
  if (OWN.test(first.name)) {
    const at = start + (path[0] === '?' ? 1 : 0);
    return shape && first.name === 'hasOwnProperty'
      ? [{ range: { start: at, end: at }, newText: '.data' }]
      : [];
  }
  const isOwn = first.name === 'meta' && shape?.fields.has('meta');
  const to = isOwn ? ['data', 'meta'] : movedTo(operation, first.name);
  if (to === null || (to && first.name === 'ratelimit'))
    return `v2 does not answer ${first.name} as v1 did. Change where it is read.`;
  if (!to) return [];
  const edits = [replace(first, to)];
  const isItem = shape?.list && to.length === 1 && second && second.name === undefined;
  const inItem = isItem && third?.name !== undefined ? movedInItem(operation, third.name) : undefined;
  if (inItem === null) return `v2 does not answer ${third!.name} of an item. Change where it is read.`;
  return inItem ? [...edits, replace(third!, inItem.split('.'))] : edits;
}
