/** The members of a `package.json` in which packages are asked for. */
const DEPENDENCIES = /"(?:dev|peer|optional)?[dD]ependencies"\s*:\s*\{([^{}]*)\}/g;

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
