import { sdkPackages } from '../../catalogue/sdk-changes.ts';
import type { Sdk } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import { aliasedPackage } from '../../sdk/manifests.ts';
import { isDeclared, namesClient, namesSdk, npmGeneration } from '../../sdk/release.ts';
import { generationOf } from '../../sdk/version.ts';
import type { Companion } from '../../service.ts';
import type { ExtractContext } from '../language.ts';

type Generation = Sdk['generation'];

/** A module of the SDKs wherever it is served from: `@unkey/api`, `npm:@unkey/api@2`, `https://esm.sh/@unkey/api@0.38/…`. */
const SPECIFIER =
  /["'`](?:npm:|jsr:|https?:\/\/[^"'`\s]*?\/)?(@unkey\/[\w.-]+)(?:@([^"'`/\s]+))?(?:\/[^"'`\s]*)?["'`]/g;

/** `import { names } from '@unkey/api'` */
const IMPORTED =
  /\bimport\s*\{([^{}]*)\}\s*from\s*["'](?:npm:|jsr:|https?:\/\/[^"'\s]*?\/)?(@unkey\/[\w-]+)/g;

/** What people call an object of `Unkey`, and functions that give it. */
const CLIENT =
  /^(?!Unkey$)(?:(?:get|create|use|make|new|init)_?)?[uU](?:nkey|NKEY)(?:_?(?:api|client|sdk|instance|A(?:pi|PI)|Client|S(?:dk|DK)|Instance))?$/;

/** A file that most likely holds such an object: `../lib/unkey`, `@/server/unkey-client`, `./unkey/index.js`. */
const CLIENT_FILE =
  /\/[uU]nkey(?:[-_.]?(?:[aA]pi|[cC]lient|[sS]dk|[iI]nstance|[sS]erver))?(?:\/(?:index|client|server))?(?:\.[cm]?[jt]s)?$/;

/** What such a file may call it, beside what it is called anywhere. */
const OF_FILE = /^(?:default|client)$/;

/** Variables of the environment of programs that use Unkey. */
const NAMED = /\bUNKEY_[A-Z]/;

/** A module of the program's own: by its path, or by a usual alias of its folder. */
const OWN = /^(?:\.{1,2}|[@~#$]?|\$lib)\//;

/** `vi.mock('../lib/unkey')` */
const MOCKED =
  /\b(?:vi|jest|mock)\.(?:mock|doMock|unstable_mockModule|module)\(\s*(?:import\(\s*)?["'`]([^"'`\n]+)["'`]/g;

/** The SDKs that a text imports. */
export interface SdkModules {
  /** The package that a module's name without version is of; undefined for what is no SDK. */
  readonly packageOf: (module: string) => string | undefined;
  /** True for what another file of the program exports, that is most likely an object of `Unkey`. */
  readonly isClient: (module: string, name: string) => boolean;
  /** True for another file of the program that is most likely there for its object of `Unkey`. */
  readonly holdsClient: (module: string) => boolean;
  /** What a name is most likely that the text does not declare: of a piece of a document, what another piece imports. */
  readonly globalOf: (name: string) => { readonly package: string; readonly path: string } | undefined;
  /** True where the document imports a package, or is known to be of a program with its release for v2. */
  readonly isKnown: (packageName: string) => boolean;
  /** What the specifier says, or the files beside the document do. */
  readonly generationOf: (packageName: string) => Generation;
}

/**
 * Reads which SDKs a text imports, and of which release they are; undefined where it imports none. A piece of a
 * document may use what another piece of it imports.
 */
export function sdkModules(text: string, context: ExtractContext): SdkModules | undefined {
  const { document, path, companions } = context;
  if (!namesSdk(document) && !namesSdk(text)) return undefined;
  const packages = new Map<string, string>();
  const written = new Map<string, Generation>();
  const isPiece = document !== text;
  for (const [, name] of isPiece ? document.matchAll(SPECIFIER) : []) {
    const known = sdkPackages.has(name!) ? name! : aliased(name!, companions);
    if (known !== undefined) packages.set(name!, known);
  }
  for (const [, name, version] of text.matchAll(SPECIFIER)) {
    const known = sdkPackages.has(name!) ? name! : aliased(name!, companions);
    if (known === undefined) continue;
    packages.set(name!, known);
    if (version !== undefined) written.set(known, generationOf(known, version.replace(/^[\^~]/, '')));
  }
  if (packages.size === 0 && !namesClient(text)) return undefined;
  const declared = new Map<string, Generation>();
  const generation = (packageName: string): Generation => {
    if (!declared.has(packageName)) {
      const name = [...packages].find(([, known]) => known === packageName)?.[0] ?? packageName;
      const found = written.get(packageName) ?? npmGeneration(packageName, companions, path, name);
      declared.set(packageName, found);
    }
    return declared.get(packageName);
  };
  const isUsed = (): boolean =>
    isDeclared('@unkey/api', companions) || [...packages.values()].includes('@unkey/api');
  const holdsClient = (module: string): boolean =>
    CLIENT_FILE.test(module) && !isMocked(text, module) && (isUsed() || !isOwn(module, companions));
  return {
    holdsClient,
    isClient: (module, name) =>
      (CLIENT.test(name) &&
        !isMocked(text, module) &&
        (isUsed() || ((/unkey/i.test(module) || NAMED.test(text)) && !isOwn(module, companions)))) ||
      (OF_FILE.test(name) && holdsClient(module)),
    globalOf(name) {
      if (CLIENT.test(name)) return { package: '@unkey/api', path: 'Unkey()' };
      if (!isPiece) return undefined;
      const imported = [...document.matchAll(IMPORTED)].find(([, names]) =>
        new RegExp(`(?<![\\w$]|\\bas\\s+)${escapedName(name)}(?!\\s+as\\b)(?![\\w$])`).test(names!),
      );
      return imported && packages.has(imported[2]!) ? { package: imported[2]!, path: name } : undefined;
    },
    packageOf: (module) => packages.get(/^@[^/]+\/[^/]+/.exec(module)?.[0] ?? module),
    isKnown: (packageName) =>
      [...packages.values()].includes(packageName) || generation(packageName) === 'v2',
    generationOf: generation,
  };
}

/** True for a module of the program's own, in a program that does not ask for the SDK. */
const isOwn = (module: string, companions: readonly Companion[]): boolean =>
  OWN.test(module) && companions.some(({ path }) => path.endsWith('package.json'));

/** True for a module that a test puts something else in the place of. */
const isMocked = (text: string, module: string): boolean =>
  [...text.matchAll(MOCKED)].some(([, mocked]) => mocked === module);

/** The SDK that a manifest beside the document gives that name. */
function aliased(name: string, companions: readonly Companion[]): string | undefined {
  for (const { path, text } of companions) {
    const found = path.endsWith('package.json') ? aliasedPackage(text, name) : undefined;
    if (found !== undefined && sdkPackages.has(found)) return found;
  }
  return undefined;
}
