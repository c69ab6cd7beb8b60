import type { CallEditor } from '../../call-editor.ts';
import type { TextEdit } from '../../model.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import { plainValue } from '../../requests/url-values.ts';
import type { SourceText } from '../../source.ts';
import type { StringToken } from '../lexer.ts';
import type { Part, RequestReader } from './reader.ts';

/** A piece of a URL: text of a string literal, or code. */
interface Piece {
  readonly text?: string;
  readonly code?: string;
  /** The string that it is a part of. */
  readonly string?: StringToken;
}

const JOINS = ['+', '..', '<>'];

/**
 * The editors of a URL that is written in the tokens of `part`; its query may stand there only. `takesWhole`: the URL may be
 * a whole one where its client has a base.
 */
export function addressEditor(
  reader: RequestReader,
  part: Part,
  url: SourceText,
  { values = reader.idiom.values, takesWhole }: { readonly values?: ValueIdiom; readonly takesWhole?: true },
): Pick<CallEditor, 'writeValue' | 'replaceTail' | 'inlineBase'> {
  const pieces = piecesOf(reader, part);
  if (!pieces) return {};
  const parameters = parametersIn(pieces);
  return {
    writeValue: (from, to, type) => {
      const name = /[?&]([\w.]+)=$/.exec(url.text.slice(0, from))?.[1];
      const value = name === undefined ? undefined : parameters.get(name);
      return value
        ? written(reader, value, type, values)
        : pathValue(reader, part, url, from, to, type, values);
    },
    replaceTail: (from, newText) => {
      const at = newText === '' ? cutAt(reader, part) : placeIn(reader, part, url, from);
      if (!at) return undefined;
      const last = reader.endOf(part.to - 1);
      const { offset, string } = at;
      const opensWithIt = offset === string.content.start && newText === '';
      const before = reader.tokens.list.indexOf(string) - 1;
      if (opensWithIt && before > part.from && reader.tokens.isMark(before, ...JOINS))
        return [reader.edit(reader.endOf(before - 1), last, '')];
      const edits = [reader.edit(offset, string.content.end, newText)];
      if (last > string.end) edits.push(reader.edit(string.end, last, ''));
      return edits;
    },
    inlineBase: () => inlinedBase(reader, part, url, values, takesWhole === true),
  };
}

/** Writes the base that a name stands for, or that the client has, into the URL. */
function inlinedBase(
  reader: RequestReader,
  { from }: Part,
  url: SourceText,
  { quoted }: ValueIdiom,
  takesWhole: boolean,
): readonly TextEdit[] | undefined {
  const { tokens, source } = reader;
  const isJoined = tokens.isWord(from) && tokens.isMark(from + 1, ...JOINS);
  const string = tokens.string(isJoined ? from + 2 : from);
  if (!string) return undefined;
  const { start } = string.content;
  const hole = string.holes.find((one) => one.start === start);
  const written = hole?.end ?? start;
  // What joins base and path stands where the name of the operation does.
  const hasSlash = reader.text[written] === '/';
  const isPath = (index: number): boolean => index === written || (hasSlash && index === written + 1);
  let length = 0;
  while (length < url.length && !isPath(source.indexOfOffset(url.offset(length)))) length++;
  if (url.text[length] === '/' && !hasSlash) length++;
  const base = url.text.slice(0, length);
  if (length === url.length || !/^https?:\/\/[\w.:/-]+$/.test(base)) return undefined;
  if (isJoined)
    return [reader.edit(reader.startOf(from), reader.endOf(from), quoted(base, reader.idiom.notation.quote))];
  return hole || takesWhole ? [reader.edit(start, written, base)] : undefined;
}

function piecesOf({ tokens, text }: RequestReader, { from, to }: Part): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let at = from;
  while (at < to) {
    const string = tokens.string(at);
    if (string) {
      let start = string.content.start;
      for (const hole of string.holes) {
        pieces.push({ text: text.slice(start, hole.start), string });
        pieces.push({ code: text.slice(hole.inner.start, hole.inner.end), string });
        start = hole.end;
      }
      pieces.push({ text: text.slice(start, string.content.end), string });
      at++;
    } else if (tokens.isMark(at, ...JOINS)) at++;
    else {
      const first = at;
      const level = tokens.opener(first);
      while (at < to && !(tokens.opener(at) === level && tokens.isMark(at, ...JOINS))) at++;
      pieces.push({ code: text.slice(tokens.list[first]!.start, tokens.list[at - 1]!.end) });
    }
  }
  return pieces.filter((piece) => piece.text !== '');
}

/** The parameters of the query, by their names. */
function parametersIn(pieces: readonly Piece[]): ReadonlyMap<string, readonly Piece[]> {
  const found = new Map<string, Piece[]>();
  let isQuery = false;
  let value: Piece[] | undefined;
  for (const piece of pieces) {
    if (piece.text === undefined) {
      value?.push(piece);
      continue;
    }
    let rest = piece.text;
    if (!isQuery) {
      const mark = rest.indexOf('?');
      if (mark < 0) continue;
      isQuery = true;
      rest = `&${rest.slice(mark + 1)}`;
    }
    const [open = '', ...others] = rest.split('&');
    if (open !== '') value?.push({ ...piece, text: open });
    for (const other of others) {
      const equals = other.indexOf('=');
      if (equals < 0) {
        value = undefined;
        continue;
      }
      value = [];
      found.set(other.slice(0, equals), value);
      if (other.length > equals + 1) value.push({ ...piece, text: other.slice(equals + 1) });
    }
  }
  return found;
}

/** A value of a new body. */
export function written(
  { idiom }: RequestReader,
  pieces: readonly Piece[],
  type: 'string' | 'number' | 'boolean',
  values: ValueIdiom = idiom.values,
): string | undefined {
  const [only] = pieces;
  if (!only) return undefined;
  if (pieces.length === 1 && only.text !== undefined) {
    if (type !== 'boolean')
      return plainValue(only.text, type, (plain) => values.quoted(plain, idiom.notation.quote));
    const plain = plainValue(only.text, type);
    return plain === undefined ? undefined : plain === 'true' ? values.true : values.false;
  }
  const coded = pieces.map((p) =>
    p.code === undefined ? { text: p.text! } : { code: bareCode(p.code, values.encoders) },
  );
  if (coded.some((p) => 'code' in p && (p.code === '' || /\n/.test(p.code) || p.code.length > 100)))
    return undefined;
  if (coded.length > 1) return type === 'string' ? values.mixed?.(coded) : undefined;
  const { code } = coded[0] as { code: string };
  if (type === 'string') return values.text?.(code) ?? code;
  return type === 'number' ? values.number(code) : values.boolean(code);
}

function bareCode(code: string, encoders: RegExp): string {
  const whole = code.trim();
  return (
    encoders
      .exec(whole)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? whole
  ).trim();
}

/** A parameter of the path: one expression. */
function pathValue(
  reader: RequestReader,
  part: Part,
  url: SourceText,
  from: number,
  to: number,
  type: 'string' | 'number' | 'boolean',
  values: ValueIdiom,
): string | undefined {
  const { start, end } = url.range(from, to);
  for (let at = part.from; at < part.to; at++) {
    for (const hole of reader.tokens.string(at)?.holes ?? []) {
      const range = reader.source.range(hole.start, hole.end);
      if (range.start !== start || range.end !== end) continue;
      return written(reader, [{ code: reader.text.slice(hole.inner.start, hole.inner.end) }], type, values);
    }
  }
  return undefined;
}

interface Place {
  readonly offset: number;
  readonly string: StringToken;
}

/** Where the query begins. */
function cutAt({ tokens, text }: RequestReader, { from, to }: Part): Place | undefined {
  for (let at = from; at < to; at++) {
    const string = tokens.string(at);
    if (!string) continue;
    for (let i = string.content.start; i < string.content.end; i++) {
      if (text[i] === '?' && !string.holes.some((hole) => hole.start <= i && i < hole.end))
        return { offset: i, string };
    }
  }
  return undefined;
}

function placeIn(
  reader: RequestReader,
  { from, to }: Part,
  url: SourceText,
  index: number,
): Place | undefined {
  const offset = reader.source.indexOfOffset(url.offset(index));
  for (let at = from; at < to; at++) {
    const string = reader.tokens.string(at);
    if (!string || offset < string.content.start || offset > string.content.end) continue;
    return string.holes.some((hole) => hole.start <= offset && offset < hole.end)
      ? undefined
      : { offset, string };
  }
  return undefined;
}
