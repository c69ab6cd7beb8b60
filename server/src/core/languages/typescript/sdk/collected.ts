import { childOf, nodeAt, type SyntaxNode } from '../../../syntax.ts';
import type { Island } from '../islands.ts';
import { textOf } from '../read-nodes.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';
import { variableUses } from './variable-uses.ts';

/** A list of the program that takes items of an answer. */
export interface Collected {
  /** Where its variable is declared. */
  readonly list: number;
  /** True where it may hold something else as well, or says what its items are. */
  readonly isShared: boolean;
}

/**
 * The list that takes what the tokens `first` to `last` are: `all.push(...items)`, `all = [...all, ...items]`,
 * `all = all.concat(items)`, `all.push(item)`.
 */
export function collectedIn(reading: Reading, first: number, last: number): Collected | undefined {
  const { islands, tokens } = reading;
  const island = islands.statement(first);
  if (!island) return undefined;
  let node = nodeAt(island.root, tokens.starts[first]! - island.shift, tokens.ends[last]! - island.shift);
  while (node.parent && isSame(node, node.parent)) node = node.parent;
  const isSpread = node.parent?.type === 'spread_element';
  const given = isSpread && node.parent ? node.parent : node;
  const holder = given.parent;
  const call = holder?.type === 'arguments' ? holder.parent : undefined;
  const called = call && childOf(call, 'function');
  const method = called && childOf(called, 'property');
  const name = method && textOf(reading, island, method);
  const object = called && childOf(called, 'object');
  if (name === 'push' && object?.type === 'identifier') return listAt(reading, island, object, given);
  const isMade = isSpread ? holder?.type === 'array' : name === 'concat';
  const made = isSpread ? holder : call;
  const { parent } = made ?? {};
  const target =
    parent?.type === 'variable_declarator'
      ? childOf(parent, 'name')
      : parent?.type === 'assignment_expression'
        ? childOf(parent, 'left')
        : undefined;
  return isMade && target?.type === 'identifier' ? listAt(reading, island, target, given) : undefined;
}

/** True for an expression whose value is that of the one in it, or nothing. */
const isSame = ({ field }: SyntaxNode, { type, children }: SyntaxNode): boolean =>
  /^(?:parenthesized_expression|non_null_expression|as_expression|satisfies_expression)$/.test(type) ||
  (type === 'binary_expression' &&
    field === 'left' &&
    children.some((one) => /^(?:\?\?|\|\|)$/.test(one.type)) &&
    children.some((one) => one.type === 'array' && one.children.length === 0));

function listAt(
  reading: Reading,
  island: Island,
  name: SyntaxNode,
  given: SyntaxNode,
): Collected | undefined {
  const { tokens, scope } = reading;
  const list = scope.declaredAt(tokenAt(tokens, name.start + island.shift));
  if (list === undefined || !/^(?:const|let|var)$/.test(wordAt(tokens, list - 1))) return undefined;
  const at = given.start + island.shift;
  const isOwn = [list, ...variableUses(reading, list)].every((use) => takesOnly(reading, use, list, at));
  return {
    list,
    isShared: !isOwn || !ANY.test(tokens.text.slice(tokens.ends[list], tokens.ends[list]! + 40)),
  };
}

/** Behind the name of a list whose items have no type of their own. */
const ANY = /^\s*(?::\s*(?:any|any\[\]|Array<any>)\s*)?[=;\n]/;

/** True where the list is given nothing but itself and what begins at index `at` of the text; `use`: a token of its name. */
function takesOnly(reading: Reading, use: number, list: number, at: number): boolean {
  const { tokens, islands } = reading;
  const island = islands.statement(use);
  const node = island && islands.node(island, use);
  const parent = node?.parent;
  if (!island || !parent) return false;
  const isOwn = (one: SyntaxNode): boolean => {
    const start = one.start + island.shift;
    const inner = one.type === 'spread_element' ? one.children[0] : one;
    const isList = inner?.type === 'identifier' && textOf(reading, island, inner) === wordAt(tokens, list);
    return start === at || isList;
  };
  const value =
    node.field === 'left' || node.field === 'name'
      ? (childOf(parent, 'right') ?? childOf(parent, 'value'))
      : undefined;
  if (/^(?:variable_declarator|assignment_expression)$/.test(parent.type) && value) {
    if (value.type === 'array') return value.children.every(isOwn);
    const called = value.type === 'call_expression' ? childOf(value, 'function') : undefined;
    const isConcat = called && textOf(reading, island, called) === `${wordAt(tokens, list)}.concat`;
    return isConcat === true && childOf(value, 'arguments')!.children.every(isOwn);
  }
  const method = wordAt(tokens, use + 1) === '.' ? wordAt(tokens, use + 2) : '';
  if (!/^(?:push|unshift|splice|fill)$/.test(method)) return true;
  const given = parent.parent && childOf(parent.parent, 'arguments');
  return method === 'push' && given !== undefined && given.children.every(isOwn);
}

/** Where a list that collects items is read: not where it is given more of them. */
export function usesOfCollected(reading: Reading, list: number): readonly number[] {
  const { tokens } = reading;
  return variableUses(reading, list).filter((use) => {
    const isGiven = wordAt(tokens, use + 1) === '=';
    const isAdded = wordAt(tokens, use + 2) === 'concat' && wordAt(tokens, use - 2) === wordAt(tokens, list);
    return !isGiven && !isAdded;
  });
}
