import { type Expression, unknownAt } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
};

/** What a piece of a string stands for: backtick escapes decoded, doubled quotes halved. */
function content(text: SourceText, how: string | undefined, quote: string): SourceText {
  const pattern = how === 'verbatim' ? /(['\u2018\u2019])\1/g : /`(\r\n|[\s\S])|(["\u201c\u201d])\2/g;
  if (quote === '' && how === 'verbatim') return text;
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of text.text.matchAll(pattern)) {
    pieces.push(text.slice(from, m.index));
    from = m.index + m[0].length;
    const character =
      how === 'verbatim' ? m[1]! : (m[2] ?? ESCAPES[m[1]!] ?? (/^\r?\n$/.test(m[1]!) ? '' : m[1]!));
    pieces.push(SourceText.decoded(character, text.range(m.index, from)));
  }
  return from === 0 ? text : SourceText.join([...pieces, text.slice(from)], text.offset(0));
}

/** A string as an expression, with what is put into it. */
export function stringExpression(node: SyntaxNode, to: Lowering): Expression {
  const [inner, ...holes] = node.children;
  const span = to.span(node);
  if (!inner) return unknownAt(span);
  const isHere = to.written(node).startsWith('@');
  const quote = isHere ? '' : '"';
  const literal = (start: number, end: number): Expression => ({
    kind: 'text',
    value: content(to.source.slice(start, Math.max(start, end)), inner.field, quote),
    closed: !node.broken,
    start,
    end: Math.max(start, end),
  });
  if (holes.length === 0) return { ...literal(inner.start, inner.end), ...span };
  if (node.broken) return unknownAt(span);
  const parts: Expression[] = [];
  let from = inner.start;
  for (const hole of holes) {
    if (hole.start > from) parts.push(literal(from, hole.start));
    parts.push(to.expression(hole));
    from = hole.end;
  }
  if (inner.end > from) parts.push(literal(from, inner.end));
  return { kind: 'template', parts, ...span };
}

/** A word of a command: text without quotes, or pieces written together. */
export function wordExpression(node: SyntaxNode, to: Lowering): Expression {
  const span = to.span(node);
  const parts = node.children.map((c): Expression => {
    if (c.type !== 'content') return to.expression(c);
    const value = content(to.source.slice(c.start, c.end), 'expandable', '');
    return { kind: 'text', value, closed: true, ...to.span(c) };
  });
  const [only, ...others] = parts;
  if (!only) return unknownAt(span);
  return others.length === 0 && only.kind === 'text'
    ? { ...only, ...span }
    : { kind: 'template', parts, ...span };
}
