import { nodesOf } from '../../program/tree.ts';
import type { SyntaxNode } from '../../syntax.ts';

/** The bodies of the heredocs of a tree, by what announces them. */
const known = new WeakMap<SyntaxNode, ReadonlyMap<SyntaxNode, SyntaxNode>>();

/** The node that holds the text which `<<~NAME` announces: it stands behind the line. */
export function heredocBody(beginning: SyntaxNode): SyntaxNode | undefined {
  let root = beginning;
  while (root.parent) root = root.parent;
  let bodies = known.get(root);
  if (!bodies) {
    bodies = pairsIn(root);
    known.set(root, bodies);
  }
  return bodies.get(beginning);
}

function pairsIn(root: SyntaxNode): ReadonlyMap<SyntaxNode, SyntaxNode> {
  const all = [...nodesOf([root])].sort((a, b) => a.start - b.start);
  const bodies = all.filter((node) => node.type === 'heredoc_body');
  const beginnings = all.filter((node) => node.type === 'heredoc_beginning');
  const pairs = beginnings.flatMap((node, i): [SyntaxNode, SyntaxNode][] =>
    bodies[i] ? [[node, bodies[i]]] : [],
  );
  return new Map(pairs);
}
