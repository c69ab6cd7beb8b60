import type { Grammar } from '../../program/grammar.ts';
import {
  asJson,
  emptyObject,
  emptyText,
  environment,
  itself,
  joinedBySlash,
  reference,
  sameAs,
} from '../../program/reductions.ts';
import { piecesAt, withoutLongStrings } from '../../program/tree.ts';
import { childOf } from '../../syntax.ts';
import { choiceAt } from './choices.ts';
import { clients } from './clients/clients.ts';
import { POINTERS } from './clients/unkey-go.ts';
import { declared } from './declared.ts';
import { lower } from './lower.ts';
import { mocks } from './mocks.ts';
import { BUFFERS, functionShape, receiverOf, typeName } from './names.ts';
import { readAnswers } from './reads.ts';
import { sprint, sprintf, testServer, urlStruct } from './reductions.ts';
import { goEditor } from './rewrite.ts';
import { goCommunity } from './sdk/community.ts';
import { goGolang } from './sdk/golang.ts';
import { goSdk } from './sdk/programs.ts';
import { goSiteEditor } from './site.ts';

const TOKENS = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

export const grammar: Grammar = {
  parser: 'go',
  lower,
  declared,
  functionShape,
  className: (node, to) => {
    const type = node.type === 'method_declaration' ? receiverOf(node)?.type : undefined;
    return type && typeName(type, to);
  },
  assignment(node) {
    if (node.type !== 'assignment_statement') return undefined;
    const [target, value] = [childOf(node, 'left'), childOf(node, 'right')];
    if (target?.children.length !== 1) return undefined;
    return { target, value: childOf(node, 'operator')?.type === '=' ? value : undefined };
  },
  returned: (node) => (node.type === 'return_statement' ? node.children[0] : undefined),
  pieces: (text) =>
    piecesAt(withoutLongStrings(text, TOKENS, /^func[ (]/m), /^(?:func|type|var|const|import|package)\b/),
  blocks: new Set([
    'block',
    'if_statement',
    'for_statement',
    'expression_case',
    'communication_case',
    'type_case',
  ]),
  branches: new Set([
    'if_statement',
    'for_statement',
    'expression_switch_statement',
    'type_switch_statement',
    'select_statement',
    'expression_case',
    'default_case',
    'type_case',
    'communication_case',
  ]),
  caseOf(node) {
    const subject = node.parent && childOf(node.parent, 'value');
    if (!subject || !/^(?:expression|default)_case$/.test(node.type)) return undefined;
    return { subject, patterns: childOf(node, 'value')?.children ?? [] };
  },
  loops: new Set(['for_statement']),
  comments: new Set(['comment']),
  identifiers: new Set(['identifier', 'field_identifier']),
  calls: new Set(['call_expression', 'composite_literal']),
  strings: new Set(['interpreted_string_literal', 'raw_string_literal']),
  longQuotes: ['`'],
  functions: {
    'json.Marshal': asJson,
    'json.MarshalIndent': asJson,
    // What is written to it later stands behind what it begins with.
    'bytes.NewBuffer': (call, values) => {
      const [first] = call.args;
      const value = first && values.resolve(first).value;
      const isEmpty = value?.kind === 'null' || (value?.kind === 'array' && value.items.length === 0);
      return isEmpty ? emptyText(call, values) : first;
    },
    'bytes.Buffer.new': emptyText,
    'strings.Builder.new': emptyText,
    '*.String': itself,
    '*.Bytes': itself,
    'bytes.NewReader': sameAs(),
    'bytes.NewBufferString': sameAs(),
    'strings.NewReader': sameAs(),
    'strings.Join': (call, values) => {
      const [list, separator] = call.args;
      const items = list && values.items(list);
      if (!separator || !items?.complete) return undefined;
      const parts = items.list.flatMap(({ value }, i) => (i > 0 ? [separator, value] : [value]));
      return { kind: 'template', parts, start: call.start, end: call.end };
    },
    'strings.TrimSpace': sameAs(),
    'strings.TrimSuffix': sameAs(),
    'strings.TrimRight': sameAs(),
    'io.NopCloser': sameAs(),
    string: sameAs(),
    'url.JoinPath': joinedBySlash,
    'path.Join': joinedBySlash,
    'url.Parse': sameAs(),
    'url.ParseRequestURI': sameAs(),
    'url.URL.new': urlStruct,
    '*.ResolveReference': (call, values) =>
      call.callee.kind === 'member'
        ? reference({ ...call, args: [call.callee.object, ...call.args] }, values)
        : undefined,
    '*.JoinPath': (call, values) =>
      call.callee.kind === 'member'
        ? joinedBySlash({ ...call, args: [call.callee.object, ...call.args] }, values)
        : undefined,
    'httptest.NewServer': testServer,
    'httptest.NewTLSServer': testServer,
    'httptest.NewUnstartedServer': testServer,
    'http.Header.new': (call, values) => call.named ?? emptyObject(call, values),
    'cmp.Or': environment(),
    'flag.String': environment(),
    make: (call, values) => emptyObject({ ...call, args: [] }, values),
    'fmt.Sprintf': (call) => sprintf(call),
    'fmt.Sprint': (call) => sprint(call),
    'github.com/samber/lo.ToPtr': sameAs(),
    ...Object.fromEntries(POINTERS.map((path) => [path, sameAs()])),
  },
  mutators: {
    Set: 'set',
    Add: 'set',
    Del: 'unknown',
    Write: 'push',
    WriteString: 'push',
    WriteByte: 'unknown',
    WriteRune: 'unknown',
    Reset: 'unknown',
    Truncate: 'unknown',
    ReadFrom: 'unknown',
  },
  urlParts: { Path: 'path', Host: 'host' },
  buffers: new Set([
    ...BUFFERS,
    'bytes.NewBuffer',
    'bytes.NewBufferString',
    'url.Parse',
    'url.ParseRequestURI',
  ]),
  writers: {
    'json.NewEncoder': { methods: new Set(['Encode']), as: asJson },
    'fmt.Fprintf': { writes: (call) => sprintf({ ...call, args: call.args.slice(1) }) },
    'fmt.Fprint': { writes: (call) => sprint({ ...call, args: call.args.slice(1) }) },
    'io.WriteString': { writes: sameAs(1) },
  },
  clients,
  answers: readAnswers,
  sdks: [goSdk, goGolang, goCommunity],
  choice: choiceAt,
  mocks,
  editor: goEditor,
  siteEditor: goSiteEditor,
};
