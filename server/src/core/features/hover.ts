import { endpointOfCall } from '../calls.ts';
import type { ApiCall, Facts } from '../model.ts';
import type { Hover } from '../service.ts';
import type { Range } from '../source.ts';
import { describeEndpoint, describeUnknownEndpoint } from './describe-endpoint.ts';
import { describeError } from './describe-error.ts';

/** What there is to say of the place `offset`: an error type or an endpoint. */
export function hover(facts: Facts, offset: number): Hover | undefined {
  for (const reference of facts.errors) {
    if (!holds(reference.range, offset)) continue;
    const markdown = describeError(reference);
    if (markdown) return { range: reference.range, markdown };
  }
  for (const call of facts.calls) {
    const range = hoverRange(call, offset);
    if (!range) continue;
    const endpoint = endpointOfCall(call);
    const markdown = endpoint ? describeEndpoint(endpoint) : describeUnknownEndpoint(call);
    if (markdown) return { range, markdown };
  }
  return undefined;
}

const holds = (range: Range, offset: number): boolean => offset >= range.start && offset <= range.end;

/** The endpoint's path where the cursor is on it or on the URL around it. */
function hoverRange(call: ApiCall, offset: number): Range | undefined {
  const { endpointRange, operation, version } = call.url;
  if (endpointRange && holds(endpointRange, offset)) return endpointRange;
  if (operation.kind === 'literal' && holds(operation.range, offset)) return operation.range;
  if (version.kind === 'literal' && holds(version.range, offset)) return version.range;
  return undefined;
}
