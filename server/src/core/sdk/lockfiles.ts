/** Which release is looked for in a lockfile. */
export interface Wanted {
  readonly packageName: string;
  /** What the nearest manifest asks for, where there is one. */
  readonly range: string | undefined;
  /** Folders of the document and around it, from the lockfile's: `apps/web`, `.`. */
  readonly folders: readonly string[];
}

/** Places of one name in a lockfile; more are of other packages' dependencies. */
const MOST_PLACES = 200;

/** The version that a lockfile says is installed; undefined where it does not, or several could be meant. */
export function fromLockfile(name: string, text: string, wanted: Wanted): string | undefined {
  switch (name) {
    case 'package-lock.json':
      return ofNpm(text, wanted);
    case 'pnpm-lock.yaml':
      return ofPnpm(text, wanted);
    case 'yarn.lock':
      return ofYarn(text, wanted);
    case 'bun.lock':
      return ofBun(text, wanted);
    default:
      return undefined;
  }
}

/** Where a text stands in another, from the first place on. */
function placesOf(text: string, piece: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(piece); at >= 0 && places.length < MOST_PLACES; at = text.indexOf(piece, at + 1))
    places.push(at + piece.length);
  return places;
}

/** `"node_modules/@unkey/api": { "version": "2.5.1"`, in a part of a workspace behind its folder. */
function ofNpm(text: string, { packageName, folders }: Wanted): string | undefined {
  const version = (key: string): string | undefined => {
    for (const at of placesOf(text, `"${key}"`)) {
      const found = /^\s*:\s*\{\s*"version"\s*:\s*"([^"]+)"/.exec(text.slice(at, at + 300));
      if (found) return found[1];
    }
    return undefined;
  };
  for (const folder of folders) {
    const prefix = folder === '.' ? '' : `${folder}/`;
    const found = version(`${prefix}node_modules/${packageName}`);
    if (found !== undefined) return found;
  }
  return version(packageName);
}

/** `'@unkey/api': { specifier, version }` under the importer that the document is part of. */
function ofPnpm(text: string, { packageName, folders }: Wanted): string | undefined {
  const found = new Map<string, string>();
  for (const at of placesOf(text, packageName)) {
    const entry =
      /^['"]?:(?:[ \t]*([\d][^\s]*)|[ \t]*\r?\n\s+specifier:[^\n]*\n\s+version:[ \t]*['"]?([^\s'"]+))/.exec(
        text.slice(at, at + 300),
      );
    const version = entry?.[1] ?? entry?.[2];
    if (version === undefined) continue;
    found.set(importerAt(text, at) ?? '.', version);
  }
  for (const folder of folders) {
    const version = found.get(folder);
    if (version !== undefined) return version;
  }
  return undefined;
}

/** A dependency stands at most so many lines below the name of its importer. */
const MOST_LINES = 2000;

/** The importer whose dependencies stand at a place: the key that two blanks indent. Undefined where there are none. */
function importerAt(text: string, at: number): string | undefined {
  let end = text.lastIndexOf('\n', at);
  // Without importers, dependencies stand further out.
  if (!text.startsWith('    ', end + 1)) return undefined;
  for (let left = MOST_LINES; left > 0 && end > 0; left--) {
    const start = text.lastIndexOf('\n', end - 1);
    const line = text.slice(start + 1, end);
    if (/^[^\s#]/.test(line)) return undefined;
    const key = /^ {2}['"]?([^\s'"#][^'"]*?)['"]?:\s*$/.exec(line)?.[1];
    if (key !== undefined) return key;
    end = start;
  }
  return undefined;
}

/** `"@unkey/api@^0.26.1":` and the line with its version. */
function ofYarn(text: string, { packageName, range }: Wanted): string | undefined {
  const all = new Map<string, string>();
  for (const at of placesOf(text, `${packageName}@`)) {
    const entry = /^(?:npm:)?([^"',:\n]+)[^\n]*:[ \t]*\r?\n\s+version:?\s+"?([^"\s]+)/.exec(
      text.slice(at, at + 400),
    );
    if (entry) all.set(entry[1]!, entry[2]!);
  }
  if (range !== undefined && all.has(range)) return all.get(range);
  return only(all.values());
}

/** `"@unkey/api": ["@unkey/api@0.26.1", …]` */
function ofBun(text: string, { packageName }: Wanted): string | undefined {
  for (const at of placesOf(text, `"${packageName}"`)) {
    const found = /^\s*:\s*\[\s*"@?[^"@]+@([^"]+)"/.exec(text.slice(at, at + 200));
    if (found) return found[1];
  }
  return undefined;
}

function only(values: Iterable<string>): string | undefined {
  const different = new Set(values);
  return different.size === 1 ? [...different][0] : undefined;
}
