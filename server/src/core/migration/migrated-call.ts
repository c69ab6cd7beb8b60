import type { Endpoint } from '../catalogue/endpoint.ts';
import { lazy } from '../lazy.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { rules } from '../rules/index.generated.ts';
import { SourceText } from '../source.ts';
import { CURRENT_HOST } from '../url.ts';
import { bareRootKey } from './bare-root-key.ts';
import type { Surroundings } from './surroundings.ts';

/** The call as it is once its URL is that of `to`: what rules are asked about. */
export function callTo(call: ApiCall, to: Endpoint): ApiCall {
  const { range } = call;
  const place = { start: range.start, end: range.start };
  return {
    ...call,
    method: { kind: 'literal', value: to.method, range: place },
    url: {
      ...call.url,
      host: { kind: 'literal', value: CURRENT_HOST, range: place },
      version: { kind: 'literal', value: 'v2', range: place },
      operation: { kind: 'literal', value: SourceText.decoded(to.operation, place), range: place },
    },
  };
}

const judges = lazy(() =>
  rules.filter((rule) => rule.category === 'authorization' && rule.id !== 'missing-authorization'),
);

/** v1 took root keys without `Bearer` before them; v2 does not. */
export function schemeEdits(
  call: ApiCall,
  to: Endpoint,
  { lineOf, document }: Surroundings,
  notes: Set<string>,
): readonly TextEdit[] {
  const bare = bareRootKey(call, document);
  if (bare && 'range' in bare) return [bare];
  if (bare) notes.add(bare.note);
  const context = { additionalEndpoints: [], mentionsUnkey: () => true };
  const edits: TextEdit[] = [];
  for (const rule of judges()) {
    for (const { message, range, fix } of rule.checkCall?.(callTo(call, to), context) ?? []) {
      if (fix && fix.edits.length > 0 && edits.length === 0) edits.push(...fix.edits);
      else notes.add(`Line ${lineOf(range.start) + 1}: ${message}`);
    }
  }
  return edits;
}
