import { linesOf } from '../../regions/lines.ts';
import { substitute } from '../../regions/substitution.ts';
import { settingCall, withoutUsedUrls } from '../../requests/bare-call.ts';
import { SourceText } from '../../source.ts';
import type { Extraction, Language } from '../language.ts';

/** Settings in lines of `name = value`: Java's properties, INI files. */
export const language: Language = {
  id: 'properties',
  title: 'Properties and INI files',
  languageIds: ['properties', 'java-properties', 'spring-boot-properties', 'ini'],
  extensions: ['.properties', '.ini', '.cfg', '.conf'],
  fences: ['cfg', 'conf'],
  comment: ['# ', ''],
  extract,
};

const PAIR = /^[ \t]*([\w][\w.[\]-]*)[ \t]*[=:][ \t]*/;
/** Values longer than this grew by doubling: nobody's URL. */
const MAX_LENGTH = 20_000;

function extract(source: SourceText): Extraction {
  const comments: SourceText[] = [];
  const pairs: { readonly name: string; readonly value: SourceText }[] = [];
  for (const { source: line } of linesOf(source)) {
    if (/^[ \t\uFEFF]*[#;!]/.test(line.text)) comments.push(line.trim());
    const name = PAIR.exec(line.text);
    if (!name) continue;
    const written = line.slice(name[0].length).trim();
    const quoted = /^(["']).*\1$/.test(written.text);
    pairs.push({ name: name[1]!, value: quoted ? written.slice(1, written.length - 1) : written });
  }
  const values = valuesOf(pairs);
  const names = pairs.map(({ name, value }) => ({ name, value: values(value, 0) }));
  return {
    calls: withoutUsedUrls(names.flatMap(({ name, value }) => settingCall(name, value) ?? [])),
    names: names.filter(({ value }) => value.length > 0),
    comments,
  };
}

/** Puts in the values of `${name}`s that are set once; the others are holes. */
function valuesOf(
  pairs: readonly { readonly name: string; readonly value: SourceText }[],
): (value: SourceText, depth: number) => SourceText {
  const byName = new Map<string, SourceText | undefined>();
  for (const { name, value } of pairs) byName.set(name, byName.has(name) ? undefined : value);
  const expand = (text: SourceText, depth: number): SourceText => {
    if (!text.text.includes('${')) return text;
    const expanded = substitute(text, /\$\{([^{}:]*)(?::([^{}]*))?\}/g, (match, written) => {
      const known = byName.get(match[1]!.trim());
      if (known && known.length > 0 && depth < 10) return expand(known, depth + 1);
      const fallback = match[2];
      if (!fallback || byName.has(match[1]!.trim())) return SourceText.hole(written.range());
      return written.slice(written.length - 1 - fallback.length, written.length - 1);
    });
    return expanded.length <= MAX_LENGTH ? expanded : SourceText.hole(text.range());
  };
  return expand;
}
