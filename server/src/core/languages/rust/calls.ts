import type { CallExpression, Expression, ObjectEntry } from '../../expression.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { items, methodOf } from './nodes.ts';

/**
 * Methods that give what they are called on, in other clothes: owned, borrowed, without the possibility of an error.
 * Nothing that happens to a request or a text is lost by leaving them out.
 */
const SAME =
  /^(?:unwrap|expect|unwrap_or_default|clone|cloned|copied|to_owned|into|try_into|as_str|as_ref|as_mut|as_deref|as_bytes|as_slice|into_bytes|into_boxed_str|into_string|to_vec|borrow|borrow_mut|lock|context|with_context|wrap_err|map_err|ok|ok_or|ok_or_else|iter|into_iter|trim|parse|boxed)$/;
/** Functions that give their argument. */
const WRAPPERS = /^(?:Ok|Some)$/;

/** True for the callee `value.unwrap` of a call that gives the value itself. */
export function isSame(field: SyntaxNode, name: SyntaxNode, to: Lowering): boolean {
  const isCalled =
    field.field === 'function' &&
    (field.parent?.type === 'call_expression' || field.parent?.type === 'generic_function');
  return isCalled && SAME.test(to.written(name));
}

/** `object.await`: a call of what only requests know. */
export function awaited(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [object] = items(node);
  if (!object || node.broken) return undefined;
  const end = to.span(node).end;
  const propertySpan = { start: Math.max(object.end, end - 'await'.length), end };
  const callee: Expression = {
    kind: 'member',
    object: to.expression(object),
    property: 'await',
    propertySpan,
    ...to.span(node),
  };
  const list = { start: end, end };
  return { kind: 'call', callee, args: [], intact: true, constructs: false, list, ...to.span(node) };
}

/** The name of a macro, kept apart from those of functions: `format` of `format!`. */
export function macroName(node: SyntaxNode | undefined, to: Lowering): Expression | undefined {
  const name = node?.type === 'scoped_identifier' ? childOf(node, 'name') : node;
  if (!node || !name) return undefined;
  const span = to.span(node);
  return {
    kind: 'member',
    object: { kind: 'name', name: 'macro!', start: span.start, end: span.start },
    property: to.written(name),
    propertySpan: to.span(name),
    ...span,
  };
}

/** The expression of a call. */
export function call(node: SyntaxNode, to: Lowering): Expression | undefined {
  const [callee, list] = [childOf(node, 'function'), childOf(node, 'arguments')];
  if (!callee || !list) return undefined;
  const args = items(list);
  const method = methodOf(node);
  if (method && !node.broken) {
    const name = to.written(method.name);
    if (SAME.test(name)) return to.expression(method.object);
    if (args.length === 1 && isInit(method.name, to)) return givenBy(args[0]!, to);
    if (args.length === 1 && FALLBACK.test(name)) {
      const [first, second] = [to.expression(method.object), to.expression(args[0])];
      return { kind: 'choice', how: 'fallback', first, second, ...to.span(node) };
    }
  }
  if (callee.type === 'identifier' && WRAPPERS.test(to.written(callee)) && args.length === 1)
    return to.expression(args[0]);
  if (callee.type === 'identifier' && to.written(callee) === 'Err') return { kind: 'null', ...to.span(node) };
  if (isMacro(callee, list, to)) return macro(callee, list, node, to);
  const lazy =
    callee.type === 'scoped_identifier' && /(?:Lazy|LazyLock|LazyCell)::new$/.test(to.written(callee));
  if (lazy && args[0]?.type === 'closure_expression') return to.expression(childOf(args[0], 'body'));
  if (lazy && args[0]) return givenBy(args[0], to);
  return {
    kind: 'call',
    callee: to.expression(callee),
    args: args.map((a) => to.expression(a)),
    intact: !node.broken,
    constructs: false,
    list: to.span(list),
    ...to.span(node),
  };
}

/** What a function gives that is called without arguments: `Client::new`. */
function givenBy(node: SyntaxNode, to: Lowering): Expression {
  if (!/^(?:scoped_)?identifier$/.test(node.type)) return to.expression(node);
  const span = to.span(node);
  const list = { start: span.end, end: span.end };
  return {
    kind: 'call',
    callee: to.expression(node),
    args: [],
    intact: true,
    constructs: false,
    list,
    ...span,
  };
}

/** Methods that give what they hold, or else the argument or what it gives. */
const FALLBACK = /^(?:unwrap_or|or|unwrap_or_else|or_else|get_or_insert_with)$/;

/** True for a closure that only gives another value: `unwrap_or_else(|_| …)`. */
export function isFallback(closure: SyntaxNode, to: Lowering): boolean {
  const method = closure.parent?.parent && methodOf(closure.parent.parent);
  return method !== undefined && (FALLBACK.test(to.written(method.name)) || isInit(method.name, to));
}

/** `CELL.get_or_init(|| …)` always gives what the closure gives. */
const isInit = (method: SyntaxNode, to: Lowering): boolean => to.written(method) === 'get_or_init';

/** True where the text calls a macro that the parser was shown as a function. */
const isMacro = (callee: SyntaxNode, list: SyntaxNode, to: Lowering): boolean =>
  to.source.text.slice(callee.end, list.start).includes('!');

function macro(
  callee: SyntaxNode,
  list: SyntaxNode,
  node: SyntaxNode,
  to: Lowering,
): CallExpression | undefined {
  const name = macroName(callee, to);
  if (!name) return undefined;
  const args: Expression[] = [];
  const entries: ObjectEntry[] = [];
  for (const argument of items(list)) {
    // `format!("{base}", base = BASE)`
    const target = argument.type === 'assignment_expression' ? childOf(argument, 'left') : undefined;
    if (!target) {
      args.push(to.expression(argument));
      continue;
    }
    const value = to.source.slice(target.start, target.end);
    const key: Expression = { kind: 'text', value, closed: true, ...to.span(target) };
    entries.push({ kind: 'member', key, value: to.expression(childOf(argument, 'right')) });
  }
  return {
    kind: 'call',
    callee: name,
    args,
    named: { kind: 'object', entries, intact: !list.broken, ...to.span(list) },
    intact: !node.broken,
    constructs: false,
    list: to.span(list),
    ...to.span(node),
  };
}
