import type { SyntaxNode } from '../../syntax.ts';
import { isStubbed } from '../described.ts';
import type { Thing } from '../machine/things.ts';
import type { Program } from './program.ts';

/** A request, and the node that makes it. */
export interface Candidate {
  readonly thing: Thing;
  readonly node: SyntaxNode;
}

/** The requests that are made in the text: each once, at the place that says most of it. */
export function candidatesOf(program: Program): Candidate[] {
  const best = new Map<string, Candidate>();
  const sent = new Set<string>();
  for (const node of program.callNodes) {
    const expression = program.to.expression(node);
    if (expression.kind !== 'call' || !program.machine.mayMatter(expression)) continue;
    const thing = program.machine.thing(expression);
    if (!thing?.call || (!thing.sent && !thing.type.request) || isStubbed(node, program.to)) continue;
    const made = wayOf(thing);
    const key = thing.sending ? `${made};${thing.sending.start}` : made;
    if (thing.sending) for (const call of thing.calls ?? [thing.call]) sent.add(wayOf({ ...thing, call }));
    const known = best.get(key);
    if (!known || saysMore({ thing, node }, known)) best.set(key, { thing, node });
  }
  return [...best.values()]
    .filter(({ thing }) => thing.sending || !sent.has(wayOf(thing)))
    .map((c) => (c.thing.sent ? c : { ...c, thing: atTheEnd(program, c) }));
}

/** True for a place that says more of a request than another. What is done to its answer says nothing. */
function saysMore({ thing, node }: Candidate, known: Candidate): boolean {
  if (!thing.sent || !known.thing.sent) return thing.sent || thing.given.length > known.thing.given.length;
  return node.start >= known.node.start && node.end <= known.node.end;
}

/** A request that was made and kept: with all that is set on it later. */
export function atTheEnd(program: Program, { thing, node }: Candidate): Thing {
  if (thing.closed) return thing;
  const unfinished = { ...thing, complete: false };
  for (let at = node; at.parent; at = at.parent) {
    const kept = program.grammar
      .declared(at.parent, program.to)
      .find(
        (d) =>
          'value' in d &&
          d.value !== undefined &&
          (d.value === at || ('kind' in d.value && d.value.start === at.start)),
      );
    if (kept) return lastOf(program, kept.name, at.parent) ?? unfinished;
    if (program.names.areaOf(at).node === at) break;
    if (/statement|block|body/.test(at.parent.type)) break;
  }
  return unfinished;
}

/** What a name holds before it is given another value, or its area ends. */
function lastOf(program: Program, name: string, declaration: SyntaxNode): Thing | undefined {
  const area = program.names.homeOf(name, declaration.start);
  if (!area) return undefined;
  const next = (area.names.get(name) ?? [])
    .map((e) => e.declared.node.start)
    .filter((start) => start > declaration.end)
    .sort((a, b) => a - b)[0];
  const at = next ?? area.end - 1;
  const thing = program.machine.thing({ kind: 'name', name, start: at, end: at });
  // What nobody sends yet is still being written.
  return thing && !thing.handed && !thing.sent ? { ...thing, complete: false } : thing;
}

/** Where a request was made, and the calls of functions that led there. */
const wayOf = ({ call, frames }: Thing): string =>
  [call!, ...frames.values()].map(({ start, end }) => `${start}:${end}`).join();
