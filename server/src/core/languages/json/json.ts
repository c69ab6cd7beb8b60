import { createScanner } from 'jsonc-parser';
import { Token } from '../../json.ts';
import type { SourceText } from '../../source.ts';
import type { Extraction, Language } from '../language.ts';

export const language: Language = {
  id: 'json',
  languageIds: ['json', 'jsonc', 'jsonl'],
  extensions: ['.json', '.jsonc', '.json5', '.jsonl'],
  fences: ['json', 'jsonc', 'json5', 'jsonl'],
  extract,
};

function extract(source: SourceText): Extraction {
  const comments: SourceText[] = [];
  if (source.text.includes('unkey-lint-disable')) {
    const scanner = createScanner(source.text);
    for (let kind: number = scanner.scan(); kind !== Token.end; kind = scanner.scan()) {
      const at = scanner.getTokenOffset();
      if (kind === Token.lineComment || kind === Token.blockComment)
        comments.push(source.slice(at, at + scanner.getTokenLength()));
    }
  }
  return { calls: [], comments };
}
