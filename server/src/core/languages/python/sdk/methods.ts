import type { TextEdit } from '../../../model.ts';
import type { SdkSending, SdkText } from '../../../program/sdk/programs.ts';
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
  const [fromGroup, fromMethod] = name.split('.');
  const [group = '', method = ''] = to.split('.');
  const holder = childOf(callee, 'object');
  const field = holder && childOf(holder, 'attribute');
  if (!field) return undefined;
  return [
    ...(group === fromGroup ? [] : [{ range: { start: field.start, end: field.end }, newText: group }]),
    ...(method === fromMethod
      ? []
      : [{ range: { start: token.start, end: token.end }, newText: method + ending }]),
  ];
}
