import type { AddressedObjects } from '../../../program/client.ts';

/** What sessions and clients are called that a function is given. */
const CALLED = /^(?!.*(?:mock|stub|fake))_*(?:\w+_)?(?:session|sess|client|http|s)$/i;
const MODULES = ['aiohttp', 'httpx', 'requests'] as const;
/** What stands before a call of each. */
const BEFORE = { aiohttp: /\basync\s+with\s+$/, httpx: /\bawait\s+$/, requests: /(?!)/ };

/** Objects of a module, where the text imports it, or none and calls them as it is called. */
export function unseenObjects(module: (typeof MODULES)[number], type: string): AddressedObjects {
  const fits = (before: string, text: string): boolean => {
    const isImported = (name: string): boolean =>
      new RegExp(String.raw`^[ \t]*(?:import|from)[ \t]+${name}\b`, 'm').test(text);
    const others = MODULES.filter((name) => BEFORE[name].test(before));
    const imported = MODULES.filter(isImported);
    const [likely] = imported.length === 1 ? imported : others.length > 0 ? others : ['requests'];
    return likely === module;
  };
  return { type, called: CALLED, fits };
}
