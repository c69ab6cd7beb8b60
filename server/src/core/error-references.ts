import type { ErrorReference } from './model.ts';
import type { Range, SourceText } from './source.ts';

/** `_`, also as Markdown writes it outside code: `\_`. */
const NAME = String.raw`(?:[a-z0-9]|\\?_)+`;
/** A name that goes on like this is the beginning of a pattern or of a computed value. */
const GOES_ON = String.raw`(?![A-Za-z0-9_$*{<%:\u2026\uFFFC-]|\\_|\.\.\.)`;
const SYSTEM = '(?:unkey|user|frontline)';
const SITE = String.raw`(?:https?:\/\/)?(?:www\.|docs\.)?unkey\.(?:com|dev)`;

const REFERENCE = new RegExp(
  [
    String.raw`(?<![\w.:/-])err:(${SYSTEM}:${NAME}:${NAME})${GOES_ON}`,
    String.raw`(?<![\w./@-])${SITE}\/docs\/errors\/(${SYSTEM}\/${NAME}\/${NAME})${GOES_ON}`,
    String.raw`(?<![\w./@-])${SITE}\/(?:docs\/)?api-reference\/errors-v2\/(${SYSTEM}\/${NAME}\/${NAME})${GOES_ON}`,
    String.raw`(?<![\w./@-])${SITE}\/(?:docs\/)?api-reference\/errors\/code\/([A-Z][A-Z_]*[A-Z])(?![\w$*{<%\u2026\uFFFC])`,
  ].join('|'),
  'g',
);

/** Words that stand for a part of a code where its form is explained. */
const PLACEHOLDERS = new Set(['category', 'specific', 'code', 'error', 'type', 'name', 'xxx']);

/**
 * Every mention of an error type in `source`, in order: today's and earlier pages, and `err:` codes. Mentions
 * inside one of `comments` are marked. Beginnings of codes, patterns and placeholders are no mentions.
 */
export function findErrorReferences(source: SourceText, comments: readonly Range[]): ErrorReference[] {
  const found: ErrorReference[] = [];
  for (const m of source.text.matchAll(REFERENCE)) {
    const [whole, urn, page, earlierPage, legacy] = m;
    const name = (urn ?? page ?? earlierPage ?? legacy)!.replaceAll('\\', '').replaceAll('/', ':');
    if (name.endsWith('_') || name.split(':').some((part) => PLACEHOLDERS.has(part))) continue;
    const range = source.range(m.index, m.index + whole.length);
    found.push({
      range,
      form: urn ? 'urn' : page ? 'url' : earlierPage ? 'errors-v2' : 'code',
      code: legacy ?? `err:${name}`,
      text: source.slice(m.index, m.index + whole.length),
      inComment: comments.some((c) => range.start >= c.start && range.end <= c.end),
    });
  }
  return found;
}
