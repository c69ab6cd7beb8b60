import { commandsIn, readFence } from '../../regions/fences.ts';
import { restructuredTextRegions } from '../../regions/restructuredtext.ts';
import type { SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';

export const language: Language = {
  id: 'restructuredtext',
  title: 'reStructuredText',
  languageIds: ['restructuredtext'],
  extensions: ['.rst'],
  fences: ['rst'],
  prose: true,
  comment: ['.. ', ''],
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { blocks, prose, comments } = restructuredTextRegions(source);
  return joined([
    ...blocks.map((block) => readFence(block, context)),
    ...prose.flatMap((piece) => commandsIn(piece, context)),
    { calls: [], comments },
  ]);
}
