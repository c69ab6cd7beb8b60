import { type ApiCall, DYNAMIC } from '../../model.ts';

/** Of calls at the same place that name the same endpoint the one of which most is known. */
export function withoutRepetition(calls: readonly ApiCall[]): ApiCall[] {
  const alike = new Map<string, ApiCall[]>();
  for (const call of calls) {
    const { operation } = call.url;
    const named = operation.kind === 'literal' ? operation.range : call.urlArgument;
    const key = [call.range.start, call.range.end, named.start, named.end].join();
    const known = alike.get(key);
    if (known) known.push(call);
    else alike.set(key, [call]);
  }
  return [...alike.values()].flatMap(merged);
}

/**
 * What is known of calls at one place: one call for each body that it is given. Where their methods differ, a function
 * has branches: which it takes is not known.
 */
function merged(calls: readonly ApiCall[]): ApiCall[] {
  const best = mostKnown(calls);
  const methods = new Set(calls.map(({ method }) => (method.kind === 'literal' ? method.value : undefined)));
  methods.delete(undefined);
  if (methods.size > 1) {
    const headersComplete = calls.every((call) => call.headersComplete);
    return [{ ...best, method: DYNAMIC, body: DYNAMIC, headersComplete }];
  }
  const bodies = new Map<number, ApiCall[]>();
  for (const call of calls) {
    if (call.body.kind !== 'literal') continue;
    const { start } = call.body.range;
    bodies.set(start, [...(bodies.get(start) ?? []), call]);
  }
  return bodies.size > 1 ? [...bodies.values()].map(mostKnown) : [best];
}

const mostKnown = (calls: readonly ApiCall[]): ApiCall =>
  calls.reduce((a, b) => (knowledge(b) > knowledge(a) ? b : a));

const knowledge = (call: ApiCall): number =>
  (call.headersComplete ? 4 : 0) +
  (call.method.kind === 'literal' ? 2 : 0) +
  (call.body.kind === 'dynamic' ? 0 : 1);
