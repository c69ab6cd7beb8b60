import { SourceText } from '../source.ts';

/** Scheme and host of an absolute URL; undefined for other texts. */
export const originOf = (url: SourceText): string | undefined =>
  /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url.text)?.[0];

/** Base and path with exactly one slash between them, as clients with a base URL join them. */
export function withSlash(base: SourceText, path: SourceText): SourceText {
  const end = /\/*$/.exec(base.text)!.index;
  const start = /^\/*/.exec(path.text)![0].length;
  if (start === path.length) return base;
  return SourceText.join([
    base.slice(0, end),
    SourceText.decoded('/', path.range(start, start)),
    path.slice(start),
  ]);
}

/** A path that begins with a slash behind the origin of the base, any other behind all of it. */
export function withPath(base: SourceText, path: SourceText): SourceText {
  const origin = originOf(base);
  return origin !== undefined && path.text.startsWith('/')
    ? SourceText.join([base.slice(0, origin.length), path])
    : SourceText.join([base, path]);
}

/** A reference resolved as RFC 3986 says: one that begins with a slash replaces the path of the base. */
export function byReference(base: SourceText, reference: SourceText): SourceText {
  if (reference.text.startsWith('/')) return withPath(base, reference);
  const origin = originOf(base);
  const path = /^[^?#]*/.exec(base.text)![0];
  const slash = path.lastIndexOf('/');
  return origin !== undefined && slash >= origin.length
    ? SourceText.join([base.slice(0, slash + 1), reference])
    : withSlash(base, reference);
}
