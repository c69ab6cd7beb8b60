import type { GoAnswer } from '../../../catalogue/sdks/unkey-go-types.ts';
import type { TextEdit } from '../../../model.ts';
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
  if (place.includes('[')) return undefined;
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

/** Where v2 has a list in the place of one object, of which the first has these members. */
export function firstOf(
  place: string,
): { readonly list: string; readonly members: ReadonlySet<string> } | undefined {
  const [list, members] = place.split('[0]:');
  return list !== undefined && members !== undefined
    ? { list, members: new Set(members.split(',')) }
    : undefined;
}

/** The edits that ask whether a list is empty where `value` is compared with nothing; undefined where it is not. */
export function emptyEdits(value: SyntaxNode): readonly TextEdit[] | undefined {
  const { parent } = value;
  const operator = parent?.type === 'binary_expression' ? childOf(parent, 'operator')?.type : undefined;
  if (!parent || childOf(parent, 'right')?.type !== 'nil' || !/^[!=]=$/.test(operator ?? ''))
    return undefined;
  return [
    { range: { start: value.start, end: value.start }, newText: 'len(' },
    { range: { start: value.end, end: parent.end }, newText: operator === '!=' ? ') > 0' : ') == 0' },
  ];
}

/** A member of a value, and its name. */
export interface Member {
  readonly whole: SyntaxNode;
  readonly field: SyntaxNode;
}

/** The member that is asked for at a use of a value. */
export function memberOf(use: SyntaxNode): Member | undefined {
  const { parent } = use;
  const field = parent?.type === 'selector_expression' ? childOf(parent, 'field') : undefined;
  return parent && field && use.field === 'operand' ? { whole: parent, field } : undefined;
}

/** The call of what a node names. */
export const callOf = ({ parent, field }: SyntaxNode): SyntaxNode | undefined =>
  parent?.type === 'call_expression' && field === 'function' ? parent : undefined;

/** True for a value that a variable is given. */
export const isTaken = ({ parent }: SyntaxNode): boolean =>
  parent?.type === 'expression_list' && parent.field === 'right';
