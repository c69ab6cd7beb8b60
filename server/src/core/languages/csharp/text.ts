import type { Expression } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { type StringSyntax, stringExpression } from '../../program/strings.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** `"`, `@"`, `$"`, `$@"`, `"""`, `$$"""` */
const OPENING = /^(?:\$*@?\$?)("{3,}|")/;

/** A string literal of any kind, the expressions in it included. */
export function textExpression(node: SyntaxNode, to: Lowering): Expression {
  const written = to.written(node);
  const opening = OPENING.exec(written);
  if (!opening) return { kind: 'unknown', ...to.span(node) };
  const [start, quote = '"'] = opening;
  const end = written.replace(/u8$/i, '');
  const closed = end.length >= start.length + quote.length && end.endsWith(quote);
  const content = {
    start: node.start + start.length,
    end: closed ? node.start + end.length - quote.length : node.end,
  };
  const holes = node.children
    .filter((c) => c.type === 'interpolation')
    .map((c) => ({ node: c, value: inside(c) }));
  const expression = stringExpression(node, content, holes, syntaxOf(start, quote), to);
  return expression.kind === 'text' && !closed ? { ...expression, closed: false } : expression;
}

function syntaxOf(opening: string, quote: string): StringSyntax {
  if (quote !== '"') return { escapes: 'none' };
  const braces = opening.includes('$') ? '{}' : '';
  return opening.includes('@')
    ? { escapes: 'none', doubled: `"${braces}` }
    : { escapes: 'all', doubled: braces };
}

/** The expression between the braces of an interpolation; undefined where it is formatted. */
function inside(node: SyntaxNode): SyntaxNode | undefined {
  if (node.broken) return undefined;
  const [value, ...others] = node.children.filter((c) => c.type !== 'interpolation_brace');
  return others.length === 0 ? value : undefined;
}
