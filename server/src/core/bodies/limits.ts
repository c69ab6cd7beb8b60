import { stricterMinimum } from '../catalogue/conditions.ts';
import { kindOfField, kindOfId } from '../catalogue/ids.ts';
import { letters } from '../catalogue/nearest.ts';
import type { NumberSchema, StringSchema } from '../catalogue/schema.ts';
import type { Fix } from '../finding.ts';
import type { Json } from '../model.ts';
import type { SourceText } from '../source.ts';
import { isStandIn } from '../stand-ins.ts';
import { atStart, type Flaw, nameOf, numberFix, rangeOf } from './flaw.ts';
import { type BodyValue, placeName } from './values.ts';

/** Longer values are not repeated in a message. */
const LONGEST_SHOWN = 30;

/** A value of the right type that the API does not take: not one of the choices, too short, too large, too many. */
export function limitFlaw(operation: string, value: BodyValue): Flaw | undefined {
  const { json, schema } = value;
  const name = nameOf(value, operation);
  if (json.kind === 'string' && schema.type === 'string' && json.value.isLiteral)
    return stringFlaw(value, name, json.value, schema);
  if (json.kind === 'number' && (schema.type === 'integer' || schema.type === 'number'))
    return numberFlaw(value, name, json.value, schema, operation);
  const range = rangeOf(value);
  // A list that is empty where it is made may be filled before it is sent.
  if (json.kind === 'array' && json.items.length === 0 && !isInPlace(value)) return undefined;
  if (json.kind === 'array' && schema.type === 'array')
    return countFlaw(range, name, json.items.length, json.complete, 'item', schema.minItems, schema.maxItems);
  if (json.kind === 'object' && schema.type === 'object')
    return countFlaw(
      range,
      name,
      json.members.length,
      json.complete,
      'field',
      schema.minFields,
      schema.maxFields,
    );
  return undefined;
}

/** True for a value that is written right behind its key, or is the body itself. */
function isInPlace({ json, place }: BodyValue): boolean {
  const gap = place ? json.range.start - place.end : 0;
  return gap >= 0 && gap < 10;
}

function stringFlaw(
  { json, path }: BodyValue,
  name: string,
  value: SourceText,
  schema: StringSchema,
): Flaw | undefined {
  const { text } = value;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (schema.enum) return choiceFlaw(json, name, value, schema.enum);
  if (text === '')
    return minLength > 0
      ? { range: json.range, message: `${atStart(name)} is empty. It needs a value.` }
      : undefined;
  if (isStandIn(text)) return undefined;
  const range = value.range();
  const refused = schema.pattern === undefined ? undefined : patternFlaw(name, text, schema.pattern);
  if (refused !== undefined) return { range, message: refused };
  // Examples shorten ids: how long they are proves nothing.
  const isId = kindOfField(path.at(-1) ?? '') !== undefined || kindOfId(text) !== undefined;
  if (text.length < minLength && !isId)
    return {
      range,
      message: `${characters(text.length)} too few. ${atStart(name)} takes at least ${minLength}.`,
    };
  if (text.length > maxLength)
    return {
      range,
      message: `${characters(text.length)} too many. ${atStart(name)} takes at most ${maxLength}.`,
    };
  return undefined;
}

const characters = (count: number): string => (count === 1 ? '1 character is' : `${count} characters are`);

function choiceFlaw(
  json: Json,
  name: string,
  value: SourceText,
  choices: readonly string[],
): Flaw | undefined {
  const { text } = value;
  if (choices.includes(text)) return undefined;
  const folded = text.toLowerCase();
  const same = choices.find((choice) => choice.toLowerCase() === folded);
  if (!same && isStandIn(text)) return undefined;
  const near = same ?? choices.find((choice) => letters(folded, choice.toLowerCase()) <= 2);
  const fix: Fix | undefined = near
    ? {
        title: `Change to ${near}`,
        safety: same ? 'safe' : 'suggestion',
        edits: [{ range: value.range(), newText: near }],
      }
    : undefined;
  const shown = text.length > LONGEST_SHOWN || text === '' ? 'This' : text;
  return {
    range: value.length > 0 ? value.range() : json.range,
    message: `${shown} is no value of ${name}. Use ${choices.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`,
    ...(fix && value.isVerbatim() ? { fix } : {}),
  };
}

const compiled = new Map<string, RegExp>();

/** What a text has that a pattern does not take; undefined when it matches. */
function patternFlaw(name: string, text: string, pattern: string): string | undefined {
  const regex = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, regex);
  if (regex.test(text)) return undefined;
  const set = /^\^\[((?:[^\]\\]|\\.)+)\]\+\$$/.exec(pattern)?.[1];
  if (set === undefined) return `This is not what ${name} takes. It must match ${pattern}.`;
  const one = new RegExp(`[^${set}]`, 'u').exec(text)?.[0] ?? '';
  const shown = /^\s$/.test(one) ? 'A blank' : `"${one}"`;
  return `${shown} is not allowed in ${name}. It takes ${charactersOf(set)}.`;
}

/** `letters, digits, _ and -` for what stands between the brackets of a pattern. */
function charactersOf(set: string): string {
  const rest = set.replace(/a-z|A-Z|0-9/g, '').replaceAll('\\', '');
  const parts = [
    ...(/a-z|A-Z/.test(set) ? ['letters'] : []),
    ...(set.includes('0-9') ? ['digits'] : []),
    ...rest,
  ];
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function numberFlaw(
  value: BodyValue,
  name: string,
  number: number,
  schema: NumberSchema,
  operation: string,
): Flaw | undefined {
  const { json, path } = value;
  const minimum = stricterMinimum(operation, placeName(path)) ?? schema.minimum;
  const { maximum, exclusiveMinimum, multipleOf } = schema;
  const { range } = json;
  if (minimum !== undefined && number < minimum) {
    if (path.at(-1) === 'duration' && number >= 1)
      return {
        range,
        message: `${name} is in milliseconds, and ${number} are too few. It takes at least ${minimum}.`,
        fix: numberFix(
          value,
          number * 1000,
          `Change to ${number * 1000} (${number === 1 ? '1 second' : `${number} seconds`})`,
        ),
      };
    return {
      range,
      message: `${number} is too small. ${atStart(name)} takes ${span(minimum, maximum)}.`,
      fix: numberFix(value, minimum),
    };
  }
  if (maximum !== undefined && number > maximum)
    return {
      range,
      message: `${number} is too large. ${atStart(name)} takes ${span(minimum, maximum)}.`,
      fix: numberFix(value, maximum),
    };
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum)
    return {
      range,
      message: `${number} is too small. ${atStart(name)} takes more than ${exclusiveMinimum}.`,
    };
  if (multipleOf !== undefined && !Number.isInteger(number / multipleOf))
    return {
      range,
      message: `${number} is between two steps. ${atStart(name)} takes multiples of ${multipleOf}.`,
    };
  return undefined;
}

function span(from: number | undefined, to: number | undefined): string {
  if (from === undefined) return `at most ${to}`;
  return to === undefined ? `at least ${from}` : `${from} to ${to}`;
}

function countFlaw(
  range: Flaw['range'],
  name: string,
  count: number,
  complete: boolean,
  unit: 'item' | 'field',
  least = 0,
  most = Number.POSITIVE_INFINITY,
): Flaw | undefined {
  const units = (n: number): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (count < least && complete)
    return {
      range,
      message: `${atStart(name)} ${count === 0 ? 'is empty' : `has ${units(count)}`}. It needs at least ${units(least)}.`,
    };
  if (count > most)
    return { range, message: `${units(count)} are too many. ${atStart(name)} takes at most ${units(most)}.` };
  return undefined;
}
