// Says what a newer OpenAPI document of the API would change in the catalogue: npm run catalogue:diff -- openapi.yaml
import { readFileSync } from 'node:fs';
import { endpointChanges } from './diff/compare.ts';
import { readDocument, UnreadableDocument } from './diff/read.ts';
import { readOpenApi } from './gen/openapi.ts';

const CURRENT = 'server/tools/catalogue/unkey-v2.openapi.json';

const [file, ...more] = process.argv.slice(2);
try {
  if (file === undefined || more.length > 0)
    throw new UnreadableDocument('Usage: npm run catalogue:diff -- FILE (OpenAPI, YAML or JSON)');
  const current = readOpenApi(JSON.parse(readFileSync(CURRENT, 'utf8')), CURRENT);
  const changes = endpointChanges(current, readDocument(textOf(file), file));
  for (const change of changes) console.log(change);
  if (changes.length === 0) console.log('Nothing changes.');
} catch (error) {
  if (!(error instanceof UnreadableDocument)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function textOf(place: string): string {
  try {
    return readFileSync(place, 'utf8');
  } catch (error) {
    throw new UnreadableDocument(
      `${place}: cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
}
