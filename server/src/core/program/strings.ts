import { type Expression, unknownAt } from '../expression.ts';
import { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Lowering } from './grammar.ts';

const ESCAPE =
  /\\(?:x([\da-fA-F]{2})|u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(\r\n|[\s\S]))/g;
const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
  '0': '\0',
};

/** How a kind of string literal is written. */
export interface StringSyntax {
  /** `all`: as in C. `quotes`: only those of the quotes and of the backslash itself. `none`: none. */
  readonly escapes: 'all' | 'quotes' | 'none';
  /** True where a backslash before any other character stands for itself. */
  readonly keepsUnknown?: boolean;
  /** Characters that are written twice to stand for themselves once. */
  readonly doubled?: string;
}

/** What the inside of a string literal stands for, each character with its place. */
export function unescaped(written: SourceText, { escapes, keepsUnknown, doubled }: StringSyntax): SourceText {
  const content = doubled ? halved(written, doubled) : written;
  if (escapes === 'none' || !content.text.includes('\\')) return content;
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of content.text.matchAll(ESCAPE)) {
    const character = escapedCharacter(m, escapes, keepsUnknown ?? false);
    if (character === undefined) continue;
    pieces.push(content.slice(from, m.index));
    from = m.index + m[0].length;
    pieces.push(SourceText.decoded(character, content.range(m.index, from)));
  }
  return SourceText.join([...pieces, content.slice(from)], content.offset(0));
}

/** Each pair of one of `characters` as one of them. */
function halved(content: SourceText, characters: string): SourceText {
  const pieces: SourceText[] = [];
  let from = 0;
  for (let i = 0; i + 1 < content.length; i++) {
    if (content.text[i] !== content.text[i + 1] || !characters.includes(content.text[i]!)) continue;
    pieces.push(content.slice(from, i), SourceText.decoded(content.text[i]!, content.range(i, i + 2)));
    i++;
    from = i + 1;
  }
  return SourceText.join([...pieces, content.slice(from)], content.offset(0));
}

function escapedCharacter(
  match: RegExpExecArray,
  escapes: 'all' | 'quotes',
  keepsUnknown: boolean,
): string | undefined {
  const code = match[1] ?? match[2] ?? match[3] ?? match[4];
  const simple = match[5] ?? '';
  if (escapes === 'quotes') return /^['"\\]$/.test(simple) ? simple : undefined;
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
  if (Object.hasOwn(SIMPLE, simple)) return SIMPLE[simple];
  if (/^[\r\n]/.test(simple)) return '';
  return keepsUnknown && !/^['"\\]$/.test(simple) ? undefined : simple;
}

/**
 * A string literal of which `start` to `end` is the content, and `holes` the expressions in it with the nodes around
 * them. Undefined content of a hole is not known.
 */
export function stringExpression(
  node: SyntaxNode,
  content: { readonly start: number; readonly end: number },
  holes: readonly { readonly node: SyntaxNode; readonly value: SyntaxNode | undefined }[],
  syntax: StringSyntax,
  to: Lowering,
): Expression {
  const closed = !node.broken && content.end >= content.start;
  const span = to.span(node);
  const literal = (start: number, end: number): Expression => ({
    kind: 'text',
    value: unescaped(to.source.slice(start, Math.max(start, end)), syntax),
    closed,
    start,
    end: Math.max(start, end),
  });
  if (holes.length === 0) return { ...literal(content.start, content.end), ...span };
  if (!closed) return unknownAt(span);
  const parts: Expression[] = [];
  let from = content.start;
  for (const hole of holes) {
    if (hole.node.start > from) parts.push(literal(from, hole.node.start));
    parts.push(hole.value ? to.expression(hole.value) : unknownAt(to.span(hole.node)));
    from = hole.node.end;
  }
  if (content.end > from) parts.push(literal(from, content.end));
  return { kind: 'template', parts, ...span };
}

/** A format string such as `Sprintf` takes, with its arguments in the places of its verbs. */
export function formatted(
  format: Expression,
  args: readonly Expression[],
  verb: RegExp,
  argumentOf: (match: RegExpExecArray, index: number) => number | string,
  named?: (name: string) => Expression | undefined,
): Expression | undefined {
  if (format.kind !== 'text' || !format.closed) return undefined;
  const parts: Expression[] = [];
  const { value } = format;
  let from = 0;
  let index = 0;
  const literal = (start: number, end: number): void => {
    if (end > start)
      parts.push({
        kind: 'text',
        value: value.slice(start, end),
        closed: true,
        start: format.start,
        end: format.end,
      });
  };
  for (const match of value.text.matchAll(verb)) {
    literal(from, match.index);
    from = match.index + match[0].length;
    if (match[0] === '%%' || match[0] === '{{' || match[0] === '}}') {
      literal(match.index, match.index + 1);
      continue;
    }
    const which = argumentOf(match, index++);
    const argument = typeof which === 'number' ? args[which] : named?.(which);
    parts.push(argument ?? unknownAt(format));
  }
  literal(from, value.length);
  return { kind: 'template', parts, start: format.start, end: format.end };
}
