import { languageOfShebang } from '../regions/interpreter.ts';
import { languages } from './index.generated.ts';
import type { Language } from './language.ts';

const byLanguageId = new Map(languages.flatMap((l) => l.languageIds.map((id) => [id, l] as const)));
const byFence = new Map(
  languages.flatMap((l) => [...l.fences, ...l.languageIds].map((name) => [name, l] as const)),
);
const byExtension = new Map(languages.flatMap((l) => l.extensions.map((e) => [e, l] as const)));
const byFilename = new Map(languages.flatMap((l) => (l.filenames ?? []).map((f) => [f, l] as const)));

/** Identifiers that editors give to files whose kind they do not know: `.env` is opened as any of them but the last. */
const ROUGH_IDS: ReadonlySet<string> = new Set(['plaintext', 'properties', 'ini', 'shellscript', 'json']);

/** What package managers write down: long, and none of it is a request. */
const LOCK_FILE = /^(?:pnpm-lock\.yaml|package-lock\.json|npm-shrinkwrap\.json)$/;
/** Accounts of changes: what they show was right when it was written. */
const CHANGELOG = new RegExp(
  [
    String.raw`(?:^|[\\/])(?:CHANGELOG|CHANGES|HISTORY|NEWS|RELEASES|RELEASE[-_]?NOTES|[Cc]hange-?[Ll]og|History|[Rr]elease[-_]?[Nn]otes)(?:[-_.\d][^\\/]*)?\.\w+$`,
    String.raw`(?:^|[\\/])(?:\.changeset|changelogs?|release-?notes)[\\/](?:\d{4}[\\/])?[^\\/]+$`,
  ].join('|'),
);
/** Languages that accounts of changes are written in. */
const PROSE: ReadonlySet<string> = new Set(['markdown', 'asciidoc', 'restructuredtext', 'plaintext']);

/**
 * The language of a document: by its LSP language identifier, and where that says little or nothing (empty, plain text,
 * unknown), by the name of its file. Undefined when the engine does not read it.
 * @param text its beginning, which names the interpreter of a file without an ending; missing: only the name counts.
 */
export function languageFor(languageId: string, path: string, text = ''): Language | undefined {
  const language = usualLanguage(languageId, path, text);
  return language && PROSE.has(language.id) && CHANGELOG.test(path) ? byLanguageId.get('log') : language;
}

function usualLanguage(languageId: string, path: string, text: string): Language | undefined {
  const named = byLanguageId.get(languageId);
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (LOCK_FILE.test(name)) return undefined;
  if (named && !ROUGH_IDS.has(languageId)) return named;
  const patterned = languages.find((l) => l.filenamePattern?.test(name));
  if (patterned) return patterned;
  if (named && named.id !== 'plaintext') return named;
  const dot = name.lastIndexOf('.');
  const known = byFilename.get(name) ?? (dot < 0 ? undefined : byExtension.get(name.slice(dot)));
  if (known || dot >= 0 || !text.startsWith('#!')) return known ?? named;
  return byFence.get(languageOfShebang(text) ?? '') ?? named;
}

/** The language that a Markdown fence's info string names, lower case. */
export function languageOfFence(name: string): Language | undefined {
  return byFence.get(name);
}
