import { createScanner } from 'jsonc-parser';
import { COLLECTION_COMPANIONS, mayBeCollection, readCollection } from '../../collections/collection.ts';
import { parseJson, Token } from '../../json.ts';
import type { SourceText } from '../../source.ts';
import { environmentTexts, isEnvironmentFile } from '../http/environments.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { namedMembers } from './names.ts';

export const language: Language = {
  id: 'json',
  title: 'JSON: Postman, Insomnia, OpenCollection, Thunder Client, OpenAPI',
  languageIds: ['json', 'jsonc', 'jsonl'],
  extensions: ['.json', '.jsonc', '.json5', '.jsonl'],
  fences: ['json', 'jsonc', 'json5', 'jsonl'],
  companions: { names: COLLECTION_COMPANIONS, wanted: mayBeCollection },
  extract,
};

function extract(source: SourceText, { companions, path }: ExtractContext): Extraction {
  const comments: SourceText[] = [];
  if (source.text.includes('unkey-lint-disable')) {
    const scanner = createScanner(source.text);
    for (let kind: number = scanner.scan(); kind !== Token.end; kind = scanner.scan()) {
      const at = scanner.getTokenOffset();
      if (kind === Token.lineComment || kind === Token.blockComment)
        comments.push(source.slice(at, at + scanner.getTokenLength()));
    }
  }
  const environment = isEnvironmentFile(path);
  const root = environment || mayBeCollection(source.text) ? parseJson(source) : undefined;
  if (!root) return { calls: [], names: namedMembers(source), comments };
  if (environment) return { calls: [], names: environmentTexts(root), comments };
  const collection = readCollection(root, { notation: 'json', companions });
  return { ...(collection ?? { calls: [], names: namedMembers(source) }), comments };
}
