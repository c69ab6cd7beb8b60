import type { Schema } from '../catalogue/schema.ts';
import type { Json } from '../model.ts';
import { type Naming, nameInSdk } from '../sdk/naming.ts';
import { isStandIn } from '../stand-ins.ts';
import { atStart, type Flaw, nameOf, numberFix, rangeOf } from './flaw.ts';
import { isTime } from './times.ts';
import { type BodyValue, isOfType } from './values.ts';

/** A value of another type than the API takes. Texts that stand for a value, or are partly unknown, are of every type. */
export function typeFlaw(operation: string, value: BodyValue): Flaw | undefined {
  const { json, schema, path, naming } = value;
  if (json.kind === 'number' && schema.type === 'integer' && !Number.isInteger(json.value)) {
    const fraction = Number.isFinite(json.value) ? `${json.value} is no whole number` : 'This is no number';
    return {
      range: json.range,
      message: `${fraction}. ${atStart(nameOf(value, operation))} takes whole numbers.`,
    };
  }
  if (isOfType(json, schema)) return undefined;
  if (json.kind === 'string' && (!json.value.isLiteral || isStandIn(json.value.text))) return undefined;
  const whole = path.at(-1) === '[]' && path.length > 1;
  const name = whole ? nameInSdk(path.at(-2)!, naming) : nameOf(value, operation);
  const takes = whole
    ? `a list of ${plural(schema)}`
    : isTime(value)
      ? MILLISECONDS
      : typeInWords(schema, naming);
  const digits = json.kind === 'string' && /^\d{1,15}$/.test(json.value.text);
  const number = digits && (schema.type === 'integer' || schema.type === 'number');
  return {
    range: rangeOf(value),
    message: `This is ${kindInWords(json)}. ${atStart(name)} takes ${takes}.`,
    ...(number ? { fix: numberFix(value, Number(json.value.text), 'Write it as a number') } : {}),
  };
}

const MILLISECONDS = 'a number: milliseconds since 1970';

function kindInWords(json: Json): string {
  switch (json.kind) {
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'boolean':
      return String(json.value);
    case 'null':
      return 'null';
    default:
      return `a ${json.kind}`;
  }
}

/** `a list of strings or null`, `an object with remaining` */
function typeInWords(schema: Schema, naming: Naming): string {
  return `${ownTypeInWords(schema, naming)}${schema.nullable ? ' or null' : ''}`;
}

function ownTypeInWords(schema: Schema, naming: Naming): string {
  switch (schema.type) {
    case 'string':
      return 'a string';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list of ${plural(schema.items)}`;
    case 'object':
      return schema.required.length > 0
        ? `an object with ${schema.required.map((name) => nameInSdk(name, naming)).join(', ')}`
        : 'an object';
    case 'union':
      return [...new Set(schema.variants.map((variant) => typeInWords(variant, naming)))].join(' or ');
    case 'any':
      return 'any value';
  }
}

function plural({ type }: Schema): string {
  switch (type) {
    case 'boolean':
      return 'true and false';
    case 'array':
      return 'lists';
    case 'integer':
      return 'whole numbers';
    case 'string':
    case 'number':
    case 'object':
      return `${type}s`;
    default:
      return 'values';
  }
}
