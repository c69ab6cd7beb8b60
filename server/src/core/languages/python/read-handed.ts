import { showsOnly } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** Exceptions that only show what they are given. */
const SHOWN =
  /^(?:(?:Runtime|Value|Key|Lookup|Permission|Type|Connection|Timeout|Assertion|OS|IO)Error|Exception|SystemExit)$/;
/** Functions that make an answer of what they are given. */
const ANSWERS = /(?:^|\.)(?:jsonify|\w*J(?:SON|son)Response|json_response|make_response)$/;

/** Classes and methods that keep what they are given. */
const KEEPS = /(?:^|\.)(?:_?[A-Z]\w*|cls|append|add|put|set_exception)$/;

/**
 * True where a value goes to whoever called, alone or beside others, into a dictionary that goes on, to all members of
 * something, into an object or a member of one, or into an exception that keeps it.
 */
export function isHandedOn(node: SyntaxNode, written: (node: SyntaxNode) => string): boolean {
  const { parent } = node;
  if (parent && /^(?:return_statement|dictionary_splat)$/.test(parent.type)) return true;
  if (parent && /^(?:tuple|expression_list)$/.test(parent.type))
    return parent.parent?.type === 'return_statement';
  if (parent?.type === 'assignment' && node.field === 'right')
    return /^(?:subscript|attribute)$/.test(childOf(parent, 'left')?.type ?? '');
  if (parent?.type === 'pair') {
    const { callee } = callWith(parent.parent, written);
    const isReturned = parent.parent?.parent?.type === 'return_statement';
    return node.field === 'value' && (isReturned || (callee !== undefined && !isShown(callee)));
  }
  const { callee, isRaised } = callWith(node, written);
  if (callee === undefined || isRaised) return callee !== undefined && !SHOWN.test(callee);
  return ANSWERS.test(callee) || (KEEPS.test(callee) && !isShown(callee));
}

const isShown = (callee: string): boolean => SHOWN.test(callee) || showsOnly(callee);

/** What is called with a node among its arguments, and whether that is raised. */
function callWith(
  node: SyntaxNode | undefined,
  written: (node: SyntaxNode) => string,
): { readonly callee?: string; readonly isRaised?: boolean } {
  const parent = node?.parent;
  const list = parent?.type === 'keyword_argument' ? parent.parent : parent;
  const call = list?.type === 'argument_list' ? list.parent : undefined;
  const callee = call && childOf(call, 'function');
  return callee ? { callee: written(callee), isRaised: call.parent?.type === 'raise_statement' } : {};
}
