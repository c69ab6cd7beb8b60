import type { SourceText } from '../../source.ts';
import type { ExtractContext, Extraction, Language } from '../language.ts';
import { clients } from '../shell/clients/clients.ts';
import { idioms } from './idioms.ts';
import { readBatch } from './read.ts';

/** Command files of Windows. */
export const language: Language = {
  id: 'batch',
  title: 'Windows batch files',
  clients: clients.map(({ name }) => name),
  languageIds: ['bat'],
  extensions: ['.bat', '.cmd'],
  fences: ['bat', 'batch', 'cmd', 'dos', 'dosbatch'],
  comment: [':: ', ''],
  idioms,
  extract: (source: SourceText, context: ExtractContext): Extraction => readBatch(source, context.document),
};
