import type { Range } from '../../source.ts';

/**
 * A text as it is written into the scalar of YAML at `range`: with its escapes, or in a plain one without what would end
 * it. Undefined where it cannot be.
 */
export function writtenInScalar(text: string, { start }: Range, document: string): string | undefined {
  const mark = document[start] ?? '';
  if (mark === '|') return text;
  if (text.includes('\n')) return undefined;
  if (mark === '>') return text;
  if (mark === '"') return JSON.stringify(text).slice(1, -1);
  if (mark === "'") return text.replaceAll("'", "''");
  const line = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  // Between brackets commas and brackets end it.
  if (/[[{]/.test(line)) return undefined;
  const compact = text.replaceAll(/(?<=[\w"]): (?=[\w"{[\\$])/g, ':');
  return /:\s| #/.test(compact) ? undefined : compact;
}
