import { LineCounter, parseDocument } from 'yaml';
import type { EndpointRow } from '../../src/core/catalogue/endpoint.ts';
import { type JsonObject, KEYWORDS, pointerStep } from '../gen/json-schema.ts';
import { readOpenApi } from '../gen/openapi.ts';

/** A document that cannot be read; the message names its place. */
export class UnreadableDocument extends Error {}

/** Words about a thing that do not change what it is. */
const ANNOTATIONS = new Set([
  'title',
  'summary',
  'description',
  'tags',
  'example',
  'examples',
  'externalDocs',
  'responses',
  '$comment',
]);

/** Extensions that the catalogue's own document uses. */
const OWN_EXTENSIONS = new Set(['x-since', 'x-permissions', 'x-successor', 'x-unspecified']);

/** `api.*.create_key` and `api.<api_id>.create_key` in the description of an operation. */
const PERMISSION = /`([a-z_]+\.(?:\*|<\w+>)\.[a-z_]+)`/g;

/**
 * The endpoints of v2 in an OpenAPI document, YAML or JSON, `file` being its name in errors. Titles, descriptions,
 * examples, answers and extensions are left aside. Throws {@link UnreadableDocument} for broken text and for any other
 * construct that the catalogue has no form for.
 */
export function readDocument(text: string, file: string): readonly EndpointRow[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  const [error] = document.errors;
  if (error) throw new UnreadableDocument(`${file}:${lineOf(error.pos[0])}: ${error.message}`);
  const value: unknown = document.toJS();
  try {
    return readOpenApi(essence(value, `${file}#`), file);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const [, pointer, what] = /^[^#]*#(\S*?): (.*)$/s.exec(message) ?? [];
    if (pointer === undefined || what === undefined) throw new UnreadableDocument(`${file}: ${message}`);
    throw new UnreadableDocument(`${file}:${lineAt(pointer)}: ${pointer || 'the document'}: ${what}`);
  }

  /** The line of what `pointer` names, or of the nearest thing around it that is there. */
  function lineAt(pointer: string): number {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    for (let length = steps.length; length > 0; length--) {
      const node = document.getIn(steps.slice(0, length), true) as { range?: readonly number[] } | undefined;
      if (node?.range) return lineOf(node.range[0]!);
    }
    return 1;
  }
}

/** The document without what says nothing of requests, so that the strict reader of the catalogue can read it. */
function essence(value: unknown, place: string): unknown {
  const root = record(value, place);
  const components =
    root['components'] === undefined ? {} : record(root['components'], `${place}/components`);
  const schemas = record(components['schemas'] ?? {}, `${place}/components/schemas`);
  const schemes = record(components['securitySchemes'] ?? {}, `${place}/components/securitySchemes`);
  const paths = record(root['paths'], `${place}/paths`);
  return {
    paths: mapValues(paths, (item, path) => {
      const at = `${place}/paths/${pointerStep(path)}`;
      const operationId = /^\/v2\/([\w.]+)$/.exec(path)?.[1];
      if (operationId === undefined) throw new Error(`${at}: not the path of an endpoint of v2`);
      return mapValues(plain(record(item, at)), (written, method) => {
        const operation = record(written, `${at}/${method}`);
        const security = securityEssence(operation['security'] ?? root['security'], schemes);
        return { ...operationEssence(operation, `${at}/${method}`), operationId, security };
      });
    }),
    components: { schemas: mapValues(schemas, schemaEssence) },
  };
}

function operationEssence(operation: JsonObject, place: string): JsonObject {
  const { description, parameters, requestBody, ...rest } = operation;
  const named = [...new Set([...String(description ?? '').matchAll(PERMISSION)].map((match) => match[1]!))];
  const none = Array.isArray(parameters) && parameters.length === 0;
  return {
    ...(named.length > 0 ? { 'x-permissions': named } : {}),
    ...plain(rest),
    ...(parameters === undefined || none ? {} : { parameters }),
    ...(requestBody === undefined
      ? {}
      : { requestBody: bodyEssence(record(requestBody, `${place}/requestBody`), `${place}/requestBody`) }),
  };
}

/**
 * Which of the catalogue's kinds a requirement is, whatever its scheme is called. A root key is enough where it is one
 * of several alternatives.
 */
function securityEssence(security: unknown, schemes: JsonObject): unknown {
  if (!Array.isArray(security) || security.length === 0) return security;
  const kinds = security.map((alternative) => {
    const names = Object.keys((alternative ?? {}) as object);
    const scheme = names.length === 1 ? (schemes[names[0]!] as JsonObject | undefined) : undefined;
    if (scheme?.['type'] === 'http' && scheme['scheme'] === 'bearer') return 'rootKey';
    return scheme?.['type'] === 'apiKey' && scheme['in'] === 'cookie' ? 'portalSession' : undefined;
  });
  const kind = kinds.includes('rootKey') ? 'rootKey' : kinds[0];
  return kind === undefined ? security : [{ [kind]: [] }];
}

function bodyEssence(body: JsonObject, place: string): JsonObject {
  const content = record(body['content'], `${place}/content`);
  return {
    ...plain(body),
    content: mapValues(content, (media, type) => {
      const read = plain(record(media, `${place}/content/${pointerStep(type)}`));
      return 'schema' in read ? { ...read, schema: schemaEssence(read['schema']) } : read;
    }),
  };
}

/** A schema without its annotations, at any depth. A field may well be named `description`. */
function schemaEssence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(schemaEssence);
  if (typeof value !== 'object' || value === null) return value;
  return mapValues(applicable(plain(value as JsonObject)), (member, keyword) => {
    if (keyword === 'properties' && typeof member === 'object' && member !== null)
      return mapValues(member as JsonObject, schemaEssence);
    return ['items', 'anyOf', 'allOf', 'oneOf', 'additionalProperties', 'not'].includes(keyword)
      ? schemaEssence(member)
      : member;
  });
}

/** Without keywords that say nothing of a value of that type: the `pattern` of a list. */
function applicable(schema: JsonObject): JsonObject {
  const types = [schema['type']].flat().filter((type) => type !== 'null');
  const own = types.length === 1 ? KEYWORDS[String(types[0])] : undefined;
  if (!own) return schema;
  const foreign = new Set(
    Object.values(KEYWORDS)
      .flat()
      .filter((keyword) => !own.includes(keyword)),
  );
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !foreign.has(keyword)));
}

function plain(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key]) => !ANNOTATIONS.has(key) && (!key.startsWith('x-') || OWN_EXTENSIONS.has(key)),
    ),
  );
}

function mapValues(value: JsonObject, map: (value: unknown, key: string) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member, key)]));
}

function record(value: unknown, place: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${place}: expected an object`);
  return value as JsonObject;
}
