import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import { plainValue } from '../../requests/url-values.ts';
import type { SourceText } from '../../source.ts';

type Parameter = NonNullable<CallEditor['parameters']>[number];

/** The query of a request that is made with `url.Values`. */
export interface MadeQuery {
  readonly parameters: readonly Parameter[];
  /** Take away the lines that make it. */
  readonly edits: readonly TextEdit[];
  /** True where it stands in the URL, behind a question mark. */
  readonly isInUrl: boolean;
}

/** `req, err := http.NewRequest(` */
const MADE = /([A-Za-z_]\w*)\s*,\s*\w+\s*:?=\s*$/;
const EMPTY = String.raw`url\.Values\{\}|make\(url\.Values(?:,\s*\d+)?\)|(?:[\w.]+)\.Query\(\)`;
const FILLED = String.raw`url\.Values\{(?:[^{}]|\{[^{}]*\})*\}`;
const ENTRY = /"(\w+)"\s*:\s*(?:\[\]string)?\{([^{}]*)\}/g;
/** What makes a text of a value. */
const TEXT_OF =
  /^(?:strconv\.(?:Itoa|FormatBool)\((.*)\)|strconv\.FormatU?[iI]nt\((.*),\s*10\)|fmt\.Sprint\((.*)\)|fmt\.Sprintf\("%[dvt]",\s*(.*)\))$/;
/** Code longer than this is not moved. */
const LONGEST_CODE = 120;

/**
 * The query that a function of Go puts together for the request it makes by `call`. Undefined where there is none;
 * `unknown` where it is made in a way that is not followed.
 */
export function madeQuery(
  call: CallExpression,
  url: string,
  source: SourceText,
  idiom: ValueIdiom,
): MadeQuery | 'unknown' | undefined {
  const { text } = source;
  const start = Math.max(0, text.lastIndexOf('\nfunc ', call.start));
  const closed = text.indexOf('\n}', call.end);
  const body = text.slice(start, closed < 0 ? text.length : closed + 1);
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
  const inUrl = new RegExp(String.raw`(?:\?"\s*\+\s*|\?%s"[^\n]*,\s*)(\w+|${FILLED})\.Encode\(\)\)?$`).exec(
    url,
  );
  const [sent] = inUrl ? [inUrl] : raw;
  if (!sent)
    return /\.RawQuery\b|\.Encode\(\)/.test(body) && /Query|Values/.test(body) ? 'unknown' : undefined;
  if (raw.length + (inUrl ? 1 : 0) !== 1) return 'unknown';
  const lines: (readonly [from: number, to: number])[] = inUrl ? [] : [lineOf(body, raw[0]!.index)];
  const entries = /^\w+$/.test(sent[1]!) ? keptEntries(body, sent[1]!, lines) : entriesOf(sent[1]!);
  if (!entries || entries.some(([, code]) => code.length > LONGEST_CODE || code.includes('\n')))
    return 'unknown';
  return {
    parameters: entries.map(([name, code]) => ({ name, write: (type) => written(code, type, idiom) })),
    edits: lines.map(([from, to]) => ({ range: source.range(start + from, start + to), newText: '' })),
    isInUrl: inUrl !== null,
  };
}

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
  const declared = new RegExp(String.raw`^([ \t]*)${name}\s*:=\s*(${EMPTY}|${FILLED})[ \t]*\n`, 'm').exec(
    body,
  );
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

function written(code: string, type: 'string' | 'number' | 'boolean', idiom: ValueIdiom): string | undefined {
  const literal = /^"([^"\\]*)"$/.exec(code)?.[1];
  if (literal !== undefined) return type === 'string' ? JSON.stringify(literal) : plainValue(literal, type);
  const bare = TEXT_OF.exec(code)
    ?.slice(1)
    .find((inner) => inner !== undefined);
  if (type === 'string') return idiom.text?.(code);
  return idiom.number(bare ?? code);
}
