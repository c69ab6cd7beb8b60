import { endpointOfCall, endpointPlace, signatureOf } from '../calls.ts';
import type { Facts } from '../model.ts';
import type { Caller } from '../service.ts';

/** The calls of today's API to one of `operations`, in the order of the facts. */
export function callers(facts: Facts, operations: readonly string[]): Caller[] {
  return facts.calls.flatMap((call) => {
    const endpoint = endpointOfCall(call);
    if (endpoint?.version !== 'v2' || !operations.includes(endpoint.operation)) return [];
    return [{ range: endpointPlace(call), operation: endpoint.operation, signature: signatureOf(endpoint) }];
  });
}
