import type { TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import { errorClasses } from '../../../sdk/error-classes.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { SHOWS } from './answers.ts';

/** What `unkey.py.errors` has in the place of errors of `unkey_py.models`. */
const CLASSES: Readonly<Record<string, string>> = { SDKError: 'UnkeyError', ...errorClasses };
/** What errors of both have. */
const KEPT = /^(?:message|status_code|body|raw_response)$/;

/** What `error` in the data of an error is called in v2, by the names of v1. */
const MEMBERS: Readonly<Record<string, string>> = { message: 'detail', code: 'type', docs: 'type' };

/** The class of v2 for one of v1 that a text catches; undefined where it does more than to show such errors. */
export function caughtClass(text: SdkText, node: SyntaxNode): string | undefined {
  const { to } = text;
  const name = /\w+$/.exec(to.written(node))?.[0] ?? '';
  const clause = clauseOf(node);
  if (!clause || !Object.hasOwn(CLASSES, name)) return undefined;
  const earlier =
    clause.parent?.children.filter((c) => c.type === 'except_clause' && c.start < clause.start) ?? [];
  // What v2 has above the others would catch them first.
  const isHidden = earlier.some((one) => /\bSDKError\b/.test(headOf(one, text)));
  const uses = usesOfCaught(text, clause);
  return !isHidden && uses.every((use) => isShown(text, use)) ? CLASSES[name] : undefined;
}

/** The edits of what is read of a caught error: `error.data.error.message`. */
export function errorReads(text: SdkText, node: SyntaxNode): readonly TextEdit[] {
  const clause = clauseOf(node);
  return (clause ? usesOfCaught(text, clause) : []).flatMap((use) => {
    const field = memberOfError(text, use);
    const now = field && MEMBERS[text.to.written(field)];
    return field && now ? [{ range: { start: field.start, end: field.end }, newText: now }] : [];
  });
}

/** The uses of the name that an `except` gives the error. */
function usesOfCaught({ names, to }: SdkText, clause: SyntaxNode): readonly SyntaxNode[] {
  const value = childOf(clause, 'value');
  const bound = value?.type === 'as_pattern' ? childOf(value, 'alias')?.children[0] : undefined;
  if (!bound) return [];
  return names
    .usesOf(to.written(bound))
    .filter((use) => use !== bound && use.start > bound.end && use.end <= clause.end);
}

/** `message` of `error.data.error.message`, where it is only shown. */
function memberOfError({ to }: SdkText, use: SyntaxNode): SyntaxNode | undefined {
  let at = use;
  for (const name of ['data', 'error']) {
    const { parent } = at;
    const field =
      parent?.type === 'attribute' && at.field === 'object' ? childOf(parent, 'attribute') : undefined;
    if (!parent || !field || to.written(field) !== name) return undefined;
    at = parent;
  }
  const { parent } = at;
  const field =
    parent?.type === 'attribute' && at.field === 'object' ? childOf(parent, 'attribute') : undefined;
  const isKnown = field !== undefined && Object.hasOwn(MEMBERS, to.written(field));
  return isKnown && !/^(?:comparison_operator|attribute)$/.test(parent?.parent?.type ?? '')
    ? field
    : undefined;
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

function isShown(text: SdkText, use: SyntaxNode): boolean {
  const { to } = text;
  const { parent } = use;
  if (memberOfError(text, use)) return true;
  if (use.field === 'attribute' || (use.field === 'name' && parent?.type === 'keyword_argument')) return true;
  if (parent?.type === 'attribute') return KEPT.test(to.written(childOf(parent, 'attribute') ?? parent));
  const callee = parent?.type === 'argument_list' && parent.parent && childOf(parent.parent, 'function');
  return (
    /^(?:interpolation|raise_statement)$/.test(parent?.type ?? '') ||
    Boolean(callee && SHOWS.test(to.written(callee)))
  );
}
