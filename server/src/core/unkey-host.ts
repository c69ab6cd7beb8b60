import type { ApiCall } from './model.ts';

/** Something between the caller and the API may add what the caller leaves out. */
const BETWEEN = /proxy|gateway|mock|fake|stub|test|local|relay|tunnel/i;
/** Words that tell nothing of whose host it is. */
const NEUTRAL = new Set(
  'api apis base url urls uri host hostname origin endpoint endpoints service root env environment process config configuration cfg conf settings options opts this self import meta public next vite get client http https path prefix default main const get string bun deno or strings trim suffix right rstrip strip'.split(
    ' ',
  ),
);

const wordsOf = (names: string): string[] =>
  names
    .replace(/([a-z\d])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1);

/** True when a host that is not known is named as that of Unkey, and nothing says that it only stands before it. */
export function isNamedUnkey({ url }: ApiCall): boolean {
  const names = url.host.kind === 'literal' ? undefined : url.hostNames;
  return names !== undefined && /unkey/i.test(names) && !BETWEEN.test(names);
}

/** True when a host that is not known has a name that fits every API, so that it is the one the text is about. */
export function isNamedNeutrally({ url }: ApiCall): boolean {
  const names = url.host.kind === 'literal' ? undefined : url.hostNames;
  const words = names === undefined ? [] : wordsOf(names);
  return words.length > 0 && words.every((word) => NEUTRAL.has(word));
}
