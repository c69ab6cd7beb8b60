import { createScanner } from 'jsonc-parser';
import type { SourceText } from '../../source.ts';
import type { Extraction, Language } from '../language.ts';

/** jsonc-parser's `SyntaxKind` of comments and of the end of the text. */
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const END = 17;

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
    for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
      const at = scanner.getTokenOffset();
      if (kind === LINE_COMMENT || kind === BLOCK_COMMENT)
        comments.push(source.slice(at, at + scanner.getTokenLength()));
    }
  }
  return { calls: [], comments };
}
