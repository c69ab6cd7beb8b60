import type { Expression } from '../expression.ts';
import { DYNAMIC, type Fact, type Json, type QueryParameter } from '../model.ts';
import type { Values } from '../resolve.ts';
import { parseQueryString } from '../url.ts';

/** A body that is this JSON, or not known. */
export const bodyFact = (json: Json | undefined): Fact<Json> =>
  json && json.kind !== 'dynamic' ? { kind: 'literal', value: json, range: json.range } : DYNAMIC;

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
