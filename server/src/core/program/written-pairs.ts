import type { CallEditor } from '../call-editor.ts';
import type { TextEdit } from '../model.ts';
import type { ValueIdiom } from '../requests/url-expression.ts';
import { plainValue } from '../requests/url-values.ts';

/** Parameters of a query that are made of pairs outside of the request, and what takes them away. */
export interface QueryAside {
  /** Undefined where they are not known. */
  readonly parameters: CallEditor['parameters'] | undefined;
  readonly removals?: readonly TextEdit[];
}

const PAIR = /^(?:(["'])(\w+)\1\s*=>|:(\w+)\s*=>|(\w+):)\s*([\s\S]+)$/;

/** The pairs of `'name' => value, name: value`, each as a parameter; undefined where they are not all simple. */
export function pairsIn(code: string, values: ValueIdiom): CallEditor['parameters'] | undefined {
  const found: NonNullable<CallEditor['parameters']>[number][] = [];
  for (const piece of pieces(code)) {
    const [, , quoted, symbol, word, value] = PAIR.exec(piece.trim()) ?? [];
    const name = quoted ?? symbol ?? word;
    if (name === undefined || value === undefined || value.length > 100 || value.includes('\n'))
      return undefined;
    const own = value.trim();
    const text = /^(["'])([^"'\\#$]*)\1$/.exec(own)?.[2];
    found.push({
      name,
      write: (type) => {
        if (text !== undefined) {
          if (type === 'boolean')
            return text === 'true' ? values.true : text === 'false' ? values.false : undefined;
          return plainValue(text, type, () => own);
        }
        if (/^-?\d+$/.test(own)) return type === 'number' ? own : type === 'string' ? undefined : undefined;
        if (/^(?:true|false)$/.test(own)) return type === 'boolean' ? own : undefined;
        return type === 'string' ? own : type === 'number' ? values.number(own) : values.boolean(own);
      },
    });
  }
  return found;
}

/** What stands between commas outside of brackets and quotes. */
function pieces(code: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let i = 0; i < code.length; i++) {
    const c = code[i]!;
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) {
      found.push(code.slice(start, i));
      start = i + 1;
    }
  }
  found.push(code.slice(start));
  return found.filter((piece) => piece.trim() !== '');
}
