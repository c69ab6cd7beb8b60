import { type Asked, type Choice, comparedIn, indentationOf } from '../../program/choices.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

const EXITS = /^(?:return|raise|continue|break)_statement$/;

/** A `match` or a chain of `if` and `elif` over something called `code`, without a case for the rest. */
export function choiceAt(node: SyntaxNode, to: Lowering): Choice | undefined {
  if (node.type === 'match_statement') return ofMatch(node, to);
  return node.type === 'if_statement' ? ofChain(node, to) : undefined;
}

function ofMatch(node: SyntaxNode, to: Lowering): Choice | undefined {
  const value = childOf(node, 'subject');
  const subject = value && nameIn(value, to);
  const clauses = (childOf(node, 'body')?.children ?? []).filter(({ type }) => type === 'case_clause');
  const last = clauses.at(-1);
  if (!subject || !last) return undefined;
  const labels: SyntaxNode[] = [];
  for (const clause of clauses) {
    const pattern = clause.children.find(({ type }) => type === 'case_pattern');
    const [inner] = pattern?.children ?? [];
    if (childOf(clause, 'guard') || !inner) return undefined;
    labels.push(...(inner.type === 'union_pattern' ? inner.children : [inner]));
  }
  const indentation = indentationOf(to.source.text, last);
  const text = (codes: readonly string[]): string =>
    `\n${indentation}case ${codes.map(writer(labels[0]!, to)).join(' | ')}:\n${indentation}    pass`;
  return { subject, cases: labels.map((label) => codeIn(label, to)), added: { at: last.end, text } };
}

function ofChain(node: SyntaxNode, to: Lowering): Choice | undefined {
  const others = node.children.filter(({ type }) => type === 'elif_clause');
  const last = others.at(-1);
  if (!last || node.children.some(({ type }) => type === 'else_clause')) return undefined;
  const branches = [node, ...others];
  const compared = comparedIn(
    branches.map((branch) => askedIn(childOf(branch, 'condition'), to)),
    to,
  );
  const subject = compared && nameIn(compared.subject, to);
  if (!compared || !subject) return undefined;
  const siblings = node.parent?.children ?? [];
  const isFollowed = siblings.indexOf(node) < siblings.length - 1;
  if (isFollowed && branches.every(leaves)) return undefined;
  const indentation = indentationOf(to.source.text, node);
  const text = (codes: readonly string[]): string => {
    const list = codes.map(writer(compared.labels[0]!, to)).join(', ');
    const test = codes.length === 1 ? `== ${list}` : `in (${list})`;
    return `\n${indentation}elif ${to.written(compared.subject)} ${test}:\n${indentation}    pass`;
  };
  const cases = compared.labels.map((label) => codeIn(label, to));
  return { subject, cases, added: { at: last.end, text } };
}

/** True for a branch behind which nothing of the chain goes on. */
function leaves(branch: SyntaxNode): boolean {
  const last = childOf(branch, 'consequence')?.children.at(-1);
  return last !== undefined && EXITS.test(last.type);
}

function askedIn(condition: SyntaxNode | undefined, to: Lowering): Asked | undefined {
  if (!condition) return undefined;
  if (condition.type === 'parenthesized_expression') return askedIn(condition.children[0], to);
  if (condition.type === 'boolean_operator') {
    const sides = ['left', 'right'].map((side) => askedIn(childOf(condition, side), to));
    return /\bor\b/.test(to.written(condition)) && !/\band\b/.test(to.written(condition))
      ? comparedIn(sides, to)
      : undefined;
  }
  if (condition.type !== 'comparison_operator')
    return /^[\w.]+[.[]["']?valid["']?\]?$/.test(to.written(condition))
      ? { subject: undefined, labels: [] }
      : undefined;
  const [left, right] = condition.children.filter((c) => c.field !== 'operators' && c.type !== 'comment');
  if (!left || !right || condition.children.length > 3) return undefined;
  const operator = to.source.text.slice(left.end, right.start).trim();
  if (operator === '==') return { subject: left, labels: [right] };
  return operator === 'in' && /^(?:tuple|list|set)$/.test(right.type)
    ? { subject: left, labels: right.children.filter(({ type }) => type !== 'comment') }
    : undefined;
}

/** The name `code` at the end of `answer.data.code`, `data["code"]`, `data.get("code")`. */
function nameIn(value: SyntaxNode, to: Lowering): SyntaxNode | undefined {
  if (value.type === 'identifier') return to.written(value) === 'code' ? value : undefined;
  const [name] =
    value.type === 'call' && /\.get\(/.test(to.written(value))
      ? (childOf(value, 'arguments')?.children ?? [])
      : [childOf(value, 'attribute') ?? childOf(value, 'subscript')];
  const own = name?.type === 'string' ? name.children.find(({ type }) => type === 'string_content') : name;
  return own && to.written(own) === 'code' ? own : undefined;
}

/** The code that a text or a constant of the SDK stands for. */
function codeIn(label: SyntaxNode, to: Lowering): string | undefined {
  const written = to.written(label);
  return /^["'](\w+)["']$/.exec(written)?.[1] ?? /\bCode\.([A-Z_]+)$/.exec(written)?.[1];
}

/** Writes a code as a label is written. */
function writer(label: SyntaxNode, to: Lowering): (code: string) => string {
  const written = to.written(label);
  const constant = /^(.*\bCode\.)[A-Z_]+$/.exec(written)?.[1];
  if (constant !== undefined) return (code) => constant + code;
  return (code) => `${written[0]}${code}${written[0]}`;
}
