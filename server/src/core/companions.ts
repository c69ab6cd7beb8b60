import { languages } from './languages/index.generated.ts';
import { languageFor } from './languages/registry.ts';
import type { DocumentInput } from './service.ts';

/**
 * Names of the files that say more about a document, relative to a folder: `http-client.env.json`,
 * `.vscode/settings.json`, `environments/*.bru` (a star in the last part stands for any characters). Each is looked for
 * in the document's folder and in those above it, up to the top of the workspace or repository. Those found are
 * {@link DocumentInput.companions}, the nearest folder's first. Empty for documents that need none.
 */
export function companionNames(document: DocumentInput): readonly string[] {
  const companions = languageFor(document.languageId, document.path, document.text)?.companions;
  return companions?.wanted(document.text) ? companions.names : [];
}

/** Every name that {@link companionNames} can give, for whoever watches for changes. */
export const allCompanionNames: readonly string[] = [
  ...new Set(languages.flatMap(({ companions }) => companions?.names ?? [])),
];

/** True for a file's name (its last part) that a companion's name stands for. */
export function matchesCompanion(name: string, wanted: string): boolean {
  const pattern = wanted.slice(wanted.lastIndexOf('/') + 1);
  const star = pattern.indexOf('*');
  if (star < 0) return name === pattern;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
}
