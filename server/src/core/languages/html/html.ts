import { markupLanguage } from '../../regions/components.ts';

/** HTML pages: their scripts. */
export const language = markupLanguage({
  id: 'html',
  title: 'HTML',
  languageIds: ['html'],
  extensions: ['.html', '.htm', '.xhtml'],
  fences: ['html', 'xhtml'],
});
