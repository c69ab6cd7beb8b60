import type { QueryField } from '../../call-editor.ts';
import { plainValue } from '../../requests/url-values.ts';
import { textOf } from './query-code.ts';

/** The code of a value of a query as one of a body; undefined where that cannot be written surely. */
export function valueAs(
  code: string,
  type: Parameters<QueryField['write']>[0],
  document: string,
): string | undefined {
  const literal = /^"([^"\\]*)"$/.exec(code)?.[1];
  if (literal !== undefined) return type === 'string' ? code : plainValue(literal, type);
  if (type === 'string') return code;
  const bare = textOf(code);
  if (bare !== undefined) return bare;
  // A text that a number is in.
  return type === 'number' && /"encoding\/json"/.test(document) && /^[\w.]+$/.test(code)
    ? `json.Number(${code})`
    : undefined;
}
