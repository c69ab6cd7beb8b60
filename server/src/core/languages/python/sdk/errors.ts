import type { SdkText } from '../../../program/sdk/programs.ts';
import { errorClasses } from '../../../sdk/error-classes.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { SHOWS } from './answers.ts';

/** What `unkey.py.errors` has in the place of errors of `unkey_py.models`. */
const CLASSES: Readonly<Record<string, string>> = { SDKError: 'UnkeyError', ...errorClasses };
/** What errors of both have. */
const KEPT = /^(?:message|status_code|body|raw_response)$/;

/** The class of v2 for one of v1 that a text catches; undefined where it does more than to show such errors. */
export function caughtClass(text: SdkText, node: SyntaxNode): string | undefined {
  const { to, names } = text;
  const name = /\w+$/.exec(to.written(node))?.[0] ?? '';
  const clause = clauseOf(node);
  if (!clause || !Object.hasOwn(CLASSES, name)) return undefined;
  const earlier =
    clause.parent?.children.filter((c) => c.type === 'except_clause' && c.start < clause.start) ?? [];
  // What v2 has above the others would catch them first.
  const isHidden = earlier.some((one) => /\bSDKError\b/.test(headOf(one, text)));
  const value = childOf(clause, 'value');
  const bound = value?.type === 'as_pattern' ? childOf(value, 'alias')?.children[0] : undefined;
  const uses = bound
    ? names
        .usesOf(to.written(bound))
        .filter((use) => use !== bound && use.start > bound.end && use.end <= clause.end)
    : [];
  return !isHidden && uses.every((use) => isShown(text, use)) ? CLASSES[name] : undefined;
}

const headOf = (clause: SyntaxNode, { to }: SdkText): string => {
  const value = childOf(clause, 'value');
  return value ? to.written(value) : '';
};

/** The `except` whose head a node is in. */
function clauseOf(node: SyntaxNode): SyntaxNode | undefined {
  let at = node;
  while (at.parent && /^(?:as_pattern|tuple|parenthesized_expression)$/.test(at.parent.type)) at = at.parent;
  return at.field === 'value' && at.parent?.type === 'except_clause' ? at.parent : undefined;
}

function isShown({ to }: SdkText, use: SyntaxNode): boolean {
  const { parent } = use;
  if (use.field === 'attribute' || (use.field === 'name' && parent?.type === 'keyword_argument')) return true;
  if (parent?.type === 'attribute') return KEPT.test(to.written(childOf(parent, 'attribute') ?? parent));
  const callee = parent?.type === 'argument_list' && parent.parent && childOf(parent.parent, 'function');
  return (
    /^(?:interpolation|raise_statement)$/.test(parent?.type ?? '') ||
    Boolean(callee && SHOWS.test(to.written(callee)))
  );
}
