import type { ErrorReference } from './model.ts';
import type { Range, SourceText } from './source.ts';

/** `_`, also as Markdown writes it outside code: `\_`. */
const NAME = String.raw`(?:[a-z0-9]|\\?_)+`;
/** A name that goes on like this is the beginning of a pattern or of a computed value. */
const GOES_ON = String.raw`(?![A-Za-z0-9_$*+([{<%:\u2026\uFFFC-]|\\[_wWdDsSp]|\.[.*+]|\?[_:(\[])`;
/** A part of the path that stands for any. */
const PATTERN_BELOW = String.raw`(?!\/[$*{<%\uFFFC])`;
const SYSTEM = '(?:unkey|user|frontline)';
/** What every mention holds. Looking for it first keeps the scan of a long text cheap. */
const CANDIDATE = /err:|unkey\.(?:com|dev)\/(?:docs\/|api-reference\/)/g;
/** The beginning of an address, up to the candidate. */
const BEFORE_SITE = /(?<![\w./@-])(?:https?:\/\/)?(?:www\.|docs\.)?$/;
const BEFORE_CODE = /(?<![\w.:/-])$/;

const REFERENCE = new RegExp(
  [
    `err:(${SYSTEM}:${NAME}:${NAME})${GOES_ON}`,
    String.raw`unkey\.(?:com|dev)\/docs\/errors\/(${SYSTEM}\/${NAME}(?:\/${NAME})+)${GOES_ON}${PATTERN_BELOW}`,
    String.raw`unkey\.(?:com|dev)\/(?:docs\/)?api-reference\/errors-v2\/(${SYSTEM}\/${NAME}(?:\/${NAME})+)${GOES_ON}${PATTERN_BELOW}`,
    String.raw`unkey\.(?:com|dev)\/(?:docs\/)?api-reference\/errors\/code\/([A-Z][A-Z_]*[A-Z])(?![\w$*{<%\u2026\uFFFC])`,
  ].join('|'),
  'y',
);

/** Words that stand for a part of a code where its form is explained. */
const PLACEHOLDERS = new Set([
  'category',
  'specific',
  'code',
  'error',
  'type',
  'name',
  'xxx',
  'foo',
  'bar',
  'example',
]);

/**
 * Every mention of an error type in `source`, in order: today's and earlier pages, and `err:` codes. Mentions
 * inside one of `comments` are marked. Beginnings of codes, patterns and placeholders are no mentions.
 */
export function findErrorReferences(source: SourceText, comments: readonly Range[]): ErrorReference[] {
  const found: ErrorReference[] = [];
  const { text } = source;
  for (const candidate of text.matchAll(CANDIDATE)) {
    const before = text.slice(Math.max(0, candidate.index - 16), candidate.index);
    const lead = (candidate[0] === 'err:' ? BEFORE_CODE : BEFORE_SITE).exec(before);
    REFERENCE.lastIndex = candidate.index;
    const match = lead && REFERENCE.exec(text);
    if (!match) continue;
    const [, urn, page, earlierPage, legacy] = match;
    const [from, to] = [candidate.index - lead[0].length, candidate.index + match[0].length];
    const name = (urn ?? page ?? earlierPage ?? legacy)!.replaceAll('\\', '').replaceAll('/', ':');
    if (name.endsWith('_') || name.split(':').some((part) => PLACEHOLDERS.has(part))) continue;
    const range = source.range(from, to);
    found.push({
      range,
      form: urn ? 'urn' : page ? 'url' : earlierPage ? 'errors-v2' : 'code',
      code: legacy ?? `err:${name}`,
      text: source.slice(from, to),
      inComment: comments.some((c) => range.start >= c.start && range.end <= c.end),
    });
  }
  return found;
}
