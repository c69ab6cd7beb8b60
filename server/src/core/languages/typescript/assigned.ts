import type { Expression } from '../../expression.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { lower } from './lower.ts';
import type { Text } from './text.ts';
import { type Tokens, wordAt } from './tokens.ts';

const wordBehind = (tokens: Tokens, token: number): string =>
  token + 1 < tokens.starts.length ? wordAt(tokens, token + 1) : '';

/** True where the variable at a token gets another value. */
export function isAssigned(tokens: Tokens, token: number): boolean {
  const before = token > 0 ? wordAt(tokens, token - 1) : '';
  const after = wordBehind(tokens, token);
  if (before === '++' || before === '--' || after === '++' || after === '--') return true;
  return /^(?:=|\+=|-=|\?\?=|\|\|=|&&=)$/.test(after) && before !== '.' && before !== '?.';
}

/** True where the member at a token gets another value. */
export const isAssignedMember = (tokens: Tokens, token: number): boolean =>
  /^(?:=|\+=|\?\?=|\|\|=)$/.test(wordBehind(tokens, token));

/** The right side of the plain assignment to the name at a token. */
export function assignedValue({ source, tokens, islands }: Text, token: number): Expression | undefined {
  if (wordAt(tokens, token + 1) !== '=') return undefined;
  const island = islands.statement(token);
  let node: SyntaxNode | undefined = island && islands.node(island, token);
  while (node && node.type !== 'assignment_expression') node = node.parent;
  const right = node && childOf(node, 'right');
  return island && right && !right.broken ? lower(source, island, right) : undefined;
}
