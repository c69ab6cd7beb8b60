import { childOf, type SyntaxNode } from '../../syntax.ts';

/** Exceptions that only show what they are given. */
const SHOWN =
  /^(?:(?:Runtime|Value|Key|Lookup|Permission|Type|Connection|Timeout|Assertion|OS|IO)Error|Exception|SystemExit)$/;

/** True where a value goes to whoever called, to all members of something, or into an exception that keeps it. */
export function isHandedOn({ parent }: SyntaxNode, written: (node: SyntaxNode) => string): boolean {
  if (parent && /^(?:return_statement|dictionary_splat)$/.test(parent.type)) return true;
  const list = parent?.type === 'keyword_argument' ? parent.parent : parent;
  const call = list?.type === 'argument_list' ? list.parent : undefined;
  const callee = call?.parent?.type === 'raise_statement' ? childOf(call, 'function') : undefined;
  return callee !== undefined && !SHOWN.test(written(callee));
}
