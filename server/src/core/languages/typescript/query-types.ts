import type { Expression } from '../../expression.ts';
import type { Json, TextEdit } from '../../model.ts';
import type { Reading } from './reading.ts';
import { tokenAt } from './tokens.ts';

/** Parameters that queries give as texts and bodies do not. */
const TYPES: Readonly<Record<string, string>> = { limit: 'number', decrypt: 'boolean', revealed: 'boolean' };

const TEXTS =
  /^\s*:\s*(?:Record<\s*string\s*,\s*string|\{\s*\[\w+\s*:\s*string\s*\]\s*:\s*string)(?=\s*[>}]\s*=)/;

/** What lets an object under a name, whose type says that it holds texts, hold what a body has in their places. */
export function widenedType(
  { scope, tokens, source }: Reading,
  query: Expression,
  json: Json,
): readonly TextEdit[] {
  if (query.kind !== 'name' || query.frame || json.kind !== 'object') return [];
  const declared = scope.declaredAt(tokenAt(tokens, query.start));
  const end = declared === undefined ? undefined : tokens.ends[declared];
  const type = end === undefined ? null : TEXTS.exec(tokens.text.slice(end, end + 120));
  if (!type || end === undefined) return [];
  const others = new Set(json.members.flatMap(({ key }) => (Object.hasOwn(TYPES, key) ? [TYPES[key]!] : [])));
  if (others.size === 0) return [];
  const at = source.range(end + type[0].length, end + type[0].length);
  return [{ range: at, newText: [...others].map((other) => ` | ${other}`).join('') }];
}
