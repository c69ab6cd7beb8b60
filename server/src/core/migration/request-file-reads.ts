import type { ApiCall, TextEdit } from '../model.ts';
import { movedInError, movedTo, responseOf } from '../reads/responses.ts';
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
const STEP = /\??\.?(\w+)|\[(?:\d+|\*)\]|\[(["'])(\w+)\2\]/y;
/** Members that values of scripts have themselves. */
const OWN = /^(?:length|hasOwnProperty|toString|includes|map|filter|find|forEach|some|every)$/;

/** Changes what scripts and assertions read of the answer to a request that stands before them. */
export function requestFileReads({ client, range }: ApiCall, operation: string, document: string): FileReads {
  const reading = Object.hasOwn(READINGS, client) ? READINGS[client]! : undefined;
  if (!reading) return { edits: [], notes: [] };
  const from = client === 'bruno' ? 0 : range.end;
  const rest = document.slice(from);
  const next = reading.next.exec(rest)?.index ?? rest.length;
  const scope = rest.slice(0, next);
  const edits: TextEdit[] = [];
  const notes = new Set<string>();
  for (const pattern of reading.reads)
    for (const found of scope.matchAll(pattern)) {
      const path = found.at(-1)!;
      const start = from + found.index + found[0].length - path.length;
      const made = pathEdits(path, start, operation);
      if (typeof made === 'string') notes.add(made);
      else edits.push(...made);
    }
  if (reading.whole.test(scope)) notes.add(UNFOLLOWED);
  return { edits, notes: [...notes] };
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
