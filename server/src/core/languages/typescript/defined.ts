import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { nameOfFunction } from './function-names.ts';
import type { Island } from './islands.ts';
import { functionAround } from './local-functions.ts';
import { isParameterList } from './parameters.ts';
import type { Reading } from './reading.ts';
import { holdsStatements, Kind, tokenAt, wordAt } from './tokens.ts';

/** A name that is given a value, and the tokens from `from` up to `to` where that name may mean it. */
export interface Defined {
  readonly name: string;
  readonly token: number;
  readonly from: number;
  readonly to: number;
}

/** Nodes that stand between a value and the name it is for without hiding it. */
const THROUGH =
  /^(?:string|template_string|template_substitution|string_fragment|binary_expression|parenthesized_expression|as_expression|satisfies_expression|non_null_expression|type_assertion|await_expression|arguments|call_expression|new_expression|object|pair|array|ternary_expression|identifier|member_expression|property_identifier|shorthand_property_identifier|enum_body|spread_element|subscript_expression|statement_identifier)$/;

/** The names whose definition holds the value at `token`; none when it is used in place. */
export function definedAt(reading: Reading, token: number): readonly Defined[] {
  const parameter = parameterAt(reading, token);
  if (parameter) return [parameter];
  const island = reading.islands.statement(token);
  if (!island) return [];
  const members: Defined[] = [];
  for (let node: SyntaxNode | undefined = reading.islands.node(island, token); node; node = node.parent) {
    switch (node.type) {
      case 'variable_declarator':
      case 'public_field_definition':
        return [...named(reading, island, childOf(node, 'name')), ...members];
      case 'pair':
        members.push(...member(reading, island, childOf(node, 'key')));
        break;
      case 'assignment_expression': {
        const left = childOf(node, 'left');
        const member = left?.type === 'member_expression' ? left : undefined;
        if (member && childOf(member, 'object')?.type !== 'this')
          return [...named(reading, island, childOf(member, 'object')), ...members];
        return [...named(reading, island, member ? childOf(member, 'property') : left), ...members];
      }
      case 'enum_assignment':
        return named(reading, island, node.parent?.parent && childOf(node.parent.parent, 'name'));
    }
    if (!THROUGH.test(node.type) && node.type !== 'ERROR') return members;
  }
  return members;
}

/** A member of an object, as the object's own methods see it, or of the data of a component: `this.name`. */
function member(reading: Reading, island: Island, key: SyntaxNode | undefined): readonly Defined[] {
  const { tokens } = reading;
  const token = key?.type === 'property_identifier' ? tokenAt(tokens, key.start + island.shift) : -1;
  const open = token < 0 ? -1 : tokens.parents[token]!;
  if (open < 0) return [];
  const fn = functionAround(tokens, token);
  const shared = fn !== undefined && /^(?:data|state)$/.test(nameOfFunction(tokens, fn) ?? '');
  const to = shared ? tokens.starts.length : tokens.limits[open]!;
  return [{ name: wordAt(tokens, token), token, from: token + 1, to }];
}

/** The name that a node is, or the names in a pattern. */
function named(reading: Reading, island: Island, node: SyntaxNode | undefined): readonly Defined[] {
  if (!node) return [];
  if (/_pattern$/.test(node.type) && node.children.length > 0)
    return node.children.flatMap((child) =>
      child.type === 'pair_pattern'
        ? named(reading, island, childOf(child, 'value'))
        : named(reading, island, child),
    );
  if (!/identifier(?:_pattern)?$/.test(node.type)) return [];
  const { tokens, islands, scope } = reading;
  const token = tokenAt(tokens, node.start + island.shift);
  if (token < 0 || tokens.kinds[token] !== Kind.word) return [];
  const field = node.type === 'property_identifier' || node.type === 'private_property_identifier';
  const block = field ? scope.classAround(token) : islands.statementAround(token).block;
  // A variable may be declared further out than it is given its value.
  const everywhere = block < 0 || node.parent?.type === 'assignment_expression';
  const anywhere = (everywhere && !field) || block < 0;
  const from = everywhere && !field ? 0 : block + 1;
  const to = anywhere ? tokens.starts.length : tokens.limits[block]!;
  const defined = { name: wordAt(tokens, token), token, from, to };
  // A client that the class extends takes its base from there.
  const shared = field && clients.some((client) => client.ownBase === defined.name);
  return shared ? [defined, { ...defined, name: 'this' }] : [defined];
}

/** The parameter that has the value at `token` as its default. */
function parameterAt(reading: Reading, token: number): Defined | undefined {
  const { tokens, scope, islands } = reading;
  let open = tokens.parents[token]!;
  // A pattern may stand in the place of a parameter.
  while (open >= 0 && /^[{[]$/.test(wordAt(tokens, open)) && !holdsStatements(tokens, open))
    open = tokens.parents[open]!;
  if (open < 0 || wordAt(tokens, open) !== '(' || !isParameterList(tokens, open)) return undefined;
  const around = tokens.parents[token]!;
  let name = -1;
  for (let i = token - 1; i > around; i--) {
    if (tokens.parents[i] !== around) continue;
    const word = wordAt(tokens, i);
    if (word === ',') break;
    if (tokens.kinds[i] === Kind.word && /^[=:?]$/.test(wordAt(tokens, i + 1))) name = i;
  }
  if (name < 0) return undefined;
  const isField = wordAt(tokens, open - 1) === 'constructor';
  const block = isField ? scope.classAround(token) : islands.statementAround(token).block;
  const to = block < 0 ? tokens.starts.length : tokens.limits[block]!;
  return { name: wordAt(tokens, name), token: name, from: block + 1, to };
}
