import type { Sending } from '../../program/answers.ts';
import type { Flow, Steps } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import type { Walk } from './read-walk.ts';

const SENDS =
  /(?:^|\.)(?:post|put|patch|request|urlopen)$|(?:requests|httpx|session|client|http)\.(?:get|delete|send)$/i;
/** What encloses code that runs later. */
const LATER = /^(?:function_definition|lambda|class_definition|module)$/;

/** Follows what is raised in the place of an answer to where it is caught: `except HTTPError as e`. */
export function followRaised(
  walk: Walk,
  node: SyntaxNode,
  { call, oneOf }: Pick<Flow, 'call' | 'oneOf'>,
  failed: readonly Steps[],
  sent: readonly Sending[],
): void {
  if (failed.length === 0) return;
  for (let at = node; at.parent && !LATER.test(at.parent.type); at = at.parent) {
    if (at.parent.type !== 'try_statement' || at.field !== 'body') continue;
    if (sendsElse(walk, at, node, sent)) return;
    for (const clause of at.parent.children) {
      const target = clause.type === 'except_clause' ? caughtBy(clause) : undefined;
      if (target) walk.bind(target, walk.answers.begin(call, failed, oneOf));
    }
  }
}

function caughtBy(clause: SyntaxNode): SyntaxNode | undefined {
  const pattern = clause.children.find(({ type }) => type === 'as_pattern');
  const target = pattern?.children[1];
  return target?.children[0] ?? target;
}

/** True where a block may also send requests that are not known. */
function sendsElse(walk: Walk, node: SyntaxNode, own: SyntaxNode, sent: readonly Sending[]): boolean {
  if (node.type === 'call' && node.start !== own.start) {
    const callee = childOf(node, 'function');
    if (callee && SENDS.test(walk.text.to.written(callee)) && !sent.some((s) => s.node.start === node.start))
      return true;
  }
  return node.children.some((child) => sendsElse(walk, child, own, sent));
}
