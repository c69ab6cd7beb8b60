import type { ReadName } from '../../model.ts';
import {
  type Flow,
  isWhole,
  noteDoubt,
  noteGiven,
  noteListGiven,
  noteMade,
  notePassed,
  noteQuestion,
  noteShown,
  showsOnly,
} from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { AWAITS, READERS } from './answers.ts';
import { isText, TEXTS } from './read-callbacks.ts';
import { insertedInMember } from './read-edits.ts';
import { lacks } from './read-functions.ts';
import { indexIn, isAwaited, keptIn } from './read-given.ts';
import { handedAt, handOn, handOnError, isOfFailure } from './read-handed.ts';
import { checksIn } from './read-k6.ts';
import { method, promised } from './read-methods.ts';
import { callOf, choiceAround, DEEPEST, isEmptyValue, type Place, textOf } from './read-nodes.ts';
import { typedAs } from './read-types.ts';
import { unwrappedBy } from './read-unwrapped.ts';
import type { Walk } from './read-walk.ts';
import { tokenAt } from './tokens.ts';

/** What a node gives whose value is followed. */
export interface Next {
  readonly node: SyntaxNode;
  readonly flow: Flow;
}

/**
 * What the parent of a node gives; undefined where the way of its value ends. `core`: the node in it without casts and
 * choices.
 */
export function through(
  walk: Walk,
  up: Place,
  node: SyntaxNode,
  flow: Flow,
  core: SyntaxNode,
): Next | undefined {
  const { node: parent, island } = up;
  if (parent.broken && !/statement|body|program/.test(parent.type)) return undefined;
  const unwrapped = unwrappedBy(walk.reading, { island: up.island, node }, flow);
  if (unwrapped) return unwrapped === 'asked' ? end(walk, { island: up.island, node }, flow) : unwrapped;
  const here: Place = { island, node };
  switch (parent.type) {
    case 'await_expression':
      return { node: parent, flow: { ...flow, awaited: true } };
    case 'parenthesized_expression':
    case 'non_null_expression':
      return { node: parent, flow };
    case 'as_expression':
    case 'satisfies_expression':
    case 'type_assertion': {
      const type = parent.children.find((c) => c !== node && c.type !== 'comment');
      return { node: parent, flow: typedAs(walk.reading, island, type, flow) };
    }
    case 'member_expression':
      return member(walk, up, flow);
    case 'subscript_expression':
      return node.field === 'object' ? element(walk, up, node, flow) : end(walk, here, flow);
    case 'variable_declarator': {
      const name = childOf(parent, 'name');
      end(walk, here, flow);
      if (name && node.field === 'value') walk.bind({ island, node: name }, walk.typed(up, 'type', flow));
      return undefined;
    }
    case 'assignment_expression': {
      const left = childOf(parent, 'left');
      if (node.field !== 'right' || !left) return undefined;
      if (left.type === 'identifier') walk.assigned(left.start + island.shift, flow);
      else if (left.type === 'member_expression' && !walk.field({ island, node: left }, flow)) {
        notePassed(flow);
        handOn(walk, { island, node: core }, node, flow);
      }
      return end(walk, here, flow);
    }
    case 'arguments':
      return argument(walk, up, node, flow, core);
    case 'binary_expression':
    case 'ternary_expression':
      return chosen(walk, up, node, flow);
    case 'for_in_statement': {
      const left = node.field === 'right' ? childOf(parent, 'left') : undefined;
      const item = walk.item({ island, node }, flow);
      if (isWhole(flow) && node.field === 'right')
        handOn(walk, { island, node: core }, node, { ...flow, awaited: true });
      if (left && item) walk.bind({ island, node: left }, item);
      return end(walk, here, flow);
    }
    case 'unary_expression':
      return /^delete\b/.test(textOf(walk.reading, island, parent)) ? written(flow) : asked(walk, here, flow);
    case 'if_statement':
    case 'while_statement':
      return asked(walk, here, flow);
    case 'spread_element':
      notePassed(flow);
      handOn(walk, { island, node: core }, node, flow);
      return end(walk, here, flow);
    case 'arrow_function':
      if (node.field === 'body') walk.returned(node.start + island.shift, flow, { island, node: core }, node);
      return node.field === 'body' ? end(walk, here, flow) : undefined;
    case 'return_statement':
      walk.returned(node.start + island.shift, flow, { island, node: core }, node);
      return end(walk, here, flow);
    case 'augmented_assignment_expression':
    case 'update_expression':
      if (node.field === 'right' && isText(flow)) return walk.collected(up, childOf(parent, 'left'), flow);
      return node.field === 'right' ? end(walk, here, flow) : written(flow);
    case 'pair':
    case 'array':
    case 'object': {
      end(walk, here, flow);
      const next = keptIn(walk.reading, island, node, flow);
      if (parent.type === 'array' && isAwaited(walk.reading, island, parent)) return next;
      noteListGiven(flow);
      const made = flow.inside ? flow.made : handedAt(walk.reading, { island, node: core }, node, flow);
      if (next && made) noteMade(flow, made);
      // Where an error goes with what holds it is told there.
      else if (!next || !isOfFailure(walk.reading, here)) noteGiven(flow);
      return next && made ? { ...next, flow: { ...next.flow, made } } : next;
    }
    default:
      return end(walk, here, flow);
  }
}

/** Ends the way of a value at a node, and keeps what was read of it. */
export function end(walk: Walk, here: Place, flow: Flow): undefined {
  walk.answers.record(flow, choiceAround(here));
  return undefined;
}

/** A value that is asked for, to decide what to do. */
function asked(walk: Walk, here: Place, flow: Flow): undefined {
  noteQuestion(flow);
  return end(walk, here, flow);
}

/** `value.name` */
function member(walk: Walk, { node: parent, island }: Place, flow: Flow): Next | undefined {
  const property = childOf(parent, 'property');
  if (!property) return undefined;
  const name = textOf(walk.reading, island, property);
  const call = callOf(parent);
  if (call) return method(walk, { island, node: call }, parent, name, flow);
  return named(walk, parent, { island, node: property }, name, flow);
}

/** `value['name']` */
function element(
  walk: Walk,
  { node: parent, island }: Place,
  node: SyntaxNode,
  flow: Flow,
): Next | undefined {
  const index = childOf(parent, 'index');
  const item = index && index.type !== 'string' && !flow.inside && walk.item({ island, node }, flow);
  if (item) return { node: parent, flow: item };
  if (index?.type === 'number' && flow.inside)
    return named(walk, parent, { island, node: index }, textOf(walk.reading, island, index), flow);
  if (index?.type !== 'string') return end(walk, { island, node }, flow);
  const key = { ...index, start: index.start + 1, end: index.end - 1 };
  return named(walk, parent, { island, node: key }, textOf(walk.reading, island, key), flow);
}

function named(
  walk: Walk,
  parent: SyntaxNode,
  { node: key, island }: Place,
  name: string,
  flow: Flow,
): Next | undefined {
  if (parent.field === 'left' && /assignment/.test(parent.parent?.type ?? '')) return written(flow);
  const range = walk.reading.source.range(key.start + island.shift, key.end + island.shift);
  const insert = insertedInMember(walk.reading, island, parent);
  const found: ReadName = isNeeded(parent) ? { name, range, needed: true } : { name, range };
  const read = walk.answers.member(flow, found, insert);
  return read && { node: parent, flow: read };
}

/** True for `a.b` in `a.b.c`, but not in `a.b?.c`. */
function isNeeded({ field, parent }: SyntaxNode): boolean {
  return (
    field === 'object' &&
    /^(?:member|subscript)_expression$/.test(parent?.type ?? '') &&
    !parent!.children.some(({ type }) => type === 'optional_chain')
  );
}

/** A value that a function is given. */
function argument(
  walk: Walk,
  { node: list, island }: Place,
  node: SyntaxNode,
  flow: Flow,
  core: SyntaxNode,
): Next | undefined {
  const call = list.parent;
  const callee = call && (childOf(call, 'function') ?? childOf(call, 'constructor'));
  if (!call || !callee) return undefined;
  const name = textOf(walk.reading, island, callee).replace(/^await\s+/, '');
  if (name === 'JSON.parse') {
    const parsed = walk.answers.stepped(flow, 'parse') ?? (isWhole(flow) ? flow : undefined);
    return parsed && { node: call, flow: { ...parsed, awaited: true } };
  }
  if (name === 'check' && flow.call?.client === 'k6')
    for (const check of checksIn(list)) walk.callback({ island, node: check }, flow);
  if (AWAITS.test(name) || (isText(flow) && TEXTS.test(name)))
    return { node: call, flow: /^(?:P|first|last)/.test(name) ? promised(flow) : flow };
  if (isText(flow) && /\.push$/.test(name))
    return walk.collected({ island, node: call }, childOf(callee, 'object'), flow);
  const [site, index] = [
    tokenAt(walk.reading.tokens, list.start + island.shift),
    indexIn(walk.reading, island, node),
  ];
  const given: Flow =
    isWhole(flow) && isOfFailure(walk.reading, { island, node }) ? { ...flow, isError: true } : flow;
  if (
    flow.depth < DEEPEST &&
    walk.given.add({ island, node: callee }, site, index, given, {
      core: { island, node: core },
      outer: node,
    })
  )
    return end(walk, { island, node }, flow);
  if (!READERS.test(name) && !flow.inside) notePassed(flow);
  if (showsOnly(name)) noteShown(flow);
  else handOn(walk, { island, node: core }, node, flow, name);
  return end(walk, { island, node }, flow);
}

/** A value that is one of two, or decides. */
function chosen(walk: Walk, { node: choice, island }: Place, node: SyntaxNode, flow: Flow): Next | undefined {
  const here = { island, node };
  const operator = childOf(choice, 'operator')?.type;
  const operands = choice.children.filter((c) => c.type !== 'comment' && c.field !== 'operator');
  // `'error' in body` says nothing of `data`.
  if (operator === 'in' && !/^["'](?!data["'])/.test(textOf(walk.reading, island, operands[0]!)))
    noteDoubt(flow);
  if (operator === '&&' && operands[0] !== node) return { node: choice, flow };
  const isFallback = operator === '??' || operator === '||';
  const decides = choice.type === 'ternary_expression' ? node.field === 'condition' : !isFallback;
  if (decides) return asked(walk, here, flow);
  const others = operands.filter((c) => c !== node && c.field !== 'condition');
  if (others.every((c) => isEmptyValue(walk.reading, island, c))) return { node: choice, flow };
  const [member] = flow.inside ?? [];
  const isLacked = (c: SyntaxNode): boolean =>
    lacks(walk.reading.tokens, tokenAt(walk.reading.tokens, bare(c).start + island.shift), member!);
  if (member !== undefined && others.every(isLacked)) return { node: choice, flow };
  noteDoubt(flow);
  if (/^(?:return_statement|arrow_function)$/.test(choice.parent?.type ?? '')) handOnError(walk, flow);
  return asked(walk, here, flow);
}

/** What stands in brackets. */
const bare = (node: SyntaxNode): SyntaxNode =>
  node.type === 'parenthesized_expression' && node.children[0] ? bare(node.children[0]) : node;

function written({ body }: Flow): undefined {
  body?.isChanged();
  return undefined;
}
