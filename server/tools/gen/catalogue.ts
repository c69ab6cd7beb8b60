import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { EndpointRow } from '../../src/core/catalogue/endpoint.ts';
import type { Schema } from '../../src/core/catalogue/schema.ts';
import { changesSource, readChanges } from './changes.ts';
import type { Generator } from './generator.ts';
import { HEADER } from './generator.ts';
import { literal } from './literal.ts';
import { readOpenApi } from './openapi.ts';
import { responsesSource } from './responses.ts';
import { readErrors, readRemoved, readV1 } from './tables.ts';

const INPUTS = 'server/tools/catalogue';
const OUTPUT = 'server/src/core/catalogue';

/** A schema shorter than this is written out wherever it is used. */
const SHARED_LENGTH = 40;

/** The generators of the catalogue's data. `root` is the repository. */
export function catalogueGenerators(root: string): readonly Generator[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, INPUTS, name), 'utf8'));
  return [
    {
      file: `${OUTPUT}/endpoints.generated.ts`,
      generate: () =>
        endpointsSource(
          [
            ...readOpenApi(read('unkey-v2.openapi.json'), 'unkey-v2.openapi.json'),
            ...readV1(read('unkey-v1.json'), 'unkey-v1.json'),
          ],
          readRemoved(read('unkey-v2-removed.json'), 'unkey-v2-removed.json'),
        ),
    },
    {
      file: `${OUTPUT}/changes.generated.ts`,
      generate: () =>
        changesSource(
          readChanges(
            read('unkey-v1-changes.json'),
            'unkey-v1-changes.json',
            readV1(read('unkey-v1.json'), 'unkey-v1.json'),
          ),
        ),
    },
    {
      file: 'server/src/core/reads/responses.generated.ts',
      generate: () => responsesSource(read('unkey-v2-responses.json')),
    },
    {
      file: `${OUTPUT}/errors.generated.ts`,
      generate: () => {
        const { codes, legacy } = readErrors(read('errors.json'), 'errors.json');
        return [
          HEADER,
          `import type { ErrorRow, LegacyErrorCode } from './errors.ts';\n\n`,
          list(
            'errorRows',
            'readonly ErrorRow[]',
            codes.map((c) => literal(c)),
          ),
          '\n',
          list(
            'legacyErrors',
            'readonly LegacyErrorCode[]',
            legacy.map((c) => literal(c)),
          ),
        ].join('');
      },
    },
  ];
}

/** The module of the endpoint tables, schemas that occur more than once written once. */
export function endpointsSource(
  rows: readonly EndpointRow[],
  removed: ReturnType<typeof readRemoved>,
): string {
  const counts = new Map<string, number>();
  const texts = new Map<Schema, string>();
  const visit = (schema: Schema): void => {
    const text = literal(schema);
    texts.set(schema, text);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    // The parts of a repeated schema are not repeated themselves: they are written once, inside it.
    if (count === 1) partsOf(schema).forEach(visit);
  };
  const schemas = rows.flatMap((row) => [row.query, row.body].filter((s) => s !== undefined));
  schemas.forEach(visit);

  const names = new Map<string, string>();
  const shared: string[] = [];
  const types = new Set<string>();
  const nameOf = (value: unknown): string | undefined => {
    const text = texts.get(value as Schema);
    if (text === undefined || text.length < SHARED_LENGTH || counts.get(text)! < 2) return undefined;
    const known = names.get(text);
    if (known !== undefined) return known;
    // Parts first, so that a name is declared before it is used.
    const source = literal(value, (part) => (part === value ? undefined : nameOf(part)));
    const name = `s${names.size}`;
    names.set(text, name);
    const type = typeOf(value as Schema);
    types.add(type);
    shared.push(`const ${name}: ${type} = ${source};\n`);
    return name;
  };
  const lines = rows.map((row) => literal(row, nameOf));
  return [
    HEADER,
    `import type { EndpointRow, RemovedFields, RemovedRow } from './endpoint.ts';\n`,
    `import type { ${[...types].sort().join(', ')} } from './schema.ts';\n\n`,
    ...shared,
    '\n',
    list('endpointRows', 'readonly EndpointRow[]', lines),
    '\n',
    list(
      'removedRows',
      'readonly RemovedRow[]',
      removed.endpoints.map((r) => literal(r)),
    ),
    '\n',
    `/** By operation and field: first and last day. */\n`,
    `export const removedFields: RemovedFields = ${literal(removed.fields)};\n`,
  ].join('');
}

function partsOf(schema: Schema): readonly Schema[] {
  if (schema.type === 'object') return Object.values(schema.fields);
  if (schema.type === 'array') return [schema.items];
  return schema.type === 'union' ? schema.variants : [];
}

function typeOf(schema: Schema): string {
  switch (schema.type) {
    case 'object':
      return 'ObjectSchema';
    case 'array':
      return 'ArraySchema';
    case 'string':
      return 'StringSchema';
    case 'integer':
    case 'number':
      return 'NumberSchema';
    default:
      return 'Schema';
  }
}

function list(name: string, type: string, lines: readonly string[]): string {
  return `export const ${name}: ${type} = [\n${lines.map((l) => `  ${l},\n`).join('')}];\n`;
}
