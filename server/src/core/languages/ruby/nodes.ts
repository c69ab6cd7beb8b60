import type { SyntaxNode } from '../../syntax.ts';

/** Children of a body that are no statements of it. */
const ASIDE = /^(?:comment|heredoc_body|rescue|ensure|else|empty_statement)$/;

/** The statement whose value a body gives. */
export const lastStatement = (node: SyntaxNode): SyntaxNode | undefined =>
  node.children.filter((c) => !ASIDE.test(c.type)).at(-1);

/** True for a node within a class. */
export function isInClass(node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (/^(?:class|module)$/.test(at.type)) return true;
  return false;
}

/** True for `-> { … }` and `lambda { … }`, whose blocks are functions. */
export const isLambda = (block: SyntaxNode, written: (node: SyntaxNode) => string): boolean => {
  const { parent } = block;
  if (parent?.type === 'lambda') return true;
  const method = parent?.type === 'call' ? parent.children.find((c) => c.field === 'method') : undefined;
  return method !== undefined && parent!.children[0] === method && /^(?:lambda|proc)$/.test(written(method));
};
