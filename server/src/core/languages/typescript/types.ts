import type { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { type Island, spanOf } from './islands.ts';

/** The name of the type that a parameter, field or variable is said to have. */
export function typeOf(source: SourceText, island: Island, node: SyntaxNode): string | undefined {
  const annotation = childOf(node, 'type');
  const type = annotation?.children[0];
  if (!type) return undefined;
  const { start, end } = spanOf(island, type);
  return /^(?:typeof\s+)?[\w$.]+/.exec(source.text.slice(start, end))?.[0];
}
