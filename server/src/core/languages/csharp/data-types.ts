import { inCamelCase } from '../../camel-case.ts';
import type {
  Attribute,
  CallExpression,
  Expression,
  JsonShape,
  ObjectEntry,
  Span,
} from '../../expression.ts';
import { typesByName } from '../../program/declarations.ts';
import { keyExpression } from '../../program/expressions.ts';
import type { Lowering } from '../../program/grammar.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';

/** A member that objects of a type have in JSON. */
interface Field {
  readonly name: string;
  readonly node: SyntaxNode;
  /** Value it has from the start. */
  readonly value: SyntaxNode | undefined;
  /** True for a type of which there is no null. */
  readonly isValue: boolean;
  /** True where it is not written while it is null. */
  readonly isOptional: boolean;
  /** Undefined: by the serializer's rules. `null`: left out. */
  readonly json: { readonly name: string; readonly place: Span } | null | undefined;
  readonly attribute: Attribute | undefined;
}

/** A record, struct or class with properties. */
interface DataType {
  readonly node: SyntaxNode;
  readonly fields: readonly Field[];
  /** Of a record or a class with a primary constructor. */
  readonly parameters: readonly string[];
}

const TYPES = /^(?:class|record|struct|record_struct)_declaration$/;
const VALUE_TYPES =
  /^(?:int|long|short|byte|uint|ulong|float|double|decimal|bool|DateTime|DateTimeOffset|TimeSpan|Guid)$/;

/** The object that a constructor of a data type of the text makes; undefined for other constructors. */
export function constructed(call: CallExpression, name: string, to: Lowering): Expression | undefined {
  const type = dataTypes(to).get(name);
  const given = type && givenBy(call, type, to);
  if (!type || !given) return undefined;
  const entries: ObjectEntry[] = [];
  const nullable: Field[] = [];
  for (const field of type.fields) {
    const own = given.get(field.name);
    const value = own?.value ?? (field.value && to.expression(field.value));
    if (value && !(value.kind === 'null' && field.isOptional)) {
      entries.push({ kind: 'member', key: own?.key ?? nameOf(field, to), value });
    } else if (field.isValue) {
      entries.push({
        kind: 'member',
        key: nameOf(field, to),
        value: { kind: 'unknown', ...to.span(field.node) },
      });
    } else if (!field.isOptional) nullable.push(field);
  }
  const { names, places } = namesOf(type);
  const declared = new Map<string, Span>();
  for (const { name: own, node } of nullable)
    for (const json of [own, inCamelCase(own)]) declared.set(json, to.span(node));
  const attributes = attributesIn(type);
  const shape: JsonShape = {
    names,
    places,
    attributes,
    declared,
    always: [],
    nullable: nullable.map((f) => f.name),
  };
  return { kind: 'object', entries, intact: call.intact, shape, start: call.start, end: call.end };
}

/** What is known of every object of a data type of the text. */
export function typeValue(name: string, to: Lowering): Expression | undefined {
  const type = dataTypes(to).get(name);
  if (!type) return undefined;
  const span = to.span(type.node);
  const unknown: Expression = { kind: 'unknown', ...span };
  const entries = type.fields.map((field): ObjectEntry => {
    const initial = field.value && to.expression(field.value);
    const isInitial = initial && initial.kind !== 'null';
    const value: Expression = isInitial
      ? { kind: 'choice', how: 'fallback', first: unknown, second: initial, ...span }
      : {
          kind: 'choice',
          how: 'either',
          first: unknown,
          second: field.isValue ? unknown : { kind: 'null', ...span },
          ...span,
        };
    return { kind: 'member', key: nameOf(field, to), value };
  });
  return { kind: 'object', entries, intact: true, shape: { ...namesOf(type), always: [] }, ...span };
}

/** How the members of a type are called in JSON, and where that is written. */
function namesOf({ fields }: DataType): {
  readonly names: ReadonlyMap<string, string | undefined>;
  readonly places: Map<string, Span>;
} {
  const names = new Map<string, string | undefined>();
  const places = new Map<string, Span>();
  for (const { name, json } of fields) {
    if (json === undefined) continue;
    names.set(name, json?.name);
    if (json) places.set(json.name, json.place);
  }
  return { names, places };
}

const attributesIn = ({ fields }: DataType): ReadonlyMap<string, Attribute> =>
  new Map(fields.flatMap(({ name, attribute }) => (attribute ? [[name, attribute]] : [])));

const nameOf = ({ node }: Field, to: Lowering): Expression => keyExpression(node, to);

interface GivenValue {
  readonly key?: Expression;
  readonly value: Expression;
}

/** What the arguments and the initializer give each field; undefined where that is not known. */
function givenBy(
  { args, named }: CallExpression,
  { node, fields, parameters }: DataType,
  to: Lowering,
): ReadonlyMap<string, GivenValue> | undefined {
  const given = new Map<string, GivenValue>();
  const makers = childrenOf(node).filter((m) => m.type === 'constructor_declaration');
  if (makers.length === 0) {
    if (args.length > parameters.length) return undefined;
    for (const [i, value] of args.entries()) given.set(parameters[i]!, { value });
  } else if (args.length > 0) {
    const [maker, ...others] = makers.filter((m) => parametersOf(m, to).length === args.length);
    if (!maker || others.length > 0) return undefined;
    for (const [name, value] of assignedIn(maker, args, to)) given.set(name, { value });
  }
  for (const entry of named?.entries ?? []) {
    if (entry.kind !== 'member' || entry.key.kind !== 'text') return undefined;
    const name = entry.key.value.text;
    if (!fields.some((f) => f.name === name)) return undefined;
    given.set(name, entry);
  }
  return given;
}

const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => childOf(node, 'body')?.children ?? [];

const parametersOf = (node: SyntaxNode, to: Lowering): readonly string[] =>
  (childOf(node, 'parameters')?.children ?? []).flatMap((p) => {
    const name = p.type === 'parameter' && childOf(p, 'name');
    return name ? [to.written(name)] : [];
  });

/** `ApiId = apiId;` in a constructor. */
function* assignedIn(
  maker: SyntaxNode,
  args: readonly Expression[],
  to: Lowering,
): Generator<[string, Expression]> {
  const names = parametersOf(maker, to);
  for (const statement of childOf(maker, 'body')?.children ?? []) {
    const assignment = statement.children[0];
    if (assignment?.type !== 'assignment_expression') continue;
    const target = to.expression(childOf(assignment, 'left'));
    const value = to.expression(childOf(assignment, 'right'));
    const argument = value.kind === 'name' ? args[names.indexOf(value.name)] : undefined;
    if (target.kind === 'member') yield [target.property, argument ?? value];
    if (target.kind === 'name') yield [target.name, argument ?? value];
  }
}

const dataTypes = typesByName(dataType);

function dataType(node: SyntaxNode, to: Lowering): DataType | undefined {
  if (node.broken || !TYPES.test(node.type)) return undefined;
  // What a base class adds is not known.
  const bases = node.children.find((c) => c.type === 'base_list')?.children ?? [];
  if (bases.some((c) => !/^I[A-Z]/.test(to.written(c)))) return undefined;
  const isRecord = node.type.startsWith('record');
  const list = node.children.find((c) => c.type === 'parameter_list');
  const parameters = (list?.children ?? []).filter((c) => c.type === 'parameter');
  const fields = isRecord ? parameters.flatMap((p) => field(p, undefined, to)) : [];
  for (const member of childrenOf(node)) {
    // What does more than to hold values is no body of a request.
    const method = member.type === 'method_declaration' ? childOf(member, 'name') : undefined;
    if (method && !/^(?:ToString|Equals|GetHashCode|Deconstruct|ToJson|Validate)$/.test(to.written(method)))
      return undefined;
    if (member.type !== 'property_declaration') continue;
    const modifiers = member.children.filter((c) => c.type === 'modifier').map((c) => to.written(c));
    if (!modifiers.includes('public') || modifiers.includes('static')) continue;
    fields.push(...field(member, childOf(member, 'value'), to));
  }
  if (fields.length === 0) return undefined;
  const names = parameters.flatMap((p) => {
    const name = childOf(p, 'name');
    return name ? [to.written(name)] : [];
  });
  return { node, fields, parameters: names };
}

function field(holder: SyntaxNode, value: SyntaxNode | undefined, to: Lowering): Field[] {
  const name = childOf(holder, 'name');
  const type = childOf(holder, 'type');
  if (!name || !type) return [];
  let json: Field['json'];
  let isOptional = false;
  let attribute_: Attribute | undefined = missingAttribute(holder, to);
  for (const attribute of attributesOf(holder)) {
    const kind = childOf(attribute, 'name');
    const word = kind ? to.written(kind) : '';
    const written = to.written(attribute);
    if (/NullValueHandling\.Ignore|WhenWriting(?:Null|Default)/.test(written)) isOptional = true;
    else if (word === 'JsonIgnore' || word === 'IgnoreDataMember') json = null;
    if (/^Json(?:PropertyName|Property)$|^DataMember$/.test(word)) json = nameGiven(attribute, to) ?? json;
    const isName = kind && /^Json(?:PropertyName|Property)$/.test(word) && json;
    const list = childOf(attribute, 'arguments') ?? attribute.children.at(-1);
    if (isName && list && !/,/.test(to.written(list)))
      attribute_ = { start: attribute.start, end: attribute.end, skipped: 'JsonIgnore' };
  }
  const isValue = VALUE_TYPES.test(to.written(type));
  const initial = value?.type === 'arrow_expression_clause' ? undefined : value;
  return [
    { name: to.written(name), node: name, value: initial, isValue, isOptional, json, attribute: attribute_ },
  ];
}

/** What could be written before a member to name it in JSON, by the serializer that the text uses. */
function missingAttribute(holder: SyntaxNode, to: Lowering): Attribute {
  const { text } = to.source;
  const target = holder.type === 'parameter' ? 'property: ' : '';
  const isNewtonsoft = /\bNewtonsoft\b/.test(text);
  const space = isNewtonsoft ? 'Newtonsoft.Json' : 'System.Text.Json.Serialization';
  const isImported = new RegExp(String.raw`\busing\s+${space.replaceAll('.', '\\.')}\s*;`).test(text);
  const before = `[${target}${isImported ? '' : `${space}.`}`;
  return {
    start: holder.start,
    end: holder.start,
    named: [`${before}${isNewtonsoft ? 'JsonProperty' : 'JsonPropertyName'}("`, '")] '],
    skipped: `${before}JsonIgnore] `,
  };
}

const attributesOf = (holder: SyntaxNode): readonly SyntaxNode[] =>
  holder.children
    .filter((c) => c.type === 'attribute_list')
    .flatMap((list) => list.children.filter((c) => c.type === 'attribute'));

/** The text that an attribute names a member by: its first argument, or `Name = "…"`. */
function nameGiven(attribute: SyntaxNode, to: Lowering): Field['json'] {
  const list = attribute.children.find((c) => c.type === 'attribute_argument_list');
  for (const argument of list?.children ?? []) {
    const text = to.expression(argument.children.at(-1));
    if (text.kind === 'text' && text.closed && text.value.length > 0)
      return { name: text.value.text, place: { start: text.start + 1, end: text.end - 1 } };
  }
  return undefined;
}
