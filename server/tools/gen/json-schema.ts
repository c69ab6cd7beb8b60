import type { Schema } from '../../src/core/catalogue/schema.ts';

type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

/** Named schemas that `$ref` may point to, by their name under `#/components/schemas/`. */
export type Definitions = Readonly<Record<string, Json>>;

/** Formats that say no more than the type does. */
const SILENT_FORMATS = new Set(['int32', 'int64', 'float', 'double']);

/** The keywords each type may have beside those of every type. */
export const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties', 'oneOf'],
  array: ['items', 'minItems', 'maxItems'],
  string: ['enum', 'pattern', 'minLength', 'maxLength', 'format'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'multipleOf', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'multipleOf', 'format'],
  boolean: ['enum'],
};
const COMMON = ['type', 'deprecated', 'default'];

/** Stops the generation: `what` is at `place` (a JSON pointer with its file). */
export function fail(place: string, what: string): never {
  throw new Error(`${place}: ${what}`);
}

/** `value` as an object, with no other keys than `allowed`. */
export function objectAt(value: Json, place: string, allowed?: readonly string[]): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(place, 'expected an object');
  for (const key of Object.keys(value)) {
    if (allowed && !allowed.includes(key)) fail(`${place}/${pointerStep(key)}`, `unknown construct "${key}"`);
  }
  return value as JsonObject;
}

/** One step of a JSON pointer. */
export function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The catalogue's form of a JSON schema. Throws, naming the place, for a construct it does not know. */
export function compileSchema(value: Json, place: string, definitions: Definitions): Schema {
  const json = objectAt(value, place);
  if ('$ref' in json) return compileReference(objectAt(value, place, ['$ref']), place, definitions);
  if ('allOf' in json) return compileAllOf(json, place, definitions);
  if ('anyOf' in json) return compileAnyOf(objectAt(value, place, ['anyOf']), place, definitions);
  if (Object.keys(json).length === 0) return { type: 'any' };
  const types = Array.isArray(json['type']) ? json['type'] : [json['type']];
  const names = types.filter((t) => t !== 'null');
  const type = names[0];
  const keywords = typeof type === 'string' && names.length === 1 ? KEYWORDS[type] : undefined;
  if (!keywords) fail(`${place}/type`, `unknown type ${JSON.stringify(json['type'])}`);
  objectAt(value, place, [...COMMON, ...keywords]);
  return compact({
    type,
    ...typeMembers(String(type), json, place, definitions),
    nullable: types.includes('null') || undefined,
    deprecated: json['deprecated'] === true || undefined,
    default: json['default'],
  });
}

function compileReference(json: JsonObject, place: string, definitions: Definitions): Schema {
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(String(json['$ref'])) ?? [];
  const target = name === undefined ? undefined : definitions[name];
  if (target === undefined) fail(`${place}/$ref`, `nothing at ${JSON.stringify(json['$ref'])}`);
  return compileSchema(target, `${place.split('#')[0]}#/components/schemas/${name}`, definitions);
}

/** `allOf` of one schema, which only hangs a default or a deprecation on it. */
function compileAllOf(json: JsonObject, place: string, definitions: Definitions): Schema {
  objectAt(json, place, ['allOf', 'default', 'deprecated']);
  const parts = listAt(json['allOf'], `${place}/allOf`);
  if (parts.length !== 1) fail(`${place}/allOf`, 'unknown construct: allOf of several schemas');
  return compact({
    ...compileSchema(parts[0], `${place}/allOf/0`, definitions),
    deprecated: json['deprecated'] === true || undefined,
    default: json['default'],
  });
}

function compileAnyOf(json: JsonObject, place: string, definitions: Definitions): Schema {
  const variants = listAt(json['anyOf'], `${place}/anyOf`);
  const isNull = (v: Json): boolean => (v as JsonObject | null)?.['type'] === 'null';
  const schemas = variants.flatMap((v, i) =>
    isNull(v) ? [] : [compileSchema(v, `${place}/anyOf/${i}`, definitions)],
  );
  const nullable = variants.some(isNull) || undefined;
  if (schemas.length === 1) return compact({ ...schemas[0], nullable });
  return compact({ type: 'union', variants: schemas, nullable });
}

function typeMembers(type: string, json: JsonObject, place: string, definitions: Definitions): JsonObject {
  switch (type) {
    case 'object':
      return {
        fields: compileFields(json['properties'] ?? {}, `${place}/properties`, definitions),
        required: json['required'] ?? [],
        extra: acceptsExtra(json['additionalProperties'], `${place}/additionalProperties`),
        exactlyOneOf: json['oneOf'] === undefined ? undefined : alternatives(json['oneOf'], `${place}/oneOf`),
        minFields: json['minProperties'],
        maxFields: json['maxProperties'],
      };
    case 'array':
      return {
        items: compileSchema(json['items'] ?? {}, `${place}/items`, definitions),
        minItems: json['minItems'],
        maxItems: json['maxItems'],
      };
    case 'string':
      return {
        enum: json['enum'] === undefined ? undefined : stringsAt(json['enum'], `${place}/enum`),
        pattern: json['pattern'],
        minLength: json['minLength'],
        maxLength: json['maxLength'],
        format: compileFormat(json['format'], `${place}/format`),
      };
    case 'integer':
    case 'number':
      compileFormat(json['format'], `${place}/format`);
      return {
        minimum: json['minimum'],
        // Beyond this a JSON number has lost its last digits: the limit of an int64 cannot be checked.
        maximum: Number(json['maximum']) > Number.MAX_SAFE_INTEGER ? undefined : json['maximum'],
        exclusiveMinimum: json['exclusiveMinimum'],
        multipleOf: json['multipleOf'],
      };
    case 'boolean':
      return { enum: json['enum'] };
    default:
      return fail(`${place}/type`, `unknown type ${type}`);
  }
}

function compileFields(
  value: Json,
  place: string,
  definitions: Definitions,
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries(objectAt(value, place)).map(([name, schema]) => [
      name,
      compileSchema(schema, `${place}/${pointerStep(name)}`, definitions),
    ]),
  );
}

function acceptsExtra(value: Json, place: string): boolean {
  if (value === undefined) return true;
  if (typeof value !== 'boolean') fail(place, 'unknown construct: a schema for additional properties');
  return value;
}

/** The fields of `oneOf: [{required: [a]}, {required: [b]}]`. */
function alternatives(value: Json, place: string): readonly string[] {
  return listAt(value, place).map((option, i) => {
    const names = stringsAt(
      objectAt(option, `${place}/${i}`, ['required'])['required'],
      `${place}/${i}/required`,
    );
    if (names.length !== 1)
      fail(`${place}/${i}/required`, 'unknown construct: several fields in one alternative');
    return names[0]!;
  });
}

function compileFormat(value: Json, place: string): Json {
  if (value === undefined || value === 'uri') return value;
  if (!SILENT_FORMATS.has(String(value))) fail(place, `unknown format ${JSON.stringify(value)}`);
  return undefined;
}

function listAt(value: Json, place: string): readonly Json[] {
  return Array.isArray(value) ? value : fail(place, 'expected a list');
}

/** `value` as a list of strings. */
export function stringsAt(value: Json, place: string): readonly string[] {
  const list = listAt(value, place);
  list.forEach((item, i) => {
    if (typeof item !== 'string') fail(`${place}/${i}`, 'expected a string');
  });
  return list as readonly string[];
}

/** Without the members that are undefined. The keywords were checked, so the rest has the form of a schema. */
function compact(members: JsonObject): Schema {
  return Object.fromEntries(Object.entries(members).filter(([, v]) => v !== undefined)) as unknown as Schema;
}
