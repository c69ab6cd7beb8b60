import type { ResponseRead } from '../../model.ts';
import type { AnswerText } from '../../program/answers.ts';
import { type Flow, isOfV1, isWhole, noteDoubt, noteQuestion } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { end, type Next } from './read-steps.ts';
import type { Walk } from './read-walk.ts';

/** A value that is compared with another one. */
export function compared(walk: Walk, parent: SyntaxNode, node: SyntaxNode, flow: Flow): undefined {
  const [left, right] = parent.children.filter((c) => c.field !== 'operators');
  const asks = parent.children.some((c) => c.field === 'operators' && /\bin\b/.test(c.type));
  if (asks && right === node && isWhole(flow)) {
    const key = left && walk.text.to.expression(left);
    if (key?.kind !== 'text' || key.value.text === 'data') noteDoubt(flow);
    else if (isOfV1(flow)) return member(walk, node, left!, flow);
  } else noteQuestion(flow);
  return end(walk, node, flow);
}

/** `"name" in body` */
function member(walk: Walk, node: SyntaxNode, key: SyntaxNode, flow: Flow): undefined {
  const { source, to } = walk.text;
  const expression = to.expression(key);
  if (expression.kind !== 'text') return end(walk, node, flow);
  const [name, range] = [expression.value.text, expression.value.range()];
  const quote = /["']/.exec(to.written(key))?.[0] ?? '"';
  const at = source.range(node.end, node.end);
  const insert: ResponseRead['insert'] = source.isVerbatim(node.start, node.end)
    ? (names) => [{ range: at, newText: names.map((n) => `.get(${quote}${n}${quote}, {})`).join('') }]
    : undefined;
  const read = walk.answers.member(flow, { name, range }, insert);
  return end(walk, node, read ?? flow);
}

/** A value that is one of two, or decides. */
export function chosen(walk: Walk, choice: SyntaxNode, node: SyntaxNode, flow: Flow): Next | undefined {
  const operands = choice.children.filter((c) => c.type !== 'comment' && c.field !== 'operator');
  const isEither = choice.type === 'conditional_expression';
  const isGuard = childOf(choice, 'operator')?.type === 'and';
  if (isGuard && operands[1] === node) return { node: choice, flow };
  if (isGuard || (isEither && operands[1] === node)) {
    noteQuestion(flow);
    return end(walk, node, flow);
  }
  const others = operands.filter((c, i) => c !== node && !(isEither && i === 1));
  if (others.every((c) => isEmpty(walk, c))) return { node: choice, flow };
  noteDoubt(flow);
  noteQuestion(flow);
  return end(walk, node, flow);
}

/** True for `None`, `{}`, `""`. */
export function isEmpty(walk: Walk, node: SyntaxNode): boolean {
  return /^(?:None|False|\{\s*\}|\[\s*\]|dict\(\)|""|'')$/.test(walk.text.to.written(node));
}

const OPERANDS =
  /^(?:parenthesized_expression|attribute|subscript|call|await|not_operator|comparison_operator)$/;

/** Where the outermost choice begins that the value of a node is one side of. */
export function choiceAround(node: SyntaxNode, { to }: AnswerText): number | undefined {
  let found: number | undefined;
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'conditional_expression') found = parent.start;
    else if (parent.type === 'boolean_operator') {
      if (childOf(parent, 'operator')?.type === 'or' || /\bor\b/.test(to.written(parent)))
        found = parent.start;
    } else if (!OPERANDS.test(parent.type)) break;
  }
  return found;
}
