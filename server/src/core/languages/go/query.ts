import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression, Span } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import { plainValue } from '../../requests/url-values.ts';
import type { SourceText } from '../../source.ts';
import { functionAround } from './around.ts';
import { ENTRY, FILLED, MADE_VALUES, textOf } from './query-code.ts';
import { queryMap } from './query-map.ts';

type Parameter = NonNullable<CallEditor['parameters']>[number];

/** The query of a request that is made with `url.Values`. */
export interface MadeQuery {
  readonly parameters: readonly Parameter[];
  /** Take away the lines that make it. */
  readonly edits: readonly TextEdit[];
  /** True where it stands in the URL, behind a question mark. */
  readonly isInUrl: boolean;
  /** The name of what holds its values, which becomes a map of them; missing: they are moved. */
  readonly holder?: string;
  /** The line that gives it to a request which is made already. */
  readonly late?: Span;
}

/** `req, err := http.NewRequest(` */
const MADE = /([A-Za-z_]\w*)\s*,\s*\w+\s*:?=\s*$/;
const IN_URL = new RegExp(String.raw`(?:\?"\s*\+\s*|\?%s"[^\n]*,\s*)(\w+|${FILLED})\.Encode\(\)\)?$`);
const GIVEN = new RegExp(String.raw`^(\w+|${FILLED})$`);
/** Code longer than this is not moved. */
const LONGEST_CODE = 120;

/**
 * The query that a function of Go puts together for the request it makes by `call`. Undefined where there is none;
 * `unknown` where it is made in a way that is not followed. `given`: the code of values that the call is given for it.
 */
export function madeQuery(
  call: CallExpression,
  url: string,
  source: SourceText,
  idiom: ValueIdiom,
  given?: string,
): MadeQuery | 'unknown' | undefined {
  const { text } = source;
  const around = functionAround(call, text);
  const { start } = around;
  const body = text.slice(start, around.end + 1);
  const request = MADE.exec(text.slice(text.lastIndexOf('\n', call.start) + 1, call.start))?.[1];
  const owner = /^(\w+)\.String\(\)$/.exec(url)?.[1];
  const owners = [
    ...(owner === undefined ? [] : [owner]),
    ...(request === undefined ? [] : [`${request}.URL`]),
  ];
  const raw = owners.flatMap((name) => [
    ...body.matchAll(
      new RegExp(
        String.raw`^[ \t]*${name.replace('.', String.raw`\.`)}\.RawQuery\s*=\s*(\w+|${FILLED})\.Encode\(\)[ \t]*\n`,
        'gm',
      ),
    ),
  ]);
  const inUrl = IN_URL.exec(writtenUrl(url, body, call.start - start));
  const values = given === undefined ? undefined : GIVEN.exec(given);
  if (given !== undefined && (!values || inUrl)) return 'unknown';
  const [sent] = values ? [values] : inUrl ? [inUrl] : raw;
  if (!sent)
    return /\.RawQuery\b|\.Encode\(\)/.test(body) && /Query|Values/.test(body) ? 'unknown' : undefined;
  if (raw.length + (inUrl || values ? 1 : 0) !== 1) return 'unknown';
  const lines: (readonly [from: number, to: number])[] = inUrl || values ? [] : [lineOf(body, raw[0]!.index)];
  const isInUrl = inUrl !== null;
  const cut = ([from, to]: readonly [from: number, to: number]): TextEdit => ({
    range: source.range(start + from, start + to),
    newText: '',
  });
  const name = /^\w+$/.exec(sent[1]!)?.[0];
  const [ownLine] = lines;
  const entries = name === undefined ? entriesOf(sent[1]!) : keptEntries(body, name, lines);
  if (!entries || entries.some(([, code]) => code.length > LONGEST_CODE || code.includes('\n'))) {
    // What is set in them once the request is made is not in what is made before.
    const late = ownLine && start + ownLine[0] > call.start ? ownLine : undefined;
    const before = late ? late[0] : call.start - start;
    const map = name === undefined ? undefined : queryMap({ code: body, start }, name, 1, before, source);
    if (!map) return 'unknown';
    const edits = [...map.edits, ...(ownLine && !late ? [cut(ownLine)] : [])];
    return {
      parameters: map.fields,
      edits,
      isInUrl,
      holder: name!,
      ...(late ? { late: { start: start + late[0], end: start + late[1] } } : {}),
    };
  }
  const parameters = entries.map(([key, code]) => ({
    name: key,
    write: (type: Type) => written(code, type, idiom),
  }));
  return { parameters, edits: lines.map(cut), isInUrl };
}

/** A URL as it is written, where a variable holds it. */
function writtenUrl(url: string, body: string, before: number): string {
  if (!/^\w+$/.test(url)) return url;
  const set = [...body.matchAll(new RegExp(String.raw`^[ \t]*${url}[ \t]*(\+?:?=)[ \t]*(.+)\n`, 'gm'))];
  const [only] = set;
  return set.length === 1 && only![1] === ':=' && only!.index < before ? only![2]!.trim() : url;
}

type Type = Parameters<Parameter['write']>[0];
type Entry = readonly [name: string, code: string];

function entriesOf(literal: string): readonly Entry[] | undefined {
  const entries = [...literal.matchAll(ENTRY)].map(([, name, code]): Entry => [name!, code!.trim()]);
  const rest = literal.replace(/^url\.Values\{/, '').replaceAll(ENTRY, '');
  return /^[\s,]*\}$/.test(rest) && entries.every(([, code]) => !/,/.test(code.replaceAll(/\([^()]*\)/g, '')))
    ? entries
    : undefined;
}

/** What is put into the values that are kept under a name; `lines` gets those that do so. */
function keptEntries(
  body: string,
  name: string,
  lines: (readonly [from: number, to: number])[],
): readonly Entry[] | undefined {
  const declared = new RegExp(String.raw`^([ \t]*)${name}\s*:=\s*(${MADE_VALUES})[ \t]*\n`, 'm').exec(body);
  if (!declared) return undefined;
  const [whole, indentation, made] = declared as unknown as [string, string, string];
  const entries: Entry[] = [];
  const filled = made.startsWith('url.Values{') ? entriesOf(made) : [];
  if (!filled) return undefined;
  entries.push(...filled);
  lines.push([declared.index, declared.index + whole.length]);
  const sets = [
    ...body.matchAll(
      new RegExp(
        String.raw`^([ \t]*)${name}\.(?:Set|Add)\(\s*"(\w+)"\s*,\s*(.+)\)[ \t]*(?:\/\/[^\n]*)?\n`,
        'gm',
      ),
    ),
  ];
  for (const set of sets) {
    // What is sent only sometimes is left to people.
    if (set[1] !== indentation || set.index < declared.index) return undefined;
    entries.push([set[2]!, set[3]!]);
    lines.push([set.index, set.index + set[0].length]);
  }
  const uses = [...body.slice(declared.index).matchAll(new RegExp(String.raw`\b${name}\b`, 'g'))].length;
  const isMeant = (line: string): boolean => new RegExp(String.raw`\b${name}\b`).test(line);
  const inValues = sets.some((set) => isMeant(set[3]!));
  return inValues || uses !== sets.length + 2 || new Set(entries.map(([key]) => key)).size < entries.length
    ? undefined
    : entries;
}

function lineOf(body: string, index: number): readonly [number, number] {
  const end = body.indexOf('\n', index);
  return [index, end + 1];
}

function written(code: string, type: Type, idiom: ValueIdiom): string | undefined {
  const literal = /^"([^"\\]*)"$/.exec(code)?.[1];
  if (literal !== undefined) return type === 'string' ? JSON.stringify(literal) : plainValue(literal, type);
  const bare = textOf(code);
  if (type === 'string') return idiom.text?.(code);
  return idiom.number(bare ?? code);
}
