import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { errorClasses } from '../../../sdk/error-classes.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** What v2 has for an error of v1: its type, and the edits of what is read of such errors; indexes into the text. */
export interface GoError {
  readonly type: string;
  readonly edits: readonly TextEdit[];
}

/** Functions that only show what they are given. */
export const SHOWS =
  /^(?:fmt|log|slog|spew|logger|t)\.\w+$|^(?:require|assert)\.(?:Not)?Nil$|\.[lL]og(?:ger)?\(?\)?\.\w+$/;

/** Where v2 has what errors of v1 have in `Error_`. */
const MEMBERS: Readonly<Record<string, string>> = {
  Message: 'Error_.Detail',
  Code: 'Error_.Type',
  Docs: 'Error_.Type',
  RequestID: 'Meta.RequestID',
};

/** What becomes of one of the errors of v1; undefined where a text does more with it than is followed. */
export function goError(text: SdkText, node: SyntaxNode, name: string): GoError | undefined {
  if (name === 'SDKError') return { type: 'APIError', edits: [] };
  const type = Object.hasOwn(errorClasses, name) ? errorClasses[name] : undefined;
  const pointer = node.parent?.type === 'pointer_type' ? node.parent : undefined;
  const uses = type !== undefined && pointer ? usesOf(text, pointer) : undefined;
  if (type === undefined || !uses) return undefined;
  const edits = uses.map((use) => useEdits(text, use));
  return edits.includes(undefined) ? undefined : { type, edits: edits.flatMap((one) => one ?? []) };
}

/** The uses of what is of a type that is written at `pointer`; undefined where that is not seen. */
function usesOf(text: SdkText, pointer: SyntaxNode): readonly SyntaxNode[] | undefined {
  const { names, to } = text;
  const { parent } = pointer;
  if (parent?.type === 'argument_list') {
    const callee = parent.parent && childOf(parent.parent, 'function');
    return callee && to.written(callee) === 'new' && isAsked(text, parent.parent!) ? [] : undefined;
  }
  if (parent?.type === 'type_case') {
    const alias = parent.parent && childOf(parent.parent, 'alias');
    if (!alias) return [];
    const isOne = parent.children.filter(({ field }) => field === 'type').length === 1;
    const inside = names
      .usesOf(to.written(alias))
      .filter(({ start, end, field }) => start > pointer.end && end <= parent.end && field !== 'field');
    return isOne || inside.every((use) => isAsked(text, use)) ? inside : undefined;
  }
  const variable = parent?.type === 'var_spec' ? only(parent, 'name') : assertedTo(text, parent);
  if (!variable) return undefined;
  const name = to.written(variable);
  if (name === '_') return [];
  const home = names.homeOf(name, variable.start);
  return (
    home &&
    names.usesIn(home, name).filter(({ start, field }) => start !== variable.start && field !== 'field')
  );
}

function only(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const found = node.children.filter((child) => child.field === field);
  return found.length === 1 ? found[0] : undefined;
}

/** The new name in `name, ok := err.(*T)`. */
function assertedTo({ to, names }: SdkText, assertion: SyntaxNode | undefined): SyntaxNode | undefined {
  const list = assertion?.type === 'type_assertion_expression' ? assertion.parent : undefined;
  const statement = list?.children.length === 1 && list.field === 'right' ? list.parent : undefined;
  const [value] = (statement && childOf(statement, 'left'))?.children ?? [];
  if (!value || (statement?.type !== 'short_var_declaration' && to.written(value) !== '_')) return undefined;
  // A name that was there before is of another type.
  const events = names.homeOf(to.written(value), value.start)?.names.get(to.written(value)) ?? [];
  return events.length > 1 ? undefined : value;
}

/** The edits of one use of an error; undefined where it is not followed. */
function useEdits(text: SdkText, use: SyntaxNode): readonly TextEdit[] | undefined {
  if (isAsked(text, use)) return [];
  const { to } = text;
  const outer = use.parent;
  const inner = outer?.parent;
  if (outer?.type !== 'selector_expression' || inner?.type !== 'selector_expression') return undefined;
  const [holder, member] = [childOf(outer, 'field'), childOf(inner, 'field')];
  if (!holder || !member || use.field !== 'operand' || to.written(holder) !== 'Error_') return undefined;
  const [, get = '', name = ''] = /^(Get)?(\w+)$/.exec(to.written(member)) ?? [];
  const place = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  // Codes and addresses are other texts: none of v1 is what v2 has there.
  if (place === undefined || (name !== 'Message' && isCompared(inner))) return undefined;
  const [from = '', last = ''] = place.split('.');
  return [{ range: { start: holder.start, end: member.end }, newText: `${from}.${get}${last}` }];
}

function isCompared({ parent }: SyntaxNode): boolean {
  const around = parent?.type === 'call_expression' ? parent.parent : parent;
  return /^(?:binary_expression|expression_switch_statement|expression_list)$/.test(around?.type ?? '');
}

/** True in `errors.As(err, &use)`, `use.Error()`, `use == nil`, and where it is shown or returned as an error. */
function isAsked({ to }: SdkText, use: SyntaxNode): boolean {
  const { parent } = use;
  if (parent?.type === 'selector_expression')
    return to.written(childOf(parent, 'field') ?? parent) === 'Error' && parent.field === 'function';
  if (parent?.type === 'binary_expression') return parent.children.some((c) => c.type === 'nil');
  if (parent?.type === 'expression_list') return parent.parent?.type === 'return_statement';
  const list = parent?.type === 'unary_expression' ? parent.parent : parent;
  const callee = list?.type === 'argument_list' && list.parent && childOf(list.parent, 'function');
  if (!callee) return false;
  const written = to.written(callee);
  return written === 'errors.As' || (list === parent && SHOWS.test(written));
}
