import type { Expression, ObjectEntry } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { formatted, stringExpression } from '../../program/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { heredocBody } from './heredocs.ts';

/** A symbol or a word of a list, from `start` on. */
export function text(start: number, node: SyntaxNode, to: Lowering): Expression {
  return { kind: 'text', value: to.source.slice(start, node.end), closed: !node.broken, ...to.span(node) };
}

/** The values in a literal. */
export const holesIn = (node: SyntaxNode): { node: SyntaxNode; value: SyntaxNode | undefined }[] =>
  node.children
    .filter((c) => c.type === 'interpolation')
    .map((c) => ({ node: c, value: c.broken ? undefined : c.children.find((v) => v.type !== 'comment') }));

/** A literal in quotes. */
export function string(node: SyntaxNode, to: Lowering): Expression {
  const written = to.written(node);
  const opening = /^(?::?["']|%[qQs]?[^\w\s])/.exec(written)?.[0] ?? '"';
  const raw = opening.endsWith("'") || /^%[qs]/.test(opening);
  const isClosed = !node.broken && written.length > opening.length && CLOSING.test(written);
  const content = { start: node.start + opening.length, end: isClosed ? node.end - 1 : node.end };
  const syntax = { escapes: raw ? 'quotes' : 'all' } as const;
  const expression = stringExpression(node, content, holesIn(node), syntax, to);
  return expression.kind === 'text' && !isClosed ? { ...expression, closed: false } : expression;
}

const CLOSING = /[^\w\s]$/;

/** A literal whose text stands behind the line. */
export function heredoc(node: SyntaxNode, to: Lowering): Expression | undefined {
  const body = heredocBody(node);
  const end = body?.children.find((c) => c.type === 'heredoc_end');
  if (!body || !end) return undefined;
  const newline = to.written(body).startsWith('\r\n') ? 2 : 1;
  const content = { start: Math.min(body.start + newline, end.start), end: end.start };
  const syntax = { escapes: /'/.test(to.written(node)) ? 'none' : 'all' } as const;
  return { ...stringExpression(body, content, holesIn(body), syntax, to), ...to.span(node) };
}

/** `'%s/v2' % base`, `'%{base}/v2' % { base: … }` */
export function percent(format: Expression, value: Expression): Expression | undefined {
  if (value.kind === 'object') return withVerbs(format, [], value.entries);
  return withVerbs(format, value.kind === 'array' ? value.items : [value], []);
}

/** A format with the values that are put in. */
export function withVerbs(
  format: Expression,
  args: readonly Expression[],
  entries: readonly ObjectEntry[],
): Expression | undefined {
  const named = (name: string): Expression | undefined =>
    entries.find((e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name)?.value;
  const verb = /%%|%(?:<(\w+)>[-+0 #]*\d*(?:\.\d+)?[sdifxXgpb]|\{(\w+)\}|[-+0 #]*\d*(?:\.\d+)?[sdifxXgpb])/g;
  return formatted(format, args, verb, (m, i) => m[1] ?? m[2] ?? i, named);
}
