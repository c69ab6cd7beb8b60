import type { TextEdit } from '../../model.ts';
import { answerReader } from '../../program/answer-reader.ts';
import {
  type AnswerSyntax,
  fieldOf,
  insertedAt,
  type Move,
  quotedName,
} from '../../program/answer-syntax.ts';
import { type AnswerText, usesOfItem } from '../../program/answers.ts';
import { method, PARSE, type Steps } from '../../reads/flow.ts';
import { MAY_BE_MISSING } from '../../reads/responses.ts';
import type { SyntaxNode } from '../../syntax.ts';

const BODY: readonly Steps[] = [[method('body'), PARSE]];
const GOT: readonly Steps[] = [[method('getBody')], [method('getBody'), PARSE]];

const syntax: AnswerSyntax = {
  ways: {
    'java.net.http': BODY,
    okhttp: [[method('body'), method('string'), PARSE]],
    RestTemplate: [...GOT, [PARSE]],
    WebClient: [[method('block'), PARSE], [PARSE]],
    RestClient: [[method('body'), PARSE], ...GOT, [PARSE]],
    unirest: [
      [method('getBody'), PARSE],
      [method('getBody'), method('getObject')],
    ],
    HttpURLConnection: [],
  },
  parses: /^(?:\w+\.)*(?:readTree|parseString|parse|JSONObject|parseObject|toJsonTree)$/,
  passes:
    /^(?:getAsJsonObject|join|get|block|toString|asText|booleanValue|retrieve|bodyToMono|toEntity|execute|orElseThrow|send|call|thenApply)$/,
  reads:
    /^(?:get|path|required|getString|getBoolean|getInt|getLong|getJSONObject|getJSONArray|optString|optBoolean|optInt|optLong|has|isNull|hasNonNull|opt|findValue|at)$/,
  harmless:
    /^(?:toString|toPrettyString|isObject|size|isEmpty|(?:\w+\.)*(?:log|logger|LOG|LOGGER)\.\w+|System\.out\.\w+|isMissingNode|isNull|statusCode|code|getStatusCode)$/,
  empty: /^(?:null|false|true|-?\d+|"[^"]*")$/,
  nameOf: quotedName,
  move: (parent, node, text): Move | undefined => {
    const { to } = text;
    switch (parent.type) {
      case 'parenthesized_expression':
        return /^(?:if|while)_statement$/.test(parent.parent?.type ?? '')
          ? { kind: 'asked' }
          : { kind: 'same', node: parent };
      case 'cast_expression':
        return { kind: 'same', node: parent };
      case 'method_invocation': {
        if (node.field !== 'object') return undefined;
        const name = to.written(fieldOf(parent, 'name')!);
        if (/^(?:put|set|remove|add)\w*$/.test(name)) return { kind: 'written' };
        return { kind: 'method', node: parent, name, args: fieldOf(parent, 'arguments')?.children ?? [] };
      }
      case 'argument_list': {
        const call = parent.parent;
        if (call?.type === 'object_creation_expression')
          return { kind: 'argument', node: call, callee: to.written(fieldOf(call, 'type') ?? call) };
        const name = call && fieldOf(call, 'name');
        if (!call || !name) return { kind: 'given' };
        const object = fieldOf(call, 'object');
        return {
          kind: 'argument',
          node: call,
          callee: (object ? `${to.written(object)}.` : '') + to.written(name),
        };
      }
      case 'variable_declarator': {
        const name = fieldOf(parent, 'name');
        return name && node.field === 'value' ? { kind: 'bind', target: name } : undefined;
      }
      case 'assignment_expression': {
        const left = fieldOf(parent, 'left');
        return left?.type === 'identifier' && node.field === 'right'
          ? { kind: 'bind', target: left }
          : { kind: 'given' };
      }
      case 'enhanced_for_statement':
        return node.field === 'value'
          ? { kind: 'items', uses: usesOfItem(text, fieldOf(parent, 'name'), fieldOf(parent, 'body')) }
          : undefined;
      case 'binary_expression':
      case 'unary_expression':
        return { kind: 'asked' };
      case 'ternary_expression':
        return node.field === 'condition' ? { kind: 'asked' } : { kind: 'given' };
      case 'return_statement':
        return { kind: 'returned', node: parent };
      default:
        return undefined;
    }
  },
  needs: ({ method: name }) => name === 'required' || /^getJSON/.test(name ?? ''),
  insert: ({ object, method: name }, names, text) => {
    const isRisky = names.some((n) => MAY_BE_MISSING.has(n));
    const link = (method: string): readonly TextEdit[] => [
      insertedAt(text, object.end, names.map((n) => `.${method}("${n}")`).join('')),
    ];
    switch (libraryOf(object, text)) {
      case 'jackson':
        return /^(?:get|path|has|hasNonNull|required|findValue)$/.test(name ?? '') ? link('path') : undefined;
      case 'org':
        return name?.startsWith('get') ? link('getJSONObject') : undefined;
      case 'gson':
        return isRisky || name !== 'get' ? undefined : link('getAsJsonObject');
      case 'map': {
        const [only, ...others] = names;
        if (name !== 'get' || others.length > 0) return undefined;
        const cast = insertedAt(text, object.start, '((Map<String, Object>) ');
        return [cast, insertedAt(text, object.end, `.get("${only}"))`)];
      }
      default:
        return undefined;
    }
  },
};

/** Which library a body is of, as its declaration or the call that makes it says. */
function libraryOf(
  object: SyntaxNode,
  { to, source }: AnswerText,
): 'jackson' | 'org' | 'gson' | 'map' | undefined {
  const code = to.written(object);
  if (/\breadTree\(/.test(code)) return 'jackson';
  if (/\bnew JSONObject\(/.test(code)) return 'org';
  if (/getAsJsonObject\(\)$/.test(code)) return 'gson';
  if (/\.getBody\(\)$/.test(code)) return /ResponseEntity<Map\b/.test(source.text) ? 'map' : undefined;
  if (!/^\w+$/.test(code)) return undefined;
  const type = new RegExp(
    String.raw`\b(JsonNode|JSONObject|JsonObject|ObjectNode|Map(?:<[^;=]*>)?|var)\s+${code}\s*[=:]\s*([^;]*)`,
  ).exec(source.text);
  if (!type) return undefined;
  if (/^(?:JsonNode|ObjectNode)$/.test(type[1]!) || /\breadTree\(/.test(type[2]!)) return 'jackson';
  if (type[1] === 'JSONObject' || /^new JSONObject\(/.test(type[2]!)) return 'org';
  if (type[1] === 'JsonObject') return 'gson';
  return type[1]!.startsWith('Map') ? 'map' : undefined;
}

/** Follows what calls give through a text of Java. */
export const readAnswers = answerReader(syntax);
