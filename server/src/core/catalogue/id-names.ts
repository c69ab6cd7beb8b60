import { type IdKind, kindOfField } from './ids.ts';

/** What a name says of the text that it names. */
export interface NameMeaning {
  /** `rootKey`, or the kind of id. */
  readonly kind: IdKind | 'rootKey';
  /** True when the name says Unkey: `UNKEY_API_ID`. */
  readonly saysUnkey: boolean;
  /** True when it says nothing else: `apiId`, `TEST_API_ID`, and not `stripeApiId`. */
  readonly plain: boolean;
}

/** Words that say which one is meant, or where, and nothing about what. */
const NEUTRAL =
  /^(?:my|our|the|a|test|prod|production|dev|development|staging|stage|local|ci|preview|default|old|new|first|second|valid|user|customer|tenant|existing|current|target|source|next|public|vite|expo|x|\d+)$/;
/** Kinds whose names are used by others too: they count only beside the word Unkey. */
const COMMON: ReadonlySet<string> = new Set([
  'workspace',
  'project',
  'app',
  'environment',
  'deployment',
  'domain',
  'policy',
  'portal',
  'request',
]);

/**
 * What a name in any style (`UNKEY_API_ID`, `unkeyApiId`, `--key-id`, `unkey.rootKey`) says of its value: that it is the
 * id of one kind, or a root key. Undefined when it says neither.
 */
export function meaningOfName(name: string): NameMeaning | undefined {
  const words = wordsOf(name);
  while (words.length > 1 && NEUTRAL.test(words.at(-1)!)) words.pop();
  const [before, last] = words.slice(-2);
  if (before === undefined || last === undefined) return undefined;
  if (before === 'root' && last === 'key') return meaning('rootKey', words.slice(0, -2));
  if (last !== 'id') return undefined;
  for (const count of [3, 2]) {
    const field = words.slice(-count);
    const kind = field.length === count ? kindOfField(camelCase(field)) : undefined;
    if (kind) return meaning(kind, words.slice(0, -count));
  }
  return undefined;
}

function meaning(kind: NameMeaning['kind'], rest: readonly string[]): NameMeaning {
  const saysUnkey = rest.includes('unkey');
  const plain = rest.every((word) => word === 'unkey' || NEUTRAL.test(word));
  return { kind, saysUnkey, plain: plain && (kind === 'rootKey' || !COMMON.has(kind.id) || saysUnkey) };
}

/** `UNKEY_API_ID`, `unkeyApiId` and `--unkey-api-id` in the same words. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/\b(API|KEY)ID\b/g, '$1 ID')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');

const camelCase = (words: readonly string[]): string =>
  words.map((word, i) => (i === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
