import type { CallExpression, Expression } from '../../expression.ts';
import { within } from '../../frame.ts';
import type { Endpoints } from './clients/client.ts';
import { beforeTypeArguments } from './islands.ts';
import { functionAt } from './local-functions.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';
import { tokenAt, wordAt } from './tokens.ts';

/** A request that a function of an endpoint describes: an argument of the client that the endpoints share. */
export interface Described {
  readonly call: CallExpression;
  readonly match: Match;
}

/** The requests of the endpoints that the client made by `factory` sends. */
export function endpointsOf(
  reading: Reading,
  factory: CallExpression,
  { client, token }: Match,
  { member, of, made }: Endpoints,
): readonly Described[] {
  const { tokens, scope, islands } = reading;
  const at = tokenAt(tokens, factory.start);
  const others = scope.occurrences(wordAt(tokens, tokenAt(tokens, token.start)));
  const alone = others.filter((o) => wordAt(tokens, o + 1) === '(').length === 1;
  const { first, end } = islands.statementAround(at);
  // What wraps the client may send something else.
  const sealed = wordAt(tokens, at - 1) === ':' && wordAt(tokens, at - 2) === made;
  const found: Described[] = [];
  for (const o of scope.occurrences(member)) {
    if (!alone && (o < first || o >= end)) continue;
    const described = isEndpoint(reading, o, of) ? describedAt(reading, o) : undefined;
    if (!described) continue;
    const span = { start: described.start, end: described.end };
    const call: CallExpression = {
      ...{ kind: 'call', callee: factory.callee, args: [described], list: span },
      ...{ intact: true, constructs: false, ...span },
    };
    const match: Match = {
      ...{ client, shape: { args: ['target'] }, name: '', sealed, proven: sealed },
      token: { start: tokens.starts[o]!, end: tokens.ends[o]! },
      factories: [{ call: factory, factory: '' }],
    };
    found.push({ call, match });
  }
  return found;
}

/** True for a member of the object that `build.query<…>({` is given. */
function isEndpoint({ tokens }: Reading, token: number, of: readonly string[]): boolean {
  const object = tokens.parents[token]!;
  const open = object < 0 ? -1 : tokens.parents[object]!;
  if (open < 1 || wordAt(tokens, open) !== '(' || wordAt(tokens, object) !== '{') return false;
  const last = wordAt(tokens, open - 1) === '>' ? beforeTypeArguments(tokens, open - 1) : open - 1;
  return of.includes(wordAt(tokens, last)) && wordAt(tokens, last - 1) === '.';
}

/** What the function at the member's token gives, whatever it is given. */
function describedAt({ tokens, scope }: Reading, token: number): Expression | undefined {
  const first = wordAt(tokens, token + 1) === ':' ? token + 2 : token;
  const fn = functionAt(tokens, tokens.starts[first]!);
  const result = fn && scope.functions.result(fn);
  return fn && result && within(result, scope.functions.frame(fn, [], false, undefined));
}
