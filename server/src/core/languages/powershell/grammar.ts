import type { Expression } from '../../expression.ts';
import { declaration } from '../../program/declarations.ts';
import { binaryExpression } from '../../program/expressions.ts';
import type { Declared, FunctionShape, Grammar, Lowering, Parameter } from '../../program/grammar.ts';
import { emptyObject, itself, sameAs } from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { lower, nameOf } from './lower.ts';
import { parsePowerShell } from './parser.ts';
import { readAnswers } from './reads.ts';
import { powershellEditor, powershellSiteEditor } from './rewrite.ts';

/** `[uri]::new($base, 'v2/…')` */
const address: Grammar['functions'][string] = (call) => {
  const [base, reference] = call.args;
  if (!base || !reference) return base;
  return { kind: 'reference', base, reference, start: call.start, end: call.end };
};

/** What has to be told of PowerShell, whose own parser is tolerant enough to need no pieces. */
export const grammar: Grammar = {
  parser: '',
  parse: parsePowerShell,
  fold: nameOf,
  lower,
  declared,
  functionShape,
  className(node, to) {
    const name = node.type === 'class_statement' ? childOf(node, 'name') : undefined;
    return name && to.written(name);
  },
  assignment(node) {
    if (node.type !== 'assignment') return undefined;
    const target = childOf(node, 'left');
    const operator = childOf(node, 'operator');
    const isPlain = operator !== undefined && operator.end - operator.start === 1;
    return target && { target, value: isPlain ? childOf(node, 'right') : undefined };
  },
  returned(node) {
    if (node.type === 'return_statement') return childOf(node, 'value');
    // The last expression of a function is what it gives.
    const body = node.parent;
    if (body?.type !== 'block' || body.parent?.type !== 'function_statement') return undefined;
    const isLast = body.children.at(-1) === node;
    return isLast &&
      /^(?:hash|string|pipeline|cast|array|operation|command|variable|list|invocation|member)$/.test(
        node.type,
      )
      ? node
      : undefined;
  },
  // What is caught is `$_` everywhere.
  catches: { clause: 'catch_clause', name: [] },
  pieces: () => [],
  blocks: new Set(),
  branches: new Set([
    ...[
      'if_statement',
      'switch_clause',
      'catch_clause',
      'foreach_statement',
      'for_statement',
      'while_statement',
    ],
    ...['script_block', 'ternary', 'chain'],
  ]),
  loops: new Set(['foreach_statement', 'for_statement', 'while_statement', 'do_statement', 'script_block']),
  comments: new Set(['comment']),
  identifiers: new Set(['variable']),
  calls: new Set(['command', 'invocation']),
  strings: new Set(['string', 'word']),
  functions: {
    'uri.new': address,
    'system.uri.new': address,
    'system.collections.generic.dictionary.new': emptyObject,
    'collections.generic.dictionary.new': emptyObject,
    'dictionary.new': emptyObject,
    'hashtable.new': emptyObject,
    'system.collections.hashtable.new': emptyObject,
    'ordered.new': emptyObject,
    'string.format': format,
    'system.string.format': format,
    '*.getbytes': sameAs(),
    '*.tostring': itself,
    '*.trim': itself,
    '*.trimend': itself,
    '*.clone': itself,
  },
  mutators: {
    add: 'set',
    set_item: 'set',
    remove: 'unknown',
    clear: 'unknown',
    insert: 'unknown',
    addrange: 'unknown',
    tryadd: 'opaque',
  },
  clients,
  answers: readAnswers,
  editor: powershellEditor,
  siteEditor: powershellSiteEditor,
};

/** `[string]::Format('{0}/v2', $base)` */
function format({
  args: [first, ...rest],
}: Parameters<Grammar['functions'][string]>[0]): Expression | undefined {
  return first && formatted(first, rest, /\{\{|\}\}|\{(\d+)(?:,-?\d+)?(?::[^{}]*)?\}/g, (m) => Number(m[1]));
}

function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  const name = node.type === 'function_statement' ? childOf(node, 'name') : undefined;
  if (!name) return undefined;
  const body = childOf(node, 'body');
  const block = body?.children.find((c) => c.type === 'param_block');
  const parameters = [...node.children, ...(block?.children ?? [])].flatMap((p): Parameter[] => {
    const own = p.type === 'parameter' ? childOf(p, 'name') : undefined;
    return own ? [{ name: nameOf(to.written(own)), optional: true }] : [];
  });
  return { name: to.written(name).replace(/^\w+:/, '').toLowerCase(), parameters, body };
}

function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'assignment': {
      const target = variableOf(childOf(node, 'left'));
      const value = assignedValue(node, to);
      return target ? [declaration('assignment', target, to, value)] : [];
    }
    case 'parameter': {
      const name = childOf(node, 'name');
      const value = childOf(node, 'value');
      return name ? [declaration('parameter', name, to, value)] : [];
    }
    case 'property': {
      const name = childOf(node, 'name');
      const value = childOf(node, 'value');
      if (!name) return [];
      return [{ kind: 'field', name: to.written(name).slice(1), node: name, ...(value ? { value } : {}) }];
    }
    case 'foreach_statement': {
      const name = childOf(node, 'name');
      return name ? [declaration('assignment', name, to)] : [];
    }
    default:
      return [];
  }
}

/** The variable of `$name`, `[string]$name` and `[string] $name` on the left. */
function variableOf(target: SyntaxNode | undefined): SyntaxNode | undefined {
  if (target?.type === 'cast') return variableOf(childOf(target, 'value'));
  return target?.type === 'variable' ? target : undefined;
}

function assignedValue(node: SyntaxNode, to: Lowering): SyntaxNode | Expression | undefined {
  const operator = childOf(node, 'operator');
  return operator && to.written(operator) === '='
    ? childOf(node, 'right')
    : binaryExpression(node, to, { '+=': 'joined', '??=': 'fallback' });
}
