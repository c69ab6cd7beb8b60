import { answerReader } from '../../program/answer-reader.ts';
import { type AnswerSyntax, fieldOf, insertedAt, type Move } from '../../program/answer-syntax.ts';
import { type AnswerText, usesOfItem } from '../../program/answers.ts';
import { nodesOf } from '../../program/tree.ts';
import { member, PARSE } from '../../reads/flow.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { commandName } from './command.ts';
import { nameOf } from './lower.ts';

/** Commands whose script block gets each item, by what they do with it. */
const EACH = /^(?:foreach-object|foreach|%)$/;
const KEEPS = /^(?:where-object|where|\?|sort-object|sort)$/;
/** Commands that give what they are given, or only show it. */
const PASSES = /^(?:tee-object|write-output|out-host|out-string)$/;

const syntax: AnswerSyntax = {
  ways: { 'Invoke-RestMethod': [[member('Content'), PARSE], [PARSE]] },
  isBody: (code) => /^(?:invoke-restmethod|irm)\b/i.test(code),
  parses: /^convertfrom-json$/,
  passes: /^(?!)/,
  reads: /^select-object$/,
  plucks: /^select-object$/,
  harmless:
    /^(?:out-null|out-host|out-string|write-\w+|convertto-json|format-\w+|out-file|set-content|count|echo)$/i,
  eachByMember: true,
  caught,
  empty: /^(?:\$null|\$false|\$true|-?\d+|"[^"$]*"|'[^']*')$/i,
  nameOf: (key, { to }) => {
    const [, quote, name] = /^(["']?)([a-zA-Z_]\w*)\1$/.exec(to.written(key)) ?? [];
    if (quote === undefined || name === undefined) return undefined;
    return { name, start: key.start + quote.length, end: key.end - quote.length };
  },
  move: (parent, node, text): Move | undefined => {
    const { to } = text;
    switch (parent.type) {
      case 'parentheses':
        if (parent.field === 'condition') return { kind: 'asked' };
        return parent.children.length === 1 ? { kind: 'same', node: parent } : { kind: 'given' };
      case 'subexpression':
        return parent.children.length === 1 && parent.parent?.type !== 'string'
          ? { kind: 'same', node: parent }
          : { kind: 'asked' };
      case 'cast':
        return node.field === 'value' ? { kind: 'same', node: parent } : undefined;
      case 'array':
        return parent.children.length === 1 ? { kind: 'same', node: parent } : { kind: 'given' };
      case 'member': {
        const name = fieldOf(parent, 'property');
        if (node.field !== 'object' || name?.type !== 'name') return undefined;
        return parent.field === 'function'
          ? { kind: 'method', node: parent.parent!, name: to.written(name).toLowerCase(), args: [] }
          : { kind: 'member', node: parent, name };
      }
      case 'element': {
        const key = fieldOf(parent, 'index');
        return key && node.field === 'object' ? { kind: 'index', node: parent, key } : undefined;
      }
      case 'assignment': {
        const left = fieldOf(parent, 'left');
        if (node.field === 'left') return { kind: 'written' };
        const target = left?.type === 'cast' ? fieldOf(left, 'value') : left;
        return target?.type === 'variable' ? { kind: 'bind', target } : { kind: 'given' };
      }
      case 'pipeline':
        return piped(parent, node, text);
      case 'command':
        return node.field === 'name'
          ? undefined
          : { kind: 'argument', node: parent, callee: commandName(parent, to) };
      case 'foreach_statement':
        return node.field === 'items'
          ? {
              kind: 'items',
              uses: usesOfItem(
                text,
                fieldOf(parent, 'name'),
                parent.children.find((c) => c.type === 'block'),
              ),
            }
          : undefined;
      case 'comparison':
      case 'unary':
        return { kind: 'asked' };
      case 'operation': {
        const other = parent.children.find((c) => c !== node && c.field !== 'operator');
        const isEither = to.written(fieldOf(parent, 'operator') ?? parent) === '??';
        return isEither && other ? { kind: 'chosen', node: parent, others: [other] } : { kind: 'asked' };
      }
      case 'return_statement':
        return { kind: 'returned', node: parent };
      case 'block':
        return parent.parent?.type === 'function_statement' && parent.children.at(-1) === node
          ? { kind: 'returned', node, implicit: 'return' }
          : undefined;
      case 'entry':
      case 'list':
      case 'throw_statement':
      case 'exit_statement':
        return { kind: 'given' };
      default:
        return undefined;
    }
  },
  // What is not there has no members, and nobody minds: only strict mode does.
  insert: ({ object, method }, names, text) => {
    // A property of each item has no members of its own behind it.
    if (method !== undefined && names[0] !== 'data') return undefined;
    return [insertedAt(text, object.end, names.map((n) => `.${n}`).join(''))];
  },
};

/** What the next command of a pipeline does with what it gets. */
function piped(pipeline: SyntaxNode, node: SyntaxNode, text: AnswerText): Move {
  const next = pipeline.children[pipeline.children.indexOf(node) + 1];
  if (!next) return { kind: 'same', node: pipeline };
  const name = next.type === 'command' ? commandName(next, text.to) : nameIn(next, text);
  const block = next.children.find((c) => c.type === 'script_block');
  const others = next.children.filter((c) => c.field !== 'name');
  const [option, property, ...rest] = others;
  if (/^select(?:-object)?$/.test(name) && property && rest.length === 0 && isExpanding(option!, text))
    return { kind: 'method', node: next, name: 'select-object', args: [property] };
  if (PASSES.test(name)) return { kind: 'same', node: next };
  if ((EACH.test(name) || KEEPS.test(name)) && block && others.length === 1)
    return { kind: 'items', uses: itemsIn(block, text), ...(KEEPS.test(name) ? { next } : {}) };
  return { kind: 'argument', node: next, callee: name };
}

const isExpanding = (option: SyntaxNode, { to }: AnswerText): boolean =>
  /^-ExpandProperty$|^-exp/i.test(to.written(option));

const nameIn = (node: SyntaxNode, { to }: AnswerText): string =>
  to.written(fieldOf(node, 'name') ?? node).toLowerCase();

/** `$_` of a script block, which another one inside of it has as well. */
function itemsIn(block: SyntaxNode, { to }: AnswerText): readonly SyntaxNode[] | undefined {
  const found: SyntaxNode[] = [];
  for (const node of nodesOf([block])) {
    if (node.type === 'script_block' && node !== block) return undefined;
    if (node.type === 'variable' && /^(?:_|psitem)$/.test(nameOf(to.written(node)))) found.push(node);
  }
  return found;
}

/** `$_.ErrorDetails.Message` in the `catch` of what a call is in. */
function caught(call: SyntaxNode, { to }: AnswerText): readonly SyntaxNode[] {
  let at: SyntaxNode | undefined = call;
  while (at && at.parent?.type !== 'try_statement') at = at.parent;
  if (at?.type !== 'block') return [];
  return (at.parent?.children ?? [])
    .filter(({ type }) => type === 'catch_clause')
    .flatMap((clause) => [...nodesOf([clause])])
    .filter(
      (node) => node.type === 'member' && /^\$(?:_|psitem)\.ErrorDetails\.Message$/i.test(to.written(node)),
    );
}

/** Follows what calls give through a text of PowerShell. */
export const readAnswers = answerReader(syntax);
