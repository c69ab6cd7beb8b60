import { type ExtractContext, type Extraction, joined, type Language } from '../languages/language.ts';
import { NPM_FILES, namesSdk } from '../sdk/release.ts';
import type { SourceText } from '../source.ts';
import { dialectOf, markupOf } from './markup.ts';

interface MarkupShape extends Pick<Language, 'id' | 'title' | 'languageIds' | 'extensions' | 'fences'> {
  /** True when TypeScript may stand between two lines `---` at the top. */
  readonly frontmatter?: boolean;
}

/** A language whose documents are markup with scripts in it. */
export function markupLanguage({ frontmatter = false, ...shape }: MarkupShape): Language {
  return {
    ...shape,
    comment: ['<!-- ', ' -->'],
    companions: { names: NPM_FILES, wanted: namesSdk },
    extract(source: SourceText, context: ExtractContext): Extraction {
      const fence = frontmatter ? frontmatterOf(source) : undefined;
      const { scripts, comments } = markupOf(fence ? source.slice(fence.end) : source);
      const found: Extraction[] = [{ calls: [], comments }];
      if (fence) found.push({ calls: [], comments: markupOf(fence.lead).comments });
      if (fence) found.push(context.fence('ts', fence.content));
      for (const script of scripts) {
        const dialect = dialectOf(script, frontmatter ? 'ts' : 'js');
        if (dialect !== undefined) found.push(context.fence(dialect, script.content, 'browser'));
      }
      return joined(found);
    },
  };
}

interface Frontmatter {
  /** Blanks and comments before it. */
  readonly lead: SourceText;
  readonly content: SourceText;
  /** Index behind the line that ends it. */
  readonly end: number;
}

/** What stands between the lines `---`; without the second one, everything up to the end. */
function frontmatterOf(source: SourceText): Frontmatter | undefined {
  const { text } = source;
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length;
    if (!text.startsWith('<!--', at)) break;
    const close = text.indexOf('-->', at);
    if (close < 0) return undefined;
    at = close + 3;
  }
  const opening = /^---[ \t]*\r?\n/.exec(text.slice(at, at + 200));
  if (!opening) return undefined;
  const lead = source.slice(0, at);
  const from = at + opening[0].length;
  const closing = /^---/m.exec(text.slice(from));
  if (!closing) return { lead, content: source.slice(from), end: source.length };
  const to = from + closing.index;
  return { lead, content: source.slice(from, to), end: to + closing[0].length };
}
