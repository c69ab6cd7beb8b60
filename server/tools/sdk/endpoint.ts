import type { Schema } from '../../src/core/catalogue/schema.ts';

/** Whether a field must be there, by its place: `credits.refill.amount`, `ratelimits[].name`, `?limit` of a query. */
export type Fields = ReadonlyMap<string, boolean>;

/** One endpoint as an SDK package, or the catalogue, has it. */
export interface SdkEndpoint {
  readonly method: string;
  readonly path: string;
  readonly fields: Fields;
}

/** What a schema consists of, whatever it was read from. */
export type Shape =
  | {
      readonly kind: 'object';
      readonly fields: readonly {
        readonly name: string;
        readonly required: boolean;
        readonly shape: Shape;
      }[];
    }
  | { readonly kind: 'array'; readonly items: Shape }
  | { readonly kind: 'union'; readonly variants: readonly Shape[] }
  | { readonly kind: 'plain' };

export const PLAIN: Shape = { kind: 'plain' };

/**
 * The fields of a shape, at any depth. A field of a union is required when every variant that has fields requires it.
 * `prefix` stands before each name: `?` for a query.
 */
export function fieldsIn(shape: Shape, prefix = ''): Map<string, boolean> {
  switch (shape.kind) {
    case 'plain':
      return new Map();
    case 'array':
      return fieldsIn(shape.items, `${prefix}[].`);
    case 'object':
      return new Map(
        shape.fields.flatMap(({ name, required, shape: inner }) => {
          const place = `${prefix}${name}`;
          const next = inner.kind === 'array' ? place : `${place}.`;
          return [[place, required] as const, ...fieldsIn(inner, next)];
        }),
      );
    case 'union': {
      const variants = shape.variants.map((variant) => fieldsIn(variant, prefix)).filter((m) => m.size > 0);
      const names = new Set(variants.flatMap((fields) => [...fields.keys()]));
      return new Map([...names].map((name) => [name, variants.every((fields) => fields.get(name) === true)]));
    }
  }
}

/** The shape of one of the catalogue's schemas. */
export function shapeOf(schema: Schema): Shape {
  switch (schema.type) {
    case 'object':
      return {
        kind: 'object',
        fields: Object.entries(schema.fields).map(([name, field]) => ({
          name,
          required: schema.required.includes(name),
          shape: shapeOf(field),
        })),
      };
    case 'array':
      return { kind: 'array', items: shapeOf(schema.items) };
    case 'union':
      return { kind: 'union', variants: schema.variants.map(shapeOf) };
    default:
      return PLAIN;
  }
}
