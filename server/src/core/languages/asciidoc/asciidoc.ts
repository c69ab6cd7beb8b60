import { asciidocRegions } from '../../regions/asciidoc.ts';
import { commandsIn, readFence } from '../../regions/fences.ts';
import type { SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';

export const language: Language = {
  id: 'asciidoc',
  title: 'AsciiDoc',
  languageIds: ['asciidoc'],
  extensions: ['.adoc', '.asciidoc', '.asc'],
  fences: ['adoc'],
  prose: true,
  comment: ['// ', ''],
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { blocks, prose, comments } = asciidocRegions(source);
  return joined([
    ...blocks.map((block) => readFence(block, context)),
    ...prose.flatMap((piece) => commandsIn(piece, context)),
    { calls: [], comments },
  ]);
}
