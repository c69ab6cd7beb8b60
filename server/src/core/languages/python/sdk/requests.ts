import { applyEdits } from '../../../edits.ts';
import type { Span } from '../../../expression.ts';
import type { Draft } from '../../../migration/draft.ts';
import type { DraftPrinter, Json, JsonMember, TextEdit } from '../../../model.ts';
import type { SdkText } from '../../../program/sdk/programs.ts';
import {
  type RequestNotation,
  requestEdits,
  type WrittenObject,
} from '../../../program/sdk/request-writer.ts';
import { apiName, nameInSdk } from '../../../sdk/naming.ts';
import { SourceText } from '../../../source.ts';
import { childOf, type SyntaxNode } from '../../../syntax.ts';
import { constantEdit, constantOf, quoteOf } from './constants.ts';

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
}

/** Where a value stands: an argument of the method, or in an object that is one. */
type Place = 'argument' | 'item';

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

  constructor(
    private readonly text: SdkText,
    private readonly old: readonly SyntaxNode[],
    private readonly isOwn: (node: SyntaxNode) => boolean,
  ) {
    this.quote = quoteOf(text);
  }

  request(list: SyntaxNode, { named, ignored, from }: PythonParameters): PythonRequest['json'] | undefined {
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
      const json = this.object(value);
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
    for (const child of body.children) {
      if (child.type === 'comment' && isTop) continue;
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
    const { holder } = this;
    const edits = (now: string) => (holder ? this.unwrapped(holder, known, now) : []);
    return { whole, inside, members, edits };
  }

  /** Takes what is around the fields of a request away that is one argument: `request={`, `}`. */
  private unwrapped(holder: SyntaxNode, { inside, members }: Known, now: string): readonly TextEdit[] {
    const { text } = this.text.source;
    const before = /\r?\n[ \t]*$/.exec(text.slice(Math.max(0, holder.start - 200), holder.start))?.[0] ?? '';
    const isOpen = /^[ \t]*\r?\n/.test(now);
    const lead = isOpen ? before : '';
    const comma = /^\s*,/.exec(text.slice(holder.end))?.[0].length ?? 0;
    const isCommented = /#[^\n]*\s*$/.test(now);
    const hasComma = /,\s*$/.test(now.replace(/#[^\n]*/g, ''));
    const blank = /(?:\r?\n)?[ \t]*$/.exec(now)![0].length;
    // A comment would go on to what follows.
    const isLast = /^[ \t]*\r?\n/.test(text.slice(holder.end + (hasComma ? comma : 0)));
    const isClosed = (!isCommented || (isLast && lead !== '')) && (lead !== '' || comma > 0);
    return [
      ...(lead === '' ? [] : this.lessIndented(members, holder)),
      { range: { start: holder.start - lead.length, end: inside.start }, newText: '' },
      {
        range: {
          start: isClosed ? inside.end - blank : inside.end,
          end: holder.end + (hasComma || now.trim() === '' ? comma : 0),
        },
        newText: '',
      },
    ];
  }

  /** Takes as much away in front of members, each of a line, as they are further in than the argument that held them. */
  private lessIndented(members: readonly SyntaxNode[], holder: SyntaxNode): readonly TextEdit[] {
    const { text } = this.text.source;
    const column = (at: number): number => at - text.lastIndexOf('\n', at - 1) - 1;
    const width = column(members[0]?.start ?? 0) - column(holder.start);
    const isPlain = members.every(
      ({ start, end }) =>
        !text.slice(start, end).includes('\n') && text.slice(start - column(start), start).trim() === '',
    );
    if (!isPlain || width <= 0) return [];
    const comments = members[0]?.parent?.children.filter(
      ({ type, start }) => type === 'comment' && text.slice(start - column(start), start).trim() === '',
    );
    return [...members, ...(comments ?? [])]
      .filter(({ start }) => column(start) >= width)
      .map(({ start }) => ({ range: { start: start - width, end: start }, newText: '' }));
  }

  member(place: Place, name: string, value: string, was: string): string {
    const own = nameInSdk(name, 'snake_case');
    if (place === 'argument') return `${own}=${value}`;
    const quote = /^["']/.exec(was)?.[0] ?? this.quote;
    return `${quote}${own}${quote}: ${value}`;
  }
}
