import type { Expression } from '../expression.ts';
import { DYNAMIC, type Fact, type Json, type QueryParameter } from '../model.ts';
import type { Values } from '../resolve.ts';
import { parseQueryString } from '../url.ts';

/** A body that is this JSON, or not known: then `given` tells where it comes from, unless a type says what is in it. */
export function bodyFact(json: Json | undefined, given: Expression, values: Values): Fact<Json> {
  if (json && json.kind !== 'dynamic') return { kind: 'literal', value: json, range: json.range };
  const { value } = values.resolve(given);
  const made = value.kind === 'json' ? values.resolve(value.value).value : value;
  if (made.kind === 'object' && made.shape) return DYNAMIC;
  return { ...DYNAMIC, range: values.source.range(made.start, made.end) };
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
