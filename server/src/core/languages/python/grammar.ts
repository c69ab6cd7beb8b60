import type { Grammar } from '../../program/grammar.ts';
import { type NestSyntax, nestedPieces } from '../../program/nested-pieces.ts';
import {
  asJson,
  emptyObject,
  environment,
  itself,
  joinedBySlash,
  namedArguments,
  reference,
  sameAs,
  urlOfParts,
} from '../../program/reductions.ts';
import { formatted } from '../../program/strings.ts';
import { withoutLongStrings } from '../../program/tree.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { choiceAt } from './choices.ts';
import { clients } from './clients/clients.ts';
import { comprehends, declared } from './declared.ts';
import { setting } from './default-settings.ts';
import { functionShape } from './functions.ts';
import { lower, mergesInto } from './lower.ts';
import { readAnswers } from './reads.ts';
import { pythonEditor } from './rewrite.ts';
import { unkeySdk } from './sdk/community.ts';
import { leftovers } from './sdk/leftovers.ts';
import { unkeyPySdk } from './sdk/programs.ts';
import { pythonSiteEditor } from './site-editor.ts';

const TOKENS =
  /^[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)*|#[^\n]*|("""|''')(?:\\[\s\S]|(?!\1)[^\\])*\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/gm;
const CODE = /^(?:(?:async )?def \w+\(|class \w+[(:]|from [\w.]+ import )/m;

/** Classes are cut at their members, everything else at statements. */
const NESTS: NestSyntax = {
  opens: (line) =>
    /^class\s+\w+.*:\s*(?:#.*)?$/.test(line) ? { prefix: `${line}\n`, suffix: '' } : undefined,
  closes: /^(?!)/,
  begins: /^(?!(?:else|elif|except|finally)\b)[A-Za-z_@]/,
  attached: /^@/,
};

export const grammar: Grammar = {
  parser: 'python',
  lower,
  declared,
  functionShape,
  mocks: {
    functions:
      /\b(?:(?:mock|respx|requests_mock|responses|m)\.(get|post|put|delete|mock|once|add)|assert_called(?:_once)?_with)/,
  },
  catches: { clause: 'except_clause', name: ['as_pattern', 'as_pattern_target'] },
  className: (node, to) => {
    const name = node.type === 'class_definition' ? childOf(node, 'name') : undefined;
    return name && to.written(name);
  },
  assignment(node) {
    if (node.type !== 'assignment' && node.type !== 'augmented_assignment') return undefined;
    if (mergesInto(node)) return undefined;
    const target = childOf(node, 'left');
    const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
    return target && { target, value };
  },
  // A context manager gives what it yields.
  returned: (node) =>
    node.type === 'lambda'
      ? childOf(node, 'body')
      : /^(?:return_statement|yield)$/.test(node.type)
        ? node.children[0]
        : undefined,
  pieces: (text) => nestedPieces(withoutLongStrings(text, TOKENS, CODE), NESTS),
  blocks: new Set(),
  comprehends,
  branches: new Set([
    'if_statement',
    'elif_clause',
    'for_statement',
    'while_statement',
    'except_clause',
    'case_clause',
    'conditional_expression',
    'boolean_operator',
    'lambda',
    'list_comprehension',
    'try_statement',
  ]),
  removals: new Set(['delete_statement']),
  caseOf(node) {
    const clause =
      node.field === 'consequence' && node.parent?.type === 'case_clause' ? node.parent : undefined;
    const subject = clause?.parent?.parent && childOf(clause.parent.parent, 'subject');
    if (!clause || !subject || childOf(clause, 'guard')) return undefined;
    const others = clause.parent!.children.flatMap((other) => patternsOf(other));
    return { subject, patterns: patternsOf(clause), others };
  },
  loops: new Set(['for_statement', 'while_statement']),
  comments: new Set(['comment']),
  identifiers: new Set(['identifier']),
  calls: new Set(['call']),
  strings: new Set(['string', 'concatenated_string']),
  longQuotes: ['"""', "'''"],
  functions: {
    'json.dumps': asJson,
    'orjson.dumps': asJson,
    'ujson.dumps': asJson,
    'simplejson.dumps': asJson,
    '*.encode': itself,
    '*.strip': itself,
    '*.rstrip': itself,
    '*.copy': itself,
    '*.join': (call, values) => {
      const [list] = call.args;
      const items = list && values.items(list);
      const separator = call.callee.kind === 'member' ? call.callee.object : undefined;
      if (!items?.complete || separator?.kind !== 'text' || items.list.some((item) => item.conditional))
        return undefined;
      const parts = items.list.flatMap(({ value }, i) => (i > 0 ? [separator, value] : [value]));
      return { kind: 'template', parts, start: call.start, end: call.end };
    },
    // `URL(base) / "v2"`; what is divided otherwise is no URL.
    '*.__truediv__': (call, values) => {
      if (call.callee.kind !== 'member' || call.args.length !== 1) return undefined;
      const { object } = call.callee;
      if (!/:\/\//.test(values.text(object, true).text)) return undefined;
      return joinedBySlash({ ...call, args: [object, ...call.args] }, values);
    },
    'posixpath.join': joinedBySlash,
    'os.path.join': joinedBySlash,
    'urllib.parse.urlunsplit': urlOfParts,
    'urllib.parse.urlunparse': urlOfParts,
    str: sameAs(),
    bytes: sameAs(),
    dict: (call, values) => {
      const [first, ...others] = call.args;
      if (!first || others.length > 0) {
        const made = namedArguments(call, values);
        // What its members are written in begins with its name.
        return made && { ...made, start: call.start, end: call.end };
      }
      const entries = [{ kind: 'spread' as const, value: first }, ...(call.named?.entries ?? [])];
      return call.named ? { ...call.named, entries } : first;
    },
    '*.enter_context': sameAs(),
    '*.enter_async_context': sameAs(),
    'copy.deepcopy': sameAs(),
    'urllib.parse.urljoin': reference,
    'os.getenv': environment(),
    'os.environ.get': environment(),
    getattr: environment(2),
    '*.get': setting,
    '*.str': setting,
    'decouple.config': setting,
    'collections.OrderedDict': emptyObject,
    'httpx.URL': sameAs(),
    'yarl.URL': sameAs(),
    'httpx.Headers': sameAs(),
    '*.format': (call) => {
      if (call.callee.kind !== 'member') return undefined;
      const named = (name: string) =>
        call.named?.entries.find(
          (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name,
        )?.value;
      return formatted(
        call.callee.object,
        call.args,
        /\{\{|\}\}|\{(\w*)(?:![rsa])?(?::[^{}]*)?\}/g,
        (m, i) => {
          const name = m[1] ?? '';
          return name === '' ? i : /^\d+$/.test(name) ? Number(name) : name;
        },
        named,
      );
    },
  },
  mutators: {
    update: 'merge',
    setdefault: 'default',
    pop: 'unknown',
    clear: 'unknown',
    popitem: 'unknown',
    append: 'push',
    extend: 'unknown',
    insert: 'unknown',
    remove: 'unknown',
  },
  partial: 'functools.partial',
  itself: new Set(['value']),
  clients,
  answers: readAnswers,
  sdks: [unkeyPySdk, unkeySdk, leftovers],
  choice: choiceAt,
  editor: pythonEditor,
  siteEditor: pythonSiteEditor,
};

/** What a case compares with; nothing for `_`. */
const patternsOf = (clause: SyntaxNode): readonly SyntaxNode[] =>
  clause.children.flatMap((pattern) => {
    if (pattern.type !== 'case_pattern') return [];
    const [only] = pattern.children;
    return only?.type === 'union_pattern' ? only.children : only ? [only] : [];
  });
