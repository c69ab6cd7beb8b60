import { markupLanguage } from '../../regions/components.ts';

/** Components of Astro: the TypeScript between the `---` at its top, which runs on the server, and its scripts. */
export const language = markupLanguage({
  id: 'astro',
  title: 'Astro components',
  languageIds: ['astro'],
  extensions: ['.astro'],
  fences: ['astro'],
  frontmatter: true,
});
