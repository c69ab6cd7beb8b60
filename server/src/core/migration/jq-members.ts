import { movedInError, movedTo, responseOf } from '../reads/responses.ts';
import { movedInItem } from './item-names.ts';

/**
 * What a piece of a program works on: the whole answer, its `error`, the `code` of that, its list, one of that, the rate
 * limit of a key, or what is in them.
 */
export type Kind = 'answer' | 'error' | 'code' | 'list' | 'item' | 'limit' | 'plain' | 'unknown';

/** What of two values there is. */
export const either = (a: Kind, b: Kind): Kind =>
  a === b ? a : a === 'plain' ? b : b === 'plain' ? a : 'unknown';

/** What rate limits of both versions have. */
const OF_LIMIT = /^(?:limit|duration|remaining|reset)$/;

/** A member of a value, as v2 has it. */
export interface JqMember {
  /** What it is called, from what has it on; null where v2 does not answer it. */
  readonly to: string | null;
  readonly kind: Kind;
}

/** The member `name` of a value in the answer of `operation`; undefined where what becomes of it is not known. */
export function memberOf(operation: string, name: string, input: Kind): JqMember | undefined {
  switch (input) {
    case 'plain':
      return { to: name, kind: 'plain' };
    case 'item': {
      const to = movedInItem(operation, name);
      return name === 'ratelimit' ? undefined : { to: to === undefined ? name : to, kind: 'plain' };
    }
    case 'error': {
      const moved = movedInError(name);
      if (moved?.[0] !== 'error') return undefined;
      return { to: moved.slice(1).join('.'), kind: name === 'code' ? 'code' : 'plain' };
    }
    case 'limit':
      return OF_LIMIT.test(name) ? { to: name, kind: 'plain' } : undefined;
    case 'answer':
      return ofAnswer(operation, name);
    default:
      return undefined;
  }
}

function ofAnswer(operation: string, name: string): JqMember | undefined {
  if (name === 'error') return { to: name, kind: 'error' };
  if (name === 'data') return { to: name, kind: 'plain' };
  const shape = responseOf(operation);
  const isOwn = name === 'meta' && shape?.fields.has('meta');
  const to = isOwn ? ['data', 'meta'] : movedTo(operation, name);
  if (to === undefined) return undefined;
  if (to === null) return { to, kind: 'plain' };
  if (name === 'ratelimit') return { to: `${to.join('.')}[0]`, kind: 'limit' };
  return { to: to.join('.'), kind: shape?.list && to.length === 1 ? 'list' : 'plain' };
}
