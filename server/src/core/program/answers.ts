import type { ApiCall, ResponseRead } from '../model.ts';
import type { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import { type FunctionPlace, functionOf } from './areas.ts';
import type { Lowering } from './grammar.ts';
import { type NameEvent, valueExpression, valueIn } from './name-events.ts';
import type { Names } from './names.ts';
import type { ProgramScope } from './scope.ts';

/** One text whose calls are known, as what is read of their answers is found in it. */
export interface AnswerText {
  readonly source: SourceText;
  readonly to: Lowering;
  readonly names: Names;
  readonly scope: ProgramScope;
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
  /** One of those that it is then, where all are of one version and on one host. */
  readonly oneOf: ApiCall | undefined;
}

/** Finds what is read of the answers to calls in a text of one language. */
export type AnswerReader = (text: AnswerText, sent: readonly Sending[]) => readonly ResponseRead[];

/** The uses of the name at `target`, where it gets a value, that surely see this value. */
export function usesReached({ names, scope, to }: AnswerText, target: SyntaxNode): readonly SyntaxNode[] {
  const name = names.fold(to.written(target));
  const area = names.homeOf(name, target.start);
  const events = area?.names.get(name) ?? [];
  const own = events.find((e) => e.declared.node.start === target.start);
  if (!area || !own) return [];
  const { branches } = scope;
  const around = branches.arms(target);
  const isOnly = events
    .filter((e) => e !== own && e.declared.node.start < target.start)
    .every((e) => isPlaceholder(e, to));
  // A loop may come to a use with what another branch gave before.
  const isMissed = ({ declared }: NameEvent, use: SyntaxNode): boolean =>
    declared.node !== target &&
    branches.misses(declared.node, use) &&
    !isInLoop(declared.node, target, scope);
  const last = (use: SyntaxNode): NameEvent | undefined =>
    events
      .filter((e) => e.declared.node.start < use.start && !isInValue(e, use) && !isMissed(e, use))
      .sort((a, b) => a.end - b.end)
      .at(-1);
  return names.usesIn(area, name).filter((use) => {
    if (use.start < own.end || last(use) !== own || events.some((e) => e.declared.node === use)) return false;
    const isInner = functionOf(names.areaOf(use)) !== functionOf(names.areaOf(target));
    return isInner ? events.length === 1 : isOnly || branches.isCertainly(around, branches.arms(use));
  });
}

/** The uses of a name in `within`, which gives it each item of a list; undefined where it gets other values as well. */
export function usesOfItem(
  { names, to }: AnswerText,
  target: SyntaxNode | undefined,
  within: SyntaxNode | undefined,
): readonly SyntaxNode[] | undefined {
  if (!target || !within) return undefined;
  const name = names.fold(to.written(target));
  const isWithin = ({ start, end }: SyntaxNode): boolean => start >= within.start && end <= within.end;
  const home = names.homeOf(name, target.start) ?? names.homeOf(name, within.start + 1);
  const events = home?.names.get(name) ?? [];
  if (!home || events.some(({ declared: { node } }) => node !== target && isWithin(node))) return undefined;
  return names.usesIn(home, name).filter((use) => use.start !== target.start && isWithin(use));
}

/** True in a loop that another node is not in. */
function isInLoop(node: SyntaxNode, other: SyntaxNode, { grammar }: ProgramScope): boolean {
  for (let at = node.parent; at; at = at.parent)
    if (grammar.loops.has(at.type) && !(at.start <= other.start && other.end <= at.end)) return true;
  return false;
}

/** True in what a name is given: the name still has its value of before there. */
function isInValue(event: NameEvent, { start }: SyntaxNode): boolean {
  const value = valueIn(event);
  return value !== undefined && value.start <= start && start < value.end;
}

/** The function of the text around a node. */
export function placeAround(names: Names, node: SyntaxNode): FunctionPlace | undefined {
  const area = functionOf(names.areaOf(node));
  return area?.shape && names.functions.get(area.shape.name)?.find((p) => p.area === area);
}

/** True for a value that only keeps the place of another one, or none. */
function isPlaceholder(event: NameEvent, to: Lowering): boolean {
  const { kind } = event.declared;
  if (kind === 'parameter' || kind === 'import') return false;
  const value = valueExpression(to, valueIn(event));
  if (!value) return kind === 'variable';
  return value.kind === 'null' || (value.kind === 'object' && value.entries.length === 0);
}
