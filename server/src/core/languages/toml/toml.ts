import { readToml } from '../../regions/toml.ts';
import { withoutUsedUrls } from '../../requests/bare-call.ts';
import type { SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';
import { SettingsReader } from '../yaml/walk.ts';

/** Configurations in TOML: of workers, build tools and task runners. */
export const language: Language = {
  id: 'toml',
  title: 'TOML',
  languageIds: ['toml'],
  extensions: ['.toml'],
  filenames: ['pipfile'],
  fences: [],
  comment: ['# ', ''],
  extract,
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const { root, comments } = readToml(source);
  const all = joined([...new SettingsReader(root, new Set(), context).read(), { calls: [], comments }]);
  return { ...all, calls: withoutUsedUrls(all.calls) };
}
