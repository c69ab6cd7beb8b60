import type { CallExpression, Expression, Frame } from '../../expression.ts';
import type { ChainRole } from './clients/client.ts';
import { behindTypeArguments } from './islands.ts';
import type { Reading } from './reading.ts';
import { argumentsAt } from './stream.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';

/** One call in a chain behind a request: `.set('name', 'value')`. */
export interface Link {
  readonly role: ChainRole;
  /** Name of the method. */
  readonly name: string;
  readonly token: number;
  readonly args: readonly Expression[];
}

/** The calls that are chained to a request. */
export interface Chain {
  readonly links: readonly Link[];
  /** False when more may be said of the request than was seen. */
  readonly complete: boolean;
}

/** What is called on the request that `call` makes, one method behind the other. */
export function chainOf(
  reading: Reading,
  call: CallExpression,
  roles: Readonly<Record<string, ChainRole>>,
  frame: Frame | undefined,
): Chain {
  const { tokens } = reading;
  const links: Link[] = [];
  let complete = true;
  let i = tokenAt(tokens, call.end - 1) + 1;
  while (/^\??\.$/.test(wordAt(tokens, i)) && tokens.kinds[i + 1] === Kind.word) {
    const name = wordAt(tokens, i + 1);
    const open = wordAt(tokens, i + 2) === '<' ? behindTypeArguments(tokens, i + 2) : i + 2;
    const role = Object.hasOwn(roles, name) ? roles[name] : undefined;
    if (wordAt(tokens, open) !== '(' || tokens.mates[open]! < 0) {
      complete = false;
      break;
    }
    const args = role === 'harmless' ? [] : argumentsAt(reading, open, frame);
    if (role && args) links.push({ role, name, token: i + 1, args });
    else complete = false;
    i = tokens.mates[open]! + 1;
  }
  return { links, complete: complete && !isKept(reading, call, links) };
}

/** True for a request that is not sent here: something may be added to it elsewhere. */
function isKept({ tokens, islands }: Reading, call: CallExpression, links: readonly Link[]): boolean {
  if (links.some(({ name, role }) => role === 'send' || /^(?:then|end|res|json|text)$/.test(name)))
    return false;
  const first = tokenAt(tokens, call.start);
  if (islands.statementAround(first).first === first) return false;
  const before = wordAt(tokens, first - 1);
  return before !== 'await' && !(links.length > 0 && /^(?:return|=>)$/.test(before));
}
