import type { CallExpression } from '../../expression.ts';

/** Functions that call, in a thread, the function that is their argument at this index with the arguments behind it. */
const RUNNERS: readonly (readonly [RegExp, number])[] = [
  [/(?:^|\.)(?:to_thread(?:\.run_sync)?|run_in_threadpool)$/, 0],
  [/\.run_in_executor$/, 1],
];

/** The call that `asyncio.to_thread(requests.post, url)` makes; other calls as they are. `name` is what is called. */
export function withoutThread(call: CallExpression, name: string): CallExpression {
  const index = RUNNERS.find(([runner]) => runner.test(name))?.[1];
  const callee = index === undefined ? undefined : call.args[index];
  if (index === undefined || (callee?.kind !== 'member' && callee?.kind !== 'name')) return call;
  return { ...call, callee, args: call.args.slice(index + 1) };
}

/** What `sync_to_async(function)(…)` calls; other functions as they are. */
export function withoutWrapper(callee: CallExpression['callee']): CallExpression['callee'] {
  const name = callee.kind === 'call' ? callee.callee : undefined;
  const word = name?.kind === 'member' ? name.property : name?.kind === 'name' ? name.name : undefined;
  const [only, ...others] = callee.kind === 'call' ? callee.args : [];
  return word === 'sync_to_async' && only && others.length === 0 ? only : callee;
}
