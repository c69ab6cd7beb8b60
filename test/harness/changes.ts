import type { Changes, Step } from '../../server/src/core/catalogue/changes.ts';
import type { Schema } from '../../server/src/core/catalogue/schema.ts';

type Value = unknown;
type Body = Record<string, Value>;

/** The body of v2 that a v1 request's parameters become; lists differ in nothing that `wrap` lifts. */
export function applyChanges(changes: Changes, parameters: Value): Value {
  return applySteps(changes.steps, structuredClone(parameters));
}

function applySteps(steps: readonly Step[], start: Value): Value {
  let value = start;
  for (const step of steps) {
    if (step.kind === 'wrap') {
      if (Array.isArray(value)) value = wrap(step.list, step.lift, value as Body[]);
    } else applyStep(step, value as Body);
  }
  return value;
}

function wrap(list: string, lift: readonly string[], items: readonly Body[]): Body {
  const lifted = Object.fromEntries(lift.map((field) => [field, items[0]?.[field]]));
  const rest = items.map((item) =>
    Object.fromEntries(Object.entries(item).filter(([field]) => !lift.includes(field))),
  );
  return { ...lifted, [list]: rest };
}

function applyStep(step: Exclude<Step, { kind: 'wrap' }>, body: Body): void {
  switch (step.kind) {
    case 'move': {
      const value = take(body, step.from);
      // A place inside of which the value was is not taken: `hash.value` becomes `hash`.
      const taken = at(body, step.to) !== undefined && !step.from.startsWith(`${step.to}.`);
      if (value !== undefined && !taken) put(body, step.to, value);
      return;
    }
    case 'drop':
      take(body, step.field);
      return;
    case 'append': {
      const value = take(body, step.from) as Body | null | undefined;
      if (value === undefined) return;
      const list = (at(body, step.to) ?? []) as Value[];
      if (value === null) {
        put(body, step.to, list);
        return;
      }
      const members = Object.entries(step.members).flatMap(([name, sources]) => {
        const source = sources.find((s) => s in value);
        return source === undefined ? [] : [[name, value[source]]];
      });
      put(body, step.to, [...list, { ...step.set, ...Object.fromEntries(members) }]);
      return;
    }
    case 'names': {
      const list = at(body, step.field) as Body[] | undefined;
      if (list)
        put(
          body,
          step.field,
          list.map((item) => step.take.map((name) => item[name]).find((v) => v !== undefined)),
        );
      return;
    }
    case 'setEach':
      for (const item of (at(body, step.list) ?? []) as Body[]) item[step.field] ??= step.value;
      return;
    case 'permissionQuery': {
      const query = take(body, step.from);
      if (query !== undefined) put(body, step.to, permissionQuery(query));
      return;
    }
    case 'each':
      put(
        body,
        step.list,
        ((at(body, step.list) ?? []) as Body[]).map((item) => applySteps(step.steps, item)),
      );
  }
}

export function permissionQuery(query: Value, inner = false): string {
  if (typeof query === 'string') return query;
  const [[operator, parts]] = Object.entries(query as Body) as unknown as [[string, Value[]]];
  const joined = parts.map((part) => permissionQuery(part, true)).join(` ${operator.toUpperCase()} `);
  return inner ? `(${joined})` : joined;
}

function at(body: Body, place: string): Value {
  return place.split('.').reduce<Value>((value, name) => (value as Body | undefined)?.[name], body);
}

function take(body: Body, place: string): Value {
  const names = place.split('.');
  const last = names.pop()!;
  const holder = (names.length === 0 ? body : at(body, names.join('.'))) as Body | undefined;
  const value = holder?.[last];
  if (holder) delete holder[last];
  return value;
}

function put(body: Body, place: string, value: Value): void {
  const [first, ...rest] = place.split('.');
  if (rest.length === 0) {
    body[first!] = value;
    return;
  }
  const inner = { ...(body[first!] as Body | undefined) };
  put(inner, rest.join('.'), value);
  body[first!] = inner;
}

/** A value of `schema` with every field there is, or with the required ones only. */
export function sample(schema: Schema, which: 'all' | 'required'): Value {
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.fields)
          .filter(([name]) => which === 'all' || schema.required.includes(name))
          .map(([name, field]) => [name, sample(field, which)]),
      );
    case 'array':
      return [sample(schema.items, which)];
    case 'union':
      return sample(schema.variants[0]!, which);
    case 'string':
      return schema.enum?.[0] ?? 'text';
    case 'boolean':
      return true;
    case 'any':
      return { and: ['a', { or: ['b', 'c'] }] };
    default:
      return schema.minimum ?? 1;
  }
}

/** What `schema` says against a value: unknown and missing fields with their places, and values of another type. */
export function objections(schema: Schema, value: Value, place = ''): readonly string[] {
  if (value === null) return schema.nullable ? [] : [`null ${place}`];
  switch (schema.type) {
    case 'object': {
      if (typeof value !== 'object' || Array.isArray(value)) return [`no object ${place}`];
      const join = (name: string): string => (place === '' ? name : `${place}.${name}`);
      return [
        ...schema.required.filter((name) => !(name in value)).map((name) => `missing ${join(name)}`),
        ...Object.entries(value).flatMap(([name, member]) => {
          const field = schema.fields[name];
          if (field) return objections(field, member, join(name));
          return schema.extra && Object.keys(schema.fields).length === 0 ? [] : [`unknown ${join(name)}`];
        }),
      ];
    }
    case 'array':
      if (!Array.isArray(value)) return [`no list ${place}`];
      return value.flatMap((item) => objections(schema.items, item, `${place}[]`));
    case 'string':
      return typeof value === 'string' ? [] : [`no string ${place}`];
    case 'integer':
    case 'number':
      return typeof value === 'number' ? [] : [`no number ${place}`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`no boolean ${place}`];
    default:
      return [];
  }
}
