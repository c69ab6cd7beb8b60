import { parseJson } from '../../json.ts';
import type { Json, JsonMember } from '../../model.ts';
import type { Argument, Part, RequestReader } from './reader.ts';

const NUMBER = /^-?\d[\d_]*(?:\.\d+)?$/;
const DEEPEST = 20;

/** A body as JSON: a text of it, or an object that is made into one. Undefined for anything else. */
export function bodyOf(reader: RequestReader, part: Part, isObject: boolean): Json | undefined {
  const { part: inner, encoded } = reader.unwrapped(part);
  const string = reader.string(inner);
  if (string) {
    if (!string.closed) return undefined;
    const json = parseJson(reader.plainText(string));
    return json?.kind === 'object' || json?.kind === 'array' ? json : undefined;
  }
  const json = jsonValue(reader, inner, 0);
  const isWhole = json.kind === 'object' || json.kind === 'array';
  return isWhole && (encoded || isObject || reader.idiom.forms.puts?.(reader, inner)) ? json : undefined;
}

/** A value as JSON; names are not followed. */
export function jsonValue(reader: RequestReader, whole: Part, depth: number): Json {
  const { tokens, idiom } = reader;
  const { forms } = idiom;
  const part = depth === 0 ? reader.bare(whole) : whole;
  const range = reader.range(part);
  const string = reader.string(part);
  if (string) return { kind: 'string', range, value: reader.plainText(string) };
  const code = reader.code(part);
  if (part.to === part.from + 1 || /^-\s*\d/.test(code)) {
    if (NUMBER.test(code)) return { kind: 'number', range, value: Number(code.replaceAll('_', '')) };
    if (code === 'true' || code === 'false') return { kind: 'boolean', range, value: code === 'true' };
    if (code === forms.null) return { kind: 'null', range };
  }
  const puts = depth < DEEPEST ? forms.puts?.(reader, part) : undefined;
  if (puts) {
    const members = puts.members.flatMap(({ key, value }) => {
      const member = memberOf(reader, key, value, depth);
      return member ? [member] : [];
    });
    const complete = puts.complete && members.length === puts.members.length;
    return { kind: 'object', range: reader.range(puts.at), members, complete };
  }
  const open = depth < DEEPEST ? forms.open(tokens, part.from) : undefined;
  if (open === undefined || tokens.partner(open) !== part.to - 1) return { kind: 'dynamic', range };
  const args = reader.args(open);
  const kind = forms.kind(tokens, open) ?? (args.some((a) => isEntry(reader, a)) ? 'object' : 'array');
  if (kind === 'array') {
    const items = args.map((a) => jsonValue(reader, { from: a.start, to: a.to }, depth + 1));
    const isSpread = args.some((a) =>
      /^(?:\.\.\.|\*|if\b|for\b)/.test(reader.code({ from: a.start, to: a.to })),
    );
    return { kind: 'array', range, items, complete: !isSpread };
  }
  const members: JsonMember[] = [];
  let complete = true;
  for (const argument of args) {
    const entry = entryOf(reader, argument);
    const member = entry && memberOf(reader, entry.key, entry.value, depth);
    if (member) members.push(member);
    // `[:]`
    else if (reader.code({ from: argument.start, to: argument.to }) !== ':') complete = false;
  }
  return { kind: 'object', range, members, complete };
}

function memberOf(reader: RequestReader, at: number, value: Part, depth: number): JsonMember | undefined {
  const { tokens, source } = reader;
  const string = tokens.string(at);
  if (value.to <= value.from || (string && string.holes.length > 0)) return undefined;
  const span = string ? string.content : tokens.list[at]!;
  const written = reader.text.slice(span.start, span.end);
  const key = /^\w+:$/.test(written) ? written.slice(0, -1) : written;
  const json = jsonValue(reader, value, depth + 1);
  const place = reader.range(value);
  return {
    key,
    keyRange: source.range(span.start, span.start + key.length),
    value: json,
    // What is put into an object stands behind it.
    ...(json.kind === 'object' && json.range.end < place.end ? { place } : {}),
  };
}

/** The token of the name, and the value. */
function entryOf(
  reader: RequestReader,
  { start, to }: Argument,
): { readonly key: number; readonly value: Part } | undefined {
  const { tokens, idiom } = reader;
  const { separators, wordKeys } = idiom.forms;
  // `["key"] = value`
  if (tokens.isMark(start, '[') && tokens.string(start + 1) && tokens.isMark(start + 2, ']'))
    return tokens.isMark(start + 3, '=') && wordKeys
      ? { key: start + 1, value: { from: start + 4, to } }
      : undefined;
  const isName = tokens.string(start) !== undefined || (wordKeys && tokens.isWord(start));
  if (!isName || !separators.includes(tokens.written(start + 1)) || tokens.string(start + 1))
    return undefined;
  return { key: start, value: { from: start + 2, to } };
}

const isEntry = (reader: RequestReader, argument: Argument): boolean =>
  entryOf(reader, argument) !== undefined ||
  // A name that is not known makes an object all the same.
  (!reader.idiom.forms.wordKeys && reader.tokens.isMark(argument.start + 1, ':')) ||
  reader.code({ from: argument.start, to: argument.to }) === ':';
