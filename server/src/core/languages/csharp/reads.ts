import { answerReader } from '../../program/answer-reader.ts';
import {
  type AnswerSyntax,
  fieldOf,
  insertedAt,
  type Move,
  quotedName,
} from '../../program/answer-syntax.ts';
import { type AnswerText, usesOfItem } from '../../program/answers.ts';
import { member, method, PARSE } from '../../reads/flow.ts';
import { MAY_BE_MISSING } from '../../reads/responses.ts';
import type { SyntaxNode } from '../../syntax.ts';

const syntax: AnswerSyntax = {
  ways: {
    HttpClient: [
      [member('Content'), method('ReadAsStringAsync'), PARSE],
      [member('Content'), method('ReadAsStreamAsync'), PARSE],
      [member('Content'), method('ReadAsByteArrayAsync'), PARSE],
      [member('Content'), method('ReadFromJsonAsync')],
      [PARSE],
    ],
    RestSharp: [[member('Content'), PARSE]],
  },
  isBody: (code) => /\.GetFromJsonAsync<Json(?:Node|Element|Object|Document)\??>\(/.test(code),
  parses:
    /^(?:\w+\.)*(?:Parse|ParseAsync|DeserializeObject(?:<(?:dynamic|JObject|JToken)>)?|Deserialize<(?:JsonElement|JsonNode|JsonObject|JsonDocument)\??>)$/,
  passes:
    /^(?:RootElement|ConfigureAwait|AsObject|Result|GetAwaiter|GetResult|EnsureSuccessStatusCode|Clone|EnumerateArray|AsArray|ToList|ToArray|GetString|GetValue)$/,
  reads: /^(?:GetProperty|TryGetProperty|Value|SelectToken|ContainsKey)$/,
  harmless:
    /^(?:ToString|GetRawText|(?:\w+\.)*(?:_?[lL]og(?:ger)?)\.\w+|Console\.\w+|ValueKind|Dispose|string\.\w+)$/,
  empty: /^(?:null|false|true|-?\d+|"[^"]*"|string\.Empty|default)$/,
  nameOf: quotedName,
  move: (parent, node, text): Move | undefined => {
    const { to } = text;
    switch (parent.type) {
      case 'parenthesized_expression':
      case 'await_expression':
      case 'cast_expression':
      case 'postfix_unary_expression':
        return { kind: 'same', node: parent };
      case 'member_access_expression': {
        const name = fieldOf(parent, 'name');
        if (!name || node.field !== 'expression') return undefined;
        const call = parent.field === 'function' ? parent.parent : undefined;
        if (call?.type === 'invocation_expression') {
          const args = fieldOf(call, 'arguments')?.children ?? [];
          const written = to.written(name).replace(/<[\s\S]*>$/, '');
          const [first] = args;
          const taker = first && valueIn(first);
          if (EACH.test(written) && taker?.type === 'lambda_expression') return itemsOf(taker, call, text);
          const isTyped =
            written === 'ReadFromJsonAsync' &&
            !/<Json(?:Element|Node|Object|Document)\??>/.test(to.written(name));
          return isTyped ? undefined : { kind: 'method', node: call, name: written, args: args.map(valueIn) };
        }
        // `doc.RootElement`
        return to.written(name) === 'RootElement'
          ? { kind: 'same', node: parent }
          : { kind: 'member', node: parent, name };
      }
      case 'element_access_expression': {
        const key = fieldOf(parent, 'subscript')?.children[0];
        return key && node.field === 'expression'
          ? { kind: 'index', node: parent, key: valueIn(key) }
          : undefined;
      }
      case 'conditional_access_expression': {
        const binding = parent.children.find((c) => c !== node);
        const key = binding?.type === 'element_binding_expression' ? binding.children[0] : undefined;
        return key && node.field === 'condition'
          ? { kind: 'index', node: parent, key: valueIn(key) }
          : undefined;
      }
      case 'argument': {
        const call = parent.parent?.parent;
        const callee = call && (fieldOf(call, 'function') ?? fieldOf(call, 'type'));
        return call && callee
          ? { kind: 'argument', node: call, callee: to.written(callee) }
          : { kind: 'given' };
      }
      case 'variable_declarator': {
        const name = fieldOf(parent, 'name');
        return name && name !== node ? { kind: 'bind', target: name } : undefined;
      }
      case 'assignment_expression': {
        const left = fieldOf(parent, 'left');
        if (node.field === 'left') return { kind: 'written' };
        return left?.type === 'identifier' ? { kind: 'bind', target: left } : { kind: 'given' };
      }
      case 'binary_expression': {
        const other = parent.children.find((c) => c !== node && c.field !== 'operator');
        const isEither = to.written(fieldOf(parent, 'operator') ?? parent) === '??';
        return isEither && other ? { kind: 'chosen', node: parent, others: [other] } : { kind: 'asked' };
      }
      case 'prefix_unary_expression':
      case 'foreach_statement':
        return node.field === 'right'
          ? { kind: 'items', uses: usesOfItem(text, fieldOf(parent, 'left'), fieldOf(parent, 'body')) }
          : undefined;
      case 'if_statement':
      case 'is_pattern_expression':
        return { kind: 'asked' };
      case 'conditional_expression':
        return node.field === 'condition' ? { kind: 'asked' } : { kind: 'given' };
      case 'return_statement':
        return { kind: 'returned', node: parent };
      default:
        return undefined;
    }
  },
  needs: ({ method: name }) => name === 'GetProperty',
  insert: ({ whole, object, key, method: name }, names, text) => {
    if (name === 'GetProperty')
      return [insertedAt(text, object.end, names.map((n) => `.GetProperty("${n}")`).join(''))];
    // What asks whether something is there must not fail where it is not.
    if (name !== undefined) return undefined;
    const { text: code } = text.source;
    const isConditional = /^\s*\?\s*\[$/.test(code.slice(object.end, key.start));
    const isAsked = /^\s*\?[.[]/.test(code.slice(whole.end, whole.end + 4));
    const mark = isConditional || isAsked ? '?' : /\]!|\?\[/.test(code) ? '!' : '';
    const at = isConditional ? object.end + code.slice(object.end, key.start).indexOf('[') : object.end;
    const added = names.map((n) => `["${n}"]${MAY_BE_MISSING.has(n) ? '?' : mark}`).join('');
    return [insertedAt(text, at, added)];
  },
};

/** Methods of lists that are given a function of each item. */
const EACH =
  /^(?:Select|SelectMany|Where|Any|All|First|FirstOrDefault|Single|SingleOrDefault|OrderBy|Sum|Count)$/;

function itemsOf(taker: SyntaxNode, call: SyntaxNode, text: AnswerText): Move {
  const parameters = fieldOf(taker, 'parameters');
  const [first] = parameters?.children ?? [];
  const own = first ? (fieldOf(first, 'name') ?? first) : parameters;
  const next = /\.Where\(/.test(text.to.written(call).slice(0, taker.start - call.start))
    ? { next: call }
    : {};
  return { kind: 'items', uses: usesOfItem(text, own, fieldOf(taker, 'body')), ...next };
}

const valueIn = (argument: SyntaxNode): SyntaxNode =>
  argument.type === 'argument' ? (argument.children.at(-1) ?? argument) : argument;

/** Follows what calls give through a text of C#. */
export const readAnswers = answerReader(syntax);
