import type { CallEditor } from '../model.ts';
import type { SourceText } from '../source.ts';
import { plainValue } from './url-values.ts';

/** A variable that may stand in JSON without quotes. */
const VARIABLE = /^(?:\$\w+|\$\{[^{}\s]+\}|\{\{?[\w$. -]+\}?\})$/;

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
      return tail.isContiguous() ? [{ range: tail.range(), newText }] : undefined;
    },
  };
}
