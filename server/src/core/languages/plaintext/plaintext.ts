import { looseCommands } from '../../regions/loose-commands.ts';
import type { SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';

export const language: Language = {
  id: 'plaintext',
  title: 'Text',
  languageIds: ['plaintext'],
  extensions: ['.txt', '.text'],
  fences: [],
  prose: true,
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const found = looseCommands(source).map((command) => context.commands(command));
  return joined(found);
}
