import type { AnswerText } from '../../program/answers.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { genericName, typeArgument, typeParameters } from './generics.ts';
import { structOf } from './structs.ts';

/** Values of values of values. */
const DEEPEST = 12;

type Text = Pick<AnswerText, 'names' | 'to'>;

/** The type of a value, as the text says it; undefined where it does not. */
export function typeOf(node: SyntaxNode | undefined, text: Text, deep = 0): SyntaxNode | undefined {
  if (!node || deep > DEEPEST) return undefined;
  const inner = (field: string): SyntaxNode | undefined => typeOf(childOf(node, field), text, deep + 1);
  switch (node.type) {
    case 'identifier':
      return typeOfName(node, text, deep);
    case 'selector_expression': {
      const struct = structIn(inner('operand'), text);
      const name = childOf(node, 'field');
      const field = struct && name && fieldOf(struct, text.to.written(name), text);
      return field && childOf(field, 'type');
    }
    case 'call_expression':
    case 'type_conversion_expression':
      return resultOf(node, 0, text);
    case 'unary_expression':
      return inner('operand');
    case 'parenthesized_expression':
    case 'literal_element':
      return typeOf(node.children[0], text, deep + 1);
    case 'composite_literal':
    case 'type_assertion_expression':
      return childOf(node, 'type');
    case 'index_expression':
      return itemOf(inner('operand'));
    case 'slice_expression':
      return inner('operand');
    default:
      return undefined;
  }
}

/** The struct of the text that a value of a type is or points to. */
export function structIn(type: SyntaxNode | undefined, { to }: Text): SyntaxNode | undefined {
  return type && structOf(type, to);
}

/** The struct of the text that a type is a list or map of. */
export function itemStructIn(type: SyntaxNode | undefined, text: Text): SyntaxNode | undefined {
  return structIn(itemOf(type), text);
}

/** The declaration of a field of a struct, or of one that is embedded in it. */
export function fieldOf(struct: SyntaxNode, name: string, text: Text, deep = 0): SyntaxNode | undefined {
  for (const field of struct.children.flatMap((list) => list.children)) {
    if (field.type !== 'field_declaration') continue;
    const names = field.children.filter((c) => c.field === 'name');
    if (names.some((one) => text.to.written(one) === name)) return field;
    const type = childOf(field, 'type');
    if (names.length > 0 || !type || deep > DEEPEST) continue;
    if (text.to.written(type).replace(/^.*[.*]/, '') === name) return field;
    const base = structIn(type, text);
    const found = base && fieldOf(base, name, text, deep + 1);
    if (found) return found;
  }
  return undefined;
}

function itemOf(type: SyntaxNode | undefined): SyntaxNode | undefined {
  if (type?.type === 'pointer_type') return itemOf(type.children[0]);
  return (
    type && (childOf(type, 'element') ?? (type.type === 'map_type' ? childOf(type, 'value') : undefined))
  );
}

function typeOfName(node: SyntaxNode, text: Text, deep: number): SyntaxNode | undefined {
  const { names, to } = text;
  const name = to.written(node);
  const events = names.homeOf(name, node.start)?.names.get(name) ?? [];
  const before = events.filter(
    ({ declared: { kind, node: at } }) => kind !== 'assignment' && at.start <= node.start,
  );
  const declared = (before.at(-1) ?? events[0])?.declared;
  if (!declared || declared.kind === 'import') return undefined;
  const own = declared.node;
  const list = own.parent?.type === 'expression_list' ? own.parent : undefined;
  const statement = list?.parent ?? own.parent;
  if (!statement || (statement.start > node.start && !events.includes(before.at(-1)!))) return undefined;
  const written = childOf(statement, 'type');
  if (written && statement.type !== 'type_switch_statement') return written;
  const right = childOf(statement, 'right') ?? childOf(statement, 'value');
  if (!right) return undefined;
  const at = list ? list.children.indexOf(own) : 0;
  if (statement.type === 'range_clause') return at === 1 ? itemOf(typeOf(right, text, deep + 1)) : undefined;
  const values = right.type === 'expression_list' ? right.children : [right];
  if (values.length > 1 || (list?.children.length ?? 1) === 1) return typeOf(values[at], text, deep + 1);
  const [value] = values;
  if (value && /^(?:call|type_conversion)_expression$/.test(value.type)) return resultOf(value, at, text);
  return at === 0 ? typeOf(value, text, deep + 1) : undefined;
}

/** The type of one of the values that a call gives. */
function resultOf(call: SyntaxNode, at: number, { names, to }: Text): SyntaxNode | undefined {
  const generic = genericName(call, to);
  const callee = generic ?? childOf(call, 'function');
  if (!callee) return undefined;
  const word = to.written(callee);
  if (word === 'new' || word === 'make') return childOf(call, 'arguments')?.children[0];
  const name = callee.type === 'selector_expression' ? childOf(callee, 'field') : callee;
  const places = name ? (names.functions.get(to.written(name)) ?? []) : [];
  const [place] = places;
  const result = places.length === 1 && place ? childOf(place.node, 'result') : undefined;
  const own = (type: SyntaxNode | undefined): SyntaxNode | undefined => {
    const parameters = generic && place ? typeParameters(place.node, to) : [];
    const index =
      type && parameters.length > 0 ? parameters.indexOf(to.written(type).replace(/^\*+/, '')) : -1;
    if (index >= 0) return typeArgument(call, index);
    // A list of what the call says is not put together here.
    const words = type && parameters.length > 0 ? (to.written(type).match(/\w+/g) ?? []) : [];
    return words.some((word) => parameters.includes(word)) ? undefined : type;
  };
  if (result?.type !== 'parameter_list') return at === 0 ? own(result) : undefined;
  const types = result.children.flatMap((one) => {
    const type = childOf(one, 'type');
    const count = Math.max(1, one.children.filter((c) => c.field === 'name').length);
    return Array.from({ length: count }, () => type);
  });
  return own(types[at]);
}
