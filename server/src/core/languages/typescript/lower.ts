import type { Expression, ObjectEntry, Span } from '../../expression.ts';
import { unknownAt } from '../../expression.ts';
import { isAbridgement } from '../../json.ts';
import type { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { decode } from './escapes.ts';
import { type Island, spanOf } from './islands.ts';

/** The expression that a syntax node of TypeScript or JavaScript stands for. */
export function lower(source: SourceText, island: Island, node: SyntaxNode | undefined): Expression {
  return node
    ? new Lowering(source, island).expression(node)
    : unknownAt({ start: island.shift, end: island.shift });
}

class Lowering {
  constructor(
    private readonly source: SourceText,
    private readonly island: Island,
  ) {}

  expression(node: SyntaxNode | undefined): Expression {
    if (!node) return unknownAt({ start: this.island.shift, end: this.island.shift });
    const span = spanOf(this.island, node);
    // What the parser made up where something is missing.
    if (span.end <= span.start) return unknownAt(span);
    switch (node.type) {
      case 'string':
        return this.string(node, span);
      case 'template_string':
        return this.template(node, span);
      case 'number': {
        const value = Number(this.textOf(node).replaceAll('_', ''));
        return Number.isNaN(value) ? unknownAt(span) : { kind: 'number', value, ...span };
      }
      case 'true':
      case 'false':
        return { kind: 'boolean', value: node.type === 'true', ...span };
      case 'null':
        return { kind: 'null', ...span };
      case 'undefined':
        return { kind: 'undefined', ...span };
      case 'this':
        return { kind: 'self', ...span };
      case 'import':
        return { kind: 'name', name: 'import', ...span };
      case 'identifier':
      case 'shorthand_property_identifier':
        return this.name(node, span);
      case 'object':
        return this.object(node, span);
      case 'array':
        return this.array(node, span);
      case 'call_expression':
      case 'new_expression':
        return this.call(node, span);
      case 'member_expression':
        return this.member(node, childOf(node, 'property'), span);
      case 'subscript_expression':
        return this.subscript(node, span);
      case 'binary_expression':
      case 'augmented_assignment_expression':
        return this.binary(node, span);
      case 'assignment_expression':
        return node.broken ? unknownAt(span) : this.expression(childOf(node, 'right'));
      case 'unary_expression': {
        const value = this.expression(childOf(node, 'argument'));
        const operator = childOf(node, 'operator')?.type;
        if (operator === '-' && value.kind === 'number')
          return { kind: 'number', value: -value.value, ...span };
        return operator === '!' ? { kind: 'not', value, ...span } : unknownAt(span);
      }
      case 'ternary_expression':
        return {
          kind: 'choice',
          how: 'either',
          condition: this.expression(childOf(node, 'condition')),
          first: this.expression(childOf(node, 'consequence')),
          second: this.expression(childOf(node, 'alternative')),
          ...span,
        };
      case 'parenthesized_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression':
      case 'await_expression':
        return node.broken ? unknownAt(span) : this.expression(first(node));
      case 'type_assertion':
        return node.broken ? unknownAt(span) : this.expression(node.children.at(-1));
      case 'arrow_function':
      case 'function_expression':
      case 'generator_function':
        return { kind: 'function', ...span };
      case 'enum_declaration':
        return this.enumeration(childOf(node, 'body'), span);
      default:
        return unknownAt(span);
    }
  }

  private textOf(node: SyntaxNode): string {
    return this.source.text.slice(node.start + this.island.shift, node.end + this.island.shift);
  }

  private name(node: SyntaxNode, span: Span): Expression {
    const name = this.textOf(node);
    return name === 'undefined' ? { kind: 'undefined', ...span } : { kind: 'name', name, ...span };
  }

  private string(node: SyntaxNode, span: Span): Expression {
    const text = this.textOf(node);
    const closed = !node.broken && text.length > 1 && text.at(-1) === text[0];
    const end = closed ? span.end - 1 : Math.min(span.end, this.source.length);
    return { kind: 'text', value: decode(this.source.slice(span.start + 1, end)), closed, ...span };
  }

  private template(node: SyntaxNode, span: Span): Expression {
    const parts: Expression[] = [];
    let from = span.start + 1;
    const closed = !node.broken && span.end - 1 > span.start && this.source.text[span.end - 1] === '`';
    const literal = (to: number): void => {
      if (to > from) {
        parts.push({
          kind: 'text',
          value: decode(this.source.slice(from, to)),
          closed,
          start: from,
          end: to,
        });
      }
    };
    for (const child of node.children) {
      if (child.type !== 'template_substitution') continue;
      const at = spanOf(this.island, child);
      literal(at.start);
      parts.push(child.broken ? unknownAt(at) : this.substitution(child, at));
      from = at.end;
    }
    literal(Math.min(closed ? span.end - 1 : span.end, this.source.length));
    if (parts.length === 1 && parts[0]!.kind === 'text') return { ...parts[0]!, ...span };
    if (parts.length === 0) {
      return { kind: 'text', value: this.source.slice(span.start + 1, span.start + 1), closed, ...span };
    }
    return closed ? { kind: 'template', parts, ...span } : unknownAt(span);
  }

  /** What stands in `${…}`; unknown pieces keep the place of the whole substitution. */
  private substitution(node: SyntaxNode, at: Span): Expression {
    const inner = this.expression(first(node));
    return inner.kind === 'unknown' ? unknownAt(at) : inner;
  }

  private object(node: SyntaxNode, span: Span): Expression {
    const entries: ObjectEntry[] = [];
    for (const child of node.children) {
      if (child.type === 'pair') {
        const key = childOf(child, 'key');
        if (key)
          entries.push({
            kind: 'member',
            key: this.key(key),
            value: this.expression(childOf(child, 'value')),
          });
      } else if (child.type === 'shorthand_property_identifier') {
        entries.push({ kind: 'member', key: this.key(child), value: this.expression(child) });
      } else if (child.type === 'spread_element') {
        entries.push({ kind: 'spread', value: this.expression(first(child)) });
      } else if (child.type === 'method_definition') {
        const key = childOf(child, 'name');
        const at = spanOf(this.island, child);
        const accessor = /^(?:get|set)\s/.test(this.textOf(child));
        const value: Expression = accessor ? unknownAt(at) : { kind: 'function', ...at };
        if (key) entries.push({ kind: 'member', key: this.key(key), value });
      }
    }
    // `// ... other fields` says that not all of them are shown.
    const abridged = node.children.some((c) => c.type === 'comment' && isAbridgement(this.textOf(c)));
    return { kind: 'object', entries, intact: !node.broken && !abridged, ...span };
  }

  /** A property name as text. */
  private key(node: SyntaxNode): Expression {
    const span = spanOf(this.island, node);
    if (node.type === 'string') return this.string(node, span);
    if (node.type === 'computed_property_name') return this.expression(first(node));
    if (node.type === 'private_property_identifier') return unknownAt(span);
    return { kind: 'text', value: this.source.slice(span.start, span.end), closed: true, ...span };
  }

  private enumeration(body: SyntaxNode | undefined, span: Span): Expression {
    const entries: ObjectEntry[] = [];
    for (const child of body?.children ?? []) {
      const name = child.type === 'enum_assignment' ? childOf(child, 'name') : undefined;
      if (name)
        entries.push({
          kind: 'member',
          key: this.key(name),
          value: this.expression(childOf(child, 'value')),
        });
    }
    return { kind: 'object', entries, intact: body !== undefined && !body.broken, ...span };
  }

  private array(node: SyntaxNode, span: Span): Expression {
    const items = named(node);
    const complete = !node.broken && !items.some((n) => n.type === 'spread_element');
    return { kind: 'array', items: items.map((n) => this.expression(n)), complete, ...span };
  }

  private call(node: SyntaxNode, span: Span): Expression {
    const constructs = node.type === 'new_expression';
    const callee = childOf(node, constructs ? 'constructor' : 'function');
    const list = childOf(node, 'arguments');
    if (!callee || (list && list.type !== 'arguments')) return unknownAt(span);
    const args = list ? named(list) : [];
    const spread = args.findIndex((n) => n.type === 'spread_element');
    return {
      kind: 'call',
      callee: this.expression(callee),
      args: (spread < 0 ? args : args.slice(0, spread)).map((n) => this.expression(n)),
      intact: !node.broken && spread < 0,
      constructs,
      list: list ? spanOf(this.island, list) : { start: span.end, end: span.end },
      ...span,
    };
  }

  private member(node: SyntaxNode, property: SyntaxNode | undefined, span: Span): Expression {
    if (!property || property.end <= property.start) return unknownAt(span);
    const object = this.expression(childOf(node, 'object'));
    return {
      kind: 'member',
      object,
      property: this.textOf(property),
      propertySpan: spanOf(this.island, property),
      ...span,
    };
  }

  private subscript(node: SyntaxNode, span: Span): Expression {
    const index = this.expression(childOf(node, 'index'));
    const object = this.expression(childOf(node, 'object'));
    if (index.kind !== 'text' || !index.closed) return { kind: 'element', object, index, ...span };
    const propertySpan = { start: index.start + 1, end: index.end - 1 };
    return { kind: 'member', object, property: index.value.text, propertySpan, ...span };
  }

  private binary(node: SyntaxNode, span: Span): Expression {
    const operator = childOf(node, 'operator')?.type;
    const left = this.expression(childOf(node, 'left'));
    const right = this.expression(childOf(node, 'right'));
    if (operator === '+') {
      const parts = [left, right].flatMap((e) => (e.kind === 'template' ? e.parts : [e]));
      // A sum of two unknown values may be a number, which is unknown just so.
      return { kind: 'template', parts, ...span };
    }
    if (operator !== undefined && /^(?:\?\?|\|\|)=?$/.test(operator)) {
      return { kind: 'choice', how: 'fallback', first: left, second: right, ...span };
    }
    if (operator === '&&') return { kind: 'choice', how: 'guard', first: left, second: right, ...span };
    if (operator === '*' && left.kind === 'number' && right.kind === 'number')
      return { kind: 'number', value: left.value * right.value, ...span };
    if (operator === '===' || operator === '==')
      return { kind: 'equal', first: left, second: right, ...span };
    if (operator === '!==' || operator === '!=') {
      return { kind: 'not', value: { kind: 'equal', first: left, second: right, ...span }, ...span };
    }
    return unknownAt(span);
  }
}

const named = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter((c) => c.type !== 'comment' && c.type !== 'ERROR' && c.end > c.start);
const first = (node: SyntaxNode): SyntaxNode | undefined => named(node)[0];
