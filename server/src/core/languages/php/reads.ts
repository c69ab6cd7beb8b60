import { answerReader } from '../../program/answer-reader.ts';
import { type AnswerSyntax, fieldOf, insertedAt, type Move } from '../../program/answer-syntax.ts';
import { type AnswerText, usesOfItem } from '../../program/answers.ts';
import { member, method, PARSE, type Steps } from '../../reads/flow.ts';
import { MAY_BE_MISSING } from '../../reads/responses.ts';
import type { SyntaxNode } from '../../syntax.ts';

const BODY: readonly Steps[] = [
  [method('getBody'), PARSE],
  [method('getBody'), method('getContents'), PARSE],
  [method('getBody'), method('__toString'), PARSE],
];

/** Where `null` is taken for a member that is not there. */
const SAFE = /^(?:isset|empty|array_key_exists|is_null|is_array|is_string)$/;

/** Where `value ?? null` stands for a value, and where it needs brackets. */
const TAKES =
  /^(?:assignment_expression|argument|return_statement|array_element_initializer|conditional_expression|parenthesized_expression|arrow_function|sequence_expression|echo_statement|match_conditional_expression)$/;
const BINDS = /^(?:binary_expression|unary_op_expression|cast_expression)$/;

/** The body of a response of Laravel that throws where the call failed. */
const THROWN = /->throw\(\)\s*->json\(\)$/;

/** A function that throws where a call failed. */
const THROWS = /->throw\(\)|(?:->failed\(\)|!\s*\$\w+->(?:successful|ok)\(\))\s*\)\s*(?:\{[^{}]*)?\bthrow\b/;

/** Functions that give the member of their first argument that a path names. */
const GETS = /^(?:data_get|\\?Arr::get)$/;

const syntax: AnswerSyntax = {
  ways: {
    curl: [[PARSE]],
    guzzle: BODY,
    'psr-7': BODY,
    symfony: [[method('toArray')], [method('getContent'), PARSE]],
    laravel: [[]],
    wordpress: [
      [{ kind: 'load' }, PARSE],
      [member('body'), PARSE],
    ],
    streams: [[PARSE]],
  },
  parses: /^\\?(?:json_decode|Json::decode|JSON::parse)$/i,
  loads: /^\\?wp_remote_retrieve_body$/,
  passes: /^(?:throw|json|object|collect|wait|toArray|getContents|throwIf|throwUnless)$/,
  reads: /^get$/,
  plucks: /^pluck$/,
  paths: /^(?:json|collect|data_get|\\?Arr::get)$/,
  caught,
  harmless:
    /^\\?(?:successful|ok|failed|status|clientError|serverError|getStatusCode|body|header|headers|effectiveUri|var_dump|print_r|dump|dd|is_array|is_object|count|json_encode|error_log|Log::\w+|printf?|sprintf|unauthorized|notFound|tooManyRequests|is_null|json_last_error|onError|gettype)$/i,
  asks: /^\\?(?:isset|empty|is_null|is_array|is_string|boolval|is_bool)$/i,
  empty: /^(?:null|false|true|\[\]|array\(\)|''|""|0|-?\d+|'[^']*'|"[^"$]*")$/i,
  nameOf: (key, { to, source }) => {
    if (!/^(?:string|encapsed_string)$/.test(key.type)) return undefined;
    const text = to.written(key).slice(1, -1);
    return /^[\w.]+$/.test(text) && source.isVerbatim(key.start, key.end)
      ? { name: text, start: key.start + 1, end: key.end - 1 }
      : undefined;
  },
  move: (parent, node, text): Move | undefined => {
    const { to } = text;
    switch (parent.type) {
      case 'parenthesized_expression':
      case 'cast_expression':
      case 'error_suppression_expression':
        return /^(?:if|while|switch|elseif|else_if)/.test(parent.parent?.type ?? '')
          ? { kind: 'asked' }
          : { kind: 'same', node: parent };
      case 'member_access_expression':
      case 'nullsafe_member_access_expression': {
        const name = fieldOf(parent, 'name');
        return name && node.field === 'object' ? { kind: 'member', node: parent, name } : undefined;
      }
      case 'member_call_expression':
      case 'nullsafe_member_call_expression': {
        if (node.field !== 'object') return undefined;
        const name = to.written(fieldOf(parent, 'name')!);
        const args = argumentsOf(parent);
        return EACH.test(name) && args[0] && FUNCTION.test(args[0].type)
          ? itemsOf(args[0], /^(?:filter|reject|each|sortBy\w*)$/.test(name) ? parent : undefined, text)
          : { kind: 'method', node: parent, name, args };
      }
      case 'subscript_expression': {
        const [object, key] = parent.children;
        return object === node && key ? { kind: 'index', node: parent, key } : undefined;
      }
      case 'argument': {
        const call = parent.parent?.parent;
        const callee = call && (fieldOf(call, 'function') ?? fieldOf(call, 'name') ?? call.children[0]);
        if (!call || !callee) return { kind: 'given' };
        const scope = fieldOf(call, 'scope');
        const name = (scope ? `${to.written(scope)}::` : '') + to.written(callee);
        const [first, ...others] = argumentsOf(call);
        if (/^\\?collect$/.test(name)) return { kind: 'same', node: call };
        const taker = [first, ...others].find((one) => one && FUNCTION.test(one.type));
        if (/^\\?array_(?:map|filter)$/.test(name) && taker)
          return itemsOf(taker, name.endsWith('filter') ? call : undefined, text);
        const [key] = others;
        if (/^\\?array_column$/.test(name) && first === node && key)
          return { kind: 'method', node: call, name: 'pluck', args: [key] };
        return GETS.test(name) && first === node
          ? { kind: 'method', node: call, name, args: others }
          : { kind: 'argument', node: call, callee: name };
      }
      case 'assignment_expression': {
        const left = fieldOf(parent, 'left');
        if (node.field === 'left') return { kind: 'written' };
        return left && /^variable_name$/.test(left.type) ? { kind: 'bind', target: left } : { kind: 'given' };
      }
      case 'augmented_assignment_expression':
        return node.field === 'left' ? { kind: 'written' } : { kind: 'given' };
      case 'binary_expression': {
        const operator = to.written(fieldOf(parent, 'operator') ?? parent);
        const other = parent.children.find((c) => c !== node && c.field !== 'operator');
        if (operator !== '??' || !other) return { kind: 'asked' };
        return { kind: 'chosen', node: parent, others: [other] };
      }
      case 'conditional_expression':
        return { kind: 'asked' };
      case 'unary_op_expression':
        return { kind: 'asked' };
      case 'return_statement':
        return { kind: 'returned', node: parent };
      case 'array_element_initializer':
      case 'pair':
        return { kind: 'given' };
      case 'foreach_statement': {
        const [, given] = parent.children;
        const name = given?.type === 'pair' ? given.children.at(-1) : given;
        const own = name?.type === 'variable_name' ? name : undefined;
        return parent.children[0] === node
          ? { kind: 'items', uses: usesOfItem(text, own, fieldOf(parent, 'body')) }
          : undefined;
      }
      case 'unset_statement':
        return { kind: 'written' };
      default:
        return undefined;
    }
  },
  handOn: (body, text) => {
    const isChecked = THROWN.test(text.to.written(body)) || throwsBefore(body, text);
    return isChecked ? [insertedAt(text, body.end - 1, "'data'")] : undefined;
  },
  insert: ({ whole, object, key, method: name }, names, text) => {
    const quote = /^["']/.exec(text.to.written(key))?.[0];
    if (name === 'pluck' && /^\\?array_column/.test(text.to.written(whole))) return undefined;
    if (name === 'pluck') return [insertedAt(text, key.start + 1, names.map((n) => `${n}.`).join(''))];
    if (name !== undefined) return undefined;
    const isMember = quote === undefined;
    const isRisky = names.some((n) => MAY_BE_MISSING.has(n));
    const arrow = names.map((n) => (isMember ? `->${n}` : `[${quote}${n}${quote}]`)).join('');
    const edits = [
      insertedAt(text, object.end, isMember && isRisky ? arrow.replace('->data->', '->data?->') : arrow),
    ];
    if (!isRisky || isSafe(whole, (node) => text.to.written(node))) return edits;
    const around = whole.parent?.type ?? '';
    if (BINDS.test(around))
      return [insertedAt(text, whole.start, '('), ...edits, insertedAt(text, whole.end, ' ?? null)')];
    if (!TAKES.test(around)) return undefined;
    return [...edits, insertedAt(text, whole.end, ' ?? null')];
  },
};

const EACH =
  /^(?:map|each|filter|reject|first|sortBy(?:Desc)?|mapWithKeys|flatMap|contains|every|sum|groupBy|keyBy)$/;
const FUNCTION = /^(?:arrow_function|anonymous_function(?:_creation_expression)?)$/;

/** True for `$this->check($response)->json()` with a function of the text that throws where the call failed. */
function throwsBefore(body: SyntaxNode, { to, scope }: AnswerText): boolean {
  const object = /->json\(\)$/.test(to.written(body)) ? fieldOf(body, 'object') : undefined;
  const checked = object && to.expression(object);
  const place = checked?.kind === 'call' ? scope.functions.placeOf(checked) : undefined;
  return place !== undefined && THROWS.test(to.written(place.node));
}

/** A function that is called with each item of a list. */
function itemsOf(taker: SyntaxNode, next: SyntaxNode | undefined, text: AnswerText): Move {
  const [first] = fieldOf(taker, 'parameters')?.children ?? [];
  const uses = usesOfItem(text, first && fieldOf(first, 'name'), fieldOf(taker, 'body'));
  return { kind: 'items', uses, ...(next ? { next } : {}) };
}

/** `$e->getResponse()`, `$e->response` in the `catch` of what a call is in. */
function caught(call: SyntaxNode, { to }: AnswerText): readonly SyntaxNode[] {
  let at: SyntaxNode | undefined = call;
  while (at && !(at.parent?.type === 'try_statement' && at.field === 'body')) at = at.parent;
  return (at?.parent?.children ?? [])
    .filter(({ type }) => type === 'catch_clause')
    .flatMap((clause) => {
      const name = fieldOf(clause, 'name');
      const body = fieldOf(clause, 'body');
      return name && body ? [...responsesIn(body, to.written(name), to)] : [];
    });
}

function* responsesIn(node: SyntaxNode, name: string, to: AnswerText['to']): Generator<SyntaxNode> {
  const object = /^(?:nullsafe_)?member_(?:call|access)_expression$/.test(node.type)
    ? fieldOf(node, 'object')
    : undefined;
  const member = object && to.written(object) === name ? fieldOf(node, 'name') : undefined;
  if (member && /^(?:getResponse|response)$/.test(to.written(member))) yield node;
  else for (const child of node.children) yield* responsesIn(child, name, to);
}

function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = fieldOf(call, 'arguments');
  return (list?.children ?? []).flatMap((argument) => argument.children.slice(-1));
}

/** True in `isset($a['b'])`, and on the left of `??`. */
function isSafe(node: SyntaxNode, written: (node: SyntaxNode) => string): boolean {
  const { parent } = node;
  if (parent?.type === 'binary_expression')
    return node.field === 'left' && written(fieldOf(parent, 'operator') ?? parent) === '??';
  const call = parent?.type === 'argument' ? parent.parent?.parent : undefined;
  const callee = call && fieldOf(call, 'function');
  return callee !== undefined && SAFE.test(written(callee));
}

/** Follows what calls give through a text of PHP. */
export const readAnswers = answerReader(syntax);
