import { markupLanguage } from '../../regions/components.ts';

/** Components of Vue: `<script>` and `<script setup>`. Bindings of the template are not read. */
export const language = markupLanguage({
  id: 'vue',
  title: 'Vue components',
  languageIds: ['vue'],
  extensions: ['.vue'],
  fences: ['vue'],
});
