import { kindOfField } from '../catalogue/ids.ts';
import type { ObjectSchema, Schema } from '../catalogue/schema.ts';
import type { BodyNotation } from './body-notation.ts';
import type { InsertPiece } from './complete-item.ts';
import { ITEM } from './request-context-object.ts';

/** How values are written where a body is. */
export interface Notation extends Pick<BodyNotation, 'boolean' | 'brackets' | 'padding'> {
  readonly key: (name: string) => string;
  /** The quote mark around strings. */
  readonly quote: string;
}

/** Objects inside objects are filled in this deep. */
const DEEPEST = 3;

/** What may stand at `path` in a value of `schema`: all variants of a union. */
export function schemasAt(schema: Schema, path: readonly string[]): readonly Schema[] {
  let at = variants(schema);
  for (const step of path) {
    at = at.flatMap((s) => {
      if (step === ITEM) return s.type === 'array' ? variants(s.items) : [];
      const field = s.type === 'object' && Object.hasOwn(s.fields, step) ? s.fields[step] : undefined;
      return field ? variants(field) : [];
    });
  }
  return at;
}

function variants(schema: Schema): readonly Schema[] {
  return schema.type === 'union' ? schema.variants.flatMap(variants) : [schema];
}

/** The fields that have to be there; of those of which one has to be, the first. */
export function leastFields({ fields, required, exactlyOneOf }: ObjectSchema): readonly string[] {
  const first = exactlyOneOf?.[0];
  const least = first !== undefined && !exactlyOneOf!.some((name) => required.includes(name)) ? [first] : [];
  return [...required, ...least].filter((name) => Object.hasOwn(fields, name));
}

/** The members that a value of `schema` must have, and what stands between them. */
function leastMembers(schema: ObjectSchema, notation: Notation, depth: number): readonly InsertPiece[] {
  return leastFields(schema).flatMap((name, i) => [
    `${i > 0 ? ', ' : ''}${notation.key(name)}: `,
    ...leastValue(schema.fields[name]!, name, notation, depth + 1),
  ]);
}

/** The least value of `schema`, with places to type at; `field` is its name. */
export function leastValue(
  schema: Schema,
  field: string,
  notation: Notation,
  depth = 0,
): readonly InsertPiece[] {
  const { quote } = notation;
  switch (schema.type) {
    case 'string': {
      if (schema.enum) return [quote, { choices: schema.enum }, quote];
      const prefix = kindOfField(field)?.prefix ?? '';
      return [`${quote}${prefix}`, {}, quote];
    }
    case 'integer':
    case 'number':
      return [{ text: String(schema.default ?? schema.minimum ?? 0) }];
    case 'boolean':
      return [{ choices: (schema.enum ?? [true, false]).map(notation.boolean) }];
    case 'array': {
      const items =
        schema.items.type === 'any' || depth >= DEEPEST
          ? [{}]
          : leastValue(schema.items, field, notation, depth + 1);
      const [open, close] = notation.brackets(schema);
      return [open, ...items, close];
    }
    case 'object': {
      const members = depth >= DEEPEST ? [] : leastMembers(schema, notation, depth);
      const [open, close] = notation.brackets(schema);
      const { padding } = notation;
      return members.length > 0 ? [open + padding, ...members, padding + close] : [open, {}, close];
    }
    case 'union':
      return leastValue(schema.variants[0]!, field, notation, depth);
    case 'any':
      return [{}];
  }
}

/** The type of a field in a word or two: `string`, `integer or null`, `string[]`. */
export function typeName(schema: Schema): string {
  const nullable = schema.nullable ? ' or null' : '';
  if (schema.type === 'array') return `${typeName(schema.items)}[]${nullable}`;
  if (schema.type === 'union')
    return `${[...new Set(schema.variants.map(typeName))].join(' or ')}${nullable}`;
  return `${schema.type}${nullable}`;
}
