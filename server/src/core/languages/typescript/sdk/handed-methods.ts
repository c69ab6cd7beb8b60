import { apiMethods, type SdkMethod } from '../../../sdk/methods.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import type { Cutter } from '../cutter.ts';
import { behindTypeArguments, calleeStart } from '../islands.ts';
import type { Reading } from '../reading.ts';
import type { SdkValue, SdkValues } from '../sdk-values.ts';
import { Kind, type Tokens, tokenAt, wordAt } from '../tokens.ts';
import { mockParts } from './mocks.ts';
import { entriesOf } from './patterns.ts';
import { endsBefore } from './places.ts';

/** A method of `@unkey/api` that is a value: it is not called where it is named. */
export interface HandedMethod {
  readonly method: SdkMethod;
  /** The first and last tokens of the expression. */
  readonly first: number;
  readonly last: number;
}

const GROUPS = /^(?:keys|apis|ratelimits|identities|permissions|migrations|analytics)$/;
/** What tests ask of methods: `expect(unkey.keys.create)`, `vi.mocked(unkey.keys.verify)`. */
const ASKED = /^(?:expect|mocked)$/;

/** The methods of clients that a text hands on: `return unkey.keys.verify`. Types of them are left aside. */
export function handedMethods(reading: Reading, cutter: Cutter, values: SdkValues): readonly HandedMethod[] {
  const { tokens } = reading;
  const found: HandedMethod[] = [];
  for (let last = 4; last < tokens.starts.length; last++) {
    if (tokens.kinds[last] !== Kind.word || !/^\??\.$/.test(wordAt(tokens, last - 1))) continue;
    const group = last - (wordAt(tokens, last - 2) === '!' ? 3 : 2);
    const valueHere = () => valueAt(cutter, values, last);
    found.push(...takenApart(reading, last, valueHere));
    const method = apiMethods().get(`${wordAt(tokens, group)}.${wordAt(tokens, last)}`);
    if (!method || method.generation === 'v2' || isCalled(tokens, last)) continue;
    const named = cutter.member(last);
    const value = named && values.of(named);
    if (value?.written !== undefined) continue;
    if (!named || value?.package !== '@unkey/api' || value.path !== `Unkey().${method.name}`) continue;
    const first = tokenAt(tokens, named.start);
    if (wordAt(tokens, first - 1) !== 'typeof') found.push({ method, first, last });
  }
  return found;
}

function valueAt(cutter: Cutter, values: SdkValues, last: number): SdkValue | undefined {
  const named = cutter.member(last);
  return named && values.of(named);
}

/** The methods that `const { create, verify: check } = unkey.keys` takes, where token `last` is the group of them. */
function takenApart(
  reading: Reading,
  last: number,
  value: () => SdkValue | undefined,
): readonly HandedMethod[] {
  const { tokens } = reading;
  const group = wordAt(tokens, last);
  const first = calleeStart(tokens, last + 1) ?? 0;
  const close = first - 2;
  if (!GROUPS.test(group) || wordAt(tokens, first - 1) !== '=' || wordAt(tokens, close) !== '}') return [];
  const open = tokens.mates[close]!;
  const path = open > 0 && endsBefore(tokens, last + 1) ? value()?.path : undefined;
  if (path !== `Unkey().${group}`) return [];
  return (entriesOf(tokens, open) ?? []).flatMap(({ name, at }): HandedMethod[] => {
    const method = apiMethods().get(`${group}.${name}`);
    return method && method.generation !== 'v2' ? [{ method, first: at, last: at }] : [];
  });
}

function isCalled(tokens: Tokens, last: number): boolean {
  const next = wordAt(tokens, last + 1) === '!' ? last + 2 : last + 1;
  const open = wordAt(tokens, next) === '?.' ? next + 1 : next;
  const called = wordAt(tokens, open) === '<' ? behindTypeArguments(tokens, open) : open;
  return called < tokens.starts.length && wordAt(tokens, called) === '(';
}

/** What is left to do of them. `isOld`: the text is known to be for v1, so that methods of both releases are of that. */
export const handedMethodParts = (
  reading: Reading,
  handed: readonly HandedMethod[],
  isOld: boolean,
): readonly SdkPart[] =>
  handed.flatMap(({ method, first, last }): SdkPart[] => {
    if (!method.generation && !isOld) return [];
    const { tokens, source } = reading;
    const to = method.change?.successor ?? method.name;
    const code = source.text.slice(tokens.starts[first], tokens.ends[last]);
    const holder = code.slice(0, code.length - method.name.length);
    const isPlain = code.endsWith(`.${method.name}`) && /^[\w$.]+$/.test(code);
    const isAsked = wordAt(tokens, first - 1) === '(' && ASKED.test(wordAt(tokens, first - 2));
    const isTaken = first === last;
    if (isAsked && mockParts(reading, '@unkey/api').length > 0) return [];
    const instead = `\`(request) => ${isPlain ? holder : 'unkey.'}${to}(request)\``;
    return [
      {
        range: source.range(tokens.starts[first]!, tokens.ends[last]!),
        from: method.name,
        to,
        isOld: true,
        alone: true,
        edits: [],
        notes: [],
        obstacle: isTaken
          ? `A method is taken out of its group here: in v2 it works in there alone. Call \`${to}\` of the client where it is used.`
          : isAsked
            ? `This asks how a method was called: in v2 that is \`${to}\`, with the fields of v2. Change it by hand.`
            : `The method itself is handed on. Hand on ${instead}: it takes the fields of v2, answers { meta, data } and throws its errors.`,
      },
    ];
  });
