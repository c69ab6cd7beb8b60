import { type Asked, type Choice, comparedIn, indentationOf } from '../../program/choices.ts';
import type { Lowering } from '../../program/grammar.ts';
import { codeOfConstant, constantName } from '../../reads/code-choices.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

const EXITS = /^(?:return|continue|break|goto)_statement$/;
const ENDS = /^(?:panic|os\.Exit|log\.Fatal\w*)\(/;

/** A `switch` or a chain of `if` over something called `code`, without a case for the rest. */
export function choiceAt(node: SyntaxNode, to: Lowering): Choice | undefined {
  if (node.type === 'expression_switch_statement') return ofSwitch(node, to);
  return node.type === 'if_statement' && node.field !== 'alternative' ? ofChain(node, to) : undefined;
}

function ofSwitch(node: SyntaxNode, to: Lowering): Choice | undefined {
  const value = childOf(node, 'value');
  const subject = value && nameIn(value, to);
  const clauses = node.children.filter(({ type }) => /_case$/.test(type));
  const last = clauses.at(-1);
  if (!subject || !last || clauses.some(({ type }) => type !== 'expression_case')) return undefined;
  const labels = clauses.flatMap((clause) => childOf(clause, 'value')?.children ?? []);
  const { text } = to.source;
  const closing = text.lastIndexOf('\n', node.end - 1) + 1;
  if (closing <= last.start || /\S/.test(text.slice(closing, node.end - 1))) return undefined;
  const indentation = indentationOf(text, last);
  return {
    subject,
    cases: labels.map((label) => codeIn(label, to)),
    added: {
      at: closing,
      text: (codes) => `${indentation}case ${codes.map(writer(labels[0]!, to)).join(', ')}:\n`,
    },
  };
}

function ofChain(node: SyntaxNode, to: Lowering): Choice | undefined {
  const branches: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = node; at; at = childOf(at, 'alternative')) {
    if (at.type !== 'if_statement' || childOf(at, 'initializer')) return undefined;
    branches.push(at);
  }
  const compared = comparedIn(
    branches.map((branch) => askedIn(childOf(branch, 'condition'), to)),
    to,
  );
  const subject = compared && nameIn(compared.subject, to);
  if (branches.length < 2 || !compared || !subject) return undefined;
  const siblings = node.parent?.children ?? [];
  const isFollowed = siblings.indexOf(node) < siblings.length - 1;
  if (isFollowed && branches.every((branch) => leaves(branch, to))) return undefined;
  const indentation = indentationOf(to.source.text, node);
  const own = to.written(compared.subject);
  return {
    subject,
    cases: compared.labels.map((label) => codeIn(label, to)),
    added: {
      at: node.end,
      text: (codes) =>
        ` else if ${codes.map((code) => `${own} == ${writer(compared.labels[0]!, to)(code)}`).join(' || ')} {\n${indentation}}`,
    },
  };
}

/** True for a branch behind which nothing of the chain goes on. */
function leaves(branch: SyntaxNode, to: Lowering): boolean {
  const block = childOf(branch, 'consequence');
  const list = block?.children.find(({ type }) => type === 'statement_list') ?? block;
  const last = list?.children.at(-1);
  return last !== undefined && (EXITS.test(last.type) || ENDS.test(to.written(last)));
}

function askedIn(condition: SyntaxNode | undefined, to: Lowering): Asked | undefined {
  if (condition?.type === 'parenthesized_expression') return askedIn(condition.children[0], to);
  if (condition?.type !== 'binary_expression')
    return condition && /^[\w.]+\.Valid$/.test(to.written(condition))
      ? { subject: undefined, labels: [] }
      : undefined;
  const [left, right] = [childOf(condition, 'left'), childOf(condition, 'right')];
  const operator = childOf(condition, 'operator')?.type;
  if (operator === '||') return comparedIn([askedIn(left, to), askedIn(right, to)], to);
  return operator === '==' && left && right ? { subject: left, labels: [right] } : undefined;
}

/** The name `code` at the end of `out.Data.Code`, `data["code"]`. */
function nameIn(value: SyntaxNode, to: Lowering): SyntaxNode | undefined {
  if (value.type === 'call_expression' || value.type === 'type_conversion_expression') {
    // `string(out.Data.Code)`
    const [inner] = childOf(value, 'arguments')?.children ?? [childOf(value, 'operand')];
    return inner && /^string\(/.test(to.written(value)) ? nameIn(inner, to) : undefined;
  }
  const name = value.type === 'identifier' ? value : (childOf(value, 'field') ?? childOf(value, 'index'));
  if (!name || !/^(?:[cC]ode|"code")$/.test(to.written(name))) return undefined;
  return name.type === 'interpreted_string_literal' ? (name.children[0] ?? name) : name;
}

/** The code that a text or a constant of the SDK stands for. */
function codeIn(label: SyntaxNode, to: Lowering): string | undefined {
  const written = to.written(label);
  const constant = /\.\w*Code([A-Z][A-Za-z]+)$/.exec(written)?.[1];
  return /^["`](\w+)["`]$/.exec(written)?.[1] ?? (constant && codeOfConstant(constant));
}

/** Writes a code as a label is written. */
function writer(label: SyntaxNode, to: Lowering): (code: string) => string {
  const written = to.written(label);
  const lead = /^(.*\.\w*Code)[A-Z][A-Za-z]+$/.exec(written)?.[1];
  return lead === undefined ? (code) => `"${code}"` : (code) => lead + constantName(code);
}
