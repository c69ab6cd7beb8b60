import { structsOfV1, structsOfV2 } from '../../../catalogue/sdks/unkey-go-types.ts';
import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** A request that a method is given, and what a program does with the variable that holds it. */
export interface RequestValue {
  readonly literal: SyntaxNode;
  /** The members of it that are read or set: `request.Expires`. */
  readonly members: readonly SyntaxNode[];
}

/** The struct that an argument is, or that the variable holds which it is; undefined where more is done with that. */
export function requestValue(
  { names, to }: SdkText,
  argument: SyntaxNode,
  call: SyntaxNode,
): RequestValue | undefined {
  if (argument.type === 'composite_literal') return { literal: argument, members: [] };
  if (argument.type !== 'identifier') return undefined;
  const name = to.written(argument);
  const home = names.homeOf(name, argument.start);
  const uses = home ? names.usesIn(home, name).filter(({ field }) => field !== 'field') : [];
  const [declared, ...others] = uses.filter((use) => use !== argument);
  const list = declared?.parent;
  const right = list?.parent?.type === 'short_var_declaration' ? childOf(list.parent, 'right') : undefined;
  const [literal] = right?.children ?? [];
  const isOnly = list?.children.length === 1 && right?.children.length === 1;
  if (!isOnly || literal?.type !== 'composite_literal' || literal.end > call.start) return undefined;
  const members = others
    .filter((use) => use.parent?.parent?.type !== 'literal_element' || use.parent.parent.field !== 'key')
    .map(({ field, parent }) =>
      parent?.type === 'selector_expression' && field === 'operand' ? parent : undefined,
    );
  return members.includes(undefined) ? undefined : { literal, members: members.flatMap((one) => one ?? []) };
}

/**
 * The edits of what is read and set of a request of v1 that becomes the struct `to` of v2. A node where a member has
 * another type there.
 */
export function memberEdits(
  { to: lowering }: SdkText,
  { literal, members }: RequestValue,
  to: string,
  components: string,
): readonly TextEdit[] | SyntaxNode {
  if (members.length === 0) return [];
  const type = lowering.written(childOf(literal, 'type') ?? literal).replace(/^.*\./, '');
  const [before, after] = [structsOfV1[type], structsOfV2[to]];
  const given = (childOf(literal, 'body')?.children ?? []).flatMap((element) => {
    const key = childOf(element, 'key');
    return key ? [lowering.written(key)] : [];
  });
  const edits: TextEdit[] = [];
  for (const member of members) {
    const field = childOf(member, 'field');
    const name = field ? lowering.written(field) : '';
    const was = before && Object.hasOwn(before, name) ? before[name] : undefined;
    if (!field || !after || was === undefined) return member;
    const now = name === 'OwnerID' && !given.includes('ExternalID') ? 'ExternalID' : name;
    if (Object.hasOwn(after, now) && after[now] === was) {
      if (now !== name) edits.push({ range: { start: field.start, end: field.end }, newText: now });
      continue;
    }
    const value = name === 'Remaining' && was === '*int64' ? assignedTo(member) : undefined;
    const credits = after['Credits']?.slice(1);
    const isAlone = !given.some((one) => /^(?:Remaining|Refill)$/.test(one));
    const isSole =
      members.filter((one) => /\.(?:Remaining|Refill)$/.test(lowering.written(one))).length === 1;
    // What may be no number would be sent as one that is taken away.
    const isNumber =
      value && /^(?:\w+\.(?:Int64|Pointer(?:\[int64\])?)\(|&\w+$)/.test(lowering.written(value));
    if (!value || credits === undefined || !isAlone || !isSole || !isNumber) return member;
    edits.push(
      { range: { start: field.start, end: field.end }, newText: 'Credits' },
      { range: { start: value.start, end: value.start }, newText: `&${components}.${credits}{Remaining: ` },
      { range: { start: value.end, end: value.end }, newText: '}' },
    );
  }
  return edits;
}

/** What a statement sets a member to. */
function assignedTo({ parent: list, field }: SyntaxNode): SyntaxNode | undefined {
  const statement = list?.field === 'left' && list.children.length === 1 ? list.parent : undefined;
  if (statement?.type !== 'assignment_statement' || field === 'operand') return undefined;
  if (childOf(statement, 'operator')?.type !== '=') return undefined;
  const values = childOf(statement, 'right')?.children ?? [];
  return values.length === 1 ? values[0] : undefined;
}
