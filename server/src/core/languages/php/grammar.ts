import type { Expression } from '../../expression.ts';
import { declaration } from '../../program/declarations.ts';
import { binaryExpression } from '../../program/expressions.ts';
import type { Declared, FunctionShape, Grammar, Lowering, Parameter } from '../../program/grammar.ts';
import { nestedPieces } from '../../program/nested-pieces.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { clients } from './clients/clients.ts';
import { functions } from './functions.ts';
import { lower } from './lower.ts';
import { readAnswers } from './reads.ts';
import { phpEditor, phpSiteEditor } from './rewrite.ts';

const CLASSES = /^(?:class|trait|interface|enum)_declaration$/;
const FUNCTIONS = /^(?:function_definition|method_declaration|anonymous_function|arrow_function)$/;

const MACRO = /^\\?(?:\w+\\)*(\w+)::macro\(\s*(['"])(\w+)\2/;

const CLASS = /^(?:(?:abstract|final|readonly) )*(?:class|trait|interface|enum)\s+\w[^;]*/;
/** Lines that begin a declaration or statement, at the left edge or in a class; the end of a heredoc does not. */
const BEGINS =
  /^(?!(?:else|elseif|catch|finally|end\w+|case|default)\b|[A-Z_]+\s*[;,)])(?:[$\\\w]|#\[|\/\*\*|<\?)/;

export const grammar: Grammar = {
  parser: 'php',
  opening: (text) => (text.includes('<?') ? '' : '<?php '),
  lower,
  declared,
  functionShape,
  catches: { clause: 'catch_clause', name: ['name'] },
  className(node, to) {
    const name = CLASSES.test(node.type) ? childOf(node, 'name') : undefined;
    return name && to.written(name);
  },
  assignment(node) {
    if (node.type !== 'assignment_expression' && node.type !== 'augmented_assignment_expression')
      return undefined;
    const target = childOf(node, 'left');
    const plain = node.type === 'assignment_expression' || childOf(node, 'operator')?.type === '??=';
    return target && { target, value: plain ? childOf(node, 'right') : undefined };
  },
  returned(node) {
    if (node.type === 'return_statement') return node.children.find((c) => c.type !== 'comment');
    return node.parent?.type === 'arrow_function' && node.field === 'body' ? node : undefined;
  },
  pieces: (text) =>
    nestedPieces(text, {
      opens(line) {
        const opening = CLASS.exec(line)?.[0];
        if (opening === undefined || /\}\s*$/.test(line)) return undefined;
        return { prefix: `${opening.replace(/\s*\{.*$/, '')} {\n`, suffix: '\n}' };
      },
      closes: /^\}/,
      begins: BEGINS,
      skipped: /^(?:\/\*\*?\s*$|\*)/,
      attached: /^#\[.*\]\s*$/,
      prefix: '<?php ',
    }),
  blocks: new Set(),
  branches: new Set([
    'if_statement',
    'else_clause',
    'else_if_clause',
    'for_statement',
    'foreach_statement',
    'while_statement',
    'do_statement',
    'switch_block',
    'case_statement',
    'default_statement',
    'try_statement',
    'catch_clause',
    'conditional_expression',
    'match_conditional_expression',
    'match_default_expression',
  ]),
  removals: new Set(['unset_statement']),
  byReference:
    /^(?:array_(?:push|pop|shift|unshift|splice|walk\w*|multisort)|[ak]?r?sort|u[ak]?sort|nat(?:case)?sort|shuffle|end|reset|next|prev|each|settype|extract|preg_match\w*|parse_str)$/,
  caseOf(node) {
    const subject =
      node.parent?.type === 'switch_block' ? childOf(node.parent.parent!, 'condition') : undefined;
    const value = childOf(node, 'value');
    if (!subject || !/^(?:case|default)_statement$/.test(node.type)) return undefined;
    return { subject, patterns: value ? [value] : [] };
  },
  loops: new Set(['for_statement', 'foreach_statement', 'while_statement', 'do_statement']),
  comments: new Set(['comment']),
  identifiers: new Set(['variable_name', 'name']),
  calls: new Set([
    'function_call_expression',
    'member_call_expression',
    'nullsafe_member_call_expression',
    'scoped_call_expression',
    'object_creation_expression',
  ]),
  strings: new Set(['string', 'encapsed_string', 'heredoc', 'nowdoc']),
  functions,
  mutators: {},
  clients,
  editor: phpEditor,
  siteEditor: phpSiteEditor,
  answers: readAnswers,
};

function functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined {
  if (!FUNCTIONS.test(node.type)) return undefined;
  const name = nameOf(node, to);
  const parameters = (childOf(node, 'parameters')?.children ?? []).flatMap((p): Parameter[] => {
    const word = childOf(p, 'name');
    if (!word) return [];
    return [
      {
        name: to.written(word),
        ...(p.type === 'variadic_parameter' ? { rest: true } : {}),
        ...(childOf(p, 'default_value') ? { optional: true } : {}),
        ...(childOf(p, 'reference_modifier') ? { reference: true } : {}),
      },
    ];
  });
  const constructs = name === '__construct' ? { constructs: true } : {};
  return { name, parameters, body: childOf(node, 'body'), ...constructs };
}

/** The name of a function, or of the variable that it is kept in. */
function nameOf(node: SyntaxNode, to: Lowering): string {
  const name = childOf(node, 'name');
  if (name) return to.written(name);
  const target =
    node.parent?.type === 'assignment_expression' && node.field === 'right'
      ? childOf(node.parent, 'left')
      : undefined;
  return target ? to.written(target) : (macroName(node, to) ?? '');
}

/** What calls of a function are that is given to a class of Laravel: `Http::macro('unkey', fn () => …)`. */
function macroName(node: SyntaxNode, to: Lowering): string | undefined {
  const args = node.parent?.type === 'argument' ? node.parent.parent : undefined;
  if (args?.parent?.type !== 'scoped_call_expression') return undefined;
  const [, owner, , name] = MACRO.exec(to.written(args.parent)) ?? [];
  return owner === undefined ? undefined : `${owner}::${name}`;
}

function declared(node: SyntaxNode, to: Lowering): readonly Declared[] {
  switch (node.type) {
    case 'assignment_expression':
      return assigned(childOf(node, 'left'), childOf(node, 'right'), to);
    case 'reference_assignment_expression':
      return assigned(childOf(node, 'left'), undefined, to);
    case 'augmented_assignment_expression':
      return assigned(childOf(node, 'left'), augmented(node, to), to);
    case 'foreach_statement':
      return passed(node, to);
    case 'catch_clause':
      return assigned(childOf(node, 'name'), undefined, to);
    case 'static_variable_declaration': {
      const [name, value] = [childOf(node, 'name'), childOf(node, 'value')];
      return name ? [declaration('variable', name, to, value)] : [];
    }
    case 'simple_parameter':
    case 'variadic_parameter':
    case 'property_promotion_parameter':
      return parameter(node, to);
    case 'const_element': {
      const [name, value] = node.children;
      return name && value ? [declaration('variable', name, to, value)] : [];
    }
    case 'enum_case': {
      const [name, value] = [childOf(node, 'name'), childOf(node, 'value')];
      return name && value ? [declaration('field', name, to, value)] : [];
    }
    case 'property_element':
      return property(node, to);
    case 'function_call_expression':
      return defined(node, to);
    case 'namespace_use_clause':
      return imported(node, to);
    default:
      return [];
  }
}

function assigned(
  target: SyntaxNode | undefined,
  value: SyntaxNode | Expression | undefined,
  to: Lowering,
): readonly Declared[] {
  if (target?.type === 'variable_name') return [declaration('assignment', target, to, value)];
  if (!target || !/^(?:list_literal|array_creation_expression|array_element_initializer)$/.test(target.type))
    return [];
  return target.children.flatMap((t) => assigned(t, undefined, to));
}

/** The names of `foreach ($headers as $name => $value)`. */
function passed(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const [each, ...targets] = node.children.filter((c) => c.field !== 'body' && c.type !== 'comment');
  return targets.flatMap((target) => {
    if (target.type !== 'pair') return assigned(target, undefined, to);
    const [key, value] = target.children.map((t) => assigned(t, undefined, to));
    const names = (key ?? []).map((d) => (d.kind === 'assignment' && each ? { ...d, each } : d));
    return [...names, ...(value ?? [])];
  });
}

/** `$url .= '/v2'`, `$key ??= 'x'` */
const augmented = (node: SyntaxNode, to: Lowering): Expression | undefined =>
  binaryExpression(node, to, { '.=': 'joined', '??=': 'fallback' });

function parameter(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const name = childOf(node, 'name');
  if (!name) return [];
  const value = childOf(node, 'default_value');
  const type = typed(childOf(node, 'type'), to);
  const written = to.written(name);
  const own: Declared = {
    kind: 'parameter',
    name: written,
    node: name,
    ...(value ? { value } : {}),
    ...type,
  };
  if (node.type !== 'property_promotion_parameter') return [own];
  // The field holds what the parameter is given.
  const given: Expression = { kind: 'name', name: written, ...to.span(name) };
  return [own, { kind: 'field', name: written.slice(1), node: name, value: given, ...type }];
}

function property(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const name = childOf(node, 'name');
  if (!name || !node.parent) return [];
  const value = childOf(node, 'default_value');
  const isStatic = node.parent.children.some((c) => c.type === 'static_modifier');
  const written = to.written(name);
  return [
    {
      kind: 'field',
      name: isStatic ? written : written.slice(1),
      node: name,
      ...(value ? { value } : {}),
      ...typed(childOf(node.parent, 'type'), to),
    },
  ];
}

/** `GuzzleHttp.Client` of `?\GuzzleHttp\Client`. */
function typed(node: SyntaxNode | undefined, to: Lowering): { type?: string } {
  if (node?.type === 'optional_type') return typed(node.children[0], to);
  if (node?.type === 'union_type') {
    const [only, ...others] = node.children.filter((c) => to.written(c).toLowerCase() !== 'null');
    return only && others.length === 0 ? typed(only, to) : {};
  }
  if (node?.type !== 'named_type') return {};
  return { type: to.written(node).replace(/^\\/, '').replaceAll('\\', '.') };
}

/** `define('NAME', value)` */
function defined(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const name = childOf(node, 'function');
  if (!name || !/^\\?define$/.test(to.written(name))) return [];
  const [first, second] = childOf(node, 'arguments')?.children ?? [];
  const key = to.expression(first);
  const value = second?.children.at(-1);
  if (key.kind !== 'text' || !value || !first) return [];
  return [{ kind: 'variable', name: key.value.text, node: first, value }];
}

function imported(node: SyntaxNode, to: Lowering): readonly Declared[] {
  const path = node.children.find((c) => c.field !== 'alias' && /name$/.test(c.type));
  if (!path) return [];
  const group = node.parent?.type === 'namespace_use_group' ? node.parent.parent : undefined;
  const prefix = group?.children.find((c) => c.type === 'namespace_name');
  const whole = [...(prefix ? [to.written(prefix)] : []), to.written(path)].join('\\').replace(/^\\/, '');
  const parts = whole.split('\\');
  const alias = childOf(node, 'alias');
  const name = alias ? to.written(alias) : parts.at(-1)!;
  return [{ kind: 'import', name, node: alias ?? path, module: parts.join('.'), imported: '*' }];
}
