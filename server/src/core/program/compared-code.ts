import type { Flow } from '../reads/flow.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';
import type { SyntaxNode } from '../syntax.ts';

const LONGEST_CHOICE = 2_000;
/** A text that may be the code of an error. */
const CODE = /(?:["']|%w[[({][\w ]*?)\b([A-Z_]{4,})\b/g;

/** True for the code of an error beside which one of v1 is written. `written`: the code of a node. */
export function isComparedCode(
  { parent }: SyntaxNode,
  { path: [error, code, inner] }: Flow,
  written: (node: SyntaxNode) => string,
): boolean {
  if (!parent || error?.name !== 'error' || code?.name !== 'code' || inner) return false;
  const around =
    parent.type === 'argument' || /arguments?(?:_list)?$/.test(parent.type) ? parent.parent : parent;
  const choice = around && around.end - around.start < LONGEST_CHOICE ? written(around) : '';
  return [...choice.matchAll(CODE)].some(([, text]) => statusOfCode(text!) !== undefined);
}
