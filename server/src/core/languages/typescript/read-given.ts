import { type Flow, kept } from '../../reads/flow.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { classOf, constructorOf, usedAsClass } from './constructors.ts';
import { nameOfFunction } from './function-names.ts';
import type { Island } from './islands.ts';
import { functionAt, type LocalFunction } from './local-functions.ts';
import { lower } from './lower.ts';
import { type Place, textOf } from './read-nodes.ts';
import type { Reading } from './reading.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';

/** Uses of one function that are looked at. */
const MOST_USES = 60;

/** A value that a use of a function gives one of its parameters. */
export interface Given {
  readonly index: number;
  readonly flow: Flow;
  /** The node that gives it, without casts and with them; missing where a client does. */
  readonly from?: { readonly core: Place; readonly outer: SyntaxNode };
}

/** One function of the text, and what it is given where it is used: by the `(` of the call that gives it. */
interface Receiver {
  readonly fn: LocalFunction;
  readonly sites: Map<number, Given[]>;
}

/**
 * Values that functions of the text are given. What such a function reads is read of an answer only when all its uses
 * give it one: it may be made for other values too.
 */
export class GivenValues {
  private readonly receivers = new Map<number, Receiver>();
  private readonly done = new Set<Given>();

  constructor(private readonly reading: Reading) {}

  /** Keeps what the call whose arguments begin with token `site` gives a function, if that is one of the text. */
  add(callee: Place, site: number, index: number, flow: Flow, from?: Given['from']): boolean {
    const fn = functionBehind(this.reading, callee);
    if (!fn) return false;
    const receiver = this.receivers.get(fn.head) ?? { fn, sites: new Map<number, Given[]>() };
    this.receivers.set(fn.head, receiver);
    receiver.sites.set(site, [
      ...(receiver.sites.get(site) ?? []),
      { index, flow, ...(from ? { from } : {}) },
    ]);
    return true;
  }

  /** The next values whose functions are given nothing else, with the parameters that get them; none when all are known. */
  next(): readonly { readonly parameter: Place | number; readonly flow: Flow }[] {
    for (const { fn, sites } of this.receivers.values()) {
      const waiting = [...sites].flatMap(([site, given]) =>
        given.filter((one) => !this.done.has(one)).map((one) => ({ site, one })),
      );
      if (waiting.length === 0 || !this.isAll(fn, sites)) continue;
      const found = waiting.flatMap(({ site, one }) => {
        const { index, flow } = one;
        const parameter = parameterAt(this.reading, fn, index);
        if (parameter === undefined) return [];
        this.done.add(one);
        const entered = [{ head: fn.head, site }, ...(flow.entered ?? [])];
        return [{ parameter, flow: { ...flow, entered, depth: flow.depth + 1 } }];
      });
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The values that functions were given which may be given others as well. */
  rest(): readonly Given[] {
    return [...this.receivers.values()].flatMap(({ sites }) =>
      [...sites.values()].flatMap((given) => given.filter((one) => !this.done.has(one))),
    );
  }

  /** True where each use of a function is one of these calls. */
  private isAll(fn: LocalFunction, sites: ReadonlyMap<number, unknown>): boolean {
    const { tokens, scope, islands } = this.reading;
    const made = classOf(tokens, fn);
    const name = made ?? nameOfFunction(tokens, fn);
    if (name === undefined) return false;
    const uses = scope.occurrences(name);
    if (uses.length > MOST_USES) return false;
    return uses.every((use) => {
      if (made !== undefined) {
        const meant = usedAsClass(tokens, use);
        return meant === 'nothing' || (meant === undefined ? isExport(this.reading, use) : sites.has(meant));
      }
      // The declaration, and what the function does with itself.
      if (use <= fn.head && use > fn.head - 6 && isDeclared(this.reading, use, fn)) return true;
      if (use >= fn.head && use < fn.end) return true;
      const island = islands.statement(use);
      const node = island && islands.node(island, use);
      if (!island || !node) return false;
      const whole = calleeOf(node);
      const call = whole.parent;
      if (call && whole.field === 'function') {
        const open = tokenAt(tokens, (childOf(call, 'arguments')?.start ?? 0) + island.shift);
        return sites.has(open) || functionBehind(this.reading, { island, node: whole })?.head !== fn.head;
      }
      if (call?.type === 'arguments')
        return (
          sites.has(tokenAt(tokens, call.start + island.shift)) || !refersTo(this.reading, island, whole, fn)
        );
      return isExport(this.reading, use) || !refersTo(this.reading, island, whole, fn);
    });
  }
}

const calleeOf = (node: SyntaxNode): SyntaxNode =>
  node.parent?.type === 'member_expression' && node.field === 'property' ? node.parent : node;

const refersTo = (reading: Reading, island: Island, node: SyntaxNode, fn: LocalFunction): boolean =>
  /^(?:identifier|member_expression|shorthand_property_identifier)$/.test(node.type) &&
  functionBehind(reading, { island, node })?.head === fn.head;

/** True for the name by which a function is declared. */
function isDeclared({ tokens }: Reading, use: number, fn: LocalFunction): boolean {
  for (let i = use + 1; i < fn.head; i++)
    if (!/^(?:=|:|async|function|\*|\()$/.test(wordAt(tokens, i))) return false;
  return true;
}

/** True in a statement that hands names on to other files. */
function isExport({ tokens, islands }: Reading, use: number): boolean {
  const { first, block } = islands.statementAround(use);
  return block < 0 && /^(?:export|module|exports)$/.test(wordAt(tokens, first));
}

/** The function of the text that an expression names. */
function functionBehind(reading: Reading, { island, node }: Place): LocalFunction | undefined {
  if (!/^(?:identifier|member_expression|shorthand_property_identifier)$/.test(node.type)) return undefined;
  const expression =
    node.type === 'shorthand_property_identifier'
      ? nameOf(reading, island, node)
      : lower(reading.source, island, node);
  const { value } = reading.values.resolve(expression);

  if (value.kind !== 'function') return undefined;
  const { tokens } = reading;
  return node.field === 'constructor'
    ? constructorOf(tokens, tokenAt(tokens, value.start))
    : functionAt(tokens, value.start);
}

const nameOf = (reading: Reading, island: Island, node: SyntaxNode) =>
  ({
    kind: 'name',
    name: textOf(reading, island, node),
    start: node.start + island.shift,
    end: node.end + island.shift,
  }) as const;

/** The pattern of a parameter of a function; an index of the text where that stands alone. */
function parameterAt(reading: Reading, { head }: LocalFunction, index: number): Place | number | undefined {
  const { tokens, islands } = reading;
  if (tokens.kinds[head] !== Kind.open) return index === 0 ? tokens.starts[head] : undefined;
  const island = islands.parameters(head);
  let node: SyntaxNode | undefined = island && islands.node(island, head);
  while (node && node.type !== 'formal_parameters') node = node.parent;
  const list = node?.children.filter((c) => c.type !== 'comment');
  const parameter = list?.[index];
  if (!island || !parameter || parameter.broken) return undefined;
  if (list.slice(0, index + 1).some((c) => c.children.some(({ type }) => type === 'rest_pattern')))
    return undefined;
  // A field as well, of which other places may read.
  if (/^\s*(?:public|private|protected|readonly|override)\b/.test(textOf(reading, island, parameter)))
    return undefined;
  return { island, node: parameter };
}

/** The place of a node in the list, array or pattern around it, holes counted. */
export function indexIn({ tokens }: Reading, { shift }: Island, node: SyntaxNode): number {
  const { parent } = node;
  if (!parent) return -1;
  let index = 0;
  let at = parent.start + 1;
  for (const child of parent.children) {
    index += tokens.text.slice(at + shift, child.start + shift).split(',').length - 1;
    if (child === node) return index;
    at = child.end;
  }
  return -1;
}

/** A value as a part of the array or object that a program makes with it; undefined for what stands elsewhere. */
export function keptIn(
  reading: Reading,
  island: Island,
  node: SyntaxNode,
  flow: Flow,
): { node: SyntaxNode; flow: Flow } | undefined {
  const { parent } = node;
  if (parent?.type === 'array')
    return { node: parent, flow: kept(flow, `${indexIn(reading, island, node)}`) };
  if (node.type === 'shorthand_property_identifier' && parent?.type === 'object')
    return { node: parent, flow: kept(flow, textOf(reading, island, node)) };
  const key = parent?.type === 'pair' && node.field === 'value' ? childOf(parent, 'key') : undefined;
  if (!key || !parent?.parent || !/^(?:property_identifier|string)$/.test(key.type)) return undefined;
  return { node: parent.parent, flow: kept(flow, textOf(reading, island, key).replace(/^["']|["']$/g, '')) };
}

/** True for an array that is given to `Promise.all`, which gives what its items give. */
export function isAwaited(reading: Reading, island: Island, { parent }: SyntaxNode): boolean {
  const callee =
    parent?.type === 'arguments' && parent.parent ? childOf(parent.parent, 'function') : undefined;
  return callee !== undefined && /^(?:await\s+)?Promise\.all$/.test(textOf(reading, island, callee));
}
