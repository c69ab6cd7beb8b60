import { type Answers, type Flow, noteDoubt, noteGiven } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { insertedInPattern } from './read-edits.ts';
import { indexIn } from './read-given.ts';
import { choiceAround, type Place } from './read-nodes.ts';
import { typedAs } from './read-types.ts';
import type { Reading } from './reading.ts';

/** A variable that a pattern gives a value. */
export interface Bound {
  /** Where its name begins in the text. */
  readonly at: number;
  readonly flow: Flow;
}

/** The variables that are given a value, or parts of it, by a name or a pattern. The parts are recorded as reads. */
export function boundBy(
  reading: Reading,
  answers: Answers,
  { node, island }: Place,
  flow: Flow,
): readonly Bound[] {
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return [{ at: node.start + island.shift, flow }];
    case 'assignment_pattern':
    case 'object_assignment_pattern': {
      const [target] = node.children;
      return target ? boundBy(reading, answers, { island, node: target }, flow) : [];
    }
    case 'array_pattern':
      return node.children.flatMap((part) => {
        const name = `${indexIn(reading, island, part)}`;
        const range = reading.source.range(part.start + island.shift, part.end + island.shift);
        // What takes the rest takes a list, whose items are not followed.
        if (part.type === 'rest_pattern') noteGiven(flow);
        const item = flow.inside ? answers.member(flow, { name, range }) : answers.item(flow, range);
        return item ? boundBy(reading, answers, { island, node: part }, item) : [];
      });
    case 'object_pattern':
      return node.children.flatMap((part) => boundByPart(reading, answers, { island, node: part }, flow));
    default:
      return [];
  }
}

/** One part of a pattern that takes a value apart. */
function boundByPart(
  reading: Reading,
  answers: Answers,
  { node: part, island }: Place,
  flow: Flow,
): readonly Bound[] {
  if (part.type === 'rest_pattern') {
    noteDoubt(flow);
    noteGiven(flow);
  }
  const isPair = part.type === 'pair_pattern';
  const alone = part.type === 'object_assignment_pattern' ? part.children[0] : part;
  const key = isPair ? childOf(part, 'key') : alone;
  const target = isPair ? childOf(part, 'value') : alone;
  if (!key || !target || part.broken || !KEYS.test(key.type)) return [];
  const quote = key.type === 'string' ? 1 : 0;
  const [start, end] = [key.start + island.shift + quote, key.end + island.shift - quote];
  const range = reading.source.range(start, end);
  const name = { name: reading.tokens.text.slice(start, end), range, ...(isPair ? {} : { shorthand: ': ' }) };
  const read = answers.member(flow, name, insertedInPattern(reading, island, part));
  if (!read) return [];
  answers.record(read, choiceAround({ island, node: part }));
  return boundBy(reading, answers, { island, node: target }, read);
}

const KEYS = /^(?:property_identifier|shorthand_property_identifier_pattern|string)$/;

const CALLBACKS = /^(?:arrow_function|function_expression|method_definition)$/;

/** The variables of a callback that is given a value as its argument `index`. */
export function boundByCallback(
  reading: Reading,
  answers: Answers,
  { node, island }: Place,
  flow: Flow,
  index = 0,
): readonly Bound[] {
  if (!CALLBACKS.test(node.type) || node.broken) return [];
  const only = childOf(node, 'parameter');
  if (only) return index > 0 ? [] : boundBy(reading, answers, { island, node: only }, flow);
  const first = childOf(node, 'parameters')?.children.filter((c) => c.type !== 'comment')[index];
  return first ? boundByParameter(reading, answers, { island, node: first }, flow) : [];
}

/** The variables of one parameter that is given a value. */
export function boundByParameter(
  reading: Reading,
  answers: Answers,
  { node, island }: Place,
  flow: Flow,
): readonly Bound[] {
  const pattern: SyntaxNode | undefined = childOf(node, 'pattern') ?? node.children[0];
  if (!pattern) return [];
  const typed = typedAs(reading, island, childOf(node, 'type'), flow);
  return boundBy(reading, answers, { island, node: pattern }, typed);
}
