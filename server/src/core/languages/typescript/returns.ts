import type { Expression } from '../../expression.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { type LocalFunction, ofBlock } from './local-functions.ts';
import { lower } from './lower.ts';
import type { Statement } from './statements.ts';
import type { Text } from './text.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** Longer bodies do more than put a value together. */
const MOST_STATEMENTS = 60;

/**
 * The value a function gives: of its expression, or of its last statement, with conditions before it that give another
 * one. Undefined where it is given in other places as well.
 */
export function returnedBy(text: Text, fn: LocalFunction): Expression | undefined {
  const { source, tokens, islands } = text;
  if (fn.block === undefined) {
    const island = fn.end > fn.first ? islands.piece(fn.first, tokens.ends[fn.end - 1]!, '') : undefined;
    const [statement] = island?.root.children ?? [];
    return island && !island.root.broken && statement?.type === 'expression_statement'
      ? lower(source, island, statement.children[0])
      : undefined;
  }
  const early: { readonly condition: Expression; readonly value: Expression }[] = [];
  const statements = islands.statementsIn(fn.block);
  if (statements.length > MOST_STATEMENTS) return undefined;
  for (const statement of statements) {
    const lead = wordAt(tokens, statement.first);
    if (lead === 'return') {
      const last = returnedIn(text, statement);
      return last && early.reduceRight<Expression>(choose, last);
    }
    if (!returns(tokens, statement, fn.block)) continue;
    const step = lead === 'if' ? guarded(text, statement) : undefined;
    if (!step) return undefined;
    early.push(step);
  }
  return undefined;
}

const choose = (
  otherwise: Expression,
  { condition, value }: { readonly condition: Expression; readonly value: Expression },
): Expression => ({
  kind: 'choice',
  how: 'either',
  condition,
  first: value,
  second: otherwise,
  start: otherwise.start,
  end: otherwise.end,
});

/** True when a statement may end the function whose body token `block` begins. */
function returns(tokens: Tokens, { first, end }: Statement, block: number): boolean {
  const { kinds, parents } = tokens;
  for (let i = first; i < end; i++) {
    if (kinds[i] !== Kind.word || wordAt(tokens, i) !== 'return') continue;
    let open = parents[i]!;
    while (open > block && !ofBlock(tokens, open)) open = parents[open]!;
    if (open === block) return true;
  }
  return false;
}

function returnedIn({ source, tokens, islands }: Text, { first, end }: Statement): Expression | undefined {
  const island = islands.statement(first);
  const node = island?.root.children.find((c) => c.type === 'return_statement');
  if (!island || !node || node.broken) return undefined;
  const value = node.children.find((c) => c.type !== 'comment');
  const { starts, ends } = tokens;
  return value
    ? lower(source, island, value)
    : { kind: 'undefined', start: starts[first]!, end: ends[Math.min(first, end - 1)]! };
}

/** `if (condition) return value;` */
function guarded(
  { source, islands }: Text,
  { first }: Statement,
): { readonly condition: Expression; readonly value: Expression } | undefined {
  const island = islands.statement(first);
  const node = island?.root.children.find((c) => c.type === 'if_statement');
  if (!island || !node || node.broken || childOf(node, 'alternative')) return undefined;
  const returned = onlyReturn(childOf(node, 'consequence'));
  const condition = childOf(node, 'condition');
  if (!returned || !condition) return undefined;
  const span = { start: returned.start + island.shift, end: returned.end + island.shift };
  const [value] = returned.children;
  return {
    condition: lower(source, island, condition),
    value: value ? lower(source, island, value) : { kind: 'undefined', ...span },
  };
}

function onlyReturn(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type === 'return_statement') return node;
  const inside = node?.type === 'statement_block' ? node.children.filter((c) => c.type !== 'comment') : [];
  return inside.length === 1 && inside[0]!.type === 'return_statement' ? inside[0] : undefined;
}
