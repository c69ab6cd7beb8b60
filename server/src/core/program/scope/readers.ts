import { type CallExpression, calledName } from '../../expression.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { FunctionPlace } from '../areas.ts';
import type { Effect } from '../effects.ts';
import type { Grammar } from '../grammar.ts';
import type { ProgramScope } from '../scope.ts';
import { mutation } from './mutations.ts';

/** Functions that read what they are given and keep no hold of it, in any language. */
const READERS =
  /^(?:print\w*|log\w*|info|debug|warn\w*|error|error_log|var_dump|var_export|dd|ray|len|str|String|dump\w*|format\w*|Sprintf|echo|puts|p|inspect|clone|copy|dict|list|json|count|isset|empty|Println|Printf|Errorf|panic|expect|unwrap)$/;

/** Names of functions and methods that a grammar describes, by the grammar: they are the same for every text. */
const described = new WeakMap<Grammar, ReadonlySet<string>>();

function describedBy(grammar: Grammar): ReadonlySet<string> {
  const known = described.get(grammar);
  if (known) return known;
  const paths = [
    ...Object.keys(grammar.functions),
    ...grammar.clients.flatMap((c) => Object.values(c.types).flatMap((t) => Object.keys(t.members))),
  ];
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('.') + 1)));
  described.set(grammar, names);
  return names;
}

/** Which functions only read what they are given. */
export class Readers {
  /** Names of functions and methods that are described. */
  private readonly known: ReadonlySet<string>;
  private readonly readsOnlyOf = new Map<FunctionPlace, boolean>();

  constructor(private readonly scope: ProgramScope) {
    this.known = describedBy(scope.grammar);
  }

  /** True for a function that keeps no hold of what it is given and does not change it. */
  isReader(call: CallExpression | undefined): boolean {
    if (!call) return false;
    const { callee } = call;
    const name = calledName(callee) ?? '';
    if (READERS.test(name) || this.known.has(name)) return true;
    const place = this.scope.functions.placeOf(call);
    return place !== undefined && this.readsOnly(place);
  }

  /** True for a function of the text that does nothing to what it is given. */
  private readsOnly(place: FunctionPlace): boolean {
    const { names } = this.scope;
    const known = this.readsOnlyOf.get(place);
    if (known !== undefined) return known;
    this.readsOnlyOf.set(place, false);
    if (place.node.broken) return false;
    const result = place.shape.parameters.every(({ name }) =>
      names
        .usesOf(name)
        .filter((node) => names.homeOf(name, node.start) === place.area)
        .every((node) => {
          const effect = this.scope.history.effect(node);
          if (!effect) return true;
          if (effect.kind === 'given') return this.isReader(effect.to);
          return effect.kind === 'call' && mutation(this.scope, effect.path.at(-1)!.name) === undefined;
        }),
    );
    this.readsOnlyOf.set(place, result);
    return result;
  }

  /** True for a function that may change what it is given although others would have a copy. */
  takesReference({ to: call, node }: Effect & { kind: 'given' }): boolean {
    if (!call) return false;
    const { callee } = call;
    const name = calledName(callee) ?? '';
    if (this.scope.grammar.byReference?.test(name)) return true;
    const place = this.scope.functions.placeOf(call);
    if (place) return place.shape.parameters.some((p) => p.reference);
    if (callee.kind !== 'name' || this.isReader(call)) return false;
    // What gives nothing that is used does something to what it is given.
    let at: SyntaxNode | undefined = node;
    while (at && !(at.start === call.start && at.end === call.end)) at = at.parent;
    return /statement$/.test(at?.parent?.type ?? '');
  }
}
