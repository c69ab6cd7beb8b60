import type { CallExpression, Expression, JsonShape, ObjectEntry, Span } from '../../expression.ts';
import { typesByName } from '../../program/declarations.ts';
import type { Lowering } from '../../program/grammar.ts';
import { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { shapeOf } from './json-names.ts';

/** A member that objects of a class have in JSON. */
interface Field {
  readonly name: string;
  readonly node: SyntaxNode;
  /** Value it has from the start. */
  readonly value: SyntaxNode | undefined;
  readonly isPrimitive: boolean;
  readonly isFinal: boolean;
  /** True where it is not written while it is null. */
  readonly isOptional: boolean;
}

/** A class or record whose objects do nothing but hold values. */
interface DataType {
  readonly node: SyntaxNode;
  readonly fields: readonly Field[];
  readonly shape: JsonShape;
}

/** Methods that classes have which only hold values. */
const ACCESSOR = /^(?:get|set|is|has|with|builder|build|equals|hashCode|toString|of|from|create|copy|to)/;
const OMITS_NULLS = /[sS]erializationInclusion|setDefaultPropertyInclusion|\bGson\b|\bMoshi\b/;
const OMITTED = /@JsonInclude\(.*NON_/;
const WRITES_NULLS = /new ObjectMapper\(\)/;

/** The object that a constructor of a data type of the text makes; undefined for other constructors. */
export function constructed(call: CallExpression, to: Lowering): Expression | undefined {
  if (call.callee.kind !== 'name' && call.callee.kind !== 'member') return undefined;
  const name = call.callee.kind === 'name' ? call.callee.name : call.callee.property;
  const type = dataTypes(to).get(name);
  const given = type && argumentsOf(type, call.args, to);
  return type && given && object(type, given, call, call.intact, to);
}

/** The object that a builder of a data type of the text makes: `Request.builder().apiId(id).build()`. */
export function built(call: CallExpression, to: Lowering): Expression | undefined {
  const given = new Map<string, Expression>();
  let at: Expression = call;
  let intact = true;
  while (at.kind === 'call' && at.callee.kind === 'member' && !at.constructs) {
    const { property }: { property: string } = at.callee;
    const holder: Expression = at.callee.object;
    intact &&= at.intact;
    if (property === 'builder' && at.args.length === 0) {
      const name = holder.kind === 'name' ? holder.name : holder.kind === 'member' ? holder.property : '';
      const type = dataTypes(to).get(name);
      return type && object(type, given, call, intact, to);
    }
    if (at !== call) {
      const [value, ...others] = at.args;
      if (!value || others.length > 0) return undefined;
      if (!given.has(property)) given.set(property, value);
    }
    at = holder;
  }
  return undefined;
}

/** What the constructor of an enumeration gives the fields of one of its constants: `VERIFY("keys.verifyKey")`. */
export function constantValue(node: SyntaxNode, to: Lowering): Expression | undefined {
  const args = childOf(node, 'arguments')?.children.filter((c) => !/comment/.test(c.type)) ?? [];
  const rest = node.parent?.children.find((c) => c.type === 'enum_body_declarations');
  const makers = rest?.children.filter((c) => c.type === 'constructor_declaration') ?? [];
  const fitting = makers.filter((maker) => parameters(maker).length === args.length);
  const given =
    args.length > 0 && fitting.length === 1
      ? assignedIn(
          fitting[0]!,
          args.map((c) => to.expression(c)),
          to,
        )
      : undefined;
  if (!given) return undefined;
  const span = to.span(node);
  const entries = [...given].map(([name, value]): ObjectEntry => {
    const key = SourceText.decoded(name, to.source.range(node.start, node.start));
    return { kind: 'member', key: { kind: 'text', value: key, closed: true, ...span }, value };
  });
  return { kind: 'object', entries, intact: !node.broken, shape: { always: [] }, ...span };
}

/** What is known of every object of a data type of the text. */
export function typeValue(name: string, to: Lowering): Expression | undefined {
  const type = dataTypes(to).get(name);
  if (!type) return undefined;
  const span = to.span(type.node);
  const value: Expression = { kind: 'unknown', ...span };
  return object(
    type,
    new Map(type.fields.map((f) => [f.name, f.isPrimitive ? value : null])),
    span,
    true,
    to,
  );
}

function object(
  { node, fields, shape }: DataType,
  given: ReadonlyMap<string, Expression | null>,
  at: Span,
  intact: boolean,
  to: Lowering,
): Expression {
  const entries: ObjectEntry[] = [];
  const always: string[] = [];
  const declared = new Map<string, Span>();
  const { text } = to.source;
  const omitsAll = OMITS_NULLS.test(text) || OMITTED.test(modifiers(node, to));
  for (const field of fields) {
    const omitted = omitsAll || field.isOptional;
    const written = !omitted && WRITES_NULLS.test(text);
    const own = given.get(field.name);
    const value = own ?? (own === null ? undefined : field.value && to.expression(field.value));
    const isNull = !value || value.kind === 'null';
    if (isNull && !field.isPrimitive && omitted && own !== null) continue;
    if (isNull && !field.isPrimitive && !written) {
      // Whether it is written depends on settings that are made elsewhere.
      entries.push({ kind: 'spread', value: { kind: 'unknown', start: at.start, end: at.end } });
    } else if (value) {
      const key = to.source.slice(field.node.start, field.node.end);
      entries.push({
        kind: 'member',
        key: { kind: 'text', value: key, closed: true, ...to.span(field.node) },
        value,
      });
    } else {
      const name = shape.names?.has(field.name) ? shape.names.get(field.name) : field.name;
      if (name === undefined) continue;
      always.push(name);
      declared.set(name, to.span(field.node));
    }
  }
  return {
    kind: 'object',
    entries,
    intact,
    shape: { ...shape, declared, always },
    start: at.start,
    end: at.end,
  };
}

/** What each field gets from a constructor's arguments; undefined where that is not known. */
function argumentsOf(
  { node, fields }: DataType,
  args: readonly Expression[],
  to: Lowering,
): ReadonlyMap<string, Expression> | undefined {
  const inOrder = (some: readonly Field[]): ReadonlyMap<string, Expression> | undefined =>
    some.length === args.length ? new Map(some.map((f, i) => [f.name, args[i]!])) : undefined;
  if (node.type === 'record_declaration') return inOrder(fields);
  const constructors = membersOf(node).filter((m) => m.type === 'constructor_declaration');
  if (constructors.length === 0) {
    if (args.length === 0) return new Map();
    const final = fields.filter((f) => f.isFinal && !f.value);
    return inOrder(fields) ?? inOrder(final);
  }
  const fitting = constructors.filter((c) => parameters(c).length === args.length);
  return fitting.length === 1 ? assignedIn(fitting[0]!, args, to) : undefined;
}

const parameters = (node: SyntaxNode): readonly SyntaxNode[] =>
  childOf(node, 'parameters')?.children.filter((p) => p.type === 'formal_parameter') ?? [];

/** `this.apiId = apiId;` of a constructor that does nothing else. */
function assignedIn(
  maker: SyntaxNode,
  args: readonly Expression[],
  to: Lowering,
): ReadonlyMap<string, Expression> | undefined {
  const names = parameters(maker).map((p) => {
    const name = childOf(p, 'name');
    return name ? to.written(name) : '';
  });
  const given = new Map<string, Expression>();
  for (const statement of childOf(maker, 'body')?.children ?? []) {
    if (/comment/.test(statement.type)) continue;
    const assignment = statement.children[0];
    if (assignment?.type !== 'assignment_expression') return undefined;
    const target = to.expression(childOf(assignment, 'left'));
    const value = to.expression(childOf(assignment, 'right'));
    const field =
      target.kind === 'member' && target.object.kind === 'self'
        ? target.property
        : target.kind === 'name'
          ? target.name
          : undefined;
    if (field === undefined) return undefined;
    const index = value.kind === 'name' ? names.indexOf(value.name) : -1;
    given.set(field, args[index] ?? value);
  }
  return given;
}

function membersOf(node: SyntaxNode): readonly SyntaxNode[] {
  return (childOf(node, 'body')?.children ?? []).filter((c) => !/comment/.test(c.type));
}

const dataTypes = typesByName(dataType);

function dataType(node: SyntaxNode, to: Lowering): DataType | undefined {
  if (node.broken || !/^(?:class|record)_declaration$/.test(node.type)) return undefined;
  if (node.type === 'record_declaration') {
    const fields = parameters(node).flatMap((p) => field(childOf(p, 'name'), undefined, p, to));
    return { node, fields, shape: shapeOf(fields, to) };
  }
  if (childOf(node, 'superclass')) return undefined;
  const fields: Field[] = [];
  for (const member of membersOf(node)) {
    if (member.type === 'method_declaration') {
      const name = childOf(member, 'name');
      if (!name || !(ACCESSOR.test(to.written(name)) || hasField(node, to.written(name), to)))
        return undefined;
    } else if (
      member.type === 'field_declaration' &&
      !/\b(?:static|transient)\b/.test(modifiers(member, to))
    ) {
      for (const declarator of member.children.filter((c) => c.type === 'variable_declarator'))
        fields.push(...field(childOf(declarator, 'name'), childOf(declarator, 'value'), member, to));
    }
  }
  return fields.length === 0 ? undefined : { node, fields, shape: shapeOf(fields, to) };
}

const modifiers = (node: SyntaxNode, to: Lowering): string => {
  const list = node.children.find((c) => c.type === 'modifiers');
  return list ? to.written(list) : '';
};

/** True for a method named like a field: one that gives or sets it. */
const hasField = (type: SyntaxNode, name: string, to: Lowering): boolean =>
  membersOf(type).some(
    (m) =>
      m.type === 'field_declaration' &&
      m.children.some((c) => {
        const own = c.type === 'variable_declarator' && childOf(c, 'name');
        return own && to.written(own) === name;
      }),
  );

function field(
  name: SyntaxNode | undefined,
  value: SyntaxNode | undefined,
  holder: SyntaxNode,
  to: Lowering,
): Field[] {
  if (!name) return [];
  const type = childOf(holder, 'type')?.type ?? '';
  const isPrimitive = /^(?:integral|floating_point|boolean)_type$/.test(type);
  const isFinal = /\bfinal\b/.test(modifiers(holder, to));
  const isOptional = OMITTED.test(modifiers(holder, to));
  return [{ name: to.written(name), node: name, value, isPrimitive, isFinal, isOptional }];
}
