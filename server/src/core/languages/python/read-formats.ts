import type { Flow } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import type { Walk } from './read-walk.ts';

/** `%(name)s` */
const NAMED = /%\((\w+)\)/g;

/** Keeps what a format reads of a value that is given to it alone: `"%(code)s" % error`, `log.error("%(code)s", error)`. */
export function readByFormat(walk: Walk, node: SyntaxNode, flow: Flow): void {
  const { parent } = node;
  const format = parent?.type === 'binary_operator' ? leftOf(parent, node) : firstOf(parent, node);
  if (format?.type !== 'string' || !flow.body || flow.attributes) return;
  const { source } = walk.text;
  if (!source.isVerbatim(format.start, format.end)) return;
  for (const found of source.text.slice(format.start, format.end).matchAll(NAMED)) {
    const start = format.start + found.index + 2;
    const range = source.range(start, start + found[1]!.length);
    const read = walk.answers.member(flow, { name: found[1]!, range });
    if (read) walk.answers.record(read, undefined);
  }
}

/** What stands before `%`. */
function leftOf(operation: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
  const [left, right] = [childOf(operation, 'left'), childOf(operation, 'right')];
  return right === node && childOf(operation, 'operator')?.type === '%' ? left : undefined;
}

/** The text that a function is given before its only other argument. */
function firstOf(list: SyntaxNode | undefined, node: SyntaxNode): SyntaxNode | undefined {
  if (list?.type !== 'argument_list') return undefined;
  const given = list.children.filter(({ type }) => type !== 'comment' && type !== 'keyword_argument');
  return given.length === 2 && given[1] === node ? given[0] : undefined;
}
