import type { Extraction } from '../languages/language.ts';
import type { ApiCall, Sdk } from '../model.ts';
import type { Companion } from '../service.ts';
import { generationOf, generationOfRange } from './version.ts';

type Generation = Sdk['generation'];

const PACKAGE = 'unkey.py';
/** Files in which Python programs lock and ask for their packages, the surer ones first. */
export const PYPI_FILES: readonly string[] = [
  'uv.lock',
  'poetry.lock',
  'pdm.lock',
  'Pipfile.lock',
  'pyproject.toml',
  'Pipfile',
  'requirements*.txt',
];

/** Where a package is installed: `name = "unkey-py"` and its version in the next line, `"unkey.py": { "version": "==…" }`. */
const LOCKED = [
  /^name[ \t]*=[ \t]*"unkey[._-]py"[ \t]*\r?\nversion[ \t]*=[ \t]*"([^"]+)"/im,
  /"unkey[._-]py"\s*:\s*\{[^{}]*?"version"\s*:\s*"==([^"]+)"/i,
];
/** Where it is asked for: `unkey.py>=2,<3`, `"unkey.py" = "^2.0"`, `unkey-py = { version = "~0.9" }`. */
const ASKED = [
  /(?:^|["'\s])unkey[._-]py(?:\[[^\]\n]*\])?[ \t]*\(?((?:[<>=!~]=|===|<|>)[^"'\n;#)]*)/im,
  /^["']?unkey[._-]py["']?[ \t]*=[ \t]*(?:["']([^"'\n]*)["']|\{[^}\n]*?version[ \t]*=[ \t]*["']([^"'\n]*)["'])/im,
];

/** The version of the API that the declared or installed release speaks; undefined where no file says it for sure. */
export function pypiGeneration(companions: readonly Companion[]): Generation {
  const nearest = [...companions].sort((a, b) => depthOf(a) - depthOf(b));
  for (let at = 0; at < nearest.length; ) {
    const depth = depthOf(nearest[at]!);
    const folder = nearest.slice(at).filter((file) => depthOf(file) === depth);
    at += folder.length;
    const locked = folder.flatMap(({ text }) => firstOf(LOCKED, text) ?? []);
    const asked = folder.flatMap(({ text }) => firstOf(ASKED, text) ?? []);
    const found = locked.length > 0 ? locked.map(ofVersion) : asked.map(ofSpecifier);
    const generations = new Set(found);
    if (found.length > 0) return generations.size === 1 ? found[0] : undefined;
  }
  return undefined;
}

const depthOf = ({ path }: Companion): number => path.split('../').length;

function firstOf(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const found = match?.slice(1).find((group) => group !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

const ofVersion = (version: string): Generation => generationOf(PACKAGE, version);

/** A version specifier of Python as a range of npm: `~=0.9`, `==1.*`, `>=2, <3, !=2.1`. */
function ofSpecifier(specifier: string): Generation {
  const parts = specifier.split(',').flatMap((part) => {
    const one = part.trim().replace(/\s+/g, '');
    return one === '' || one.startsWith('!=') ? [] : [one.replace(/^={2,3}/, '=').replace(/^~=/, '~')];
  });
  return parts.length === 0 ? undefined : generationOfRange(PACKAGE, parts.join(' '));
}

/** Uses of earlier modules with the release that is declared: what v2 does not have there is an error. */
export function withDeclaredRelease(found: Extraction, companions: readonly Companion[]): Extraction {
  const { calls, sdk = [], reads } = found;
  const isEarlier = (one: Sdk | undefined): boolean => one?.package === PACKAGE && one.generation === 'v1';
  if (
    companions.length === 0 ||
    !(sdk.some((use) => isEarlier(use.sdk)) || calls.some((c) => isEarlier(c.sdk)))
  )
    return found;
  const generation = pypiGeneration(companions);
  if (generation !== 'v2') return found;
  const declared: Sdk = { package: PACKAGE, generation };
  const moved = new Map<ApiCall, ApiCall>(
    calls.map((call) => [call, isEarlier(call.sdk) ? { ...call, sdk: declared } : call]),
  );
  return {
    ...found,
    calls: [...moved.values()],
    sdk: sdk.map((use) => (isEarlier(use.sdk) ? { ...use, sdk: declared } : use)),
    ...(reads ? { reads: reads.map((read) => ({ ...read, call: moved.get(read.call) ?? read.call })) } : {}),
  };
}
