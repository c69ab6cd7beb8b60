import type { SdkText } from '../../../program/sdk/programs.ts';
import { errorClasses } from '../../../sdk/error-classes.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** The type of v2 for one of errors of v1; undefined where a text does more with such errors than to ask for them or show them. */
export function errorType(text: SdkText, node: SyntaxNode, name: string): string | undefined {
  if (name === 'SDKError') return 'APIError';
  const { names, to } = text;
  const pointer = node.parent?.type === 'pointer_type' ? node.parent : undefined;
  if (pointer && isAssertedOnly(text, pointer))
    return Object.hasOwn(errorClasses, name) ? errorClasses[name] : undefined;
  const spec = pointer?.parent?.type === 'var_spec' ? pointer.parent : undefined;
  const variables = spec?.children.filter((c) => c.field === 'name') ?? [];
  const [variable] = variables;
  const home = variable && names.homeOf(to.written(variable), variable.start);
  if (!home || variables.length > 1 || !Object.hasOwn(errorClasses, name)) return undefined;
  const uses = names.usesIn(home, to.written(variable));
  return uses.every((use) => use.start === variable.start || use.field === 'field' || isAsked(text, use))
    ? errorClasses[name]
    : undefined;
}

/** True in `_, ok := err.(*T)`. */
function isAssertedOnly({ to }: SdkText, { parent: assertion }: SyntaxNode): boolean {
  const list = assertion?.type === 'type_assertion_expression' ? assertion.parent : undefined;
  const statement = list?.children.length === 1 && list.field === 'right' ? list.parent : undefined;
  const [value] = (statement && childOf(statement, 'left'))?.children ?? [];
  return value !== undefined && to.written(value) === '_';
}

/** True in `errors.As(err, &use)` and `use.Error()`. */
function isAsked({ to }: SdkText, { parent }: SyntaxNode): boolean {
  if (parent?.type === 'selector_expression')
    return to.written(childOf(parent, 'field') ?? parent) === 'Error' && parent.field === 'function';
  const list = parent?.type === 'unary_expression' ? parent.parent : undefined;
  const callee = list?.type === 'argument_list' && list.parent && childOf(list.parent, 'function');
  return Boolean(callee && to.written(callee) === 'errors.As');
}
