import type { CallExpression, Expression } from '../../expression.ts';
import { within } from '../../frame.ts';
import type { Reading } from './reading.ts';

/** More than these are data rather than paths. */
const MOST = 40;
const DEEPEST = 6;
const MOST_PICKS = 3;

/**
 * The calls that one stands for whose URL is one of several: of a condition's two, or of the members of an object that a
 * computed name picks one of. Each with what was picked. None where the URL is one.
 */
export function alternativesOf(
  reading: Reading,
  call: CallExpression,
): readonly { readonly call: CallExpression; readonly picked: Expression }[] {
  const [url, ...rest] = call.args;
  let found: readonly Alternative[] = url ? alternatives(reading, url, 0) : [];
  // Of a URL with several such pieces, one is picked after the other.
  for (let round = 0; round < MOST_PICKS && found.length < MOST; round++) {
    found = found.flatMap((one) => {
      const more = alternatives(reading, one.value, 0);
      return more.length > 0 ? more : [one];
    });
  }
  return found
    .slice(0, MOST)
    .map(({ value, picked }) => ({ call: { ...call, args: [value, ...rest] }, picked }));
}

interface Alternative {
  /** The whole expression with one of its pieces picked. */
  readonly value: Expression;
  readonly picked: Expression;
}

function alternatives(reading: Reading, expression: Expression, depth: number): readonly Alternative[] {
  if (depth > DEEPEST) return [];
  const inside = (e: Expression): readonly Alternative[] => alternatives(reading, e, depth + 1);
  const { values, scope } = reading;
  switch (expression.kind) {
    case 'choice': {
      if (expression.how !== 'either' || values.resolve(expression).value.kind !== 'choice') return [];
      return [expression.first, expression.second].map((value) => ({ value, picked: value }));
    }
    case 'element': {
      const { list, complete } = values.members(expression.object);
      const items = values.items(expression.object)?.list.map((item) => item.value);
      if (values.text(expression.index).isLiteral) return [];
      const picks = items ?? (complete ? list.map((member) => member.value) : []);
      return picks.map((value) => ({ value, picked: value }));
    }
    case 'name': {
      const binding = scope.lookup(expression.name, expression.start, expression.frame);
      if (binding.kind !== 'value' || !/^(?:choice|element|template)$/.test(binding.value.kind)) return [];
      return inside(within(binding.value, expression.frame));
    }
    case 'template':
      return firstOf(expression.parts, inside, (parts) => ({ ...expression, parts }));
    case 'reference':
      return inside(expression.reference).map((one) => ({
        ...one,
        value: { ...expression, reference: one.value },
      }));
    case 'call':
      return firstOf(expression.args, inside, (args) => ({ ...expression, args }));
    default:
      return [];
  }
}

/** The alternatives of the first piece that has any. */
function firstOf(
  pieces: readonly Expression[],
  inside: (e: Expression) => readonly Alternative[],
  whole: (pieces: readonly Expression[]) => Expression,
): readonly Alternative[] {
  for (const [i, piece] of pieces.entries()) {
    const found = inside(piece);
    if (found.length > 0)
      return found.map(({ value, picked }) => ({ value: whole(pieces.with(i, value)), picked }));
  }
  return [];
}
