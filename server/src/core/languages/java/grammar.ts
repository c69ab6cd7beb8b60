import type { Grammar } from '../../program/grammar.ts';
import { nestedPieces } from '../../program/nested-pieces.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { typeValue } from './data-types.ts';
import { functions } from './functions.ts';
import { lower } from './lower.ts';
import { className, declared, functionShape } from './names.ts';
import { readAnswers } from './reads.ts';
import { javaEditor, javaSiteEditor } from './rewrite.ts';

/** Lines that declare a class or its like, the body of which goes on below. */
const TYPE =
  /^(?:(?:public|protected|private|static|abstract|final|sealed|non-sealed|strictfp) +)*(?:class|record|interface|enum|@interface) +\w+(?!.*\}\s*$)/;
/** Lines that begin a declaration; inside of a class those of its members. */
const BEGINS = /^(?!(?:else|catch|finally|throws|implements|extends|permits)\b)[A-Za-z_@<]/;

export const grammar: Grammar = {
  parser: 'java',
  lower,
  declared,
  functionShape,
  catches: { clause: 'catch_clause', name: ['catch_formal_parameter', 'name'] },
  className,
  typeValue,
  assignment(node) {
    if (node.type !== 'assignment_expression') return undefined;
    const target = childOf(node, 'left');
    const value = childOf(node, 'operator')?.type === '=' ? childOf(node, 'right') : undefined;
    return target && { target, value };
  },
  returned: (node) => (node.type === 'return_statement' && !isInLambda(node) ? node.children[0] : undefined),
  pieces: (text) =>
    nestedPieces(text, {
      opens: (line) => (TYPE.test(line) ? { prefix: 'class _ {', suffix: '}' } : undefined),
      closes: /^\}/,
      begins: BEGINS,
      attached: /^@[\w.]+(?:\(.*\))?\s*$/,
    }),
  blocks: new Set([
    'block',
    'for_statement',
    'enhanced_for_statement',
    'try_with_resources_statement',
    'catch_clause',
    'lambda_expression',
    'switch_block_statement_group',
    'switch_rule',
  ]),
  branches: new Set([
    'if_statement',
    'for_statement',
    'enhanced_for_statement',
    'while_statement',
    'do_statement',
    'switch_block',
    'catch_clause',
    'ternary_expression',
    'lambda_expression',
  ]),
  loops: new Set(['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement']),
  comments: new Set(['line_comment', 'block_comment']),
  identifiers: new Set(['identifier', 'type_identifier']),
  calls: new Set([
    'method_invocation',
    'object_creation_expression',
    'explicit_constructor_invocation',
    'annotation',
  ]),
  strings: new Set(['string_literal']),
  longQuotes: ['"""'],
  bareFields: true,
  functions,
  mutators: {
    put: 'set',
    putPOJO: 'set',
    set: 'set',
    add: 'set',
    addProperty: 'set',
    accumulate: 'set',
    putAll: 'merge',
    setAll: 'merge',
    putObject: 'opaque',
    putArray: 'opaque',
    withObject: 'opaque',
    withArray: 'opaque',
    putIfAbsent: 'opaque',
    computeIfAbsent: 'opaque',
    append: 'push',
    addAll: 'unknown',
    remove: 'unknown',
    clear: 'unknown',
    replace: 'unknown',
    replaceAll: 'unknown',
    merge: 'unknown',
    compute: 'unknown',
  },
  setter: (method) => /^set([A-Z]\w*)$/.exec(method)?.[1]?.replace(/^[A-Z]/, (c) => c.toLowerCase()),
  getter: (method) =>
    /^get([A-Z]\w*)$/.exec(method)?.[1]?.replace(/^[A-Z]/, (c) => c.toLowerCase()) ?? method,
  clients,
  editor: javaEditor,
  siteEditor: javaSiteEditor,
  answers: readAnswers,
};

function isInLambda(node: SyntaxNode): boolean {
  for (let at = node.parent; at && !/_declaration$/.test(at.type); at = at.parent)
    if (at.type === 'lambda_expression') return true;
  return false;
}
