import { structsOfV1, structsOfV2 } from '../../../catalogue/sdks/unkey-go-types.ts';
import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { fieldOf } from './request-reader.ts';
import type { goMember, SetMember } from './requests.ts';

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

/** What becomes of the uses of a variable that holds a request. */
export interface MemberChanges {
  readonly edits: readonly TextEdit[];
  /** What is set to another value in v2. */
  readonly set: readonly SetStatement[];
}

/** A statement that sets a member of a request. */
export interface SetStatement extends SetMember {
  readonly statement: SyntaxNode;
  readonly member: SyntaxNode;
}

/**
 * What becomes of what is read and set of a request of v1 that becomes the struct `to` of v2. A node where a member is
 * something else there.
 */
export function memberChanges(
  { to: lowering }: SdkText,
  { literal, members }: RequestValue,
  to: string,
): MemberChanges | SyntaxNode {
  const type = lowering.written(childOf(literal, 'type') ?? literal).replace(/^.*\./, '');
  const [before, after] = [structsOfV1[type], structsOfV2[to]];
  const given = namesIn(literal, lowering);
  const edits: TextEdit[] = [];
  const set: SetStatement[] = [];
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
    const value = assignedTo(member);
    const statement = member.parent?.parent;
    if (!value || !statement) return member;
    set.push({ struct: type, name, value, statement, member });
  }
  return { edits, set };
}

/** The fields that a literal gives. */
const namesIn = (literal: SyntaxNode, to: SdkText['to']): readonly string[] =>
  (childOf(literal, 'body')?.children ?? []).flatMap((element) => {
    const key = childOf(element, 'key');
    return key ? [to.written(key)] : [];
  });

/** True where a request has a number of credits, as far as its statements tell. */
export const givesRemaining = (
  { to }: SdkText,
  { literal }: RequestValue,
  set: readonly SetStatement[],
): boolean => [...namesIn(literal, to), ...set.map(({ name }) => name)].includes('Remaining');

/** Fields of v1 that become credits. */
const CREDITS = /^(?:Remaining|Refill)$/;

/**
 * How a statement sets the field that its value belongs to in v2. The first that sets credits makes them; others add to
 * them, where they may have to be made as well.
 */
export function settingEdits(
  text: SdkText,
  { literal }: RequestValue,
  one: SetStatement,
  all: readonly SetStatement[],
  components: string,
): Parameters<typeof goMember>[5] {
  const { source, to } = text;
  const { statement, member, name } = one;
  return (field, value, code) => {
    if (field === undefined) return removed(statement, source);
    const holder = to.written(childOf(member, 'operand') ?? member);
    const whole = { start: statement.start, end: statement.end };
    const made = (): readonly TextEdit[] | undefined => {
      const written = code(value);
      return written === undefined
        ? undefined
        : [{ range: source.range(whole.start, whole.end), newText: `${holder}.${field} = ${written}` }];
    };
    if (field !== 'Credits' || value.kind !== 'object') return made();
    const others = all.filter((other) => other !== one && CREDITS.test(other.name));
    const isGiven = namesIn(literal, to).some((key) => CREDITS.test(key));
    if (!isGiven && others.every((other) => other.name === name)) return made();
    const earlier = others.filter(
      (other) => other.statement.start < statement.start && !areApart(other.statement, statement),
    );
    if (!isGiven && earlier.length === 0) return made();
    const [inner] = value.members;
    const written = inner && value.members.length === 1 ? code(inner.value, inner.key) : undefined;
    if (!inner || written === undefined) return undefined;
    const newText = `${holder}.Credits.${fieldOf(inner.key)} = ${written}`;
    const isThere = isGiven || earlier.some((other) => isBefore(other.statement, statement));
    const lineStart = source.text.lastIndexOf('\n', statement.start) + 1;
    const indentation = source.text.slice(lineStart, statement.start);
    if (indentation.trim() !== '') return undefined;
    const type = one.struct === 'UpdateKeyRequestBody' ? 'UpdateKeyCreditsData' : 'KeyCreditsData';
    const guard = isThere
      ? ''
      : `if ${holder}.Credits == nil {\n${indentation}\t${holder}.Credits = &${components}.${type}{}\n${indentation}}\n${indentation}`;
    return [{ range: source.range(whole.start, whole.end), newText: guard + newText }];
  };
}

/** True for statements of which only one runs: in the branches of one `if`. */
function areApart(one: SyntaxNode, other: SyntaxNode): boolean {
  for (let node = one.parent; node; node = node.parent) {
    if (node.start > other.start || node.end < other.end) continue;
    const branch = node.type === 'if_statement' ? childOf(node, 'alternative') : undefined;
    return (
      branch !== undefined &&
      branch.start <= other.start &&
      branch.end >= other.end &&
      one.end <= branch.start
    );
  }
  return false;
}

/** True where `one` surely ran when `other` does: it stands before it, in its block or in one around that. */
function isBefore(one: SyntaxNode, other: SyntaxNode): boolean {
  const block = one.parent;
  return (
    block !== undefined && block.start <= other.start && block.end >= other.end && one.end <= other.start
  );
}

/** Takes a statement away that has its lines for itself. */
function removed(
  { start, end, parent }: SyntaxNode,
  source: SdkText['source'],
): readonly TextEdit[] | undefined {
  const from = source.text.lastIndexOf('\n', start) + 1;
  const to = source.text.indexOf('\n', end) + 1;
  const isAlone =
    source.text.slice(from, start).trim() === '' && source.text.slice(end, to).trim() === '' && to > 0;
  // A block of nothing would be left.
  const statements = parent?.children.filter((c) => c.type !== 'comment').length ?? 0;
  return isAlone && statements > 1 ? [{ range: source.range(from, to), newText: '' }] : undefined;
}

/** What a statement sets a member to. */
function assignedTo({ parent: list, field }: SyntaxNode): SyntaxNode | undefined {
  const statement = list?.field === 'left' && list.children.length === 1 ? list.parent : undefined;
  if (statement?.type !== 'assignment_statement' || field === 'operand') return undefined;
  if (childOf(statement, 'operator')?.type !== '=') return undefined;
  const values = childOf(statement, 'right')?.children ?? [];
  return values.length === 1 ? values[0] : undefined;
}
