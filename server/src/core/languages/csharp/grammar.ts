import type { Grammar } from '../../program/grammar.ts';
import { nestedPieces } from '../../program/nested-pieces.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { typeValue } from './data-types.ts';
import { functions } from './functions.ts';
import { lower } from './lower.ts';
import { className, declared, functionShape } from './names.ts';
import { readAnswers } from './reads.ts';
import { csharpEditor, csharpSiteEditor } from './rewrite.ts';

/** Lines that declare a class or a namespace, the body of which goes on below. */
const TYPE =
  /^(?:(?:public|protected|private|internal|static|abstract|sealed|partial|readonly|file|ref) +)*(?:class|record|record +struct|struct|interface|enum) +\w+(?!.*[;}]\s*$)/;
const NAMESPACE = /^namespace +[\w.]+\s*\{?\s*$/;
/** Lines that begin a declaration or statement, at the left edge or in a class. */
const BEGINS = /^(?!(?:else|catch|finally|where|when)\b)[A-Za-z_@[~]/;

export const grammar: Grammar = {
  parser: 'c-sharp',
  lower,
  declared,
  functionShape,
  catches: { clause: 'catch_clause', name: ['catch_declaration', 'name'] },
  className,
  typeValue,
  assignment(node) {
    if (node.type !== 'assignment_expression' || node.parent?.type === 'initializer_expression')
      return undefined;
    const target = childOf(node, 'left');
    const value = childOf(node, 'operator')?.type === '=' ? childOf(node, 'right') : undefined;
    return target && { target, value };
  },
  returned(node) {
    const isBody = node.type === 'arrow_expression_clause' && node.parent?.type !== 'property_declaration';
    if (!isBody && node.type !== 'return_statement') return undefined;
    return isInLambda(node) ? undefined : node.children.find((c) => c.type !== 'comment');
  },
  pieces: (text) =>
    nestedPieces(text, {
      opens(line) {
        if (NAMESPACE.test(line)) return { prefix: 'namespace _ {', suffix: '}' };
        return TYPE.test(line) ? { prefix: 'class _ {', suffix: '}' } : undefined;
      },
      closes: /^\}/,
      begins: BEGINS,
      attached: /^\[.*\]\s*$/,
    }),
  blocks: new Set([
    'block',
    'for_statement',
    'foreach_statement',
    'using_statement',
    'catch_clause',
    'lambda_expression',
    'switch_section',
  ]),
  branches: new Set([
    'if_statement',
    'for_statement',
    'foreach_statement',
    'while_statement',
    'do_statement',
    'switch_body',
    'switch_expression',
    'catch_clause',
    'conditional_expression',
    'lambda_expression',
  ]),
  loops: new Set(['for_statement', 'foreach_statement', 'while_statement', 'do_statement']),
  comments: new Set(['comment']),
  identifiers: new Set(['identifier', 'implicit_parameter']),
  calls: new Set([
    'invocation_expression',
    'object_creation_expression',
    'implicit_object_creation_expression',
    'attribute',
  ]),
  strings: new Set([
    'string_literal',
    'verbatim_string_literal',
    'raw_string_literal',
    'interpolated_string_expression',
  ]),
  longQuotes: ['"""'],
  bareFields: true,
  functions,
  mutators: {
    Add: 'set',
    TryAdd: 'set',
    Append: 'push',
    AddRange: 'unknown',
    Insert: 'unknown',
    Remove: 'unknown',
    Clear: 'unknown',
    Merge: 'unknown',
  },
  clients,
  editor: csharpEditor,
  siteEditor: csharpSiteEditor,
  answers: readAnswers,
};

function isInLambda(node: SyntaxNode): boolean {
  for (let at = node.parent; at && !/_declaration$|^local_function_statement$/.test(at.type); at = at.parent)
    if (at.type === 'lambda_expression' || at.type === 'anonymous_method_expression') return true;
  return false;
}
