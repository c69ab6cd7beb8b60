import type { ResponseRead } from '../model.ts';
import type { Answers, Flow } from '../reads/flow.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { AnswerSyntax } from './answer-syntax.ts';
import type { AnswerText } from './answers.ts';

/** What a path with dots reads of a value: `error.message`. */
export function pathRead(
  answers: Answers,
  flow: Flow,
  path: { readonly name: string; readonly start: number },
  { source }: AnswerText,
): Flow | undefined {
  let now: Flow | undefined = flow;
  let at = path.start;
  for (const part of path.name.split('.')) {
    const range = source.range(at, at + part.length);
    const insert: ResponseRead['insert'] = (names) => [
      { range: { start: range.start, end: range.start }, newText: names.map((n) => `${n}.`).join('') },
    ];
    at += part.length + 1;
    now = now && answers.member(now, { name: part, range }, insert);
  }
  return now;
}

/** What keys read of a value one after another, up to the first that is not known, and whether that is all of them. */
export function keysRead(
  answers: Answers,
  value: Flow,
  keys: readonly SyntaxNode[],
  syntax: AnswerSyntax,
  text: AnswerText,
): readonly [flow: Flow | undefined, isAll: boolean] {
  let flow: Flow | undefined = value;
  for (const key of keys) {
    const name = syntax.nameOf(key, text);
    if (!name) return [flow, false];
    flow = flow && answers.member(flow, { name: name.name, range: text.source.range(name.start, name.end) });
  }
  return [flow, true];
}

/** True for a function that gives nothing but what `statement` does, in nodes of this type, and empty values. */
export const givesOnly = (
  text: AnswerText,
  syntax: AnswerSyntax,
  node: SyntaxNode,
  statement: SyntaxNode,
  type: string,
): boolean =>
  node.children.every((child) => {
    if (child === statement || text.names.isFunction(child)) return true;
    if (child.type !== type) return givesOnly(text, syntax, child, statement, type);
    const [value] = child.children;
    return !value || syntax.empty.test(text.to.written(value));
  });
