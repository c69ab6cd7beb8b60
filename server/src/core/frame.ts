import type { Expression, Frame, ObjectEntry } from './expression.ts';

/** The same expression, its names read in `frame`. Those that have a frame already keep it. */
export function within<T extends Expression>(expression: T, frame: Frame | undefined): T;
/** The expression, read in a call of the function that it is in. */
export function within(expression: Expression, frame: Frame | undefined): Expression {
  if (!frame) return expression;
  const inside = (e: Expression): Expression => within(e, frame);
  switch (expression.kind) {
    case 'name':
    case 'self':
    case 'function':
      return expression.frame ? expression : { ...expression, frame };
    case 'template':
      return { ...expression, parts: expression.parts.map(inside) };
    case 'object':
      return { ...expression, entries: expression.entries.map((entry) => entryWithin(entry, inside)) };
    case 'array':
      return { ...expression, items: expression.items.map(inside) };
    case 'call': {
      const named = expression.named ? { named: within(expression.named, frame) } : {};
      return {
        ...expression,
        callee: inside(expression.callee),
        args: expression.args.map(inside),
        ...named,
      };
    }
    case 'member':
      return { ...expression, object: inside(expression.object) };
    case 'element':
      return { ...expression, object: inside(expression.object), index: inside(expression.index) };
    case 'choice': {
      const { condition, first, second } = expression;
      const decided = condition ? { condition: inside(condition) } : {};
      return { ...expression, ...decided, first: inside(first), second: inside(second) };
    }
    case 'equal':
      return { ...expression, first: inside(expression.first), second: inside(expression.second) };
    case 'json':
    case 'not':
      return { ...expression, value: inside(expression.value) };
    case 'reference':
      return { ...expression, reference: inside(expression.reference), base: inside(expression.base) };
    default:
      return expression;
  }
}

const entryWithin = (entry: ObjectEntry, inside: (e: Expression) => Expression): ObjectEntry =>
  entry.kind === 'spread'
    ? { kind: 'spread', value: inside(entry.value) }
    : { kind: 'member', key: inside(entry.key), value: inside(entry.value) };

/** What `frame` or one around it says of the parameter declared at `place`; undefined when it is none of theirs. */
export function inFrame(frame: Frame | undefined, place: number): Expression | undefined {
  for (let at = frame; at; at = at.outer) {
    const value = at.values.get(place);
    if (value) return value;
  }
  return undefined;
}
