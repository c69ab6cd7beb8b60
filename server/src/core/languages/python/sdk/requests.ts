import { applyEdits } from '../../../edits.ts';
import type { Span } from '../../../expression.ts';
import type { Draft } from '../../../migration/draft.ts';
import type { Json, JsonMember, TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import {
  type RequestNotation,
  requestEdits,
  type WrittenObject,
} from '../../../program/sdk/request-writer.ts';
import { apiName, nameInSdk } from '../../../sdk/naming.ts';
import type { DraftPrinter } from '../../../sdk/program.ts';
import { SourceText } from '../../../source.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { constantEdit, constantOf, quoteOf } from './constants.ts';
import { unwrapped } from './held-fields.ts';

/** A request that is written in a call of a method of the SDK. */
export interface PythonRequest {
  readonly json: Json & { readonly kind: 'object' };
  readonly write: (made: Draft, print: DraftPrinter) => readonly TextEdit[] | undefined;
}

/** How a method of v1 is given its request. */
export interface PythonParameters {
  /** The names of arguments that may come without, in order. */
  readonly named: readonly string[];
  /** Arguments that say how to send it. */
  readonly ignored: readonly string[];
  /** How many arguments stand before them. */
  readonly from: number;
  /** What is made before the call, of a class, and given to it by its name. */
  readonly held?: SyntaxNode | undefined;
}

/** Where a value stands: an argument of the method, or in an object that is one. */
type Place = 'argument' | 'item';

/** What classes are made with in order, whose arguments have no names. */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  Ratelimit: ['type', 'limit', 'refill_rate', 'refill_interval'],
  Refill: ['amount', 'interval'],
};

/** What the API stores as it is given. */
const FREE = /^meta$/;

/**
 * The request of a call, which becomes arguments by name. Undefined where something of it is not understood. `old`: what
 * stands in it of classes that v2 has otherwise; `isOwn` tells classes of the SDK from others.
 */
export function pythonRequest(
  text: SdkText,
  call: SyntaxNode,
  parameters: PythonParameters,
  old: readonly SyntaxNode[],
  isOwn: (node: SyntaxNode) => boolean,
): PythonRequest | undefined {
  const reader = new RequestReader(text, old, isOwn);
  const list = childOf(call, 'arguments');
  const json = list?.type === 'argument_list' ? reader.request(list, parameters) : undefined;
  if (!json) return undefined;
  return {
    json,
    write: (made) => requestEdits<Place>(text, made, 'argument', reader, old),
  };
}

/** An object of the text: what is around its members, and what comes in the place of that. */
interface Known {
  readonly whole: Span;
  readonly inside: Span;
  readonly members: readonly SyntaxNode[];
  readonly isDictionary: boolean;
}

class RequestReader implements RequestNotation<Place> {
  private readonly objects = new Map<Json, Known>();
  private readonly nodes = new Map<Json, SyntaxNode>();
  private readonly quote: string;
  /** The argument that holds the whole request, and what is behind it. */
  private holder: SyntaxNode | undefined;
  /** What that has the name of. */
  private held: SyntaxNode | undefined;

  constructor(
    private readonly text: SdkText,
    private readonly old: readonly SyntaxNode[],
    private readonly isOwn: (node: SyntaxNode) => boolean,
  ) {
    this.quote = quoteOf(text);
  }

  request(
    list: SyntaxNode,
    { named, ignored, from, held }: PythonParameters,
  ): PythonRequest['json'] | undefined {
    const { to } = this.text;
    const args = list.children.filter((c) => c.type !== 'comment').slice(from);
    const nameOf = (node: SyntaxNode): string => to.written(childOf(node, 'name') ?? node);
    const whole = args.find((c) => c.type === 'keyword_argument' && nameOf(c) === 'request');
    if (whole) {
      const others = args.filter((c) => c !== whole);
      const value = childOf(whole, 'value');
      if (!value || others.some((c) => c.type !== 'keyword_argument' || !ignored.includes(nameOf(c))))
        return undefined;
      this.holder = whole;
      this.held = held;
      const json = this.object(held ?? value);
      return json?.kind === 'object' ? json : undefined;
    }
    const members: JsonMember[] = [];
    const own: SyntaxNode[] = [];
    for (const [i, node] of args.entries()) {
      const isNamed = node.type === 'keyword_argument';
      if (isNamed && ignored.includes(nameOf(node))) continue;
      if (/splat/.test(node.type)) return undefined;
      const name = isNamed ? nameOf(node) : named[i];
      const value = isNamed ? childOf(node, 'value') : node;
      if (name === undefined || !value) return undefined;
      own.push(node);
      members.push(this.field(name, node, value));
    }
    const inside = { start: list.start + 1, end: list.end - 1 };
    return this.known(list, members, { whole: list, inside, members: own, isDictionary: false });
  }

  private known(node: SyntaxNode, members: readonly JsonMember[], known: Known): PythonRequest['json'] {
    const range = this.text.source.range(node.start, node.end);
    const json = { kind: 'object' as const, range, members, complete: true };
    this.objects.set(json, known);
    return json;
  }

  private field(name: string, node: SyntaxNode, value: SyntaxNode): JsonMember {
    const key = apiName(name, 'snake_case');
    const { source } = this.text;
    return {
      key,
      keyRange: source.range(node.start, value.start),
      value: FREE.test(key) ? this.kept(value) : this.value(value),
    };
  }

  /** A dictionary, or what a class of the SDK is made with. */
  private object(node: SyntaxNode): Json | undefined {
    const { to } = this.text;
    const members: JsonMember[] = [];
    const own: SyntaxNode[] = [];
    const body = node.type === 'call' ? childOf(node, 'arguments') : node;
    const callee = node.type === 'call' ? childOf(node, 'function') : undefined;
    if (!body || node.broken || (callee && !this.isOwn(callee))) return undefined;
    if (!callee && node.type !== 'dictionary') return undefined;
    const isTop = this.holder === node.parent;
    const order = callee ? (POSITIONAL[/\w+$/.exec(to.written(callee))?.[0] ?? ''] ?? []) : [];
    for (const [i, child] of body.children.entries()) {
      if (child.type === 'comment' && isTop) continue;
      const placed = /^(?:keyword_argument|pair|comment)$|splat/.test(child.type) ? undefined : order[i];
      if (placed !== undefined) {
        own.push(child);
        members.push(this.field(placed, child, child));
        continue;
      }
      const key = childOf(child, callee ? 'name' : 'key');
      const value = childOf(child, 'value');
      if (!key || !value || child.type !== (callee ? 'keyword_argument' : 'pair')) return undefined;
      const name = callee ? to.written(key) : /^["'](\w+)["']$/.exec(to.written(key))?.[1];
      if (name === undefined) return undefined;
      own.push(child);
      members.push(this.field(name, child, value));
    }
    const inside = { start: body.start + 1, end: body.end - 1 };
    return this.known(node, members, { whole: node, inside, members: own, isDictionary: !callee });
  }

  private value(node: SyntaxNode): Json {
    const { source, to } = this.text;
    const range = source.range(node.start, node.end);
    const object = this.object(node);
    if (object) return object;
    if (node.type === 'list' && !node.children.some((c) => c.type === 'comment' || /splat/.test(c.type)))
      return this.keep(
        { kind: 'array', range, items: node.children.map((c) => this.value(c)), complete: true },
        node,
      );
    const constant = this.isOwn(node) ? constantOf(this.text, node) : undefined;
    if (constant !== undefined)
      return this.keep({ kind: 'string', range, value: SourceText.decoded(constant, range) }, node);
    if (to.written(node) === 'None') return this.keep({ kind: 'null', range }, node);
    const expression = to.expression(node);
    if (node.type === 'string' && expression.kind === 'text' && expression.closed)
      return this.keep({ kind: 'string', range, value: expression.value }, node);
    if (node.type === 'integer' && expression.kind === 'number')
      return this.keep({ kind: 'number', range, value: expression.value }, node);
    return this.kept(node);
  }

  private kept(node: SyntaxNode): Json {
    return this.keep({ kind: 'dynamic', range: this.text.source.range(node.start, node.end) }, node);
  }

  private keep(json: Json, node: SyntaxNode): Json {
    this.nodes.set(json, node);
    return json;
  }

  typeOf(): Place {
    return 'item';
  }

  itemType(): Place {
    return 'item';
  }

  constant(value: string | number | boolean): string {
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    return typeof value === 'number' ? `${value}` : `${this.quote}${value}${this.quote}`;
  }

  scalar(json: Json): string | undefined {
    const node = this.nodes.get(json);
    if (!node) return undefined;
    const edits = this.old
      .filter((one) => one.start >= node.start && one.end <= node.end)
      .flatMap((one) => constantEdit(this.text, one) ?? []);
    return applyEdits(this.text.source.text, edits, node);
  }

  newObject(_: Place, members: string): string {
    return `{${members}}`;
  }

  newList(_: Place, items: string): string {
    return `[${items}]`;
  }

  parts(json: Json, place: Place): WrittenObject | undefined {
    const known = this.objects.get(json);
    if (!known) return undefined;
    const { whole, inside, members, isDictionary } = known;
    if (place === 'item') {
      const edits = isDictionary
        ? []
        : [
            { range: { start: whole.start, end: inside.start }, newText: '{' },
            { range: { start: inside.end, end: whole.end }, newText: '}' },
          ];
      return { whole, inside, members, edits: () => edits };
    }
    const { holder, held } = this;
    if (holder && held) {
      const value = childOf(holder, 'value')!;
      const around = [
        { range: { start: holder.start, end: value.start }, newText: '**' },
        { range: { start: whole.start, end: inside.start }, newText: 'dict(' },
      ];
      return { whole, inside, members, edits: () => around };
    }
    const edits = (now: string) => (holder ? unwrapped(this.text.source.text, holder, known, now) : []);
    return { whole, inside, members, edits };
  }

  member(place: Place, name: string, value: string, was: string): string {
    const own = nameInSdk(name, 'snake_case');
    if (place === 'argument') return `${own}=${value}`;
    const quote = /^["']/.exec(was)?.[0] ?? this.quote;
    return `${quote}${own}${quote}: ${value}`;
  }
}
