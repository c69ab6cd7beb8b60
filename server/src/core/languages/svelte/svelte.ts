import { markupLanguage } from '../../regions/components.ts';

/** Components of Svelte: the script of the instance and that of the module. */
export const language = markupLanguage({
  id: 'svelte',
  title: 'Svelte components',
  languageIds: ['svelte'],
  extensions: ['.svelte'],
  fences: ['svelte'],
});
