import { childOf, nodeAt, type SyntaxNode } from '../../../syntax.ts';
import type { Island } from '../islands.ts';
import { type Place, textOf } from '../read-nodes.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';
import { variableUses } from './variable-uses.ts';

/** A variable, or a pattern, that is given what a call answers or something else. */
export interface Choice {
  /** The token of the variable, or the bracket that begins the pattern. */
  readonly target: number;
  /** Where the variable is given something. */
  readonly assigned: readonly number[];
  /** Values that are no answer of the call. */
  readonly others: readonly Place[];
}

const GIVES = /^(?:\?\?|\|\|)?=$/;

/**
 * Where the value of the tokens `first` to `last` goes that is awaited: `const { result } = known ? { … } : await call()`,
 * `let answer; if (known) answer = { … }; else answer = await call();`. Undefined for other places.
 */
export function choiceAt(reading: Reading, first: number, last: number): Choice | undefined {
  const { islands, tokens } = reading;
  const island = islands.statement(first);
  if (!island) return undefined;
  const start = tokens.starts[first]! - island.shift;
  let node = nodeAt(island.root, start, tokens.ends[last]! - island.shift);
  let isAwaited = isAwait(node);
  const others: Place[] = [];
  for (let { parent } = node; parent; node = parent, { parent } = node) {
    switch (parent.type) {
      case 'await_expression':
        isAwaited = true;
        break;
      case 'parenthesized_expression':
        break;
      case 'ternary_expression':
        if (node.field === 'condition') return undefined;
        others.push(...valuesOf(reading, island, otherOf(parent, node)));
        break;
      case 'binary_expression':
        if (!/^(?:\?\?|\|\|)$/.test(childOf(parent, 'operator')?.type ?? '')) return undefined;
        others.push(...valuesOf(reading, island, otherOf(parent, node)));
        break;
      case 'variable_declarator': {
        const target = isAwaited ? targetOf(reading, island, childOf(parent, 'name'), parent) : undefined;
        return target === undefined ? undefined : choiceOf(reading, target, undefined, others);
      }
      case 'assignment_expression': {
        const left = childOf(parent, 'left');
        const at = left?.type === 'identifier' ? tokenAt(tokens, left.start + island.shift) : -1;
        const declared = isAwaited && at >= 0 ? reading.scope.declaredAt(at) : undefined;
        return declared === undefined ? undefined : choiceOf(reading, declared, at, others);
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

const isAwait = ({ type, children: [inner] }: SyntaxNode): boolean =>
  type === 'parenthesized_expression' && inner ? isAwait(inner) : type === 'await_expression';

/** What is declared without a type: its token. */
function targetOf(
  { tokens }: Reading,
  island: Island,
  name: SyntaxNode | undefined,
  declarator: SyntaxNode,
): number | undefined {
  if (!name || !/^(?:identifier|object_pattern)$/.test(name.type) || childOf(declarator, 'type'))
    return undefined;
  return tokenAt(tokens, name.start + island.shift);
}

/** The choice with what other statements give the variable; `given`: the token where the answer is given to it. */
function choiceOf(
  reading: Reading,
  target: number,
  given: number | undefined,
  others: readonly Place[],
): Choice | undefined {
  const { tokens } = reading;
  if (wordAt(tokens, target) === '{') return { target, assigned: [], others };
  if (!/^(?:const|let|var)$/.test(wordAt(tokens, target - 1)) || wordAt(tokens, target + 1) === ':')
    return undefined;
  const assigned = variableUses(reading, target).filter((use) => GIVES.test(wordAt(tokens, use + 1)));
  const places = [...(given === undefined ? [] : [target]), ...assigned.filter((use) => use !== given)];
  const all = [...others];
  for (const place of places) {
    if (place === target && wordAt(tokens, place + 1) !== '=') continue;
    const value = givenAt(reading, place);
    if (!value) return undefined;
    all.push(...value);
  }
  return { target, assigned, others: all };
}

/** What the variable at a token is given there. */
function givenAt(reading: Reading, place: number): readonly Place[] | undefined {
  const { islands } = reading;
  const island = islands.statement(place);
  const { parent } = (island && islands.node(island, place)) ?? {};
  const value = parent && (childOf(parent, 'value') ?? childOf(parent, 'right'));
  return island && value ? valuesOf(reading, island, value) : undefined;
}

/** The operand of a choice that a node is not. */
const otherOf = (choice: SyntaxNode, { field }: SyntaxNode): SyntaxNode | undefined => {
  const other = { consequence: 'alternative', alternative: 'consequence', left: 'right', right: 'left' };
  return childOf(choice, other[field as keyof typeof other]);
};

/** The values that an expression may have, as far as it is written out. */
function valuesOf(reading: Reading, island: Island, node: SyntaxNode | undefined): readonly Place[] {
  if (!node) return [];
  const [only] = node.children;
  switch (node.type) {
    case 'await_expression':
    case 'parenthesized_expression':
      return valuesOf(reading, island, only);
    case 'ternary_expression':
      return ['consequence', 'alternative'].flatMap((field) =>
        valuesOf(reading, island, childOf(node, field)),
      );
    case 'call_expression': {
      const called = childOf(node, 'function');
      const isResolved = called !== undefined && textOf(reading, island, called) === 'Promise.resolve';
      const given = isResolved ? childOf(node, 'arguments')?.children[0] : undefined;
      return given ? valuesOf(reading, island, given) : [{ island, node }];
    }
    default:
      return [{ island, node }];
  }
}
