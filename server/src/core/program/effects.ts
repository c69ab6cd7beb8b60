import type { CallExpression, Expression, Span } from '../expression.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Grammar, Lowering } from './grammar.ts';

/** What one use of a name does to the value it stands for. */
export type Effect = {
  /** The use itself. */
  readonly node: SyntaxNode;
  /** Members between the name and what is done: `req.Header.Set(…)`: `Header`, `Set`. */
  readonly path: readonly Step[];
} & (
  | { readonly kind: 'set'; readonly value: Expression }
  /** `calls` are those made on what the call gives: `builder.uri(…).header(…)`. */
  | { readonly kind: 'call'; readonly call: CallExpression; readonly calls: readonly ChainedCall[] }
  /** Given to a function, or kept under another name. */
  | { readonly kind: 'given'; readonly to: CallExpression | undefined }
  /** Changed in a way that is not understood. `index`: a member was set whose name is computed. */
  | { readonly kind: 'unknown'; readonly index?: Expression }
);

/** A member written behind a value. */
export interface Step {
  readonly name: string;
  /** The name without quotes, in the text. */
  readonly span: Span;
}

/** A method called on what another call gave. */
export interface ChainedCall {
  readonly step: Step;
  readonly call: CallExpression;
}

/** True for two expressions at one place. */
export const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Nodes that only hold the arguments of a call or the sides of an assignment. */
const LISTS = /argument|expression_list/;

/** The innermost statement around a node. */
function statementOf(node: SyntaxNode): SyntaxNode | undefined {
  let at = node.parent;
  // Inside of a statement some grammars have the names it declares as a node of its own.
  while (at && (at.type === 'variable_declaration' || !/statement$|declaration$/.test(at.type)))
    at = at.parent;
  return at;
}

/** What the use of a name at `node` does; undefined for a use that only reads, or is no use of the name. */
export function effectOf(node: SyntaxNode, grammar: Grammar, to: Lowering): Effect | undefined {
  const path: Step[] = [];
  let here: Span = to.span(node);
  // True behind a member whose name is not known.
  let computed = false;
  let index: Expression | undefined;
  // What is being typed may do anything.
  for (let at = node.parent; at; at = at.parent)
    if (at.type === 'ERROR') return { kind: 'unknown', node, path };
  if (statementOf(node)?.broken) return { kind: 'unknown', node, path };
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (grammar.borrows?.(parent)) return undefined;
    if (grammar.removals?.has(parent.type))
      return path.length > 0 || computed ? { kind: 'unknown', node, path } : undefined;
    const assignment = grammar.assignment(parent);
    if (assignment?.target === at) {
      if (path.length === 0 && !computed) return undefined;
      const value = assignment.value && to.expression(assignment.value);
      if (computed && index && value) return { kind: 'unknown', node, path, index };
      return value && !computed ? { kind: 'set', node, path, value } : { kind: 'unknown', node, path };
    }
    if (assignment?.value === at)
      return path.length === 0 && !computed ? { kind: 'given', node, path, to: undefined } : undefined;
    const expression = to.expression(parent);
    // A node that lowers to what is in it: parentheses, lists, references.
    if (at !== node && sameSpan(expression, here)) continue;
    if (expression.kind === 'element') {
      if (!sameSpan(expression.object, here)) return undefined;
      computed = true;
      index = expression.index;
      here = expression;
      continue;
    }
    if (computed) return undefined;
    if (expression.kind === 'member') {
      // The name is that of a property.
      if (!sameSpan(expression.object, here)) return undefined;
      path.push({ name: expression.property, span: expression.propertySpan });
      here = expression;
      continue;
    }
    if (expression.kind === 'call') {
      const { callee, args, named } = expression;
      const isMethod = callee.kind === 'member' && sameSpan(callee.object, here);
      if (isMethod) path.push({ name: callee.property, span: callee.propertySpan });
      if (isMethod || sameSpan(callee, here)) {
        if (path.length === 0) return undefined;
        return { kind: 'call', node, path, call: expression, calls: chainFrom(parent, expression, to) };
      }
      const given =
        args.some((arg) => sameSpan(arg, here)) ||
        named?.entries.some((entry) => sameSpan(entry.value, here));
      return given && path.length === 0 ? { kind: 'given', node, path, to: expression } : undefined;
    }
    if (sameSpan(expression, here) || LISTS.test(parent.type)) continue;
    if (path.length > 0) return undefined;
    const kept =
      grammar.returned(parent) === at ||
      grammar.declared(parent, to).some((d) => 'value' in d && d.value === at);
    return kept ? { kind: 'given', node, path, to: undefined } : undefined;
  }
  return undefined;
}

/** The methods called on what `call`, the expression of `node`, gives, innermost first. */
export function chainFrom(node: SyntaxNode, call: CallExpression, to: Lowering): ChainedCall[] {
  const calls: ChainedCall[] = [];
  let here: Span = call;
  for (let at = node.parent; at; at = at.parent) {
    const expression = to.expression(at);
    if (expression.kind === 'member' && sameSpan(expression.object, here)) {
      here = expression;
      continue;
    }
    if (expression.kind !== 'call' || expression.callee.kind !== 'member') break;
    const { callee } = expression;
    if (!sameSpan(callee, here) && !sameSpan(callee.object, here)) break;
    calls.push({ step: { name: callee.property, span: callee.propertySpan }, call: expression });
    here = expression;
  }
  return calls;
}
