import { type PropertySet, PUSHED, type Resolved } from '../binding.ts';
import type { ChoiceExpression, Expression } from '../expression.ts';
import type { Values } from '../resolve.ts';
import { SourceText } from '../source.ts';
import { namesApi, resolveReference } from '../url.ts';

/**
 * The text an expression makes, unknown pieces as holes. With `guess`, a default argument or a fallback stands for
 * the value that a caller or the environment may give instead.
 */
export function textOf(values: Values, expression: Expression, guess: boolean): SourceText {
  const resolved = values.resolve(expression);
  const hole = (): SourceText => SourceText.hole(values.source.range(expression.start, expression.end));
  if ((!resolved.certain && !guess) || !resolved.changes.sealed) return hole();
  return values.deeper(() => writtenText(values, resolved, guess)) ?? hole();
}

/** The text of a value already resolved; undefined where it is not known. */
function writtenText(values: Values, { value, changes }: Resolved, guess: boolean): SourceText | undefined {
  const address = changes.sets.filter((s) => isAddress(s.path[0]));
  if (address.length > 0) return withPath(values, value, address, guess);
  const pushed = changes.sets.filter((s) => s.path[0] === PUSHED);
  if (pushed.some((s) => s.conditional || s.path.length > 1)) return undefined;
  if (pushed.length > 0 && (value.kind === 'text' || value.kind === 'template')) {
    const pieces = [value, ...pushed.map((s) => s.value)];
    return SourceText.join(pieces.map((piece) => values.text(piece, guess)));
  }
  switch (value.kind) {
    case 'text':
      // What is being typed is not known yet.
      return value.closed ? value.value : undefined;
    case 'template':
      return SourceText.join(
        value.parts.map((part) => values.text(part, guess)),
        values.source.offset(value.start),
      );
    case 'number':
    case 'boolean':
      return SourceText.decoded(String(value.value), values.source.range(value.start, value.end));
    case 'reference':
      return resolveReference(values.text(value.reference, guess), values.text(value.base, guess));
    case 'choice':
      return guess ? guessed(values, value) : undefined;
    default:
      return undefined;
  }
}

/** A URL whose path was set: `url.Path = "/v2/keys.getKey"`. Undefined where more of it was. */
function withPath(
  values: Values,
  url: Expression,
  sets: readonly PropertySet[],
  guess: boolean,
): SourceText | undefined {
  const last = sets.at(-1);
  const known = sets.every(
    (s) => s.path.length === 1 && /^path(?:name)?$/i.test(s.path[0]!) && !s.conditional,
  );
  const origin = known ? /^[a-z]+:\/\/[^/?#]*/i.exec(values.text(url, guess).text)?.[0] : undefined;
  if (!last || origin === undefined) return undefined;
  const path = values.text(last.value, guess);
  const slash = SourceText.decoded(path.text.startsWith('/') ? '' : '/', path.range(0, 0));
  return SourceText.join([values.text(url, guess).slice(0, origin.length), slash, path]);
}

/** Of two values, the one that names the API. */
function guessed(values: Values, { how, first, second }: ChoiceExpression): SourceText | undefined {
  if (how !== 'either') return undefined;
  return [first, second].map((e) => values.text(e, true)).find((text) => namesApi(text));
}

/** Parts of a URL object that, once set, make it another address. */
const isAddress = (property: string | undefined): boolean =>
  property !== undefined &&
  /^(?:href|host|hostname|protocol|scheme|port|path|rawpath|pathname|origin|opaque)$/i.test(property);
