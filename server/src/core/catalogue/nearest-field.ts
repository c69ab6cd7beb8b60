import { letters } from './nearest.ts';
import { fieldsOf, type ObjectSchema, objectIn } from './schema.ts';

/** A field that was most likely meant by a name. */
export interface NearField {
  /** Its name, or its place from the object on: `refill.amount`, `ratelimits[].limit`. */
  readonly place: string;
  /** True when only case, `_` and `-` differ. */
  readonly certain: boolean;
}

/** What people put behind the name of a thing that is told by its id or its name. */
const SUFFIX = /(?:id|ids|slug|name)$/;
/** Fields are looked for in this many objects inside each other. */
const DEEPEST = 3;

/**
 * The field of `schema` that was most likely meant by `name`, which is none of its own. In this order: another spelling
 * of the same words, with `Id` or without it, a typo of at most two letters, more or less of the name, a field of an
 * object inside. Undefined when nothing is near, or when two are.
 */
export function nearestField(schema: ObjectSchema, name: string): NearField | undefined {
  const own = Object.keys(schema.fields);
  const folded = fold(name);
  const same = only(own.filter((field) => fold(field) === folded));
  if (same !== undefined) return { place: same, certain: true };
  const likely =
    only(own.filter((field) => fold(field).replace(SUFFIX, '') === folded.replace(SUFFIX, ''))) ??
    typo(folded, own) ??
    only(own.filter((field) => begins(fold(field), folded))) ??
    only(inside(schema, folded, 1));
  return likely === undefined ? undefined : { place: likely, certain: false };
}

const fold = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();

function only(found: readonly string[]): string | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** True for `meta` and `metadata`. */
const begins = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a));

function typo(folded: string, fields: readonly string[]): string | undefined {
  const off = fields.map((field) => letters(folded, fold(field)));
  const least = Math.min(...off);
  return least > 2 ? undefined : only(fields.filter((_, i) => off[i] === least));
}

/** The places of fields of that name in the objects inside. */
function inside(schema: ObjectSchema, folded: string, depth: number): readonly string[] {
  if (depth >= DEEPEST) return [];
  return Object.entries(schema.fields).flatMap(([field, value]) => {
    const inner = Object.keys(fieldsOf(value));
    const holder = value.type === 'array' ? `${field}[]` : field;
    const here = inner.filter((name) => fold(name) === folded).map((name) => `${holder}.${name}`);
    const object = objectIn(value);
    return [...here, ...(object ? inside(object, folded, depth + 1).map((p) => `${holder}.${p}`) : [])];
  });
}
