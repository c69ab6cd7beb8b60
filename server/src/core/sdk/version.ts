import { sdkPackages } from '../catalogue/sdk-changes.ts';
import type { Sdk } from '../model.ts';

type Generation = Sdk['generation'];

/** The version of the API that release `version` (`0.38.0`, `v2.1`) of a package speaks. Undefined where it is no version. */
export function generationOf(packageName: string, version: string): Generation {
  const known = sdkPackages.get(packageName);
  const major = /^[v=]?(\d+)(?:\.|-|\+|\(|_|$)/.exec(version.trim())?.[1];
  if (!known || major === undefined) return undefined;
  return known.firstMajor !== undefined && Number(major) >= known.firstMajor ? 'v2' : 'v1';
}

/** One comparison of a range, as npm writes them. */
const COMPARATOR = /^(\^|~>?|>=|<=|>|<|=)?v?(\d+)/;

/**
 * The version of the API that every release in a range of npm (`^0.35`, `0.x`, `1 - 2`) speaks. Undefined where they
 * differ, and for what is no range: `workspace:*`, an address.
 */
export function generationOfRange(packageName: string, range: string): Generation {
  const known = sdkPackages.get(packageName);
  const text = range.trim();
  if (!known) return undefined;
  if (/^(?:latest|\*|[xX])$/.test(text) || text === '') return known.firstMajor === undefined ? 'v1' : 'v2';
  if (/^[a-z]/i.test(text) && !/^v\d/.test(text)) return undefined;
  const found = new Set(text.split('||').map((part) => ofPart(packageName, part.trim())));
  return found.size === 1 ? [...found][0] : undefined;
}

function ofPart(packageName: string, part: string): Generation {
  const hyphen = /^(\S+)\s+-\s+(\S+)$/.exec(part);
  if (hyphen) {
    const [low, high] = [generationOf(packageName, hyphen[1]!), generationOf(packageName, hyphen[2]!)];
    return low === high ? low : undefined;
  }
  let low: Generation;
  let high: Generation;
  for (const word of part.replace(/([<>=~^])\s+/g, '$1').split(/\s+/)) {
    const match = COMPARATOR.exec(word);
    if (!match) return undefined;
    const [, sign, major] = match;
    const generation = generationOf(packageName, major!);
    switch (sign) {
      case '>=':
      case '>':
        low = generation;
        break;
      case '<':
        // `<2` or `<2.0.0` ends before the major version it names.
        high = generationOf(
          packageName,
          /^<v?\d+(?:\.0)*(?:-0)?$/.test(word) ? String(Number(major) - 1) : major!,
        );
        break;
      case '<=':
        high = generation;
        break;
      default:
        return generation;
    }
  }
  // Whatever follows the release for v2 speaks v2.
  if (low === 'v2') return 'v2';
  return high === 'v1' ? 'v1' : undefined;
}
