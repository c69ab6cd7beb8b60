import type { Items, Member, Members, Resolved } from '../binding.ts';
import { inCamelCase } from '../camel-case.ts';
import type { Expression, JsonShape, JsonStyle, ObjectExpression, Span } from '../expression.ts';
import type { Json, JsonMember } from '../model.ts';
import type { Values } from '../resolve.ts';
import type { Range, SourceText } from '../source.ts';
import { givesSeconds } from '../unix-time.ts';
import { itemsIn, membersIn } from './members.ts';

/** The name of a member that depends on settings made elsewhere. */
const UNSURE = Symbol();

/** A value as JSON; names are followed where the value is certain. */
export function jsonOf(values: Values, expression: Expression, style: JsonStyle): Json {
  const resolved = values.resolve(expression);
  const { value } = resolved;
  const isKnown = resolved.certain && resolved.changes.sealed;
  const json = isKnown
    ? values.deeper(() => written(values, resolved, values.source.range(value.start, value.end), style))
    : undefined;
  return json ?? dynamic(values, [expression], values.source.range(expression.start, expression.end));
}

function written(values: Values, resolved: Resolved, range: Json['range'], style: JsonStyle): Json {
  const { value } = resolved;
  switch (value.kind) {
    case 'template': {
      // A sum of numbers has no text in it.
      const joins = value.parts.some((part) => part.kind === 'text');
      return joins
        ? { kind: 'string', range, value: values.text(value) }
        : dynamic(values, [value, ...value.parts.map((part) => values.resolve(part).value)], range);
    }
    case 'text':
      return { kind: 'string', range, value: values.text(value) };
    case 'number':
      return { kind: 'number', range, value: value.value };
    case 'boolean':
      return { kind: 'boolean', range, value: value.value };
    case 'null':
      return { kind: 'null', range };
    case 'array':
      return listOf(values, itemsIn(resolved)!, range, style);
    case 'object': {
      const items = itemsIn(resolved);
      return items
        ? listOf(values, items, range, style)
        : objectOf(values, value, membersIn(values, resolved), range, style);
    }
    default:
      return dynamic(values, [value], range);
  }
}

/** An object, and what the type that it is made from says of its members. */
function objectOf(
  values: Values,
  { shape, shorthand }: ObjectExpression,
  { list, complete: seen, unseen }: Members,
  range: Json['range'],
  style: JsonStyle,
): Json {
  if (shape && !shape.names) return { kind: 'dynamic', range };
  const members: JsonMember[] = [];
  const { nulls } = style;
  const isTyped = shape !== undefined && shorthand === undefined;
  let complete = seen;
  for (const m of list) {
    const key = keyOf(m.key, shape, style);
    if (key === UNSURE) complete = false;
    if (key === undefined || key === UNSURE) continue;
    const missing = shape && nulls !== 'kept' ? isNull(values, m.value) : false;
    if (missing !== false) {
      if (nulls === 'unsure' || missing === undefined) complete = false;
      continue;
    }
    const before = members.findIndex((other) => other.key === key);
    const [replaced] = before >= 0 ? members.splice(before, 1) : [];
    // A member that may have another value, or was changed in unknown ways, is there without a value to judge.
    const isDoubtful = (m.conditional && before >= 0) || !m.changes.sealed;
    const resolved = values.resolve(m.value);
    if (resolved.value.kind === 'undefined' && resolved.certain) continue;
    const place = placeOf(values, key, shape);
    const at = values.source.range(m.value.start, m.value.end);
    const own = m.changes.sealed ? values.json(values.valueOf(m), style) : undefined;
    const given: Json = isDoubtful || !own ? { kind: 'dynamic', range: at } : own;
    members.push({
      key,
      keyRange: place ?? m.keySource.range(),
      value: given,
      ...(given.range.start === at.start ? {} : { place: at }),
      ...(isShorthand(m, values.source) ? { shorthand: shorthand ?? ': ' } : {}),
      ...((isTyped && !place) || shape?.attributes?.get(m.key)?.named ? { typed: true as const } : {}),
      ...declaredAt(values, m.key, shape),
      ...(replaced ? { earlier: [...(replaced.earlier ?? []), replaced] } : {}),
      ...(m.part && isAround(m.part, m.keySource.range(), values)
        ? { part: values.source.range(m.part.start, m.part.end) }
        : {}),
      ...(own && isDoubtful && own.range.start === at.start ? { written: own } : {}),
    });
  }
  const unset = (shape?.nullable ?? []).filter((name) => !list.some((m) => m.key === name));
  if (unset.length > 0 && nulls === 'unsure') complete = false;
  const filled = nulls === 'kept' ? unset.map((name) => keyOf(name, shape, style)) : [];
  for (const key of [...(shape?.always ?? []), ...filled]) {
    if (key === UNSURE) complete = false;
    if (key === undefined || key === UNSURE || members.some((m) => m.key === key)) continue;
    const place = placeOf(values, key, shape);
    const declared = shape?.declared?.get(key);
    const at = declared ? values.source.range(declared.start, declared.end) : range;
    const typed = place ? {} : { typed: true as const };
    const name = [...(shape?.attributes?.keys() ?? [])].find((one) => keyOf(one, shape, style) === key);
    const said = name === undefined ? {} : declaredAt(values, name, shape);
    members.push({ key, keyRange: place ?? at, value: { kind: 'dynamic', range }, ...typed, ...said });
  }
  const spread =
    complete === seen &&
    unseen?.map((value) => {
      const fields = values.fieldsOf(value);
      const at = values.source.range(value.start, value.end);
      return fields ? { range: at, fields } : { range: at };
    });
  return { kind: 'object', range, members, complete, ...(spread ? { unseen: spread } : {}) };
}

function listOf(values: Values, { list, complete }: Items, range: Json['range'], style: JsonStyle): Json {
  const items = list.map(({ value, conditional }): Json => {
    const at = values.source.range(value.start, value.end);
    return conditional ? { kind: 'dynamic', range: at } : values.json(value, style);
  });
  return { kind: 'array', range, items, complete: complete && list.every((i) => !i.conditional) };
}

/** What is not known but for its unit, which the code of one of `terms` may tell. */
function dynamic(values: Values, terms: readonly Span[], range: Json['range']): Json {
  const seconds = terms.some(({ start, end }) => givesSeconds(values.source.text.slice(start, end)));
  return seconds ? { kind: 'dynamic', range, unit: 'seconds' } : { kind: 'dynamic', range };
}

/** Where the type of a value says what one of its members is called in JSON. */
function placeOf(values: Values, key: string, shape: JsonShape | undefined): Json['range'] | undefined {
  const place = shape?.places?.get(key);
  return place && values.source.range(place.start, place.end);
}

function declaredAt(
  values: Values,
  name: string,
  shape: JsonShape | undefined,
): { readonly declared?: NonNullable<JsonMember['declared']> } {
  const attribute = shape?.attributes?.get(name);
  if (!attribute) return {};
  const { start, end, ...written } = attribute;
  return { declared: { range: values.source.range(start, end), ...written } };
}

/** Whether a value is null; undefined where it may be. */
function isNull(values: Values, expression: Expression): boolean | undefined {
  const { value } = values.resolve(expression);
  if (value.kind !== 'choice' || value.how !== 'either') return value.kind === 'null';
  return [value.first, value.second].some((e) => values.resolve(e).value.kind === 'null') ? undefined : false;
}

/** What a member is called in JSON; undefined for one that is left out. */
function keyOf(
  name: string,
  shape: JsonShape | undefined,
  { names }: JsonStyle,
): string | typeof UNSURE | undefined {
  if (shape?.names?.has(name)) return shape.names.get(name);
  if (!shape || names === 'kept') return name;
  const camelCase = inCamelCase(name);
  return names === 'camelCase' || camelCase === name ? camelCase : UNSURE;
}

/** True where a member's key is the name of its value: `{ apiId }`. */
const isShorthand = ({ keySource, value }: Member, source: SourceText): boolean =>
  value.kind === 'name' && keySource.offset(0) === source.offset(value.start);

const isAround = (part: Span, place: Range, { source }: Values): boolean => {
  const { start, end } = source.range(part.start, part.end);
  return start < place.start && place.end < end;
};
