import type { CallEditor } from '../call-editor.ts';
import { HOLE, type SourceText } from '../source.ts';
import { plainValue } from './url-values.ts';

/** A variable that may stand in JSON without quotes. */
const VARIABLE = /^(?:\$\w+|\$\{[^{}\s]+\}|\$\([\w.-]+\)|\{\{?[\w$. -]+\}?\})$/;

/** The end of a URL that goes on in the lines below, where none of these is a comment. */
const LINES = /^(?:[^\s?&]*|\s*[?&][^\n]*)(?:\r?\n[ \t]+(?!#|\/\/)[^\s][^\n]*)*$/;

/**
 * Edits of a URL that is written as text, for a body of JSON.
 * @param local the URL with the text of its variables standing where they are named, as long as `expanded`.
 */
export function urlEditor(local: SourceText, expanded: SourceText, document: string): CallEditor {
  if (local.length !== expanded.length) return {};
  return {
    writeValue: (from, to, type) => {
      const value = local.slice(from, to);
      const { start, end } = value.range();
      const written = document.slice(start, end);
      if (value.isLiteral && written === value.text) return plainValue(written, type);
      if (!value.isContiguous() || !/^(?:[^\s"'\\]|\{\{[\w$. -]+\}\})+$/.test(written)) return undefined;
      if (type === 'string') return `"${written}"`;
      return VARIABLE.test(written) ? written : undefined;
    },
    replaceTail: (from, newText) => {
      const tail = local.slice(from);
      // What is written on several lines goes with the line ends between.
      const start = from > 0 ? local.range(from - 1, from).end : tail.offset(0);
      const { end } = tail.range();
      const isWhole = tail.isContiguous() && start === tail.offset(0);
      const inLines = end > start && LINES.test(document.slice(start, end));
      return isWhole || inLines ? [{ range: { start, end }, newText }] : undefined;
    },
    inlineBase: () => {
      const range = local.range(0, 1);
      let length = 0;
      while (length < local.length && local.range(length, length + 1).end === range.end) length++;
      const text = local.text.slice(0, length);
      const isNamed = /^(?:\$|\{\{)/.test(document.slice(range.start, range.end));
      return isNamed && !text.includes(HOLE) ? [{ range, newText: text }] : undefined;
    },
  };
}
