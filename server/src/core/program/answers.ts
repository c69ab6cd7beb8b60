import type { ApiCall, ResponseRead } from '../model.ts';
import type { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Grammar, Lowering } from './grammar.ts';
import { armsOf, dominates, type FunctionPlace, type NameEvent, type Names } from './names.ts';

/** One text whose calls are known, as what is read of their answers is found in it. */
export interface AnswerText {
  readonly source: SourceText;
  readonly to: Lowering;
  readonly names: Names;
  readonly grammar: Grammar;
  /** The request that a call of a function of the text sends, where there is just one. */
  callAt(node: SyntaxNode): ApiCall | undefined;
  /** The calls of a function of the text. */
  sitesOf(place: FunctionPlace): readonly SyntaxNode[];
}

/** A call of a client that sends a request. */
export interface Sending {
  readonly node: SyntaxNode;
  readonly client: string;
  /** Undefined where that depends on who calls the function around it. */
  readonly call: ApiCall | undefined;
}

/** Finds what is read of the answers to calls in a text of one language. */
export type AnswerReader = (text: AnswerText, sent: readonly Sending[]) => readonly ResponseRead[];

/** The uses of the name at `target`, where it gets a value, that surely see this value. */
export function usesReached({ names, grammar, to }: AnswerText, target: SyntaxNode): readonly SyntaxNode[] {
  const name = to.written(target);
  const area = names.homeOf(name, target.start);
  const events = area?.names.get(name) ?? [];
  const own = events.find((e) => e.declared.node.start === target.start);
  if (!area || !own) return [];
  const isFunction = (node: SyntaxNode): boolean => names.areaBy(node)?.kind === 'function';
  const arms = (node: SyntaxNode): readonly SyntaxNode[] => armsOf(node, grammar, isFunction);
  const before = events.filter((e) => e !== own && e.declared.node.start < target.start);
  const around = arms(target);
  const isOnly = before.every((e) => isPlaceholder(e, to));
  const last = (use: SyntaxNode): NameEvent | undefined =>
    events
      .filter((e) => e.declared.node.start < use.start && !isInValue(e, use))
      .sort((a, b) => a.end - b.end)
      .at(-1);
  return names.usesIn(area, name).filter((use) => {
    if (use.start < own.end || last(use) !== own || events.some((e) => e.declared.node === use)) return false;
    const isInner = functionAround(names, use) !== functionAround(names, target);
    return isInner ? events.length === 1 : isOnly || dominates(around, arms(use));
  });
}

/** True in what a name is given: the name still has its value of before there. */
const isInValue = ({ declared }: NameEvent, { start }: SyntaxNode): boolean =>
  'value' in declared &&
  declared.value !== undefined &&
  declared.value.start <= start &&
  start < declared.value.end;

const functionAround = (names: Names, node: SyntaxNode) => {
  let area = names.areaOf(node);
  while (area.kind !== 'function' && area.parent) area = area.parent;
  return area;
};

/** The function of the text around a node. */
export function placeAround(names: Names, node: SyntaxNode): FunctionPlace | undefined {
  const area = functionAround(names, node);
  return area.shape && names.functions.get(area.shape.name)?.find((p) => p.area === area);
}

/** True for a value that only keeps the place of another one, or none. */
function isPlaceholder({ declared }: NameEvent, to: Lowering): boolean {
  if (declared.kind === 'parameter' || declared.kind === 'import') return false;
  if (!('value' in declared) || declared.value === undefined) return declared.kind === 'variable';
  const value = 'kind' in declared.value ? declared.value : to.expression(declared.value);
  return value.kind === 'null' || (value.kind === 'object' && value.entries.length === 0);
}
