import type { Endpoint } from '../catalogue/endpoint.ts';
import { joinedEdits } from '../edits.ts';
import type { ResponseRead } from '../model.ts';
import { EACH } from '../reads/flow.ts';
import { movedTo } from '../reads/responses.ts';
import { itemPlan, type UsePlan } from './handed-answers.ts';

/**
 * What becomes of what is read of `body.data ?? body`: in v2 that is `data`, or what has the error. Undefined for other
 * reads, and for those of an error, which is where it was.
 */
export function unwrappedPlan(read: ResponseRead, endpoint: Endpoint): UsePlan | undefined {
  const { operation } = endpoint;
  const [first, ...inner] = read.path;
  const { name, range, shorthand, typed } = first!;
  if (!read.unwrapped || name === 'error') return undefined;
  if (inner[0]?.name === EACH) return itemPlan(read, endpoint) ?? {};
  const to = movedTo(operation, name);
  if (to === undefined) return {};
  if (to === null) return { note: `v2 does not answer ${name}, and has nothing in its place.` };
  const last = to.at(-1)!;
  if (to.length === 2 && to[0] === 'data' && last === name) return {};
  if (to.length === 1) return { note: 'In v2, data is the list itself.' };
  if (to[0] !== 'data') return { note: `v2 has ${to.join('.')} for ${name}, beside data.` };
  const note = `v2 has ${to.slice(1).join('.')} for ${name} in data.`;
  const isOther = name === 'ratelimit' || typed?.isKept || (inner.length > 0 && last !== name);
  const own = isOther ? undefined : read.insert?.(to.slice(1, -1), last);
  if (!own) return { note };
  const renamed =
    last === name ? [] : [{ range, newText: shorthand === undefined ? last : `${last}${shorthand}${name}` }];
  return { edits: joinedEdits([...own.filter(({ newText }) => newText !== ''), ...renamed]), note };
}
