import { findEndpoint } from '../catalogue/endpoints.ts';
import { idKinds } from '../catalogue/ids.ts';
import { describePermission } from '../catalogue/permissions.ts';
import type { Schema } from '../catalogue/schema.ts';
import type { Completion } from './complete-item.ts';
import { schemasAt, typeName } from './complete-schema.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { describeCode, describeResultCode } from './describe-error.ts';

/** Markdown about an item, worked out when it is asked for; undefined when its detail says all. */
export function documentCompletion({ subject }: Pick<Completion, 'subject'>): string | undefined {
  const [kind, name = '', path = '', value] = subject.split(' ');
  switch (kind) {
    case 'endpoint':
    case 'method':
    case 'body': {
      const endpoint = findEndpoint('v2', name);
      return endpoint && describeEndpoint(endpoint);
    }
    case 'field':
    case 'value':
      return describeField(name, path, value);
    case 'error':
      return describeCode(name);
    case 'result':
      return describeResultCode(name);
    case 'permission':
      return describePermission(name);
    case 'id': {
      const known = idKinds.find((k) => k.id === name);
      return known && `Begins with \`${known.prefix}\`: ${known.title}.`;
    }
    case 'header':
      return HEADERS[name];
    default:
      return undefined;
  }
}

const HEADERS: Readonly<Record<string, string>> = {
  Authorization: 'The root key, behind the word `Bearer` and a blank. Keep the key itself out of the file.',
  'Content-Type': 'Says that the body is JSON.',
};

function describeField(operation: string, path: string, value: string | undefined): string | undefined {
  const schema = findEndpoint('v2', operation)?.body;
  const found = schema
    ? schemasAt(
        schema,
        path.split('.').filter((step) => step !== ''),
      )
    : [];
  if (found.length === 0) return undefined;
  const head = `\`${path}\` of ${operation}${value === undefined ? '' : `: \`${value}\``}`;
  return [head, ...found.map((s) => `- ${[typeName(s), ...limits(s)].join('; ')}`)].join('\n');
}

function limits(schema: Schema): string[] {
  const said: string[] = [];
  const between = (what: string, least: number | undefined, most: number | undefined): void => {
    if (least !== undefined && most !== undefined) said.push(`${least} to ${most}${what}`);
    else if (least !== undefined) said.push(`at least ${least}${what}`);
    else if (most !== undefined) said.push(`at most ${most}${what}`);
  };
  if (schema.type === 'string') {
    between(' characters', schema.minLength, schema.maxLength);
    if (schema.enum) said.push(`one of ${schema.enum.map((v) => `\`${v}\``).join(', ')}`);
    if (schema.pattern) said.push(`matches \`${schema.pattern}\``);
  }
  if (schema.type === 'integer' || schema.type === 'number') between('', schema.minimum, schema.maximum);
  if (schema.type === 'array') between(' items', schema.minItems, schema.maxItems);
  if (schema.default !== undefined) said.push(`\`${schema.default}\` when left out`);
  if (schema.deprecated) said.push('deprecated');
  return said;
}
