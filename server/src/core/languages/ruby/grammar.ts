import type { Grammar } from '../../program/grammar.ts';
import { nestedPieces } from '../../program/nested-pieces.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { functions } from './functions.ts';
import { lower } from './lower.ts';
import { declared, functionShape } from './names.ts';
import { lastStatement } from './nodes.ts';
import { readAnswers } from './reads.ts';
import { rubyEditor, rubySiteEditor } from './rewrite.ts';

const OPENS = /^(?:class|module)\s+[A-Z<]/;
/** Lines that begin a declaration or statement. */
const BEGINS = /^(?!(?:end|else|elsif|rescue|ensure|when|in|then|and|or|do)\b)[A-Za-z_@$:]/;

export const grammar: Grammar = {
  parser: 'ruby',
  lower,
  declared,
  functionShape,
  mocks: { functions: /\bstub_request()/ },
  catches: { clause: 'rescue', name: ['variable'] },
  className(node, to) {
    if (node.type !== 'class' && node.type !== 'module') return undefined;
    const name = childOf(node, 'name');
    return name && to.written(name).split('::').at(-1);
  },
  assignment(node) {
    if (node.type !== 'assignment' && node.type !== 'operator_assignment') return undefined;
    const target = childOf(node, 'left');
    const plain = node.type === 'assignment' || childOf(node, 'operator')?.type === '||=';
    return target && { target, value: plain ? childOf(node, 'right') : undefined };
  },
  returned(node) {
    if (node.type === 'return') return node.children[0]?.children[0];
    if (node.type === 'method' || node.type === 'singleton_method') {
      const body = childOf(node, 'body');
      return body?.type === 'body_statement' ? undefined : body;
    }
    return isBody(node) ? unlessReturned(lastStatement(node)) : undefined;
  },
  pieces: (text) =>
    nestedPieces(text, {
      opens: (line) =>
        OPENS.test(line) && !/\bend\s*$/.test(line) ? { prefix: `${line}\n`, suffix: '\nend' } : undefined,
      closes: /^end\b/,
      begins: BEGINS,
    }),
  barriers: new Set(['method', 'singleton_method', 'class', 'module']),
  blocks: new Set(['block', 'do_block']),
  branches: new Set([
    'if',
    'unless',
    'elsif',
    'else',
    'if_modifier',
    'unless_modifier',
    'while',
    'until',
    'while_modifier',
    'until_modifier',
    'for',
    'when',
    'case',
    'in_clause',
    'rescue',
    'conditional',
    'block',
    'do_block',
  ]),
  caseOf(node) {
    const subject = node.parent?.type === 'case' ? childOf(node.parent, 'value') : undefined;
    if (!subject || (node.type !== 'when' && node.type !== 'else')) return undefined;
    return {
      subject,
      patterns: node.children.filter((c) => c.type === 'pattern').flatMap((c) => c.children),
    };
  },
  // `loop do`, `each { }` and `times do` run their block again.
  loops: new Set(['while', 'until', 'for', 'while_modifier', 'until_modifier', 'block', 'do_block']),
  comments: new Set(['comment']),
  identifiers: new Set(['identifier', 'constant', 'instance_variable', 'class_variable', 'global_variable']),
  calls: new Set(['call']),
  strings: new Set(['string', 'chained_string']),
  bareMembers: true,
  bracelessObjects: true,
  urlParts: { host: 'host', hostname: 'host', path: 'path', request_uri: 'path' },
  functions,
  mutators: {
    store: 'set',
    'merge!': 'merge',
    update: 'merge',
    'reverse_merge!': 'unknown',
    '<<': 'push',
    push: 'push',
    append: 'push',
    concat: 'unknown',
    prepend: 'unknown',
    unshift: 'unknown',
    delete: 'unknown',
    delete_if: 'unknown',
    'reject!': 'unknown',
    'select!': 'unknown',
    'compact!': 'unknown',
    'transform_keys!': 'unknown',
    'transform_values!': 'unknown',
    'gsub!': 'unknown',
    'sub!': 'unknown',
    replace: 'unknown',
    clear: 'unknown',
    tap: 'unknown',
  },
  clients,
  editor: rubyEditor,
  siteEditor: rubySiteEditor,
  answers: readAnswers,
};

/** True for the statements of a function, the last of which is its result. */
function isBody({ type, parent }: SyntaxNode): boolean {
  if (type !== 'body_statement' && type !== 'block_body') return false;
  return /^(?:method|singleton_method)$/.test(parent?.type ?? '') || parent?.parent?.type === 'lambda';
}

const unlessReturned = (statement: SyntaxNode | undefined): SyntaxNode | undefined =>
  statement?.type === 'return' ? undefined : statement;
