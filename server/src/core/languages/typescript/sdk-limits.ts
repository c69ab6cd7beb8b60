import type { Member } from '../../binding.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import { DYNAMIC, type Fact, type Json, type JsonMember } from '../../model.ts';
import type { Range } from '../../source.ts';
import type { Reading } from './reading.ts';

/** Milliseconds of the units that durations are written in: `30s`, `1 m`. */
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(\d+(?:\.\d+)?) ?(ms|s|m|h|d)$/;

/**
 * What `limit(identifier, options)` of a `new Ratelimit({ namespace, limit, duration })` sends. Never complete, because
 * the SDK adds what is missing or refuses it itself. `place` is where the method is named.
 */
export function limitBody(
  reading: Reading,
  call: CallExpression,
  made: CallExpression | undefined,
  place: Range,
): Fact<Json> {
  const { values } = reading;
  const [identifier, options] = call.args;
  const config = made?.constructs ? made.args[0] : undefined;
  if (!identifier) return DYNAMIC;
  const given = options ? values.members(options).list : [];
  const overrides = options !== undefined && (given.length === 0 || given.some(({ key }) => key === 'limit'));
  const members: JsonMember[] = [
    { key: 'identifier', keyRange: place, value: values.json(identifier) },
    ...named(reading, given, ['cost']),
  ];
  if (config) {
    const list = values.members(config).list;
    members.push(...named(reading, list, ['namespace', ...(overrides ? [] : ['limit', 'duration'])]));
  }
  const value: Json = { kind: 'object', range: place, members, complete: false };
  return { kind: 'literal', value, range: place };
}

function named(reading: Reading, list: readonly Member[], names: readonly string[]): JsonMember[] {
  return names.flatMap((name) => {
    const member = list.findLast(({ key }) => key === name);
    if (!member) return [];
    const value = name === 'duration' ? duration(reading, member.value) : reading.values.json(member.value);
    return [{ key: name, keyRange: member.keySource.range(), value }];
  });
}

/** Milliseconds; what is no duration the SDK refuses before anything is sent. */
function duration(reading: Reading, expression: Expression): Json {
  const json = reading.values.json(expression);
  if (json.kind !== 'string') return json;
  const [, count, unit] = DURATION.exec(json.value.text) ?? [];
  return count === undefined || unit === undefined
    ? { kind: 'dynamic', range: json.range }
    : { kind: 'number', range: json.range, value: Number(count) * UNITS[unit]! };
}
