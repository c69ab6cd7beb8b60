import type { Schema } from '../catalogue/schema.ts';

/** The type of a value and the values it may have, in one line: ``string: `a`, `b` ``. */
export function describeType(schema: Schema): string {
  const choices =
    'enum' in schema && schema.enum ? `: ${schema.enum.map((v) => `\`${String(v)}\``).join(', ')}` : '';
  if (schema.type === 'array') return `array of ${plural(schema.items)}${choices}`;
  if (schema.type === 'union') return [...new Set(schema.variants.map(describeType))].join(' or ');
  return `${schema.type}${choices}`;
}

function plural(items: Schema): string {
  if (items.type === 'any') return 'any values';
  if (items.type === 'union') return 'values of several types';
  const choices = 'enum' in items && items.enum ? ` (${items.enum.map((v) => `\`${v}\``).join(', ')})` : '';
  return `${items.type}s${choices}`;
}

/** What else holds of a value, each a sentence: limits, pattern, default, null. */
export function describeLimits(schema: Schema): string[] {
  const said: string[] = [];
  switch (schema.type) {
    case 'string':
      said.push(...span(schema.minLength, schema.maxLength, 'characters'));
      if (schema.pattern) said.push(`Must match \`${schema.pattern}\`.`);
      if (schema.format) said.push('Must be a URL.');
      break;
    case 'integer':
    case 'number':
      said.push(...span(schema.minimum, schema.maximum, ''));
      if (schema.multipleOf !== undefined) said.push(`A multiple of ${schema.multipleOf}.`);
      if (schema.exclusiveMinimum !== undefined) said.push(`More than ${schema.exclusiveMinimum}.`);
      break;
    case 'array':
      said.push(...span(schema.minItems, schema.maxItems, 'items'));
      said.push(...describeLimits(schema.items).map((limit) => `Each: ${limit}`));
      break;
    case 'object':
      said.push(...span(schema.minFields, schema.maxFields, 'fields'));
      break;
    default:
      break;
  }
  if (schema.default !== undefined) said.push(`Default: \`${String(schema.default)}\`.`);
  if (schema.nullable) said.push('May be `null`.');
  if (schema.deprecated) said.push('Deprecated.');
  return said;
}

function span(from: number | undefined, to: number | undefined, unit: string): string[] {
  const what =
    unit === '' ? '' : ` ${to === 1 || (to === undefined && from === 1) ? unit.slice(0, -1) : unit}`;
  if (from !== undefined && to !== undefined)
    return [from === to ? `${from}${what}.` : `${from} to ${to}${what}.`];
  if (from !== undefined) return [`At least ${from}${what}.`];
  return to === undefined ? [] : [`At most ${to}${what}.`];
}
