import type { ApiCall, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import type { Plan } from './plan.ts';

/** A call and what is to become of it. */
export interface Planned {
  /** Where the call stands, as it is found. */
  readonly range: Range;
  readonly call: ApiCall;
  readonly plan: Plan;
}

/** True for two names of one place. */
export const isSamePlace = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

/** Two insertions at one place touch as well. */
export const touches = (a: Range, b: Range): boolean =>
  (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);

/** Calls whose edits touch one another, or that send one body, together. */
export function groupsOf(planned: readonly Planned[]): Planned[][] {
  const edits = planned
    .flatMap((one) => one.plan.edits.map((edit) => ({ one, range: edit.range })))
    .toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const group = new Map<Planned, Planned[]>(planned.map((one) => [one, [one]]));
  let last: (typeof edits)[number] | undefined;
  for (const edit of edits) {
    if (last && touches(last.range, edit.range)) join(group, last.one, edit.one);
    if (!last || edit.range.end >= last.range.end) last = edit;
  }
  const senders = new Map<number, Planned>();
  for (const one of planned) {
    const { body } = one.call;
    if (body.kind !== 'literal') continue;
    const other = senders.get(body.range.start);
    if (other) join(group, other, one);
    else senders.set(body.range.start, one);
  }
  return [...new Set(group.values())];
}

function join(group: Map<Planned, Planned[]>, a: Planned, b: Planned): void {
  const [one, other] = [group.get(a)!, group.get(b)!];
  if (one === other) return;
  const [large, small] = one.length >= other.length ? [one, other] : [other, one];
  large.push(...small);
  for (const member of small) group.set(member, large);
}

/** False when calls that send one body need different changes in it. */
export function isOfOneMind(group: readonly Planned[]): boolean {
  const bodies = new Map<number, string>();
  for (const { call, plan } of group) {
    if (call.body.kind !== 'literal') continue;
    const { start } = call.body.range;
    const edits = JSON.stringify(plan.bodyEdits);
    if ((bodies.get(start) ?? edits) !== edits) return false;
    bodies.set(start, edits);
  }
  return true;
}

/** The edits in order, each once; undefined when two of them contradict each other. */
export function mergedEdits(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const merged: TextEdit[] = [];
  const seen = new Set<string>();
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const key = JSON.stringify(edit);
    if (seen.has(key)) continue;
    seen.add(key);
    const last = merged.at(-1);
    if (last && edit.range.start < last.range.end) return undefined;
    if (last && last.range.start === edit.range.start) {
      // Of two changes at one place, one is an insertion: of several imports, or before what goes.
      merged[merged.length - 1] = { range: edit.range, newText: last.newText + edit.newText };
    } else merged.push(edit);
  }
  return merged;
}
