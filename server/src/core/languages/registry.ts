import { languages } from './index.generated.ts';
import type { Language } from './language.ts';

const byLanguageId = new Map(languages.flatMap((l) => l.languageIds.map((id) => [id, l] as const)));
const byFence = new Map(
  languages.flatMap((l) => [...l.fences, ...l.languageIds].map((name) => [name, l] as const)),
);
const byExtension = new Map(languages.flatMap((l) => l.extensions.map((e) => [e, l] as const)));
const byFilename = new Map(languages.flatMap((l) => (l.filenames ?? []).map((f) => [f, l] as const)));

/**
 * The language of a document: by its LSP language identifier, and where that says nothing (empty, plain text,
 * unknown), by the name of its file. Undefined when the engine does not read it.
 */
export function languageFor(languageId: string, path: string): Language | undefined {
  const named = byLanguageId.get(languageId);
  if (named && named.id !== 'plaintext') return named;
  return languageOfPath(path) ?? named;
}

function languageOfPath(path: string): Language | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  const patterned = languages.find((l) => l.filenamePattern?.test(name));
  if (patterned) return patterned;
  return byFilename.get(name) ?? (dot < 0 ? undefined : byExtension.get(name.slice(dot)));
}

/** The language that a Markdown fence's info string names, lower case. */
export function languageOfFence(name: string): Language | undefined {
  return byFence.get(name);
}
