import type { Flow } from '../reads/flow.ts';
import type { SyntaxNode } from '../syntax.ts';
import { fieldOf } from './answer-syntax.ts';
import type { AnswerText } from './answers.ts';
import type { FunctionPlace } from './areas.ts';

/** Which parameter an argument is for: by its place among those without a name, or by its name. */
export type Argument = number | string;

interface Given {
  readonly site: SyntaxNode;
  readonly argument: Argument;
  readonly flow: Flow;
}

/**
 * Values that functions of a text are given. What such a function reads is read of an answer only when all its calls
 * give it one: it may be made for other values too.
 */
export class GivenValues {
  private readonly receivers = new Map<FunctionPlace, Given[]>();
  private readonly done = new Set<Given>();

  constructor(private readonly text: AnswerText) {}

  /** Keeps what a call gives a function, if that is one of the text: `called`, or the one that its expression names. */
  add(site: SyntaxNode, argument: Argument, flow: Flow, called?: FunctionPlace): boolean {
    const call = this.text.to.expression(site);
    const named = call.kind === 'call' ? this.text.scope.functions.placeOf(call) : undefined;
    const place = called ?? named;
    if (!place || place.shape.constructs) return false;
    const given = this.receivers.get(place) ?? [];
    given.push({ site, argument, flow });
    this.receivers.set(place, given);
    return true;
  }

  /** All of them, as the text goes on to be followed. */
  *all(): Generator<{ readonly uses: readonly SyntaxNode[]; readonly flow: Flow }> {
    for (let next = this.next(); next.length > 0; next = this.next()) yield* next;
  }

  /** The next values whose functions are given nothing else, with the nodes that use them; none when all are known. */
  next(): readonly { readonly uses: readonly SyntaxNode[]; readonly flow: Flow }[] {
    for (const [place, all] of this.receivers) {
      const waiting = all.filter((one) => !this.done.has(one));
      if (waiting.length === 0 || !this.isAll(place, all)) continue;
      const found = waiting.flatMap((one) => {
        const uses = this.usesOf(place, one.argument);
        if (!uses) return [];
        this.done.add(one);
        const entered = [{ head: place.area.start, site: one.site.start }, ...(one.flow.entered ?? [])];
        return [{ uses, flow: { ...one.flow, entered, depth: one.flow.depth + 1 } }];
      });
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The values that functions were given which may be given others as well. */
  rest(): readonly Flow[] {
    return [...this.receivers.values()].flatMap((all) =>
      all.filter((one) => !this.done.has(one)).map(({ flow }) => flow),
    );
  }

  /** The call through which a value came into a function, with what it was before; undefined for another function. */
  left(place: FunctionPlace, flow: Flow): readonly [site: SyntaxNode, flow: Flow] | undefined {
    const at = flow.entered?.findIndex(({ head }) => head === place.area.start) ?? -1;
    const entry = flow.entered?.[at];
    const given = this.receivers.get(place)?.find(({ site }) => site.start === entry?.site);
    return given && [given.site, { ...flow, entered: flow.entered!.slice(at + 1) }];
  }

  private isAll(place: FunctionPlace, given: readonly Given[]): boolean {
    const starts = new Set(given.map(({ site }) => site.start));
    const { start, end } = place.area;
    return this.text
      .sitesOf(place)
      .every((site) => starts.has(site.start) || (site.start >= start && site.start < end));
  }

  /** Where a parameter is used that gets no other value. */
  private usesOf({ shape, area }: FunctionPlace, argument: Argument): readonly SyntaxNode[] | undefined {
    const { names } = this.text;
    const parameter =
      typeof argument === 'number'
        ? shape.parameters[argument]
        : shape.parameters.find(({ name }) => name === argument);
    const isRest =
      typeof argument === 'number' && shape.parameters.slice(0, argument + 1).some((p) => p.rest);
    if (!parameter || isRest) return undefined;
    const events = area.names.get(parameter.name) ?? [];
    const [own] = events;
    if (events.length !== 1 || own?.declared.kind !== 'parameter') return undefined;
    const declared = own.declared.node;
    return names
      .usesIn(area, parameter.name)
      .filter((use) => use.start < declared.start || use.start >= declared.end);
  }
}

/** The place of an argument of a call among the others; undefined for one with a name. */
export function argumentIndex(call: SyntaxNode, node: SyntaxNode): number | undefined {
  let at = node;
  while (at.parent && at.parent.parent !== call && at !== call) at = at.parent;
  const list = at.parent?.parent === call ? at.parent : undefined;
  if (!list || (at !== node && fieldOf(at, 'name'))) return undefined;
  return list.children.filter(({ type }) => type !== 'comment').indexOf(at);
}
