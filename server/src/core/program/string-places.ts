import type { Extraction } from '../languages/language.ts';
import { lazy } from '../lazy.ts';
import type { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';

/** Nodes of strings that are text, rather than code that is filled in, and those that hold them. */
const TEXT = /content|fragment|escape|text|start$|end$/;
const BODY = /_body$/;
/** How strings begin; grammars take bare words for strings too. */
const QUOTED = /^(?:[\w$@#]{0,4}["'`]|<<<)/;

/**
 * Tells of a document offset which of `strings` its character is text of, as {@link Extraction.stringAt}.
 * @param longQuotes as in a grammar: what follows one that is never closed is text.
 */
export function stringFinder(
  source: SourceText,
  strings: readonly SyntaxNode[],
  longQuotes: readonly string[] = [],
): NonNullable<Extraction['stringAt']> {
  const { text } = source;
  const open = lazy(() => {
    const quotes = longQuotes.filter((quote) => text.split(quote).length % 2 === 0);
    return { at: Math.min(text.length, ...quotes.map((quote) => text.lastIndexOf(quote))) };
  });
  return (offset) => {
    const at = source.indexOfOffset(offset);
    if (at > open().at) return source.range(open().at);
    const isAround = ({ start, end }: SyntaxNode): boolean => start <= at && at < end;
    const own = strings.findLast(
      (node) => isAround(node) && QUOTED.test(text.slice(node.start, node.start + 8)),
    );
    let inner = own?.children.findLast(isAround);
    while (inner && BODY.test(inner.type)) inner = inner.children.findLast(isAround);
    return own && (!inner || TEXT.test(inner.type)) ? source.range(own.start, own.end) : undefined;
  };
}
