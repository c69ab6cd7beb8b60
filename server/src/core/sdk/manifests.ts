/** The members of a `package.json` in which packages are asked for. */
const DEPENDENCIES = /"(?:dev|peer|optional)?[dD]ependencies"\s*:\s*\{([^{}]*)\}/g;

/** What a name is imported from in a `deno.json` or an import map, as a range: `npm:@unkey/api@^2.0.0`. */
const IMPORTS = /"imports"\s*:\s*\{([^{}]*)\}/g;
/** Where Deno gets packages of npm from. */
const SERVED = /^(?:npm:|jsr:|https?:\/\/[^\s@]*?\/)\/?(@?[^@\s]+)@([^/?#\s]+)/;

/** True for a file that says what names are imported from, rather than which packages are asked for. */
export const isImportMap = (path: string): boolean => /(?:^|\/)(?:deno\.jsonc?|import_map\.json)$/.test(path);

/** The range that an import map gives a package; undefined where it does not. */
export function importedRange(text: string, name: string): string | undefined {
  for (const [, members] of text.matchAll(IMPORTS)) {
    const at = members!.indexOf(`"${name}"`);
    const found = at < 0 ? null : /^\s*:\s*"([^"\\]*)"/.exec(members!.slice(at + name.length + 2));
    const [, , range] = (found && SERVED.exec(found[1]!)) ?? [];
    if (range !== undefined) return range;
  }
  return undefined;
}

/** The range that a `package.json` asks for; undefined where it does not. Broken text says what can be read of it. */
export function manifestRange(text: string, packageName: string): string | undefined {
  for (const [, members] of text.matchAll(DEPENDENCIES)) {
    const at = members!.indexOf(`"${packageName}"`);
    const found = at < 0 ? null : /^\s*:\s*"([^"\\]*)"/.exec(members!.slice(at + packageName.length + 2));
    if (found) return found[1];
  }
  return undefined;
}

/** The package that a `package.json` gives another name: of `"unkey-v1": "npm:@unkey/api@0.38"`, `@unkey/api`. */
export function aliasedPackage(text: string, name: string): string | undefined {
  const range = manifestRange(text, name);
  return range === undefined ? undefined : /^npm:(@?[^@]+)(?:@|$)/.exec(range)?.[1];
}
