import { endpointPlace } from '../calls.ts';
import type { ApiCall } from '../model.ts';
import { redact } from '../redact.ts';
import type { Analysis } from '../service.ts';
import { HOLE, type Range } from '../source.ts';

/** A call, as an outline shows it. */
export interface CallSymbol {
  /** `POST keys.getKey (v2)`; without the method where that is not known. */
  readonly name: string;
  /** Who sends it: `curl`, `fetch`. */
  readonly detail: string;
  /** The whole call. */
  readonly range: Range;
  /** The endpoint, inside of `range`. */
  readonly selection: Range;
}

/** Every call whose operation is known, in the order of the text, each place once. */
export function symbols({ facts }: Analysis): readonly CallSymbol[] {
  const found = facts.calls.flatMap((call) => symbolOf(call) ?? []);
  found.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return found.filter((s, i) => {
    const before = found[i - 1];
    return before?.range.start !== s.range.start || before.name !== s.name;
  });
}

function symbolOf(call: ApiCall): CallSymbol | undefined {
  const { version, operation } = call.url;
  if (version.kind !== 'literal' || operation.kind !== 'literal') return undefined;
  const method = call.method.kind === 'literal' ? `${redact(call.method.value).toUpperCase()} ` : '';
  const path = redact(operation.value.text).replaceAll(HOLE, '{}');
  const place = endpointPlace(call);
  const inside = place.start >= call.range.start && place.end <= call.range.end;
  return {
    name: `${method}${path} (${version.value})`,
    detail: call.client,
    range: call.range,
    selection: inside ? place : call.range,
  };
}
