import type { GoAnswer } from '../../../catalogue/sdks/unkey-go-types.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/**
 * What v2 has in the place of a getter of v1: `GetValid()` becomes `GetData().Valid`, which a body that is missing has
 * as well. `ends` is true where the place of the call is taken too.
 */
export function getterOf(
  name: string,
  fields: GoAnswer['fields'],
): { place: string; ends: boolean } | undefined {
  const field = /^Get([A-Z]\w*)$/.exec(name)?.[1] ?? '';
  const place = Object.hasOwn(fields, field) ? fields[field]! : '';
  if (/^\w+$/.test(place)) return { place: `Get${place}`, ends: false };
  const [, holder, rest] = /^(Data|Pagination)\.(.+)$/.exec(place) ?? [];
  // What a getter gives has no place of its own, so it has no methods of pointers; what it points to has.
  if (holder) return { place: `Get${holder}().${rest!.replace(/^Get(\w+)\(\)/, '$1')}`, ends: true };
  return place ? { place, ends: true } : undefined;
}

/** True where something is set, or pointed to, which what a method gives cannot be. */
export const isPlace = ({ parent, field }: SyntaxNode): boolean =>
  (parent?.type === 'expression_list' && parent.field === 'left') ||
  /^(?:inc|dec)_statement$/.test(parent?.type ?? '') ||
  (parent?.type === 'unary_expression' && field === 'operand' && childOf(parent, 'operator')?.type === '&');

/** True for a function of the text that gives a text that is pointed to, or an empty one, as getters of v2 do. */
export const givesEmpty = (name: string, text: string): boolean =>
  /^\w+$/.test(name) &&
  new RegExp(
    String.raw`^func ${name}\((\w+) \*string\) string \{\n\s*if \1 == nil \{\n\s*return ""\n\s*\}\n\s*return \*\1\n\}`,
    'm',
  ).test(text);
