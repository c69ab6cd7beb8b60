import { headerOf } from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import { lazy } from '../lazy.ts';
import type { ApiCall, TextEdit } from '../model.ts';
import { rules } from '../rules/index.generated.ts';
import { HOLE, SourceText } from '../source.ts';
import { CURRENT_HOST } from '../url.ts';
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
  const bare = bareKeyEdit(call, document, notes, lineOf);
  if (bare) return [bare];
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

/** Names of what is a root key and nothing before it. */
const ROOT_KEY = /(?:root_?key|unkey_?(?:api_?)?key)["'\])!]*$/i;
/** Names of what may be all that stands in the header. */
const WHOLE = /auth|bearer|header/i;

/** Writes `Bearer ` before a root key that is all of the header, in the languages whose texts are known. */
function bareKeyEdit(
  call: ApiCall,
  document: string,
  notes: Set<string>,
  lineOf: (offset: number) => number,
): TextEdit | undefined {
  const { notation } = call.editor;
  const header = headerOf(call, 'authorization');
  if (!notation?.extend || header?.value.text !== HOLE) return undefined;
  const range = header.value.range();
  const code = document.slice(range.start, range.end);
  if (WHOLE.test(code) || !/^[\w$.]+(?:[[(]["'][\w$.]+["'][\])])?!?$/.test(code)) return undefined;
  if (!ROOT_KEY.test(code)) {
    if (/(?:key|token|secret)["'\])!]*$/i.test(code))
      notes.add(
        `Line ${lineOf(range.start) + 1}: v2 takes a key only behind "Bearer ". See that this begins with it.`,
      );
    return undefined;
  }
  const end = document[range.end] === '!' ? range.end + 1 : range.end;
  if (notation.missing !== undefined)
    return { range: { start: range.start, end }, newText: `\`Bearer \${${code.replace(/!$/, '')}}\`` };
  return { range, newText: `"Bearer " + ${code}` };
}
