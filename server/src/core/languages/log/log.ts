import type { Language } from '../language.ts';

/** Log files record what was sent: their error types are explained, and nothing in them is accused. */
export const language: Language = {
  id: 'log',
  title: 'Logs',
  languageIds: ['log'],
  extensions: ['.log'],
  fences: ['log', 'logs'],
  prose: true,
  extract: (source) => ({ calls: [], comments: [source] }),
};
