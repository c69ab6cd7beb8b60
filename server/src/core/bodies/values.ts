import { endpointOfCall, isOnHost } from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { Schema } from '../catalogue/schema.ts';
import type { ApiCall, Json } from '../model.ts';
import { type Naming, namingOf, placeInSdk } from '../sdk/naming.ts';
import type { Range } from '../source.ts';
import { GONE_HOST } from '../url.ts';
import { firstCharacter } from './flaw.ts';

/** One value of a request's body and what the API says of it. */
export interface BodyValue {
  readonly json: Json;
  readonly schema: Schema;
  /** Names from the body down, `[]` for an item of a list: `ratelimits`, `[]`, `limit`. Empty for the body itself. */
  readonly path: readonly string[];
  /** What names the value: the key before it, or its first character in a list; undefined for the body itself. */
  readonly place: Range | undefined;
  /** How names of the body are written where it is. */
  readonly naming: Naming;
}

/** The endpoint of v2 that a call goes to, where its body is known; undefined for all others. */
export function endpointWithBody(call: ApiCall): (Endpoint & { readonly body: Schema }) | undefined {
  if (call.url.version.kind !== 'literal' || call.url.version.value !== 'v2') return undefined;
  if (isOnHost(call, GONE_HOST)) return undefined;
  const endpoint = endpointOfCall(call);
  return endpoint?.body ? { ...endpoint, body: endpoint.body } : undefined;
}

/** The values of a call's body that the API describes, outermost first; none where the body is not known. */
export function bodyValues(call: ApiCall, schema: Schema): readonly BodyValue[] {
  if (call.body.kind !== 'literal') return [];
  const json = call.body.value;
  if ((json.kind === 'object' || json.kind === 'array') && json.broken) return [];
  const values: BodyValue[] = [];
  collect({ json, schema, path: [], place: undefined, naming: namingOf(call.sdk) }, values);
  return values;
}

function collect(value: BodyValue, into: BodyValue[]): void {
  const schema = shapeOf(value);
  if (!schema) return;
  const { json, path, naming } = value;
  into.push({ ...value, schema });
  if (json.kind === 'object' && schema.type === 'object') {
    for (const member of json.members) {
      const field = Object.hasOwn(schema.fields, member.key) ? schema.fields[member.key] : undefined;
      if (!field) continue;
      collect(
        { json: member.value, schema: field, path: [...path, member.key], place: member.keyRange, naming },
        into,
      );
    }
  }
  if (json.kind === 'array' && schema.type === 'array') {
    for (const item of json.items) {
      const place = firstCharacter(item.range);
      collect({ json: item, schema: schema.items, path: [...path, '[]'], place, naming }, into);
    }
  }
}

/** What a value has to be. Of a union, the one variant of its type; undefined where several are, or where nothing is known. */
function shapeOf({ json, schema }: BodyValue): Schema | undefined {
  if (schema.type === 'any' || (json.kind === 'dynamic' && schema.type === 'union')) return undefined;
  if (schema.type !== 'union') return schema;
  const possible = schema.variants.filter((variant) => isOfType(json, variant));
  if (possible.length === 0) return schema;
  return possible.length === 1 ? possible[0] : undefined;
}

/** True when a value is of the type that a schema asks for, whatever its limits. Unknown values are of every type. */
export function isOfType(json: Json, schema: Schema): boolean {
  if (json.kind === 'dynamic' || schema.type === 'any') return true;
  if (json.kind === 'null') return schema.nullable === true;
  if (schema.type === 'union') return schema.variants.some((variant) => isOfType(json, variant));
  return json.kind === (schema.type === 'integer' ? 'number' : schema.type);
}

/** `ratelimits[].limit` */
export const placeName = (path: readonly string[]): string => path.join('.').replaceAll('.[]', '[]');

/** The same for a reader: items of a body that is a list are not told from it, and names are those of `naming`. */
export const shownPlace = (path: readonly string[], naming: Naming = 'camelCase'): string =>
  placeInSdk(placeName(path).replace(/^\[\]\.?/, ''), naming);
