import type { Condition } from '../catalogue/conditions.ts';
import { earlierField } from '../catalogue/earlier-fields.ts';
import { removedField } from '../catalogue/endpoints.ts';
import { nearestField } from '../catalogue/nearest-field.ts';
import type { ObjectSchema } from '../catalogue/schema.ts';
import type { Fix } from '../finding.ts';
import type { ApiCall, Json, JsonMember } from '../model.ts';
import { nameInSdk, namingOf } from '../sdk/naming.ts';
import type { Range } from '../source.ts';
import { placeName } from './values.ts';

type JsonObject = Json & { readonly kind: 'object' };

/** What a field that the API does not have was most likely meant to be. */
export interface MeantField {
  /** Its place in the body; undefined: there is nothing like it in v2. */
  readonly to: string | undefined;
  /**
   * - `renamed`: v1 or an older v2 called it so, and the value stays. `moved`: it became another thing, or is gone.
   * - `spelled`: only case, `_` and `-` differ. `near`: likely.
   */
  readonly how: 'renamed' | 'moved' | 'spelled' | 'near';
  /** For a user: what else is to be known. */
  readonly note: string | undefined;
}

/** What `key`, none of the fields of `schema`, was meant to be in the object at `path` of the body of `operation`. */
export function meantField(
  operation: string,
  schema: ObjectSchema,
  path: readonly string[],
  key: string,
): MeantField | undefined {
  const earlier = earlierField(operation, placeName([...path, key]));
  if (earlier && earlier.to === undefined) return { to: undefined, how: 'moved', note: earlier.note };
  if (earlier) return { to: earlier.to, how: earlier.same ? 'renamed' : 'moved', note: earlier.note };
  const near = nearestField(schema, key);
  if (!near) return undefined;
  const removed = path.length === 0 && removedField(operation, key) !== undefined;
  const to = placeName([...path, ...near.place.split('.')]);
  return { to, how: near.certain ? 'spelled' : removed ? 'moved' : 'near', note: undefined };
}

/** The name of `meant` where it is a field of the same object. */
export function siblingName(meant: MeantField | undefined, path: readonly string[]): string | undefined {
  if (meant?.to === undefined) return undefined;
  const parent = path.length === 0 ? '' : `${placeName(path)}.`;
  const name = meant.to.startsWith(parent) ? meant.to.slice(parent.length) : undefined;
  return name === undefined || name === '' || /[.[]/.test(name) ? undefined : name;
}

const within = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.end <= outer.end;

/**
 * Renames a member of an object of the call's body. Safe only where nothing but the call sees the object. Undefined
 * when the key is not written there letter by letter, or the object has a member of that name already.
 */
export function renameFix(
  call: ApiCall,
  object: JsonObject,
  { key, keyRange, shorthand, typed }: JsonMember,
  name: string,
  certain: boolean,
): Fix | undefined {
  const naming = namingOf(call.sdk);
  const [before, after] = [nameInSdk(key, naming), nameInSdk(name, naming)];
  if (typed || keyRange.end - keyRange.start !== before.length || object.members.some((m) => m.key === name))
    return undefined;
  const own = within(keyRange, object.range) && within(object.range, call.range);
  return {
    title: `Change to ${after}`,
    safety: certain && own ? 'safe' : 'suggestion',
    edits: [{ range: keyRange, newText: shorthand === undefined ? after : after + shorthand + before }],
  };
}

/** The string at `field` of an object; undefined when it is not there, no string, or partly unknown. */
export function stringAt(object: JsonObject, field: string): string | undefined {
  const value = object.members.findLast((m) => m.key === field)?.value;
  return value?.kind === 'string' && value.value.isLiteral ? value.value.text : undefined;
}

/** True when what a condition depends on is there for sure. */
export function holds({ field, values }: Condition['when'], object: JsonObject): boolean {
  if (values) return values.includes(stringAt(object, field) ?? '');
  const value = object.members.findLast((m) => m.key === field)?.value;
  return value !== undefined && value.kind !== 'dynamic' && value.kind !== 'null';
}

/** True for what can be the name of a field; the rest (`...`, `<field>`, `[key]`) stands for some. */
export const isFieldName = (key: string): boolean => /^[A-Za-z_][\w-]*$/.test(key) && !/x{3,}/i.test(key);
