import type { Schema } from '../../src/core/catalogue/schema.ts';

const NOUNS: Readonly<Record<Schema['type'], string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'a boolean',
  union: 'one of several types',
  any: 'anything',
};

/** The limits of a value and what they are called. */
const LIMITS: Readonly<Record<string, string>> = {
  minLength: 'the least number of characters',
  maxLength: 'the greatest number of characters',
  minItems: 'the least number of items',
  maxItems: 'the greatest number of items',
  minFields: 'the least number of fields',
  maxFields: 'the greatest number of fields',
  minimum: 'the least value',
  maximum: 'the greatest value',
  exclusiveMinimum: 'the value that it must exceed',
  multipleOf: 'the step of values',
  pattern: 'the pattern',
  format: 'the format',
  default: 'the default',
};

/**
 * How `now` differs from `old`, in words, each starting with the place where that is not the body itself:
 * `credits.refill.amount: the least value is 1, was 0`.
 */
export function schemaChanges(old: Schema, now: Schema, place = ''): readonly string[] {
  const say = (change: string): string => (place === '' ? change : `${place}: ${change}`);
  if (old.type !== now.type) return [say(`${NOUNS[now.type]}, was ${NOUNS[old.type]}`)];
  return [...ownChanges(old, now).map(say), ...innerChanges(old, now, place)];
}

function ownChanges(old: Schema, now: Schema): readonly string[] {
  const [a, b] = [old, now] as unknown as readonly [
    Readonly<Record<string, unknown>>,
    Readonly<Record<string, unknown>>,
  ];
  const changes: string[] = [];
  if (now.nullable !== old.nullable) changes.push(now.nullable ? 'may be null now' : 'may no longer be null');
  if (now.deprecated !== old.deprecated)
    changes.push(now.deprecated ? 'deprecated now' : 'no longer deprecated');
  for (const [limit, name] of Object.entries(LIMITS)) {
    if (a[limit] === b[limit]) continue;
    if (b[limit] === undefined) changes.push(`${name} was ${shown(a[limit])}, now there is none`);
    else changes.push(`${name} is ${shown(b[limit])}, was ${shown(a[limit])}`);
  }
  changes.push(...listChanges(a['enum'], b['enum'], 'value'));
  if (old.type === 'object' && now.type === 'object') {
    if (old.extra !== now.extra) changes.push(`takes ${now.extra ? '' : 'no '}unknown fields now`);
    changes.push(...listChanges(old.exactlyOneOf, now.exactlyOneOf, 'alternative'));
  }
  return changes;
}

function innerChanges(old: Schema, now: Schema, place: string): readonly string[] {
  if (old.type === 'array' && now.type === 'array') return schemaChanges(old.items, now.items, `${place}[]`);
  if (old.type === 'union' && now.type === 'union')
    return JSON.stringify(old.variants) === JSON.stringify(now.variants)
      ? []
      : [`${place === '' ? '' : `${place}: `}other types or limits among the alternatives`];
  if (old.type !== 'object' || now.type !== 'object') return [];
  const inside = (name: string): string => (place === '' ? name : `${place}.${name}`);
  return [...new Set([...Object.keys(old.fields), ...Object.keys(now.fields)])].flatMap((name) => {
    const [before, after] = [old.fields[name], now.fields[name]];
    const required = now.required.includes(name);
    if (!after) return [`${inside(name)}: gone`];
    if (!before) return [`${inside(name)}: new, ${required ? 'required' : 'optional'}, ${NOUNS[after.type]}`];
    const was = old.required.includes(name);
    const need =
      required === was ? [] : [`${inside(name)}: ${required ? 'required now' : 'no longer required'}`];
    return [...need, ...schemaChanges(before, after, inside(name))];
  });
}

function listChanges(old: unknown, now: unknown, noun: string): readonly string[] {
  const [a, b] = [old, now].map((list) => (Array.isArray(list) ? (list as readonly unknown[]) : undefined));
  if (!a && !b) return [];
  if (!b) return [`takes any ${noun} now`];
  if (!a) return [`takes only ${b.map(shown).join(', ')} now`];
  return [
    ...b.filter((v) => !a.includes(v)).map((v) => `takes the ${noun} ${shown(v)} now`),
    ...a.filter((v) => !b.includes(v)).map((v) => `no longer takes the ${noun} ${shown(v)}`),
  ];
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : typeof value === 'string' ? `"${value}"` : String(value);
}
