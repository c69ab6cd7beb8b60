import { sdkPackages } from '../../catalogue/sdk-changes.ts';
import type { Sdk } from '../../model.ts';
import { aliasedPackage } from '../../sdk/manifests.ts';
import { isDeclared, namesClient, namesSdk, npmGeneration } from '../../sdk/release.ts';
import { generationOf } from '../../sdk/version.ts';
import type { Companion } from '../../service.ts';

type Generation = Sdk['generation'];

/** A module of the SDKs wherever it is served from: `@unkey/api`, `npm:@unkey/api@2`, `https://esm.sh/@unkey/api@0.38/…`. */
const SPECIFIER =
  /["'`](?:npm:|jsr:|https?:\/\/[^"'`\s]*?\/)?(@unkey\/[\w.-]+)(?:@([^"'`/\s]+))?(?:\/[^"'`\s]*)?["'`]/g;

/** What people call an object of `Unkey`, and functions that give it. */
const CLIENT = /^(?:get|create|use|make|new|init)?_?unkey(?:_?(?:api|client|sdk|instance))?$/i;

/** The SDKs that a text imports. */
export interface SdkModules {
  /** The package that a module's name without version is of; undefined for what is no SDK. */
  readonly packageOf: (module: string) => string | undefined;
  /** True for what another file of the program exports, that is most likely an object of `Unkey`. */
  readonly isClient: (module: string, name: string) => boolean;
  /** What the specifier says, or the files beside the document do. */
  readonly generationOf: (packageName: string) => Generation;
}

/** Reads which SDKs a text imports, and of which release they are; undefined where it imports none. */
export function sdkModules(
  text: string,
  path: string,
  companions: readonly Companion[],
): SdkModules | undefined {
  if (!namesSdk(text)) return undefined;
  const packages = new Map<string, string>();
  const written = new Map<string, Generation>();
  for (const [, name, version] of text.matchAll(SPECIFIER)) {
    const known = sdkPackages.has(name!) ? name! : aliased(name!, companions);
    if (known === undefined) continue;
    packages.set(name!, known);
    if (version !== undefined) written.set(known, generationOf(known, version.replace(/^[\^~]/, '')));
  }
  if (packages.size === 0 && !namesClient(text)) return undefined;
  const declared = new Map<string, Generation>();
  return {
    isClient: (module, name) =>
      CLIENT.test(name) && (/unkey/i.test(module) || isDeclared('@unkey/api', companions)),
    packageOf: (module) => packages.get(/^@[^/]+\/[^/]+/.exec(module)?.[0] ?? module),
    generationOf(packageName) {
      if (!declared.has(packageName)) {
        const name = [...packages].find(([, known]) => known === packageName)?.[0] ?? packageName;
        const found = written.get(packageName) ?? npmGeneration(packageName, companions, path, name);
        declared.set(packageName, found);
      }
      return declared.get(packageName);
    },
  };
}

/** The SDK that a manifest beside the document gives that name. */
function aliased(name: string, companions: readonly Companion[]): string | undefined {
  for (const { path, text } of companions) {
    const found = path.endsWith('package.json') ? aliasedPackage(text, name) : undefined;
    if (found !== undefined && sdkPackages.has(found)) return found;
  }
  return undefined;
}
