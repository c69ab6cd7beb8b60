import { answerReader } from '../../program/answer-reader.ts';
import {
  type AnswerSyntax,
  fieldOf,
  insertedAt,
  type Move,
  quotedName,
} from '../../program/answer-syntax.ts';
import { type AnswerText, usesOfItem } from '../../program/answers.ts';
import { method, PARSE } from '../../reads/flow.ts';
import { isWithin } from '../../source.ts';
import { items, resultOfBlock } from './nodes.ts';

/** What is no answer: nothing, an error, a plain value. */
const EMPTY =
  /^(?:(?:else\s*)?\{\s*)?(?:Err\(|(?:anyhow::)?bail!|None\b|Ok\(\s*(?:None|\(\))\s*\)|false$|true$|-?\d+$|"[^"]*"$)/;

const syntax: AnswerSyntax = {
  ways: {
    reqwest: [[method('json')], [method('text'), PARSE], [method('bytes'), PARSE]],
    ureq: [[method('into_json')], [method('into_string'), PARSE], [method('body_mut'), method('read_json')]],
  },
  parses: /^(?:serde_json::)?from_(?:str|slice|reader)(?:::<[\w:]*Value>)?$/,
  passes:
    /^(?:send|call|error_for_status|unwrap|expect|unwrap_or_default|as_ref|clone|cloned|to_owned|map_err|context|with_context|header|headers|bearer_auth|basic_auth|query|body|form|timeout|set|send_json|send_string|send_bytes|version|as_array|iter|into_iter|unwrap_or|ok|ok_or|ok_or_else)$/,
  reads: /^get$/,
  harmless: /^(?:status|is_null|is_object|as_object|to_string|println!|as_bool)$/,
  empty: EMPTY,
  nameOf: quotedName,
  move: (parent, node, text): Move | undefined => {
    const { to } = text;
    switch (parent.type) {
      case 'await_expression':
      case 'try_expression':
      case 'reference_expression':
      case 'parenthesized_expression':
        return { kind: 'same', node: parent };
      case 'field_expression': {
        const name = fieldOf(parent, 'field');
        if (!name || node.field !== 'value') return undefined;
        const outer = parent.parent?.type === 'generic_function' ? parent.parent : parent;
        const call =
          outer.field === 'function' && outer.parent?.type === 'call_expression' ? outer.parent : undefined;
        if (!call) return undefined;
        const written = to.written(name);
        const args = fieldOf(call, 'arguments')?.children ?? [];
        const [taker] = args;
        if (EACH.test(written) && taker?.type === 'closure_expression')
          return itemsOf(written, taker, call, text);
        // `.json(&body)` is of the request.
        const isRequest = written === 'json' && args.length > 0;
        // A type of the program says what is in it.
        if (
          !isRequest &&
          /^(?:json|into_json|read_json)$/.test(written) &&
          !isValue(outer === parent ? undefined : to.written(outer), call, (one) => to.written(one))
        )
          return undefined;
        return { kind: 'method', node: call, name: isRequest ? 'send' : written, args };
      }
      case 'index_expression': {
        const [object, key] = parent.children;
        return object === node && key ? { kind: 'index', node: parent, key } : undefined;
      }
      case 'arguments': {
        const call = parent.parent;
        const callee = call && fieldOf(call, 'function');
        if (!call || !callee) return { kind: 'given' };
        const name = to.written(callee);
        // The caller takes it out again, by `?` or a pattern.
        return name === 'Ok' && call.children.length === 2
          ? { kind: 'same', node: call }
          : { kind: 'argument', node: call, callee: name };
      }
      case 'let_declaration': {
        const name = fieldOf(parent, 'pattern');
        const type = fieldOf(parent, 'type');
        const own = name?.type === 'mut_pattern' ? name.children.at(-1) : (innerOf(name, to) ?? name);
        const isKnown = !type || /\bValue$|^_$|Response/.test(to.written(type));
        return own?.type === 'identifier' && node.field === 'value' && isKnown
          ? { kind: 'bind', target: own }
          : { kind: 'given' };
      }
      case 'let_condition': {
        const inner = innerOf(fieldOf(parent, 'pattern'), to);
        return inner ? { kind: 'bind', target: inner } : { kind: 'asked' };
      }
      case 'assignment_expression':
        return node.field === 'left' ? { kind: 'written' } : { kind: 'given' };
      case 'binary_expression':
      case 'unary_expression':
      case 'for_expression': {
        const own = fieldOf(parent, 'pattern');
        return node.field === 'value'
          ? { kind: 'items', uses: usesOfItem(text, own, fieldOf(parent, 'body')) }
          : undefined;
      }
      case 'if_expression':
        return node.field === 'consequence'
          ? { kind: 'chosen', node: parent, others: parent.children.filter((c) => c.field === 'alternative') }
          : { kind: 'asked' };
      case 'match_expression': {
        // `Ok(value) => …`
        const arms = node.field === 'value' ? (fieldOf(parent, 'body')?.children ?? []) : [];
        const bound = arms.flatMap((arm) => innerOf(fieldOf(arm, 'pattern')?.children[0], to) ?? []);
        const names = bound.filter((name) => !/^_?e(?:rr|rror)?$/.test(to.written(name)));
        return names.length === 1 ? { kind: 'bind', target: names[0]! } : { kind: 'asked' };
      }
      case 'block':
        return items(parent).at(-1) === node ? ofBlock(parent, node) : undefined;
      // The last of a block, as brackets end it.
      case 'expression_statement':
        return to.written(parent).endsWith(';') ? undefined : { kind: 'same', node: parent };
      case 'return_expression':
        return givesNothingElse(parent, to) ? { kind: 'returned', node: parent } : { kind: 'given' };
      default:
        return undefined;
    }
  },
  insert: ({ object }, names, text) => [insertedAt(text, object.end, names.map((n) => `["${n}"]`).join(''))],
};

/** What becomes of the value of a block. */
function ofBlock(block: AnswerNode, node: AnswerNode): Move | undefined {
  const around = block.parent;
  if (around?.type === 'function_item') return { kind: 'returned', node, implicit: 'return_expression' };
  const isArm = around?.type === 'if_expression' && block.field === 'consequence';
  const hasOther = isArm && around.children.some((c) => c.field === 'alternative');
  return hasOther ? { kind: 'same', node: block } : undefined;
}

/** True where the function around a `return` ends with nothing, or an error. */
function givesNothingElse(statement: AnswerNode, to: AnswerText['to']): boolean {
  let at = statement.parent;
  while (at && at.type !== 'function_item' && at.type !== 'closure_expression') at = at.parent;
  const body = at && fieldOf(at, 'body');
  const last = body && resultOfBlock(body);
  return !last || last === statement || EMPTY.test(to.written(last)) || isWithin(statement, last);
}

/** Methods of iterators that are given a function of each item. */
const EACH = /^(?:map|filter|filter_map|flat_map|for_each|any|all|find|position)$/;

function itemsOf(name: string, taker: AnswerNode, call: AnswerNode, text: AnswerText): Move {
  const [first] = fieldOf(taker, 'parameters')?.children ?? [];
  const own = first?.type === 'reference_pattern' ? first.children.at(-1) : first;
  const next = name === 'filter' ? { next: call } : {};
  return { kind: 'items', uses: usesOfItem(text, own, fieldOf(taker, 'body')), ...next };
}

/** The name in `Some(name)` and `Ok(name)`, which stands for the value itself. */
function innerOf(pattern: AnswerNode | undefined, to: AnswerText['to']): AnswerNode | undefined {
  const [inner, ...others] = pattern?.children.filter((child) => child.field !== 'type') ?? [];
  return pattern?.type === 'tuple_struct_pattern' &&
    /^(?:Some|Ok)\(/.test(to.written(pattern)) &&
    inner?.type === 'identifier' &&
    others.length === 0
    ? inner
    : undefined;
}

/** True for `.json::<Value>()`, and for `let x: Value = ….json()`. */
function isValue(
  generic: string | undefined,
  call: { readonly parent: AnswerNode | undefined },
  written: (node: AnswerNode) => string,
): boolean {
  if (generic !== undefined) return /::<[\w:]*\bValue>$/.test(generic);
  let at = call.parent;
  for (let i = 0; at && i < 6; i++, at = at.parent) {
    if (at.type === 'function_item') {
      const type = fieldOf(at, 'return_type');
      return type !== undefined && /(?:^|<)(?:\w+::)*Value(?:$|[,>])/.test(written(type));
    }
    if (at.type !== 'let_declaration') continue;
    const type = fieldOf(at, 'type');
    return type !== undefined && /\bValue$/.test(written(type));
  }
  return false;
}

type AnswerNode = Parameters<typeof fieldOf>[0];

/** Follows what calls give through a text of Rust. */
export const readAnswers = answerReader(syntax);
