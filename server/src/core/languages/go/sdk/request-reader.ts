import { type GoStruct, structsOfV1, structsOfV2 } from '../../../catalogue/sdks/unkey-go-types.ts';
import type { Json, JsonMember } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import type { RequestNotation, WrittenObject } from '../../../program/sdk/request-writer.ts';
import { apiName, nameInSdk } from '../../../sdk/naming.ts';
import { SourceText } from '../../../source.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';

/** What the packages of the SDK are called in a text. */
export interface PackageNames {
  /** The module itself. Undefined: it is not imported. */
  readonly root: string | undefined;
  /** Of v1, the packages with types. */
  readonly models: readonly string[];
  /** Of v2, the package with types. */
  readonly components: string;
}

/** A value of the text with its node and the type that v1 gave it. */
interface Known {
  readonly node: SyntaxNode;
  readonly type: string;
}

const ENUMS: readonly (readonly [RegExp, string])[] = [
  [/Interval(Daily|Monthly)$/, 'Interval'],
  [/^Op(Increment|Decrement|Set)$/, 'Op'],
  [/Type(Fast|Consistent)$/, 'Type'],
];
const POINTER = /^(\w+)\.(String|Bool|Int64|Float64|Pointer|Int)(?:\[\w+\])?$/;

/** Reads requests of v1 and writes those of v2. */
export class RequestReader implements RequestNotation<string> {
  private readonly known = new Map<Json, Known>();

  constructor(
    private readonly text: SdkText,
    private readonly packages: PackageNames,
    private readonly whole: SyntaxNode,
  ) {}

  /** The struct that a node writes down; `type` is its type where it is left out. */
  object(node: SyntaxNode, type: string | undefined): Json | undefined {
    const { source } = this.text;
    const literal = node.type === 'literal_value' ? undefined : this.composite(node);
    const struct = literal ? this.structOf(literal) : type?.replace('*', '');
    const body = literal ? childOf(literal, 'body') : node;
    if (struct === undefined || body?.type !== 'literal_value' || node.broken) return undefined;
    const fields = structsOfV1[struct];
    const members = fields && this.members(body, fields);
    if (!members) return undefined;
    const json: Json = { kind: 'object', range: source.range(node.start, node.end), members, complete: true };
    this.known.set(json, { node, type: struct });
    return json;
  }

  /** A request of which no more is seen than one member. */
  set(struct: string, name: string, node: SyntaxNode): (Json & { readonly kind: 'object' }) | undefined {
    const type = structsOfV1[struct]?.[name];
    const value = type === undefined ? undefined : this.value(node, type);
    const range = this.text.source.range(node.start, node.end);
    if (!value) return undefined;
    const members = [
      { key: apiName(name, 'PascalCase'), keyRange: { start: range.start, end: range.start }, value },
    ];
    return { kind: 'object', range, members, complete: true };
  }

  private composite(node: SyntaxNode): SyntaxNode | undefined {
    if (node.type === 'composite_literal') return node;
    const isPointer = node.type === 'unary_expression' && childOf(node, 'operator')?.type === '&';
    const operand = isPointer ? childOf(node, 'operand') : undefined;
    return operand?.type === 'composite_literal' ? operand : undefined;
  }

  /** The name of the struct of a literal that is one of the SDK. */
  private structOf(literal: SyntaxNode): string | undefined {
    const type = childOf(literal, 'type');
    return type?.type === 'qualified_type' ? this.typeName(type) : undefined;
  }

  private typeName(type: SyntaxNode): string | undefined {
    const [holder, name = ''] = this.text.to.written(type).split('.');
    if (!this.packages.models.includes(holder ?? '')) return undefined;
    const own = name === 'Ratelimits' && holder === 'components' ? 'VerifiedRatelimits' : name;
    if (!Object.hasOwn(structsOfV1, own)) return undefined;
    return own;
  }

  private members(body: SyntaxNode, fields: GoStruct): JsonMember[] | undefined {
    const { source, to } = this.text;
    const members: JsonMember[] = [];
    for (const element of body.children) {
      if (element.type === 'comment') {
        // Parts may be written anew, without it.
        if (body.parent !== this.whole && body !== this.whole) return undefined;
        continue;
      }
      const [key, holder] = [childOf(element, 'key'), childOf(element, 'value')];
      const value = holder?.children[0];
      const name = key ? to.written(key) : '';
      if (!key || !value || !Object.hasOwn(fields, name)) return undefined;
      const json = this.value(value, fields[name]!);
      if (!json) return undefined;
      members.push({
        key: apiName(name, 'PascalCase'),
        keyRange: source.range(key.start, key.end),
        value: json,
      });
    }
    return members;
  }

  private value(node: SyntaxNode, type: string): Json | undefined {
    const { source, to } = this.text;
    const range = source.range(node.start, node.end);
    const struct = type.replace('*', '');
    if (Object.hasOwn(structsOfV1, struct)) {
      const isWritten = node.type === 'literal_value' || this.composite(node);
      return isWritten ? this.object(node, type) : this.keep({ kind: 'dynamic', range }, node, type);
    }
    if (type.startsWith('[]') && Object.hasOwn(structsOfV1, type.slice(2))) return this.list(node, type);
    const written = to.written(node);
    if (written === 'nil') return this.keep({ kind: 'null', range }, node, type);
    if (node.type === 'selector_expression') {
      const [holder = '', name = ''] = written.split('.');
      const found = ENUMS.map(([names]) => names.exec(name)?.[1]).find((one) => one !== undefined);
      if (this.packages.models.includes(holder) && found !== undefined) {
        const value = SourceText.decoded(found.toLowerCase(), range);
        return this.keep({ kind: 'string', range, value }, node, type);
      }
    }
    const given = node.type === 'call_expression' ? (this.pointed(node) ?? node) : node;
    const { value } = this.text.scope.values.resolve(to.expression(given));
    const json: Json =
      value.kind === 'text' && value.closed && given.type === 'interpreted_string_literal'
        ? { kind: 'string', range, value: value.value }
        : value.kind === 'number' && given.type === 'int_literal'
          ? { kind: 'number', range, value: value.value }
          : { kind: 'dynamic', range };
    return this.keep(json, node, type);
  }

  /** What a function of the SDK gives the pointer to. */
  private pointed(call: SyntaxNode): SyntaxNode | undefined {
    const callee = childOf(call, 'function');
    const name = callee ? POINTER.exec(this.text.to.written(callee)) : undefined;
    const args = childOf(call, 'arguments')?.children ?? [];
    return name?.[1] === this.packages.root && args.length === 1 ? args[0] : undefined;
  }

  private list(node: SyntaxNode, type: string): Json | undefined {
    const { source } = this.text;
    const range = source.range(node.start, node.end);
    const element =
      node.type === 'composite_literal' ? childOf(childOf(node, 'type')!, 'element') : undefined;
    const body = childOf(node, 'body');
    if (element?.type !== 'qualified_type' || !body) return this.keep({ kind: 'dynamic', range }, node, type);
    const struct = this.typeName(element);
    if (struct === undefined) return undefined;
    const items: Json[] = [];
    for (const child of body.children) {
      // A comment is none of them either.
      const [value] = child.type === 'literal_element' ? child.children : [];
      const json = value && this.object(value, struct);
      if (!json) return undefined;
      items.push(json);
    }
    return this.keep({ kind: 'array', range, items, complete: true }, node, type);
  }

  private keep(json: Json, node: SyntaxNode, type: string): Json {
    this.known.set(json, { node, type });
    return json;
  }

  member(_: string, name: string, value: string, was: string): string {
    // Values stand below each other where there is room for that.
    const column = /^\w+: {2,}(?=\S)/.exec(was)?.[0].length ?? 0;
    return `${`${fieldOf(name)}:`.padEnd(column - 1)} ${value}`;
  }

  typeOf(struct: string, name: string): string | undefined {
    const fields = structsOfV2[struct.replace('*', '')];
    const field = fieldOf(name);
    return fields && Object.hasOwn(fields, field) ? fields[field] : undefined;
  }

  itemType(list: string): string | undefined {
    return list.startsWith('[]') ? list.slice(2) : undefined;
  }

  constant(value: string | number | boolean, type: string): string | undefined {
    const { root } = this.packages;
    const written = JSON.stringify(value);
    switch (type) {
      case 'string':
      case 'int64':
      case 'bool':
        return written;
      case '*string':
      case '*int64':
      case '*bool':
        return root === undefined
          ? undefined
          : `${root}.${type[1]!.toUpperCase()}${type.slice(2)}(${written})`;
      default:
        return undefined;
    }
  }

  scalar(json: Json, type: string): string | undefined {
    const known = this.known.get(json);
    if (!known) return undefined;
    const written = this.text.to.written(known.node);
    if (known.type === type) return written;
    if (json.kind === 'null') return /^(?:\*|\[\]|map)/.test(type) ? written : undefined;
    if (/(?:Interval|^Operation)$/.test(type) && json.kind === 'string') {
      const value = json.value.text;
      return `${this.packages.components}.${type}${value[0]!.toUpperCase()}${value.slice(1)}`;
    }
    if (known.type === '*float64' && type === '*int64') {
      const whole = /^(\w+\.)Float64(\(\d+\))$/.exec(written);
      return whole ? `${whole[1]}Int64${whole[2]}` : undefined;
    }
    if (known.type === `*${type}`) {
      const inner = known.node.type === 'call_expression' ? this.pointed(known.node) : undefined;
      if (inner) return this.text.to.written(inner);
      if (known.node.type === 'call_expression') return `*${written}`;
      return known.node.type === 'identifier' ? undefined : /^&([\w.]+)$/.exec(written)?.[1];
    }
    return undefined;
  }

  parts(json: Json, type: string): WrittenObject | undefined {
    const known = this.known.get(json);
    if (!known) return undefined;
    const { node } = known;
    const literal = node.type === 'literal_value' ? undefined : this.composite(node);
    const body = literal ? childOf(literal, 'body') : node;
    const own = literal && childOf(literal, 'type');
    const isPointer = node.type === 'unary_expression';
    if (!body || type.startsWith('*') !== isPointer) return undefined;
    const named = `${this.packages.components}.${type.replace('*', '')}`;
    return {
      whole: node,
      inside: { start: body.start + 1, end: body.end - 1 },
      members: body.children.filter((c) => c.type !== 'comment'),
      edits: () => (own ? [{ range: { start: own.start, end: own.end }, newText: named }] : []),
    };
  }

  newObject(type: string, members: string): string {
    const { components } = this.packages;
    return type.startsWith('*') ? `&${components}.${type.slice(1)}{${members}}` : `{${members}}`;
  }

  newList(type: string, items: string): string {
    const item = type.slice(2);
    return /^[A-Z]/.test(item) ? `[]${this.packages.components}.${item}{${items}}` : `${type}{${items}}`;
  }
}

/** The field of a struct that the API calls `name`. */
export const fieldOf = (name: string): string => nameInSdk(name, 'PascalCase');
