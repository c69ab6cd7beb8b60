import type { Expression } from '../expression.ts';
import { DYNAMIC, type Fact, type Json, type QueryParameter } from '../model.ts';
import type { Values } from '../resolve.ts';
import { parseQueryString } from '../url.ts';

/** A body that is this JSON, or not known: then `given` tells where it comes from, unless a type says what is in it. */
export function bodyFact(json: Json | undefined, given: Expression, values: Values): Fact<Json> {
  if (json && json.kind !== 'dynamic') return { kind: 'literal', value: json, range: json.range };
  const made = sentIn(given, values);
  if (made.kind === 'object' && made.shape) return DYNAMIC;
  return { ...DYNAMIC, range: values.source.range(made.start, made.end) };
}

/** What is sent where an expression is: what JSON is made of, and what a condition leaves where there is something. */
function sentIn(given: Expression, values: Values, depth = 0): Expression {
  const { value } = values.resolve(given);
  if (depth > 3) return value;
  if (value.kind === 'json') return sentIn(value.value, values, depth + 1);
  if (value.kind !== 'choice' || value.how !== 'either') return value;
  const isNothing = (one: Expression): boolean => /^(?:undefined|null)$/.test(values.resolve(one).value.kind);
  if (isNothing(value.first)) return sentIn(value.second, values, depth + 1);
  return isNothing(value.second) ? sentIn(value.first, values, depth + 1) : value;
}

/** The parameters that a query string or an object of them holds. */
export function queryParameters(query: Expression, values: Values): readonly QueryParameter[] {
  const { kind } = values.resolve(query).value;
  if (kind === 'text' || kind === 'template') return parseQueryString(values.text(query));
  return values.members(query).list.map((m) => ({
    name: m.key,
    nameRange: m.keySource.range(),
    value: values.text(m.value),
  }));
}
