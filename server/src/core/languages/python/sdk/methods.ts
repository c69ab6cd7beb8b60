import type { TextEdit } from '../../../model.ts';
import { renamingEdits, type SdkSending, type SdkText } from '../../../program/sdk/programs.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** The method that a thread of its own calls: `asyncio.to_thread(client.keys.create, …)`. */
export function threadedIn(node: SyntaxNode, { to }: SdkText): SyntaxNode | undefined {
  const callee = childOf(node, 'function');
  const [first] = childOf(node, 'arguments')?.children ?? [];
  const isThread = callee && /(?:^|\.)to_thread$/.test(to.written(callee));
  return isThread && first?.type === 'attribute' ? first : undefined;
}

/** The edits that call a method, and its group, what v2 does. */
export function renamed(
  callee: SyntaxNode,
  token: SdkSending['token'],
  name: string,
  to: string,
  ending: string,
): readonly TextEdit[] | undefined {
  const holder = childOf(callee, 'object');
  return renamingEdits(holder && childOf(holder, 'attribute'), token, name, to, ending);
}

/** The edits of `keys.revoke(key_id)` of a client, which v1 called `keys.delete`: what programs write for it all the same. */
export function revokedEdits(text: SdkText, callee: SyntaxNode): readonly TextEdit[] | undefined {
  const { to } = text;
  const call = callee.parent?.type === 'call' && callee.field === 'function' ? callee.parent : undefined;
  const keys = childOf(callee, 'object');
  const client = keys && childOf(keys, 'object');
  const field = childOf(callee, 'attribute');
  const [id, ...others] = (call && childOf(call, 'arguments'))?.children ?? [];
  const key = id && childOf(id, 'name');
  const isId = id && (key ? to.written(key) === 'key_id' : /^(?:identifier|attribute|string)$/.test(id.type));
  if (!isId || others.length > 0 || call?.parent?.type !== 'expression_statement') return undefined;
  if (!client || !field || !text.isClient(client)) return undefined;
  return [
    { range: { start: field.start, end: field.end }, newText: 'delete_key' },
    ...(key ? [] : [{ range: { start: id.start, end: id.start }, newText: 'key_id=' }]),
  ];
}
