import type { CallExpression, Expression, Frame, FunctionExpression } from '../../expression.ts';
import { unknownAt } from '../../expression.ts';
import { within } from '../../frame.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { type Island, spanOf } from './islands.ts';
import { functionAt, type LocalFunction } from './local-functions.ts';
import { lower } from './lower.ts';
import { returnedBy } from './returns.ts';
import type { Text } from './text.ts';
import { Kind } from './tokens.ts';

interface Parameter {
  readonly island: Island;
  readonly pattern: SyntaxNode;
  readonly initial: SyntaxNode | undefined;
}

/** The functions of one text, and what calls of them stand for. */
export class Functions {
  private readonly lists = new Map<number, readonly Parameter[]>();
  private readonly results = new Map<number, Expression | undefined>();

  constructor(private readonly text: Text) {}

  /** The frame of a call with these arguments; those behind the last one are missing where `whole`. */
  frame(fn: LocalFunction, args: readonly Expression[], whole: boolean, outer: Frame | undefined): Frame {
    const { starts, ends } = this.text.tokens;
    const values = new Map<number, Expression>();
    const frame: Frame = { values, outer };
    const span = { start: starts[fn.head]!, end: ends[fn.head]! };
    const given = (i: number): Expression =>
      args[i] ?? (whole ? { kind: 'undefined', ...span } : unknownAt(span));
    if (this.text.tokens.kinds[fn.head] !== Kind.open) values.set(span.start, given(0));
    else {
      for (const [i, { island, pattern, initial }] of this.parameters(fn).entries()) {
        this.bind(
          island,
          pattern,
          withDefault(this.lowered(island, initial, frame), given(i)),
          frame,
          values,
        );
      }
    }
    return frame;
  }

  /** The frame of one turn of a loop whose variables, from token `first` up to token `end`, take `value` apart. */
  turn(first: number, end: number, value: Expression): Frame {
    const values = new Map<number, Expression>();
    const frame: Frame = { values, outer: undefined };
    const island = this.text.islands.pattern(first, end);
    let node: SyntaxNode | undefined = island && this.text.islands.node(island, first);
    while (node && node.type !== 'required_parameter') node = node.parent;
    const pattern = node && childOf(node, 'pattern');
    if (island && pattern) this.bind(island, pattern, value, frame, values);
    return frame;
  }

  /** What the names of a pattern are bound to that takes `value` apart, by their places. */
  takenApart(island: Island, pattern: SyntaxNode, value: Expression): ReadonlyMap<number, Expression> {
    const values = new Map<number, Expression>();
    this.bind(island, pattern, value, undefined, values);
    return values;
  }

  private lowered(
    island: Island,
    node: SyntaxNode | undefined,
    frame: Frame | undefined,
  ): Expression | undefined {
    return node && within(lower(this.text.source, island, node), frame);
  }

  /** Gives the names of a pattern their values. That of a rest is not known. */
  private bind(
    island: Island,
    pattern: SyntaxNode,
    value: Expression,
    frame: Frame | undefined,
    values: Map<number, Expression>,
  ): void {
    const span = spanOf(island, pattern);
    if (/identifier/.test(pattern.type)) {
      values.set(span.start, value);
      return;
    }
    if (pattern.type === 'array_pattern') {
      for (const [i, item] of pattern.children.entries()) {
        const place = spanOf(island, item);
        const object = { object: value, property: String(i), propertySpan: place };
        this.bind(island, item, { kind: 'member', ...object, ...place }, frame, values);
      }
      return;
    }
    if (pattern.type !== 'object_pattern') {
      for (const name of namesIn(pattern)) values.set(name.start + island.shift, unknownAt(span));
      return;
    }
    for (const child of pattern.children) {
      const name = child.type === 'object_assignment_pattern' ? childOf(child, 'left') : child;
      const own = name?.type === 'pair_pattern' ? childOf(name, 'value') : name;
      const key = name?.type === 'pair_pattern' ? childOf(name, 'key') : name;
      if (!own || !key || own.type === 'rest_pattern') {
        for (const inside of namesIn(child)) values.set(inside.start + island.shift, unknownAt(span));
        continue;
      }
      const target = own.type === 'assignment_pattern' ? childOf(own, 'left') : own;
      const initial =
        child.type === 'object_assignment_pattern' ? childOf(child, 'right') : childOf(own, 'right');
      const at = spanOf(island, key);
      const property = this.text.source.text.slice(at.start, at.end);
      const member: Expression = { kind: 'member', object: value, property, propertySpan: at, ...at };
      if (target)
        this.bind(island, target, withDefault(this.lowered(island, initial, frame), member), frame, values);
    }
  }

  private parameters(fn: LocalFunction): readonly Parameter[] {
    const known = this.lists.get(fn.head);
    if (known) return known;
    const island = this.text.islands.parameters(fn.head);
    let node: SyntaxNode | undefined = island && this.text.islands.node(island, fn.head);
    while (node && node.type !== 'formal_parameters') node = node.parent;
    const found: Parameter[] = [];
    for (const child of (island && node?.children) ?? []) {
      const pattern = /^(?:required|optional)_parameter$/.test(child.type)
        ? childOf(child, 'pattern')
        : undefined;
      if (!island || !pattern || pattern.type === 'this') continue;
      found.push({ island, pattern, initial: childOf(child, 'value') });
    }
    this.lists.set(fn.head, found);
    return found;
  }

  /** What the function gives, names of its own included; undefined where that is not one value. */
  result(fn: LocalFunction): Expression | undefined {
    if (this.results.has(fn.head)) return this.results.get(fn.head);
    // A function that gives what it gives itself has no known result.
    this.results.set(fn.head, undefined);
    const result = returnedBy(this.text, fn);
    this.results.set(fn.head, result);
    return result;
  }

  /** What a call of a function of the text stands for. */
  called(fn: FunctionExpression, call: CallExpression): Expression | undefined {
    const shape = functionAt(this.text.tokens, fn.start);
    const result = shape && this.result(shape);
    if (!shape || !result) return undefined;
    return within(result, this.frame(shape, call.args, call.intact, fn.frame));
  }
}

/** `value`, or what is to stand for it where it is missing. */
const withDefault = (initial: Expression | undefined, value: Expression): Expression =>
  initial
    ? {
        kind: 'choice',
        how: 'fallback',
        first: value,
        second: initial,
        start: initial.start,
        end: initial.end,
      }
    : value;

/** Every name in a pattern. */
function namesIn(pattern: SyntaxNode): SyntaxNode[] {
  if (/identifier/.test(pattern.type)) return [pattern];
  return pattern.children.flatMap(namesIn);
}
