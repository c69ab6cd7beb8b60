import type { Sdk } from '../model.ts';

/** How an SDK writes the names of the API's fields and operations. */
export type Naming = 'camelCase' | 'snake_case' | 'PascalCase';

/** Words that Go writes in capitals, as the generator of its SDKs does. */
const CAPITALS = 'API|ID|URL|URI|HTTP|HTTPS|CPU|IP|JSON|SQL|TTL|UUID|DNS|TLS';
const WORDS = new RegExp(`(?:${CAPITALS})s?(?![a-z])|[A-Z]?[a-z\\d]+|[A-Z]+(?![a-z])|[A-Z]`, 'g');
const CAPITAL = new RegExp(`^(?:${CAPITALS})$`, 'i');

/** The naming of an SDK; that of the API itself for a request that none sends. */
export function namingOf(sdk: Sdk | undefined): Naming {
  if (sdk?.package === 'unkey.py') return 'snake_case';
  return sdk?.package.startsWith('github.com/') ? 'PascalCase' : 'camelCase';
}

/** A place in a request (`credits.refill.refillDay`, `[].apiId`) as an SDK names it. */
export const placeInSdk = (place: string, naming: Naming): string =>
  naming === 'camelCase'
    ? place
    : place.replace(/[A-Za-z_]\w*/g, (name) => nameInSdk(apiName(name, naming), naming));

/** What the API calls a field that is written in an SDK's naming: `api_id` and `APIID` are `apiId`. */
export function apiName(written: string, naming: Naming): string {
  if (naming === 'snake_case')
    return written
      .replace(/_$/, '')
      .replace(/([a-z\d])_([a-z\d])/g, (_, a, b: string) => a + b.toUpperCase());
  if (naming === 'camelCase' || !/^[A-Z]/.test(written)) return written;
  return (written.match(WORDS) ?? [written])
    .map((word, i) => (i === 0 ? word.toLowerCase() : word[0]!.toUpperCase() + word.slice(1).toLowerCase()))
    .join('');
}

/** What the API calls an operation: `keys.create_key` and `Keys.CreateKey` are `keys.createKey`. */
export const apiOperation = (written: string, naming: Naming): string =>
  written
    .split('.')
    .map((word) => apiName(word, naming))
    .join('.');

/** The same the other way: what an SDK calls a field or an operation of the API. Other names are left as they are. */
export function nameInSdk(name: string, naming: Naming): string {
  if (naming === 'camelCase' || !/^[a-z][A-Za-z\d]*$/.test(name)) return name;
  const words = name.match(/^[a-z\d]+|[A-Z][a-z\d]*/g) ?? [name];
  if (naming === 'snake_case') return words.map((word) => word.toLowerCase()).join('_');
  return words
    .map((word) => (CAPITAL.test(word) ? word.toUpperCase() : word[0]!.toUpperCase() + word.slice(1)))
    .join('');
}
