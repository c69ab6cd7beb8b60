import type { EndpointRow } from '../../src/core/catalogue/endpoint.ts';
import type { Definitions, JsonObject } from './json-schema.ts';
import { compileSchema, fail, objectAt, pointerStep, stringsAt } from './json-schema.ts';

const OPERATION_KEYS = [
  'operationId',
  'deprecated',
  'security',
  'requestBody',
  'x-since',
  'x-permissions',
  'x-successor',
  'x-unspecified',
];

/**
 * The endpoints of an OpenAPI document in which every operation is named like its path (`/v2/keys.getKey`).
 * `file` names the document in errors. Throws, naming the place, for any construct it does not know.
 */
export function readOpenApi(document: unknown, file: string): readonly EndpointRow[] {
  const root = objectAt(document, `${file}#`, ['openapi', 'info', 'servers', 'paths', 'components']);
  const components = objectAt(root['components'] ?? {}, `${file}#/components`, [
    'securitySchemes',
    'schemas',
  ]);
  const definitions = objectAt(components['schemas'] ?? {}, `${file}#/components/schemas`);
  const paths = objectAt(root['paths'], `${file}#/paths`);
  return Object.entries(paths).flatMap(([path, item]) => {
    const place = `${file}#/paths/${pointerStep(path)}`;
    const methods = objectAt(item, place, ['get', 'post', 'put', 'delete', 'patch']);
    return Object.entries(methods).map(([method, operation]) =>
      readOperation(path, method, operation, `${place}/${method}`, definitions),
    );
  });
}

function readOperation(
  path: string,
  method: string,
  value: unknown,
  place: string,
  definitions: Definitions,
): EndpointRow {
  const json = objectAt(value, place, OPERATION_KEYS);
  const operation = /^\/v2\/([\w.]+)$/.exec(path)?.[1];
  if (operation === undefined || operation !== json['operationId'])
    fail(place, 'path and operationId differ');
  const permissions = stringsAt(json['x-permissions'] ?? [], `${place}/x-permissions`);
  const body = readBody(json['requestBody'], `${place}/requestBody`, definitions);
  return {
    version: 'v2',
    method: method.toUpperCase(),
    operation,
    ...readAuth(json['security'], `${place}/security`),
    ...(json['deprecated'] === true ? { deprecated: true } : {}),
    ...(json['x-unspecified'] === true ? { unspecified: true } : {}),
    ...textAt(json, 'x-since', 'since', place),
    ...textAt(json, 'x-successor', 'successor', place),
    ...(permissions.length > 0 ? { permissions } : {}),
    ...(body ? { body } : {}),
  };
}

function textAt(json: JsonObject, from: string, to: string, place: string): Readonly<Record<string, string>> {
  const value = json[from];
  if (value === undefined) return {};
  return typeof value === 'string' ? { [to]: value } : fail(`${place}/${from}`, 'expected a string');
}

/** Bearer is the default and left out of a row. */
function readAuth(value: unknown, place: string): Pick<EndpointRow, 'auth'> {
  switch (JSON.stringify(value)) {
    case '[{"rootKey":[]}]':
      return {};
    case '[{"portalSession":[]}]':
      return { auth: 'cookie' };
    case '[]':
      return { auth: 'none' };
    default:
      return fail(place, `unknown construct ${JSON.stringify(value)}`);
  }
}

function readBody(value: unknown, place: string, definitions: Definitions): EndpointRow['body'] {
  if (value === undefined) return undefined;
  const body = objectAt(value, place, ['required', 'content']);
  if (body['required'] !== true) fail(`${place}/required`, 'unknown construct: an optional body');
  const content = objectAt(body['content'], `${place}/content`, ['application/json']);
  const mediaPlace = `${place}/content/application~1json`;
  const media = objectAt(content['application/json'], mediaPlace, ['schema']);
  return compileSchema(media['schema'], `${mediaPlace}/schema`, definitions);
}
