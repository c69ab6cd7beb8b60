import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fields, SdkEndpoint, Shape } from './endpoint.ts';
import { fieldsIn, PLAIN } from './endpoint.ts';
import { readInterface } from './types.ts';

const DECLARATIONS = 'node_modules/@unkey/api-v1/dist/index.d.ts';

/**
 * The endpoints of the last official SDK of v1, from the declarations that were made of its OpenAPI document. Fields
 * of a query start with `?`. `root` is the repository. Throws for a form it does not know.
 */
export function readSdkV1(root: string): readonly SdkEndpoint[] {
  const source = readFileSync(path.join(root, DECLARATIONS), 'utf8');
  // A schema that refers to others is the query of permissions, which has no fields to compare.
  const schemas = at(
    readInterface(source, 'components', () => PLAIN),
    'schemas',
  );
  const operations = readInterface(
    source,
    'operations',
    (name) => at(schemas, name) ?? unknown(`schema ${name}`),
  );
  const paths = /^interface paths \{\n([\s\S]*?)^\}/m.exec(source)?.[1] ?? unknown('interface paths');
  return [...paths.matchAll(/^ {2}"([^"]+)": \{\n([\s\S]*?)^ {2}\};/gm)].flatMap(([, place, methods]) =>
    [...methods!.matchAll(/^ {4}(\w+): operations\["([^"]+)"\];/gm)].map(([, method, name]) => {
      const operation = at(operations, name!) ?? unknown(`operation ${name}`);
      return { method: method!.toUpperCase(), path: place!, fields: fieldsOfOperation(operation) };
    }),
  );
}

function fieldsOfOperation(operation: Shape): Fields {
  const query = at(at(operation, 'parameters'), 'query');
  const body = at(at(at(operation, 'requestBody'), 'content'), 'application/json');
  return new Map([...(query ? fieldsIn(query, '?') : []), ...(body ? fieldsIn(body) : [])]);
}

function at(shape: Shape | undefined, name: string): Shape | undefined {
  return shape?.kind === 'object' ? shape.fields.find((field) => field.name === name)?.shape : undefined;
}

function unknown(what: string): never {
  throw new Error(`${DECLARATIONS}: no ${what}`);
}
