import type { ApiCall } from '../model.ts';
import { HOLE, type Range, type SourceText } from '../source.ts';
import type { HeldRootKeys } from './held.ts';
import type { Piece, Use } from './reading.ts';
import { findRootKeys, shownOf } from './shape.ts';

/** The name of a parameter in the query of an address, up to its value. */
const PARAMETER = /(?<=\/[^\s"'`]{0,200})[?&][\w.[\]%-]{1,60}=$/;
/** The same with what fills in a value, or puts it behind the text. */
const FILLED =
  /[?&][\w.[\]%-]{1,60}=(?:(\$\{|#\{|\{)|(\\\()|\$(?=\w)|["'`]\s*(?:\+|\.\.?|<>)\s*)(?:(?:encodeURIComponent|quote|urlencode|rawurlencode|url\.QueryEscape)\()?/g;
const VALUE = /[$@]?[\w$.:@>?!-]{1,120}(?:[([]["'`][\w$]{1,80}["'`][)\]])?/y;
/** What stands before and behind a variable in a template: `{{$processEnv NAME}}`, `${NAME}`. */
const TEMPLATE = /^\$?\{*\s*(?:\$(?:processEnv|dotenv|env\.)\s*%?|process\.env\.|\$)?|\s*\}*$/g;
const SAYS_ROOT_KEY = /^(?:[\w$]+\.)*(?:unkey_?)?root_?key$/i;

/** Root keys in the queries of addresses that stand in the text of a piece. */
export function queryUses({ text, keys, held }: Piece): Use[] {
  const uses = keys.filter(({ start }) => PARAMETER.test(text.slice(Math.max(0, start - 300), start)));
  for (const match of text.matchAll(FILLED)) {
    if (!/\/[^\s"'`]*$/.test(text.slice(Math.max(0, match.index - 200), match.index))) continue;
    const start = match.index + match[0].length;
    VALUE.lastIndex = start;
    const expression = VALUE.exec(text)?.[0];
    const shown = expression === undefined ? undefined : held.nameOf(expression);
    const end = start + (expression?.length ?? 0);
    // Only the value itself: what is cut off it or asked of it is something else.
    const closes = match[1] ? /^\)?\s*(?::-[^}]*)?\}/ : match[2] ? /^\)/ : /^\)?(?![\w([.])/;
    if (shown !== undefined && closes.test(text.slice(end, end + 100))) uses.push({ start, end, shown });
  }
  return uses;
}

/** Root keys in the query of a call, wherever they are written. */
export function queryValues(
  { query }: ApiCall,
  source: SourceText,
  held: HeldRootKeys,
): { readonly range: Range; readonly shown: string }[] {
  return query.flatMap(({ nameRange, value }) => {
    const keys = findRootKeys(value).map((key) => ({ range: key.place(), shown: shownOf(key.text) }));
    // What a variable holds is not where it goes to the address.
    if (keys.length > 0)
      return keys.map((key) => (key.range.start < nameRange.start ? { ...key, range: nameRange } : key));
    if (value.text !== HOLE) return [];
    const range = value.range();
    const start = source.indexOfOffset(range.start);
    if (start < 0 || range.end - range.start > 200) return [];
    const expression = source.text.slice(start, start + range.end - range.start).replaceAll(TEMPLATE, '');
    const name = held.nameOf(expression) ?? (SAYS_ROOT_KEY.test(expression) ? expression : undefined);
    return name === undefined ? [] : [{ range, shown: name }];
  });
}
