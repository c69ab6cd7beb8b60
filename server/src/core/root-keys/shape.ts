import type { SourceText } from '../source.ts';

const BASE58 = '[1-9A-HJ-NP-Za-km-z]';
/**
 * Both shapes of a root key, its `_` also as Markdown writes it outside code: that of the dashboard (24 characters of
 * base58 that begin with `3Z`), and the one with a mark and a checksum, in which 44 characters are random.
 * https://github.com/unkeyed/unkey/blob/main/web/internal/keys/src/v1.ts
 * https://github.com/unkeyed/unkey/blob/main/internal/services/keys/create_v1.go
 */
const KEY = new RegExp(
  String.raw`unkey\\?_(?:3Z(${BASE58}{22})|(${BASE58}{8})unkeyv1(${BASE58}{36})${BASE58}{6})(?![A-Za-z0-9_])`,
  'g',
);
/** A character of a longer word, unless it is the end of an escape: `\n`, `%20`, `\u0022`. */
const GLUED = /(?<!\\[nrt]|%[\da-f]{2}|\\u[\da-f]{4}|\\x[\da-f]{2})(?<=\w)$/i;
/** Words in keys that were made up. */
const WORDS =
  /x{3}|example|sample|dummy|fake|test|demo|your|here|placeholder|replace|change|secret|token|root|redact|abcd|1234|qwer|asdf/i;
/** In bits a character. Of a million random keys one is below. */
const LEAST_ENTROPY = 3.3;
/** The part of the characters that may repeat or continue the one before it, or the one before that. */
const MOST_STEPS = 0.3;
/** As many characters as {@link redact} leaves. */
const SHOWN = 8;

/** Every root key in `source` that was generated rather than made up, in order. */
export function findRootKeys(source: SourceText): SourceText[] {
  const { text } = source;
  if (!text.includes('unkey')) return [];
  return [...text.matchAll(KEY)].flatMap((match) => {
    const random = match[1] ?? `${match[2]}${match[3]}`;
    if (GLUED.test(text.slice(Math.max(0, match.index - 6), match.index)) || isMadeUp(random)) return [];
    return [source.slice(match.index, match.index + match[0].length)];
  });
}

/** The first characters of a root key and dots. */
export const shownOf = (key: string): string => `${key.replace('\\', '').slice(0, SHOWN)}…`;

function isMadeUp(random: string): boolean {
  return (
    WORDS.test(random) ||
    !/[a-z]/.test(random) ||
    !/[A-Z]/.test(random) ||
    entropyOf(random) < LEAST_ENTROPY ||
    stepsOf(random, 1) > MOST_STEPS * random.length ||
    stepsOf(random, 2) > MOST_STEPS * random.length
  );
}

/** Shannon's, in bits a character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const c of text) counts.set(c, (counts.get(c) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** How many characters are that at `distance` before them, or the next one: `aabbcc`, `abcdef`, with 2 `a1b2c3`. */
function stepsOf(text: string, distance: number): number {
  let steps = 0;
  for (let i = distance; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - distance);
    if (step === 0 || step === 1) steps++;
  }
  return steps;
}
