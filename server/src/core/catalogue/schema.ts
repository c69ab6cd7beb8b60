/** What the API says of one value of a request. Limits are inclusive unless their name says otherwise. */
export type Schema =
  | ObjectSchema
  | ArraySchema
  | StringSchema
  | NumberSchema
  | BooleanSchema
  | UnionSchema
  | AnySchema;

interface SchemaBase {
  /** True when `null` is accepted too. */
  readonly nullable?: true;
  readonly deprecated?: true;
  /** What the server takes when the field is left out. */
  readonly default?: string | number | boolean;
}

/** A schema of objects. */
export interface ObjectSchema extends SchemaBase {
  readonly type: 'object';
  /** In the order the API lists them. */
  readonly fields: Readonly<Record<string, Schema>>;
  readonly required: readonly string[];
  /** True when members other than `fields` are accepted. */
  readonly extra: boolean;
  /** Exactly one of these fields has to be there. */
  readonly exactlyOneOf?: readonly string[];
  readonly minFields?: number;
  readonly maxFields?: number;
}

/** A schema of arrays. */
export interface ArraySchema extends SchemaBase {
  readonly type: 'array';
  readonly items: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** A schema of texts. */
export interface StringSchema extends SchemaBase {
  readonly type: 'string';
  readonly enum?: readonly string[];
  /** Source of a regular expression in ECMAScript's syntax. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: 'uri';
}

/** A schema of numbers. */
export interface NumberSchema extends SchemaBase {
  readonly type: 'integer' | 'number';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
}

/** A schema of truth values. */
export interface BooleanSchema extends SchemaBase {
  readonly type: 'boolean';
  readonly enum?: readonly boolean[];
}

/** One of several shapes, none of which is an alternative of fields only. */
export interface UnionSchema extends SchemaBase {
  readonly type: 'union';
  readonly variants: readonly Schema[];
}

/** Nothing is known of the value, or everything is accepted. */
export interface AnySchema extends SchemaBase {
  readonly type: 'any';
}

/** The fields a value of `schema` must have; of an array's items when it is an array; none otherwise. */
export function requiredFields(schema: Schema): readonly string[] {
  return objectIn(schema)?.required ?? [];
}

/** The fields a value of `schema` may have, by name; of an array's items when it is an array; none otherwise. */
export function fieldsOf(schema: Schema): Readonly<Record<string, Schema>> {
  return objectIn(schema)?.fields ?? {};
}

/** The object that a value of `schema` is, or that the items of an array are. */
export function objectIn(schema: Schema): ObjectSchema | undefined {
  if (schema.type === 'array') return objectIn(schema.items);
  return schema.type === 'object' ? schema : undefined;
}
