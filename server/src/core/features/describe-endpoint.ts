import { operationName, signatureOf } from '../calls.ts';
import { changesOf } from '../catalogue/changes.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { findEndpoint, removedEndpoint, successorOf } from '../catalogue/endpoints.ts';
import { nearestOperation } from '../catalogue/nearest.ts';
import { fieldsOf, requiredFields, type Schema } from '../catalogue/schema.ts';
import type { ApiCall } from '../model.ts';
import { type Naming, nameInSdk } from '../sdk/naming.ts';
import { describeChanges } from './describe-changes.ts';
import { describeType } from './describe-schema.ts';

/** Served by the API itself. */
const REFERENCE = 'https://api.unkey.com/reference';

const AUTH: Readonly<Record<Endpoint['auth'], string>> = {
  bearer: '`Bearer <root key>`',
  none: 'none needed',
  cookie: 'session cookie of the portal',
};

/**
 * Markdown that describes an endpoint: method, authorization, permissions, fields by their names in `naming`, what
 * changed from v1.
 */
export function describeEndpoint(endpoint: Endpoint, naming: Naming = 'camelCase'): string {
  const lines = [`**${signatureOf(endpoint)}**`, ''];
  if (endpoint.version !== 'v2') lines.push(...describeV1(endpoint, naming));
  else {
    if (endpoint.deprecated) lines.push('Deprecated.', '');
    lines.push(`Authorization: ${AUTH[endpoint.auth]}`, ...describeRequest(endpoint, naming));
    if (endpoint.since) lines.push('', `Since ${endpoint.since}.`);
  }
  lines.push('', `[API reference](${REFERENCE})`);
  return lines.join('\n');
}

function describeRequest(endpoint: Endpoint, naming: Naming): string[] {
  const lines: string[] = [];
  if (endpoint.permissions.length > 0) {
    lines.push('', `Permissions: ${endpoint.permissions.map((p) => `\`${p}\``).join(', ')}`);
  }
  const schema = endpoint.body ?? endpoint.query;
  const fields = schema ? Object.entries(fieldsOf(schema)) : [];
  if (schema && fields.length > 0) {
    const required = new Set(requiredFields(schema));
    const ordered = [...fields.filter(([n]) => required.has(n)), ...fields.filter(([n]) => !required.has(n))];
    lines.push('', endpoint.body ? '**Body**' : '**Query**');
    lines.push(
      ...ordered.map(
        ([name, field]) =>
          `- \`${nameInSdk(name, naming)}\` ${describeType(field)}${required.has(name) ? ', required' : ''}`,
      ),
    );
  } else if (endpoint.specified)
    lines.push('', endpoint.method === 'GET' ? 'No parameters.' : 'No body fields.');
  return lines;
}

function describeV1(endpoint: Endpoint, naming: Naming): string[] {
  const lines = ['v1 is switched off and api.unkey.dev no longer answers.'];
  const successor = successorOf(endpoint);
  if (!successor) {
    const note = changesOf(endpoint.operation, endpoint.method)?.note;
    return [...lines, '', note ?? 'v2 has no endpoint for this.'];
  }
  lines.push('', `In v2: **${signatureOf(successor)}** on api.unkey.com`, '');
  const changes = describeChanges(endpoint) ?? compare(endpoint, successor);
  lines.push(
    ...changes.map((c) => `- ${c}`),
    '',
    `Authorization: ${AUTH[successor.auth]}`,
    ...describeRequest(successor, naming),
  );
  return lines;
}

/** The change as the two tables of fields tell it. */
function compare(endpoint: Endpoint, successor: Endpoint): string[] {
  const changes: string[] = [];
  if (endpoint.method !== successor.method)
    changes.push(`${endpoint.method} became ${successor.method}, parameters go in a JSON body.`);
  if (endpoint.auth !== successor.auth) changes.push('A root key is needed now.');
  const before = Object.keys({ ...fieldsOfMaybe(endpoint.query), ...fieldsOfMaybe(endpoint.body) });
  const after = Object.keys(fieldsOfMaybe(successor.body));
  const gone = before.filter((name) => !after.includes(name));
  if (gone.length > 0) changes.push(`No longer taken: ${gone.map((n) => `\`${n}\``).join(', ')}`);
  return changes;
}

const fieldsOfMaybe = (schema: Schema | undefined): Readonly<Record<string, Schema>> =>
  schema ? fieldsOf(schema) : {};

/** Markdown about a path that is no endpoint; undefined when there is nothing helpful to say. */
export function describeUnknownEndpoint(call: ApiCall): string | undefined {
  const name = operationName(call);
  const { version } = call.url;
  if (name === undefined || version.kind !== 'literal') return undefined;
  const removed = removedEndpoint(version.value, name);
  const nearest = removed?.successor?.operation ?? nearestOperation(version.value, name);
  const wrong = removed?.removed
    ? `\`${removed.path}\` was removed on ${removed.removed.until}.`
    : `No such endpoint in ${version.value}.`;
  const suggested = nearest ? findEndpoint(version.value, nearest) : undefined;
  return suggested ? `${wrong} Nearest:\n\n${describeEndpoint(suggested)}` : wrong;
}
