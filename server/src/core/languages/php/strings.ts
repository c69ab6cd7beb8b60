import type { Expression } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { unescaped } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** A literal in quotes. */
export function string(node: SyntaxNode, to: Lowering): Expression {
  const written = to.written(node);
  const quote = written.replace(/^b/i, '')[0] ?? "'";
  const start = node.start + written.indexOf(quote) + 1;
  const closed = !node.broken && node.end > start && written.endsWith(quote);
  return pieces(node, { start, end: closed ? node.end - 1 : node.end }, quote === '"', closed, to);
}

/** A literal between the line of its name and the one that ends it. */
export function heredoc(node: SyntaxNode, to: Lowering): Expression | undefined {
  const body = childOf(node, 'value');
  const name = childOf(node, 'identifier');
  if (!body || !name)
    return { kind: 'text', value: to.source.slice(node.end, node.end), closed: true, ...to.span(node) };
  const newline = to.written(body).startsWith('\r\n') ? 2 : 1;
  const content = { start: Math.min(body.start + newline, body.end), end: body.end };
  const closed = !node.broken && childOf(node, 'end_tag') !== undefined;
  return { ...pieces(body, content, node.type === 'heredoc', closed, to), ...to.span(node) };
}

/** What a literal holds, with the variables in it. */
function pieces(
  node: SyntaxNode,
  content: { readonly start: number; readonly end: number },
  interpolates: boolean,
  closed: boolean,
  to: Lowering,
): Expression {
  const syntax = { escapes: interpolates ? 'all' : 'quotes' } as const;
  const literal = (start: number, end: number): Expression => ({
    kind: 'text',
    value: unescaped(to.source.slice(start, Math.max(start, end)), syntax),
    closed,
    start,
    end: Math.max(start, end),
  });
  const isText = (c: SyntaxNode): boolean =>
    /^(?:string_content|escape_sequence|nowdoc_string)$/.test(c.type);
  if (node.children.every(isText)) return { ...literal(content.start, content.end), ...to.span(node) };
  const parts: Expression[] = [];
  let from = content.start;
  for (const child of node.children) {
    if (isText(child)) continue;
    // `{$name}`, `${name}`
    const text = to.source.text;
    const braced = text[child.start - 1] === '{' && text[child.end] === '}';
    const start = braced ? child.start - 1 : child.start;
    if (start > from) parts.push(literal(from, start));
    parts.push(to.expression(child));
    from = braced ? child.end + 1 : child.end;
  }
  if (content.end > from) parts.push(literal(from, content.end));
  return closed ? { kind: 'template', parts, ...to.span(node) } : { kind: 'unknown', ...to.span(node) };
}
