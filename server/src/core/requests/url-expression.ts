import type { CallEditor } from '../call-editor.ts';
import type { CallExpression, Expression, Span } from '../expression.ts';
import type { TextEdit } from '../model.ts';
import type { Values } from '../resolve.ts';
import type { Range, SourceText } from '../source.ts';
import { between, type Piece, piecesOf } from './url-pieces.ts';
import { plainValue } from './url-values.ts';

/** How a language makes values of a body of the pieces of a URL. */
export interface ValueIdiom {
  /** A text in quotes. `like`: a string literal of the text, whose quotes are taken. */
  readonly quoted: (text: string, like: string) => string;
  /** Functions around a value that only make it fit for a URL. */
  readonly encoders: RegExp;
  /** The code of a text as it is written there; missing: as it is. */
  readonly text?: (code: string) => string;
  /** The code of a value as another type; undefined where that cannot be written surely. */
  readonly number: (code: string) => string | undefined;
  readonly boolean: (code: string) => string | undefined;
  readonly true: string;
  readonly false: string;
  /** What opens a literal that has no code in it any more. Missing: what it opened with. */
  readonly plainOpening?: (opening: string) => string;
  /** A text with code in it. */
  readonly mixed?: (
    pieces: readonly { readonly text?: string; readonly code?: string }[],
  ) => string | undefined;
}

/** What a string literal opens with. */
const OPENING = /^\$?[A-Za-z@]{0,2}(?:"""|'''|["'`])/;

/** Code longer than this is not written twice. */
const LONGEST_CODE = 100;

/**
 * Edits of a URL that an expression makes. `full`: the URL that it is the end of; positions are counted in it.
 * @param takesWhole True where a client with a base takes a whole URL as it is.
 */
export function urlExpressionEditor(
  expression: Expression,
  full: SourceText,
  values: Values,
  idiom: ValueIdiom,
  takesWhole = false,
): CallEditor {
  const { source } = values;
  const resolved = values.resolve(expression).value;
  const written = resolved.kind === 'reference' ? values.resolve(resolved.reference).value : resolved;
  const known = piecesOf(written, values);
  if (!known) return {};
  const pieces: readonly Piece[] = known;
  const length = pieces.reduce((sum, piece) => sum + piece.value.length, 0);
  const text = pieces.map((piece) => piece.value.text).join('');
  const offset = full.length - length;
  const slashed = text.replace(/^\/+/, '');
  const isWhole = full.text.endsWith(slashed);
  // What its code gives in the end need not be known for what it begins with.
  if (!isWhole && !full.text.startsWith(pieces[0]?.value.text || ' ')) return {};
  // The first piece may be a call that formats the others.
  const formatting = expression.kind === 'call' && written.kind === 'template' ? expression : undefined;
  const code = (span: Span): string => source.text.slice(span.start, span.end);

  const writeValue: CallEditor['writeValue'] = (from, to, type) => {
    const parts = between(pieces, from - offset, to - offset);
    if (!parts) return undefined;
    const [only] = parts;
    if (!only) return undefined;
    if (parts.length === 1 && only.isText) {
      if (type === 'boolean') {
        const plain = plainValue(only.text, type);
        return plain === undefined ? undefined : plain === 'true' ? idiom.true : idiom.false;
      }
      return plainValue(only.text, type, (plain) => idiom.quoted(plain, code(only.piece)));
    }
    const coded = parts.map((part) => ({ ...part, code: part.isText ? undefined : codeOf(part.piece) }));
    if (coded.some((part) => !part.isText && part.code === undefined)) return undefined;
    if (parts.length === 1) {
      const alone = coded[0]!.code!;
      if (type === 'string') return idiom.text?.(alone) ?? alone;
      return type === 'number' ? idiom.number(alone) : idiom.boolean(alone);
    }
    if (type !== 'string') return undefined;
    return idiom.mixed?.(
      coded.map((part) => (part.code === undefined ? { text: part.text } : { code: part.code })),
    );
  };

  function codeOf(piece: Piece): string | undefined {
    const whole = code(piece).trim();
    if (whole.length === 0 || whole.length > LONGEST_CODE || whole.includes('\n')) return undefined;
    const inner = idiom.encoders.exec(whole)?.[1];
    const bare = inner !== undefined && isBalanced(inner) ? inner.trim() : whole;
    return /^\$\{/.test(bare) ? undefined : bare;
  }

  const replaceTail: CallEditor['replaceTail'] = (from, newText) => {
    let at = 0;
    for (const [i, piece] of pieces.entries()) {
      const end = at + piece.value.length;
      const index = from - offset - at;
      at = end;
      if (index < 0) return undefined;
      if (index > piece.value.length || (index === piece.value.length && i < pieces.length - 1)) continue;
      if (!piece.isText || !piece.value.isContiguous()) return undefined;
      return tailEdits(piece, index, pieces.slice(i + 1), newText);
    }
    return undefined;
  };

  function tailEdits(
    piece: Piece,
    index: number,
    rest: readonly Piece[],
    newText: string,
  ): readonly TextEdit[] | undefined {
    const tail = piece.value.range(index);
    const cut = (start: number, end: number): TextEdit[] =>
      end > start ? [{ range: source.range(start, end), newText: '' }] : [];
    if (rest.length === 0) return [{ range: tail, newText }];
    if (
      formatting &&
      formatting.start <= piece.start &&
      rest.some((p) => !p.isText && p.start >= written.end)
    )
      return formatEdits(formatting, written, pieces, rest, { range: toTheEnd(tail, written), newText });
    const around = formatting ? undefined : formatAround(source.text, written);
    if (around?.args === 0 && rest.every((p) => p.isText || code(p).startsWith('{')))
      return [{ range: toTheEnd(tail, written), newText }];
    if (around && rest.some((p) => !p.isText && p.start >= written.end)) {
      const kept = pieces.filter((p) => !p.isText && !rest.includes(p));
      const goes = rest.filter((p) => !p.isText);
      if (!kept.every((p) => goes.every((q) => p.end <= q.start))) return undefined;
      if (around.args !== kept.length + goes.length) return undefined;
      const from = kept.length > 0 ? Math.max(...kept.map((p) => p.end)) : written.end;
      return [{ range: toTheEnd(tail, written), newText }, ...cut(from, around.end)];
    }
    if (formatting?.args.length === 1 && rest.every((p) => p.isText || code(p).startsWith('{'))) {
      // Names within the format: `{id}`.
      const kept = pieces.slice(0, pieces.indexOf(piece)).some((p) => !p.isText);
      const edit = { range: toTheEnd(tail, written), newText };
      if (kept) return [edit];
      return [...cut(borrowed(formatting), written.start), edit, ...cut(written.end, formatting.end)];
    }
    if (piece.isLiteral) {
      if (rest.some((p) => p.start < piece.end) || written.end < rest.at(-1)!.end) return undefined;
      const before = pieces[pieces.indexOf(piece) - 1];
      // An empty literal behind another piece is none at all.
      if (
        index === 0 &&
        newText === '' &&
        before &&
        /^\s*[+.]\s*$/.test(source.text.slice(before.end, piece.start))
      )
        return cut(before.end, written.end);
      return [{ range: tail, newText }, ...cut(piece.end, written.end)];
    }
    // Within one literal with code in it, which others may stand before.
    const literal = holderOf(piece) ?? written;
    const isWithin = (p: Piece): boolean => p.start >= literal.start && p.end <= literal.end;
    if (pieces.some((p) => p.isLiteral && isWithin(p)) || ![piece, ...rest].every(isWithin)) return undefined;
    if (literal === written && !pieces.every(isWithin)) return undefined;
    const close = /(?:"""|'''|["'`])$/.exec(code(literal))?.[0];
    if (close === undefined || !/^\$?[A-Za-z@]{0,2}["'`]/.test(code(literal))) return undefined;
    const cutTail = { range: { start: tail.start, end: source.offset(literal.end - close.length) }, newText };
    const isPlain = pieces.every((p) => p.isText || rest.includes(p) || !isWithin(p));
    return [...(isPlain ? plainEdits(literal) : []), cutTail];
  }

  /** Makes a literal one without code, where it was one with code. */
  function plainEdits(literal: Span): readonly TextEdit[] {
    const opening = OPENING.exec(code(literal))?.[0] ?? '';
    const newText = idiom.plainOpening?.(opening) ?? opening;
    if (newText === opening || /\{\{|\}\}/.test(code(literal))) return [];
    return [{ range: source.range(literal.start, literal.start + opening.length), newText }];
  }

  /** The literal that a piece is a part of, where the URL is joined from that and others. */
  function holderOf(piece: Piece): Span | undefined {
    if (written.kind !== 'template') return undefined;
    return written.parts.find(
      (part) => part.kind === 'template' && part.start <= piece.start && part.end >= piece.end,
    );
  }

  /** From where a text begins to the closing quote of its literal. */
  function toTheEnd(tail: Range, literal: Span): Range {
    return { start: tail.start, end: source.offset(literal.end - 1) };
  }

  function formatEdits(
    call: CallExpression,
    format: Span,
    all: readonly Piece[],
    rest: readonly Piece[],
    edit: TextEdit,
  ): readonly TextEdit[] | undefined {
    const kept = all.filter((p) => !p.isText && !rest.includes(p));
    const goes = rest.filter((p) => !p.isText);
    const ordered = kept.every((p) => goes.every((q) => p.end <= q.start));
    if (!ordered || call.args.length !== 1 + kept.length + goes.length) return undefined;
    const cut = (start: number, end: number): TextEdit[] =>
      end > start ? [{ range: source.range(start, end), newText: '' }] : [];
    if (kept.length > 0) return [edit, ...cut(Math.max(...kept.map((p) => p.end)), call.list.end - 1)];
    return [...cut(borrowed(call), format.start), edit, ...cut(format.end, call.end)];
  }

  /** Where a call begins, with what borrows what it gives: a literal is borrowed already. */
  function borrowed({ start }: Span): number {
    return source.text[start - 1] === '&' ? start - 1 : start;
  }

  /** Writes the base of the client before the path that it is given. */
  function wholeUrl(): readonly TextEdit[] | undefined {
    const base = full.text.slice(0, offset);
    const isHere = written.start >= expression.start && written.end <= expression.end;
    const quotes = pieces[0]?.isText && isHere ? OPENING.exec(code(written))?.[0].length : undefined;
    if (!takesWhole || formatting || quotes === undefined || !/^https?:\/\/[\w.:/-]+$/.test(base))
      return undefined;
    const at = source.range(written.start, written.start + quotes).end;
    return [{ range: { start: at, end: at }, newText: base }];
  }

  const inlineBase: CallEditor['inlineBase'] = () => {
    if (isWhole && offset > 0) return wholeUrl();
    const [base, next] = pieces;
    if (!base || !next || base.isText || !base.value.isLiteral || !next.isText || (isWhole && offset < 0))
      return undefined;
    if (/["'`\\$]/.test(base.value.text)) return undefined;
    if (formatting || formatAround(source.text, written)) {
      // A name within the format, or an argument behind it.
      const isNamed = /^\{\w+\}$/.test(code(base));
      const newText = isNamed ? base.value.text : idiom.quoted(base.value.text, code(written));
      return [{ range: source.range(base.start, base.end), newText }];
    }
    if (next.isLiteral) {
      const quoted = idiom.quoted(base.value.text, code(next));
      return [{ range: source.range(base.start, base.end), newText: quoted }];
    }
    const opening = OPENING.exec(code(written))?.[0].length;
    if (opening === undefined || pieces.some((p) => p.isLiteral)) return undefined;
    const isPlain = pieces.every((piece) => piece === base || piece.isText);
    const inlined = { range: source.range(written.start + opening, next.start), newText: base.value.text };
    return [...(isPlain ? plainEdits(written) : []), inlined];
  };

  return isWhole ? { writeValue, replaceTail, inlineBase } : { inlineBase };
}

/** Farther from a literal the arguments that it formats do not end. */
const LONGEST_CALL = 500;

/** The arguments behind a literal in a call that formats it, and where they end. */
function formatAround(
  text: string,
  literal: Span,
): { readonly args: number; readonly end: number } | undefined {
  const before = text.slice(Math.max(0, literal.start - 40), literal.start);
  if (!/\b(?:format!|Sprintf)\s*\(\s*$/.test(before)) return undefined;
  let depth = 0;
  let args = 0;
  const behind = text.slice(literal.end, literal.end + LONGEST_CALL);
  for (const token of behind.matchAll(/"(?:[^"\\]|\\.)*"|[()[\]{},]/g)) {
    const mark = token[0];
    if (/^[([{]$/.test(mark)) depth++;
    else if (/^[)\]}]$/.test(mark) && depth-- === 0) return { args, end: literal.end + token.index };
    else if (mark === ',' && depth === 0) args++;
  }
  return undefined;
}

function isBalanced(code: string): boolean {
  let depth = 0;
  for (const c of code) {
    if (c === '(') depth++;
    else if (c === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
