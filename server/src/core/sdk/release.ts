import type { Sdk } from '../model.ts';
import type { Companion } from '../service.ts';
import { fromLockfile } from './lockfiles.ts';
import { importedRange, isImportMap, manifestRange } from './manifests.ts';
import { generationOf, generationOfRange } from './version.ts';

type Generation = Sdk['generation'];

/** Files of npm and its kin, and of Deno, that say which releases are declared and installed. */
export const NPM_FILES: readonly string[] = [
  'package.json',
  'deno.json',
  'deno.jsonc',
  'import_map.json',
  'package-lock.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
];

/** What calls a method of a client that another file of the program makes: `unkey.keys.verifyKey`. */
const CLIENT =
  /[uU]nkey\w*(?:\(\))?[?!]?\.(?:keys|apis|identities|permissions|ratelimits?|analytics|migrations)\b/;

/** Takes something from another file of the program that is named after Unkey: `require('../lib/unkey')`. */
const FROM_FILE =
  /\b(?:from|require\s*\(|import\s*\()\s*["'`][^"'`\n]*[uU]nkey[\w.-]*(?:\/(?:index|client|server)[\w.]*)?["'`]/;
/** A type of the text that is named after Unkey. */
const OWN_TYPE = /\b(?:interface|type)\s+\w*[uU]nkey/;
/** What calls a method of a client, whatever it is named. */
const GROUP = /[?!]?\.(?:keys|apis|identities|permissions|ratelimits?|analytics|migrations)[?!]?\.\w/;

/** True for a text that calls methods of a client named after Unkey, or of one of a file or a type named so. One scan. */
export const namesClient = (text: string): boolean =>
  text.includes('nkey') &&
  (CLIENT.test(text) || ((FROM_FILE.test(text) || OWN_TYPE.test(text)) && GROUP.test(text)));

/** True for a text that names a module of the SDKs, or may use what another file made of one. One scan. */
export const namesSdk = (text: string): boolean => text.includes('@unkey/') || namesClient(text);

/**
 * The version of the API that the release of a package of npm speaks, as the files beside a document say. The nearest
 * folder decides; in it, what is installed counts more than the range that is asked for. Undefined where none says it.
 *
 * @param path of the document: which part of a workspace it is in
 * @param name of the package where the document imports it under another one
 */
export function npmGeneration(
  packageName: string,
  companions: readonly Companion[],
  path: string,
  name = packageName,
): Generation {
  let range: string | undefined;
  for (const [folder, files] of byFolder(companions)) {
    const manifest = files.get('package.json');
    range ??= manifest === undefined ? undefined : manifestRange(manifest, name);
    for (const [file, text] of files) if (isImportMap(file)) range ??= importedRange(text, name);
    // Without a declaration, what is installed there is for the sake of others.
    const locked = [...files].filter(([name]) => name !== 'package.json' && !isImportMap(name));
    for (const [file, text] of locked) {
      const found = fromLockfile(file, text, {
        packageName: name,
        range,
        folders: foldersBelow(folder, path),
      });
      const generation = found === undefined ? undefined : generationOf(packageName, found);
      if (generation) return generation;
    }
    const asked = range === undefined ? undefined : generationOfRange(packageName, aliased(range));
    if (asked) return asked;
  }
  return undefined;
}

/** True when a manifest beside the document asks for a package. */
export const isDeclared = (packageName: string, companions: readonly Companion[]): boolean =>
  companions.some(
    ({ path, text }) =>
      (path.endsWith('package.json') && manifestRange(text, packageName) !== undefined) ||
      (isImportMap(path) && importedRange(text, packageName) !== undefined),
  );

/** The range of `npm:@unkey/api@0.38`, of any other range itself. */
const aliased = (range: string): string => /^npm:@?[^@]+@(.+)$/.exec(range)?.[1] ?? range;

/** The files by their folders (`''`, `../`, `../../`), nearest first. */
function byFolder(companions: readonly Companion[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const folders = new Map<string, Map<string, string>>();
  for (const { path, text } of companions) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const folder = path.slice(0, path.length - name.length);
    if (!NPM_FILES.includes(name) || !/^(?:\.\.\/)*$/.test(folder)) continue;
    folders.set(folder, (folders.get(folder) ?? new Map<string, string>()).set(name, text));
  }
  return new Map([...folders].sort(([a], [b]) => a.length - b.length));
}

/** Paths of the document's folder and those around it, from a folder above: `apps/web/lib`, `apps/web`, `apps`, `.`. */
function foldersBelow(folder: string, path: string): readonly string[] {
  const up = folder.length / '../'.length;
  const parts = path.split(/[\\/]/).slice(0, -1);
  const below = up > 0 && parts.length >= up ? parts.slice(-up) : [];
  return [...below.map((_, i) => below.slice(0, below.length - i).join('/')), '.'];
}
