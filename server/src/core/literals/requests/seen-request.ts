import type { CallEditor, Notation, RequestChange } from '../../call-editor.ts';
import type { ApiCall, Fact, Header, Json, TextEdit } from '../../model.ts';
import { ABSENT, DYNAMIC } from '../../model.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import type { Range } from '../../source.ts';
import { written } from './address.ts';
import { bodyOf, jsonValue } from './json.ts';
import type { Argument, Part, RequestReader } from './reader.ts';

/** A request that is read of the tokens around its address. */
export interface SeenRequest {
  /** What sends it, never a name that a client of another language has. */
  readonly client: string;
  /** Undefined where it is not known. */
  readonly method: { readonly verb: string; readonly range: Range; readonly implied?: true } | undefined;
  readonly headers: readonly Header[];
  readonly headersComplete: boolean;
  readonly body: Fact<Json>;
  /** Where the body stands; `isObject`: objects are sent as JSON; `flat`: types whose values are texts. */
  readonly content?: { readonly part: Part; readonly isObject: boolean; readonly flat: RegExp };
  /** True where the values of the body are of one type. */
  readonly isFlat?: boolean;
  /** Parameters of the query that are given beside the URL; undefined where they are not known. */
  readonly parameters?: CallEditor['parameters'];
  /** False where the query may have more in it. */
  readonly queryComplete?: boolean;
  /** True where a client with a base takes a whole URL as it is. */
  readonly takesWhole?: true;
  /** How a new body is written, where that is not as others are. */
  readonly notation?: Notation;
  readonly values?: ValueIdiom;
  readonly rewrite: (change: RequestChange) => readonly TextEdit[] | undefined;
  /** The tokens that give the answer. */
  readonly whole: Part;
}

/** The body that a part gives; `isObject`: objects are sent as JSON. */
export function bodyFact(reader: RequestReader, part: Part | undefined, isObject: boolean): Fact<Json> {
  if (!part) return ABSENT;
  const json = bodyOf(reader, part, isObject);
  if (json) return { kind: 'literal', value: json, range: json.range };
  return { ...DYNAMIC, range: reader.range(reader.unwrapped(part).part) };
}

/** True for an object whose values are said to be texts. */
export function isFlatBody(reader: RequestReader, part: Part | undefined, flat: RegExp): boolean {
  if (!part) return false;
  const { from } = reader.unwrapped(part).part;
  const first = Math.max(0, reader.startOf(from) - 120);
  const lineStart = reader.text.lastIndexOf('\n', reader.startOf(from)) + 1;
  const line = reader.text.slice(Math.max(first, lineStart), reader.startOf(from) + 60);
  return flat.test(line.split('\n')[0]!);
}

/** The headers of an object or list of pairs; undefined where they are not known. */
export function headersIn(
  reader: RequestReader,
  part: Part | undefined,
): { readonly list: readonly Header[]; readonly complete: boolean; readonly at: Part } | undefined {
  if (!part) return undefined;
  const { part: inner } = reader.unwrapped(part);
  const { tokens } = reader;
  const open = reader.idiom.forms.open(tokens, inner.from);
  if (open === undefined || tokens.partner(open) !== inner.to - 1) return undefined;
  const list: Header[] = [];
  let complete = true;
  for (const entry of reader.args(open)) {
    // `{"name", "value"}`
    const pair = tokens.isMark(entry.start, '{') && tokens.partner(entry.start) === entry.to - 1;
    const [key, value] = pair ? reader.args(entry.start) : headerEntry(reader, entry);
    const name = key && headerName(reader, key);
    if (!key || !value || name === undefined) complete = false;
    else list.push({ name, nameRange: reader.range(key), value: reader.textOf(value) });
  }
  return { list, complete, at: { from: inner.from, to: inner.to } };
}

function headerEntry({ tokens, idiom }: RequestReader, { start, to }: Argument): readonly Part[] {
  const isIndexed = tokens.isMark(start, '[') && tokens.isMark(start + 2, ']');
  const key = isIndexed ? { from: start + 1, to: start + 2 } : { from: start, to: start + 1 };
  let mark = isIndexed ? start + 3 : start + 1;
  // `HttpHeaders.authorizationHeader: …`
  while (!isIndexed && tokens.isMark(mark, '.') && mark < to) mark += 2;
  if (!idiom.forms.separators.includes(tokens.written(mark))) return [];
  return [
    { from: key.from, to: isIndexed ? key.to : mark },
    { from: mark + 1, to },
  ];
}

/** Constants that name a header. */
const CONSTANTS: readonly (readonly [RegExp, string])[] = [
  [/\bauthorization(?:Header)?$/i, 'Authorization'],
  [/\bcontent_?type(?:Header)?$/i, 'Content-Type'],
  [/\baccept(?:Header)?$/i, 'Accept'],
];

/** The name of a header; undefined where it is not known. */
export function headerName(reader: RequestReader, part: Part): string | undefined {
  const code = reader.code(part);
  // `content_type:` of Elixir stands for itself.
  return reader.literal(part) ?? CONSTANTS.find(([pattern]) => pattern.test(code))?.[1];
}

/** A parameter of a query that is given beside a URL. */
export function parameterOf(
  reader: RequestReader,
  name: string,
  value: Part,
): NonNullable<CallEditor['parameters']>[number] {
  return {
    name,
    write: (type) => {
      const plain = reader.literal(value);
      if (plain !== undefined) return written(reader, [{ text: plain }], type);
      const code = reader.code(value);
      const json = jsonValue(reader, value, 1);
      if (json.kind === 'number') return type === 'string' ? undefined : code;
      if (json.kind === 'boolean') return type === 'boolean' ? code : undefined;
      if (reader.string(value)) return type === 'string' ? code : undefined;
      return written(reader, [{ code }], type);
    },
  };
}

/** The parameters of an object beside a URL; undefined where they are not known. */
export function parametersOf(reader: RequestReader, part: Part): CallEditor['parameters'] | undefined {
  const { tokens } = reader;
  const { part: inner } = reader.unwrapped(part);
  const open = reader.idiom.forms.open(tokens, inner.from);
  if (open === undefined || tokens.partner(open) !== inner.to - 1) return undefined;
  const found: NonNullable<CallEditor['parameters']>[number][] = [];
  for (const entry of reader.args(open)) {
    const [key, value] = headerEntry(reader, entry);
    const name = key && (reader.literal(key) ?? (reader.idiom.forms.wordKeys ? reader.code(key) : undefined));
    if (name === undefined || !value || !/^\w+$/.test(name)) return undefined;
    found.push(parameterOf(reader, name, value));
  }
  return found;
}

/** The call that a bare one is, its request known. */
export function wholeCall(
  reader: RequestReader,
  bare: ApiCall,
  request: SeenRequest,
  editor: Pick<CallEditor, 'writeValue' | 'replaceTail' | 'inlineBase'>,
  notation: Notation,
): ApiCall {
  const { method, headers, headersComplete, body, parameters, isFlat, queryComplete = true } = request;
  const own = request.notation ?? notation;
  const around = reader.range(request.whole);
  return {
    ...bare,
    range: {
      start: Math.min(bare.range.start, around.start),
      end: Math.max(bare.range.end, around.end),
    },
    bare: false,
    client: request.client,
    method: method ? { kind: 'literal', value: method.verb.toUpperCase(), range: method.range } : DYNAMIC,
    methodImplied: method?.implied ?? false,
    headers,
    headersComplete,
    // What is not known of the query cannot become a body.
    query: queryComplete ? bare.url.query : [...bare.url.query, UNKNOWN],
    body,
    editor: {
      notation: isFlat ? { ...own, isFlat } : own,
      ...(parameters ? { parameters } : {}),
      ...editor,
      rewrite: request.rewrite,
    },
  };
}

const UNKNOWN = { name: '', nameRange: { start: 0, end: 0 } } as unknown as ApiCall['query'][number];

/** Adds an entry at the beginning of an object or list that is written in the text. */
export function entryAdded(reader: RequestReader, { from, to }: Part, entry: string): TextEdit | undefined {
  const { tokens, text } = reader;
  const open = reader.idiom.forms.open(tokens, from);
  if (open === undefined || tokens.partner(open) !== to - 1) return undefined;
  const at = reader.endOf(open);
  const inner = text.slice(at, reader.startOf(to - 1));
  if (inner.trim() === '' || inner.trim() === ':') {
    const pad = tokens.isMark(open, '{') && reader.idiom.notation.pad;
    return reader.edit(at, reader.startOf(to - 1), pad ? ` ${entry} ` : entry);
  }
  const line = /^[ \t]*(\r?\n[ \t]*)\S/.exec(inner)?.[1];
  if (line !== undefined) return reader.insert(at, `${line}${entry},`);
  return reader.insert(at + /^[ \t]*/.exec(inner)![0].length, `${entry}, `);
}

/** Adds an argument behind another one, on a line of its own where that has one. */
export function argumentAdded(reader: RequestReader, behind: Argument, argument: string): TextEdit {
  const before = reader.text.slice(
    Math.max(0, reader.startOf(behind.start) - 200),
    reader.startOf(behind.start),
  );
  const line = /(\r?\n[ \t]*)$/.exec(before)?.[1];
  return reader.insert(reader.endOf(behind.to - 1), `,${line ?? ' '}${argument}`);
}

/** Takes an argument away, with the comma before it. */
export function argumentRemoved(reader: RequestReader, args: readonly Argument[], gone: Argument): TextEdit {
  const index = args.indexOf(gone);
  const previous = args[index - 1];
  const next = args[index + 1];
  if (previous) return reader.edit(reader.endOf(previous.to - 1), reader.endOf(gone.to - 1), '');
  return reader.edit(
    reader.startOf(gone.start),
    next ? reader.startOf(next.start) : reader.endOf(gone.to - 1),
    '',
  );
}

/** A line behind the statement that ends with a token, indented as the one that begins with another. */
export function lineBehind(reader: RequestReader, first: number, last: number, line: string): TextEdit {
  const { text } = reader;
  const lineStart = text.lastIndexOf('\n', reader.startOf(first) - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 200))![0];
  return reader.insert(reader.endOf(last), `\n${indentation}${line}`);
}

/** A line before the one that a token stands in, indented like it. */
export function lineBefore(reader: RequestReader, at: number, line: string): TextEdit {
  const { text } = reader;
  const start = text.lastIndexOf('\n', reader.startOf(at) - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(start, start + 200))![0];
  return reader.insert(start, `${indentation}${line}\n`);
}

/** A line that imports something, beside the other imports; nothing where it is there, or where none are. */
export function imported(
  reader: RequestReader,
  has: RegExp,
  line: string,
  where: 'first' | 'last' = 'last',
): readonly TextEdit[] {
  const { text } = reader;
  if (has.test(text)) return [];
  const lines = [...text.matchAll(/^import\b[^\n]*$/gm)];
  const place = where === 'first' ? lines[0] : lines.at(-1);
  // A fragment imports nothing.
  if (!place) return [];
  // In the order of the alphabet, as far as those are that stand there.
  const alike = lines.findLast(([other]) => other < line && other.slice(0, 12) === line.slice(0, 12));
  if (alike) return [reader.insert(alike.index + alike[0].replace(/\r$/, '').length, `\n${line}`)];
  if (where === 'first') return [reader.insert(place.index, `${line}\n`)];
  return [reader.insert(place.index + place[0].replace(/\r$/, '').length, `\n${line}`)];
}
