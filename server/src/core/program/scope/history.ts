import type { CallExpression, Frame, Span } from '../../expression.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { type Area, type FunctionPlace, functionOf } from '../areas.ts';
import { type Effect, effectOf, sameSpan } from '../effects.ts';
import { type NameEvent, valueIn } from '../name-events.ts';
import type { ProgramScope } from '../scope.ts';
import type { Happened } from './found.ts';
import { loopNameOf, loopOver } from './loops.ts';
import { frameOf } from './parameters.ts';

/** Functions that give on what they are given: each may do so several times. */
const DEEPEST_FOLLOWED = 3;

/** How often that is looked at in one text; programs that call the API need a fraction of it. */
const MOST_DONE = 500;

/** What the names of one text are used for, in the order of the text. */
export class History {
  private readonly effects = new Map<SyntaxNode, Effect | undefined>();
  /** By lists of uses: those that do something. */
  private readonly effective = new WeakMap<readonly SyntaxNode[], readonly SyntaxNode[]>();
  /** Functions whose effects are being looked at. */
  private readonly followed = new Set<FunctionPlace>();
  private done = 0;

  constructor(private readonly scope: ProgramScope) {}

  /** What a use of a name does; undefined for one that only reads. */
  effect(node: SyntaxNode): Effect | undefined {
    if (!this.effects.has(node)) this.effects.set(node, effectOf(node, this.scope.grammar, this.scope.to));
    return this.effects.get(node);
  }

  /** What was done, between an event and index `at`, by the uses of a name. */
  of(uses: readonly SyntaxNode[], event: NameEvent, next: NameEvent | undefined, at: number): Happened[] {
    const { branches, names } = this.scope;
    const found: Happened[] = [];
    const own = valueIn(event);
    const here = branches.arms(names.nodeAt(at));
    const home = functionOf(names.areaAt(at));
    const { node: made } = event.declared;
    // What is being typed may be hiding a use.
    const isHidden = names.isBroken(made.start, at) && functionOf(names.areaAt(made.start)) === home;
    if (isHidden) found.push({ effect: { kind: 'unknown', node: made, path: [] }, conditional: true });
    for (const node of this.withEffect(uses)) {
      if (node === event.declared.node || (next && node.start >= next.declared.node.start)) continue;
      if (own && node.start >= own.start && node.end <= own.end) continue;
      const other = functionOf(names.areaAt(node.start)) !== home;
      if (!other && (node.start >= at || node.end <= event.declared.node.start)) continue;
      const effect = this.effect(node);
      if (!effect || branches.isDead(node)) continue;
      // A constructor has run before any method of its object.
      const constructed = other && (functionOf(names.areaAt(node.start))?.shape?.constructs ?? false);
      const all = constructed
        ? branches.arms(node).filter((arm) => !names.isFunction(arm))
        : branches.arms(node);
      // What is done with each name of an object is done as often as it has some.
      const name = loopNameOf(effect);
      const loop = name && loopOver(this.scope, name)?.loop;
      const arms = loop ? all.filter((arm) => arm.parent !== loop && arm.parent?.parent !== loop) : all;
      found.push({ effect, conditional: !branches.isCertainly(arms, constructed ? [] : here) });
    }
    return found;
  }

  /** Those uses of a name that do something. */
  private withEffect(uses: readonly SyntaxNode[]): readonly SyntaxNode[] {
    let found = this.effective.get(uses);
    if (!found) {
      found = uses.filter((node) => this.effect(node));
      this.effective.set(uses, found);
    }
    return found;
  }

  /** What code in place does with the last object it is called with: `headers -> headers.set(…)`. */
  doneIn(code: Span): readonly Happened[] | undefined {
    let area: Area | undefined = this.scope.names.areaAt(code.start);
    while (area && !(area.start === code.start && area.end === code.end)) area = area.parent;
    const parameters = [...(area?.names ?? [])].filter(([, [e]]) => e?.declared.kind === 'parameter');
    const name = parameters.at(-1)?.[0];
    const end = area?.node?.children.at(-1)?.end ?? area?.end;
    return name === undefined || end === undefined ? undefined : this.scope.find(name, end - 1).happened;
  }

  /** What `work` makes of what a function of the text does to what it is given in place of `node`, and of its parameters. */
  doneBy<T>(
    call: CallExpression | undefined,
    node: Span,
    work: (happened: readonly Happened[], frame: Frame) => T,
  ): T | undefined {
    const place = call && this.scope.functions.placeOf(call);
    const index = call?.args.findIndex((argument) => sameSpan(argument, node)) ?? -1;
    const parameter = index < 0 ? undefined : place?.shape.parameters[index];
    if (!call || !place || !parameter || parameter.rest || parameter.named || this.followed.has(place))
      return undefined;
    if (this.followed.size >= DEEPEST_FOLLOWED || ++this.done > MOST_DONE) return undefined;
    this.followed.add(place);
    try {
      return this.scope.within(place, call, () => {
        const { happened } = this.scope.find(parameter.name, place.area.end - 1);
        return work(happened, frameOf(this.scope, place, call));
      });
    } finally {
      this.followed.delete(place);
    }
  }
}
