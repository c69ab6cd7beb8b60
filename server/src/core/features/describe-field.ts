import { endpointOfCall, signatureOf } from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { removedField } from '../catalogue/endpoints.ts';
import { fieldsOf, requiredFields, type Schema } from '../catalogue/schema.ts';
import type { ApiCall, Json, JsonMember } from '../model.ts';
import { type Naming, nameInSdk, namingOf, placeInSdk } from '../sdk/naming.ts';
import type { Range } from '../source.ts';
import { describeEarlierField, describeFieldChange } from './describe-changes.ts';
import { describeIdValue } from './describe-id.ts';
import { describeLimits, describeType } from './describe-schema.ts';

/** A field of a request at an offset. */
interface Place {
  readonly range: Range;
  /** Names from the body down; `[]` behind the name of an array whose items are meant. */
  readonly path: readonly string[];
  readonly schema: Schema | undefined;
  readonly required: boolean;
  /** What is written there, when the offset is on the value. */
  readonly value?: Json;
}

/** The field of the call's body or query at `offset`, with Markdown about it. */
export function fieldAt(call: ApiCall, offset: number): { range: Range; markdown: string } | undefined {
  const endpoint = endpointOfCall(call);
  if (!endpoint?.specified) return undefined;
  const place =
    (call.body.kind === 'literal' ? placeIn(call.body.value, endpoint.body, [], offset) : undefined) ??
    queryPlace(call, endpoint, offset);
  if (!place) return undefined;
  const name = place.path.at(-1)?.replace('[]', '');
  const value = place.value?.kind === 'string' ? place.value.value.text : undefined;
  const id = value === undefined ? undefined : describeIdValue(value, name);
  const field = describeField(endpoint, place, value, namingOf(call.sdk));
  const markdown = [id, field].filter((part) => part !== undefined).join('\n\n---\n\n');
  return markdown === '' ? undefined : { range: place.range, markdown };
}

const holds = (range: Range, offset: number): boolean => offset >= range.start && offset <= range.end;

function queryPlace(call: ApiCall, endpoint: Endpoint, offset: number): Place | undefined {
  const parameter = call.query.find((p) => holds(p.nameRange, offset));
  if (!parameter || !endpoint.query) return undefined;
  const { name, nameRange: range } = parameter;
  return {
    range,
    path: [name],
    schema: child(endpoint.query, name),
    required: isRequired(endpoint.query, name),
  };
}

/** Values may be written anywhere in the document, so all of them are looked at. */
function placeIn(
  json: Json,
  schema: Schema | undefined,
  path: readonly string[],
  offset: number,
): Place | undefined {
  if (json.kind === 'array') {
    const items = itemsOf(schema);
    const inside = path.length === 0 ? path : [...path.slice(0, -1), `${path.at(-1)}[]`];
    return first(
      json.items,
      (item) => placeIn(item, items, inside, offset) ?? valuePlace(item, items, inside, offset),
    );
  }
  if (json.kind !== 'object') return undefined;
  return first(json.members, (member) => memberPlace(member, schema, path, offset));
}

function memberPlace(
  member: JsonMember,
  schema: Schema | undefined,
  parents: readonly string[],
  offset: number,
): Place | undefined {
  const path = [...parents, member.key];
  const own = schema && child(schema, member.key);
  const required = schema !== undefined && isRequired(schema, member.key);
  if (holds(member.keyRange, offset)) return { range: member.keyRange, path, schema: own, required };
  const inner = placeIn(member.value, own, path, offset);
  if (inner) return inner;
  const place = valuePlace(member.value, own, path, offset);
  return place && { ...place, required };
}

/** A string, number or word at the offset; objects and arrays are told by their fields only. */
function valuePlace(
  value: Json,
  schema: Schema | undefined,
  path: readonly string[],
  offset: number,
): Place | undefined {
  const plain =
    value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean' || value.kind === 'null';
  if (!plain || path.length === 0 || !holds(value.range, offset)) return undefined;
  return { range: value.range, path, schema, required: false, value };
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The schema of a field; for a union, of the first shape that has it. */
function child(schema: Schema, name: string): Schema | undefined {
  if (schema.type === 'union') return first(schema.variants, (v) => child(v, name));
  const fields = schema.type === 'object' ? schema.fields : {};
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

const isRequired = (schema: Schema, name: string): boolean =>
  schema.type === 'object' && requiredFields(schema).includes(name);

function itemsOf(schema: Schema | undefined): Schema | undefined {
  if (schema?.type === 'union') return first(schema.variants, itemsOf);
  return schema?.type === 'array' ? schema.items : undefined;
}

/** Markdown about one field; undefined when the endpoint is not known to have it and nothing can be said. */
function describeField(
  endpoint: Endpoint,
  place: Place,
  value: string | undefined,
  naming: Naming,
): string | undefined {
  const { path, schema } = place;
  const name = path.join('.');
  if (!schema) return path.length === 1 ? describeMissing(endpoint, name) : undefined;
  const lines = [
    `**${placeInSdk(name, naming)}** ${describeType(schema)}${place.required ? ', required' : ''}`,
  ];
  const limits = describeLimits(schema);
  if (limits.length > 0) lines.push('', limits.join(' '));
  const inner = Object.entries(fieldsOf(schema));
  if (inner.length > 0) {
    const required = requiredFields(schema);
    lines.push(
      '',
      ...inner.map(
        ([field, s]) =>
          `- \`${nameInSdk(field, naming)}\` ${describeType(s)}${required.includes(field) ? ', required' : ''}`,
      ),
    );
  }
  const choices = 'enum' in schema ? schema.enum?.map(String) : undefined;
  if (value !== undefined && choices && !choices.includes(value) && !value.includes('\uFFFC'))
    lines.push('', 'The value here is none of these.');
  lines.push('', ...inVersion2(endpoint, path), `Field of ${signatureOf(endpoint)}`);
  return lines.join('\n');
}

/** What became of a field of v1. */
function inVersion2(endpoint: Endpoint, path: readonly string[]): string[] {
  const changed = describeFieldChange(endpoint, path.join('.').replaceAll('[]', ''));
  return changed.length > 0 ? [`In v2: ${changed.join(' ')}`, ''] : [];
}

/** A field that the endpoint had, or that v1 had; undefined for others. */
function describeMissing(endpoint: Endpoint, name: string): string | undefined {
  if (endpoint.version !== 'v2' || !endpoint.body) return undefined;
  const removed = removedField(endpoint.operation, name);
  const earlier = describeEarlierField(endpoint, name);
  if (!removed && earlier.length === 0) return undefined;
  const gone = removed
    ? `${signatureOf(endpoint)} took it until ${removed.until}.`
    : `${signatureOf(endpoint)} has no such field.`;
  return [`**${name}**`, '', gone, ...(earlier.length > 0 ? ['', earlier.join(' ')] : [])].join('\n');
}
