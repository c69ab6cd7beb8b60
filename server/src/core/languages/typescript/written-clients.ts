import { escapedName } from '../../name-pattern.ts';
import { apiMethods } from '../../sdk/methods.ts';
import type { Reading } from './reading.ts';
import { Kind, wordAt } from './tokens.ts';

/** Types of the text that a type is made of. */
const MOST_TYPES = 12;

/**
 * True for a type that a text writes in the place of the `Unkey` of v1, after which it is named: with methods that only
 * that has, and with what it answered. `open`: the bracket of its body. False where the text makes such a value itself.
 */
export function writesClient(reading: Reading, name: number, open: number): boolean {
  const { tokens } = reading;
  const word = wordAt(tokens, name);
  if (!/unkey/i.test(word) || wordAt(tokens, name - 1) === 'class' || isMade(reading, word)) return false;
  const bodies = bodiesOf(reading, open);
  const text = bodies.map((one) => textOf(reading, one)).join('\n');
  if (!/\bresult\??\s*:/.test(text) || !/\berror\??\s*:/.test(text)) return false;
  const methods = [...apiMethods().values()].filter(({ generation }) => generation === 'v1');
  return methods.some((method) => {
    const [group = '', called = ''] = method.name.split('.');
    const at = memberOf(reading, open, group);
    if (at === undefined || wordAt(tokens, at + 1) !== ':') return false;
    const body = wordAt(tokens, at + 2) === '{' ? at + 2 : bodyOf(reading, wordAt(tokens, at + 2));
    return body !== undefined && memberOf(reading, body, called) !== undefined;
  });
}

/** True where the text says how such a value does what it does: it may call something else. */
function isMade({ tokens: { text } }: Reading, word: string): boolean {
  const type = `(?<![\\w$])${escapedName(word)}(?![\\w$])`;
  const made = [
    `\\bimplements\\b[^{]{0,200}${type}`,
    `:\\s*${type}\\s*=\\s*\\{`,
    `\\}\\s*(?:as\\s+unknown\\s+)?(?:as|satisfies)\\s+${type}`,
  ];
  if (made.some((one) => new RegExp(one).test(text))) return true;
  const gives = new RegExp(`\\)\\s*:\\s*(?:Promise\\s*<\\s*)?${type}`);
  return gives.test(text) && !text.includes('new Unkey(');
}

/** The brackets of a body and of those of the types of the text that it names. */
function bodiesOf(reading: Reading, open: number): readonly number[] {
  const { tokens } = reading;
  const found = [open];
  const seen = new Set<string>();
  for (let i = 0; i < found.length && found.length < MOST_TYPES; i++) {
    const body = found[i]!;
    for (let at = body + 1; at < tokens.mates[body]!; at++) {
      const word = wordAt(tokens, at);
      if (tokens.kinds[at] !== Kind.word || !/^[A-Z]/.test(word) || seen.has(word)) continue;
      seen.add(word);
      const other = bodyOf(reading, word);
      if (other !== undefined) found.push(other);
    }
  }
  return found;
}

/** The first bracket of the type of that name, where the text declares one. */
function bodyOf({ tokens, scope }: Reading, name: string): number | undefined {
  const place = scope.occurrences(name).find((o) => /^(?:interface|type)$/.test(wordAt(tokens, o - 1)));
  if (place === undefined) return undefined;
  for (let at = place + 1; at < place + 20 && at < tokens.starts.length; at++) {
    if (wordAt(tokens, at) === '{') return tokens.mates[at]! > 0 ? at : undefined;
    if (wordAt(tokens, at) === ';') return undefined;
  }
  return undefined;
}

const memberOf = ({ tokens }: Reading, open: number, name: string): number | undefined => {
  for (let at = open + 1; at < tokens.mates[open]!; at++)
    if (tokens.parents[at] === open && wordAt(tokens, at) === name) return at;
  return undefined;
};

/** A body and, where it is one of several joined ones, what follows it up to the end of their line. */
function textOf({ tokens }: Reading, open: number): string {
  const end = tokens.ends[tokens.mates[open]!]!;
  const rest = /^\s*\|[^;]{0,300}/.exec(tokens.text.slice(end, end + 400))?.[0] ?? '';
  return tokens.text.slice(tokens.starts[open], end) + rest;
}
