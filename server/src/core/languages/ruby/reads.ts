import { answerReader } from '../../program/answer-reader.ts';
import { type AnswerSyntax, fieldOf, insertedAt, type Move } from '../../program/answer-syntax.ts';
import { type AnswerText, usesOfItem } from '../../program/answers.ts';
import { method, PARSE, type Steps } from '../../reads/flow.ts';
import { MAY_BE_MISSING } from '../../reads/responses.ts';
import type { SyntaxNode } from '../../syntax.ts';

const TEXT: readonly Steps[] = [
  [method('body'), PARSE],
  [method('read_body'), PARSE],
  [method('response_body'), PARSE],
];

const syntax: AnswerSyntax = {
  ways: {
    'net/http': TEXT,
    httparty: [[], [method('parsed_response')], [method('body'), PARSE]],
    faraday: [[method('body')], [method('body'), PARSE]],
    'http.rb': [[method('parse')], [method('body'), PARSE], [PARSE]],
    httpx: [[method('json')], [method('body'), PARSE], [PARSE]],
    'rest-client': [[PARSE], [method('body'), PARSE]],
    excon: TEXT,
    typhoeus: TEXT,
    'open-uri': [[method('read'), PARSE]],
  },
  parses:
    /^(?:::)?(?:JSON\.(?:parse!?|load)|Oj\.load|MultiJson\.load|Yajl::Parser\.parse|ActiveSupport::JSON\.decode)$/,
  passes:
    /^(?:parsed_response|parse|to_h|to_hash|symbolize_keys|deep_symbolize_keys|with_indifferent_access|with_indifferent|deep_stringify_keys|stringify_keys|to_s|dup|freeze|body|read|flush|raise_for_status|compact)$/,
  reads: /^(?:fetch|dig)$/,
  picks: /^(?:slice|values_at|fetch_values)$/,
  caught,
  harmless:
    /^(?:code|status|success\?|ok\?|is_a\?|nil\?|present\?|blank\?|inspect|headers|puts|p|pp|print|to_json|keys|key\?|empty\?|raise|warn|(?:\w+\.)*logger\.\w+|Rails\.logger\.\w+|is_a|class|error!|value|respond_to\?)$/,
  empty: /^(?:nil|false|true|\{\s*\}|\[\s*\]|''|""|-?\d+|"[^"#]*"|'[^']*')$/,
  nameOf: (key, { to, source }) => {
    if (!source.isVerbatim(key.start, key.end)) return undefined;
    const written = to.written(key);
    if (key.type === 'simple_symbol') return { name: written.slice(1), start: key.start + 1, end: key.end };
    return key.type === 'string' && /^(["'])\w+\1$/.test(written)
      ? { name: written.slice(1, -1), start: key.start + 1, end: key.end - 1 }
      : undefined;
  },
  move: (parent, node, text): Move | undefined => {
    const { to } = text;
    switch (parent.type) {
      case 'parenthesized_statements':
        return { kind: 'same', node: parent };
      case 'call': {
        if (node.field !== 'receiver') return undefined;
        const name = fieldOf(parent, 'method');
        if (!name) return undefined;
        const isWritten =
          /^(?:merge!|delete|store|update|transform_keys!|symbolize_keys!|deep_symbolize_keys!)$/.test(
            to.written(name),
          );
        const block = fieldOf(parent, 'block');
        const each = to.written(name);
        if (block && EACH.test(each)) {
          const [own] = fieldOf(block, 'parameters')?.children ?? [];
          const next = KEEPS.test(each) ? { next: parent } : {};
          return { kind: 'items', uses: usesOfItem(text, own, block), ...next };
        }
        return isWritten
          ? { kind: 'written' }
          : { kind: 'method', node: parent, name: to.written(name), args: argumentsOf(parent) };
      }
      case 'element_reference': {
        const key = parent.children.find((c) => c !== node);
        return node.field === 'object' && key ? { kind: 'index', node: parent, key } : undefined;
      }
      case 'argument_list': {
        const call = parent.parent;
        if (call?.type === 'return') return { kind: 'returned', node: call };
        const receiver = call && fieldOf(call, 'receiver');
        const name = call && fieldOf(call, 'method');
        if (!call || !name) return { kind: 'given' };
        const callee = (receiver ? `${to.written(receiver)}.` : '') + to.written(name);
        return { kind: 'argument', node: call, callee };
      }
      case 'assignment': {
        const left = fieldOf(parent, 'left');
        if (node.field === 'left') return node.type === 'element_reference' ? { kind: 'written' } : undefined;
        return left?.type === 'identifier' ? { kind: 'bind', target: left } : { kind: 'given' };
      }
      case 'operator_assignment':
        return { kind: 'given' };
      case 'binary': {
        const operator = to.written(fieldOf(parent, 'operator') ?? parent);
        const other = parent.children.find((c) => c !== node && c.field !== 'operator');
        if (!/^(?:\|\||or)$/.test(operator) || !other) return { kind: 'asked' };
        return { kind: 'chosen', node: parent, others: [other] };
      }
      case 'unary':
      case 'if':
      case 'unless':
      case 'if_modifier':
      case 'unless_modifier':
      case 'while':
      case 'elsif':
      case 'conditional':
        return node.field === 'condition' || parent.type === 'unary' ? { kind: 'asked' } : { kind: 'given' };
      case 'return':
        return { kind: 'returned', node: parent };
      case 'body_statement':
      case 'then':
      case 'else':
      case 'do_block':
      case 'block':
      case 'block_body':
        // The last value of a method is what it gives.
        if (parent.children.at(-1) !== node) return undefined;
        if (parent.type === 'body_statement' && /^(?:singleton_)?method$/.test(parent.parent?.type ?? ''))
          return { kind: 'returned', node, implicit: 'return' };
        if (parent.type === 'block_body' || isBodyOfDo(parent)) return { kind: 'same', node: parent };
        return isSession(parent, to.written(parent.parent ?? parent))
          ? { kind: 'same', node: parent.parent! }
          : { kind: 'given' };
      case 'pair':
      case 'array':
        return { kind: 'given' };
      default:
        return undefined;
    }
  },
  needs: ({ whole, key, method: name }, { source }) =>
    name === 'fetch'
      ? /^\s*\)?$/.test(source.text.slice(key.end, whole.end))
      : name === undefined && MEMBER_OF.test(source.text.slice(whole.end, whole.end + 12)),
  insert: ({ whole, object, key, method: name }, names, text) => {
    const written = text.to.written(key);
    const write = (n: string): string =>
      written.startsWith(':') ? `:${n}` : `${written[0]}${n}${written[0]}`;
    const list = names.map(write);
    if (name === 'dig') return [insertedAt(text, key.start, list.map((n) => `${n}, `).join(''))];
    const isRisky = names.some((n) => MAY_BE_MISSING.has(n));
    if (name !== undefined && name !== 'fetch')
      return names.length === 1 ? [insertedAt(text, object.end, `[${list[0]}]`)] : undefined;
    if (name === 'fetch')
      return isRisky ? undefined : [insertedAt(text, object.end, list.map((n) => `.fetch(${n})`).join(''))];
    // What is not there has no members, and errors have no `data`.
    return [
      {
        range: text.source.range(object.end, key.start),
        newText: `.dig(${list.map((n) => `${n}, `).join('')}`,
      },
      { range: text.source.range(key.end, whole.end), newText: ')' },
    ];
  },
};

/** Methods of lists whose block gets each item, and those that give the items on. */
const EACH =
  /^(?:each(?:_with_index)?|map|flat_map|filter_map|collect|select|filter|reject|find|detect|any\?|all\?|none\?|sum|count|sort_by|min_by|max_by|group_by|index_by|to_h|partition|find_each)$/;
const KEEPS = /^(?:each|select|filter|reject|sort_by)$/;

/** A read of what was read, which fails for `nil`. */
const MEMBER_OF = /^(?:\[|\.(?!to_|nil\?|inspect|is_a|present|blank|presence|try|then|tap))/;

/** What stands between `do` and `end`. */
const isBodyOfDo = ({ type, parent }: SyntaxNode): boolean =>
  type === 'body_statement' && parent?.type === 'do_block';

/** `Net::HTTP.start(…) { |http| http.request(req) }`, `Rails.cache.fetch(key) { … }` */
const isSession = ({ type, parent }: SyntaxNode, code: string): boolean =>
  /^(?:do_)?block$/.test(type) &&
  parent?.type === 'call' &&
  /^(?:Net::HTTP\.start|(?:Rails\.|@|\w+\.)?cache\.fetch)\b/.test(code);

/** `e.response`, `e.response_body` in the `rescue` of what a call is in. */
function caught(call: SyntaxNode, { to }: AnswerText): readonly SyntaxNode[] {
  let at: SyntaxNode | undefined = call;
  while (at && !at.children.some((child) => child.type === 'rescue')) at = at.parent;
  return (at?.children ?? [])
    .filter((child) => child.type === 'rescue')
    .flatMap((clause) => {
      const variable = fieldOf(clause, 'variable');
      const name = variable && /\w+$/.exec(to.written(variable))?.[0];
      const body = fieldOf(clause, 'body');
      return name === undefined || !body ? [] : [...responsesIn(body, `${name}.response`, to)];
    });
}

function* responsesIn(node: SyntaxNode, code: string, to: AnswerText['to']): Generator<SyntaxNode> {
  if (node.type === 'call' && to.written(node) === code) yield node;
  else for (const child of node.children) yield* responsesIn(child, code, to);
}

const argumentsOf = (call: SyntaxNode): readonly SyntaxNode[] => fieldOf(call, 'arguments')?.children ?? [];

/** Follows what calls give through a text of Ruby. */
export const readAnswers = answerReader(syntax);
