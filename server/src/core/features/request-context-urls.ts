/** Values longer than this are no base of a URL. */
const MAX_LENGTH = 200;

/** The URLs that `name` is given anywhere in `text`, in whatever language: `@host = https://…`, `const BASE = '…'`. */
export function baseUrls(text: string, name: string): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (!/^[\w-]+$/.test(last)) return [];
  const given = new RegExp(
    String.raw`(?<![\w-])${last}["']?\s*(?::\s*[\w<>]+\s*)?[=:]\s*["'\x60]?(https?:\/\/[^\s"'\x60;,]{1,${MAX_LENGTH}})`,
    'g',
  );
  return [...new Set([...text.matchAll(given)].map((m) => m[1]!.replace(/\/+$/, '')))];
}
