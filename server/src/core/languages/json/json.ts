import { createScanner } from 'jsonc-parser';
import { COLLECTION_COMPANIONS, mayBeCollection, readCollection } from '../../collections/collection.ts';
import { parseJson, Token } from '../../json.ts';
import type { SourceText } from '../../source.ts';
import { environmentTexts, isEnvironmentFile } from '../http/environments.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { namedMembers } from './names.ts';
import { scriptsIn } from './scripts.ts';

export const language: Language = {
  id: 'json',
  title: 'JSON: Postman, Insomnia, OpenCollection, Thunder Client, OpenAPI',
  languageIds: ['json', 'jsonc', 'jsonl'],
  extensions: ['.json', '.jsonc', '.json5', '.jsonl'],
  fences: ['json', 'jsonc', 'json5', 'jsonl'],
  companions: { names: COLLECTION_COMPANIONS, wanted: mayBeCollection },
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { companions, path } = context;
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
  const isRead =
    environment || mayBeCollection(source.text) || (RUNS.test(source.text) && CLIENT.test(source.text));
  const root = isRead ? parseJson(source) : undefined;
  if (!root) return { calls: [], names: namedMembers(source), comments };
  if (environment) return { calls: [], names: environmentTexts(root), comments };
  const collection = readCollection(root, { notation: 'json', companions, document: context.document });
  if (collection) return { ...collection, comments };
  const { calls } = scriptsIn(root, context);
  return { calls, names: namedMembers(source), comments };
}

/** Names of members whose text is run, and clients. */
const RUNS = /"[\w:-]*(?:script|command|run|cmd)/i;
const CLIENT = /\b(?:curl|wget|https?|xh)\s/;
