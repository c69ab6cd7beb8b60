import type { Json, JsonMember } from './model.ts';
import { SourceText } from './source.ts';

/** The member of that name, the last one written; undefined when there is none or `json` is no object. */
export function memberOf(json: Json | undefined, key: string): JsonMember | undefined {
  return json?.kind === 'object' ? json.members.findLast((member) => member.key === key) : undefined;
}

/** The value that a path of names leads to. */
export function valueAt(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => memberOf(value, key)?.value, json);
}

/** The characters of a string; undefined for every other value. */
export function textOf(json: Json | undefined): SourceText | undefined {
  return json?.kind === 'string' ? json.value : undefined;
}

/** A string, a number or a boolean as text, where it is written. */
export function scalarText(json: Json | undefined): SourceText | undefined {
  if (json?.kind === 'number' || json?.kind === 'boolean')
    return SourceText.decoded(String(json.value), json.range);
  return textOf(json);
}

/** The string at a path of names, as a plain string; undefined when it is none, or partly unknown. */
export function wordAt(json: Json | undefined, ...path: readonly string[]): string | undefined {
  const text = textOf(valueAt(json, ...path));
  return text?.isLiteral ? text.text : undefined;
}

/** The items of an array; none of anything else. */
export const itemsOf = (json: Json | undefined): readonly Json[] =>
  json?.kind === 'array' ? json.items : [];

/** The members of an object; none of anything else. */
export const membersOf = (json: Json | undefined): readonly JsonMember[] =>
  json?.kind === 'object' ? json.members : [];

/** True when everything in the value is written there and was understood, down to its last part. */
export function isWhole(json: Json): boolean {
  if (json.kind === 'object') return json.complete && json.members.every(({ value }) => isWhole(value));
  if (json.kind === 'array') return json.complete && json.items.every(isWhole);
  return json.kind !== 'dynamic';
}
