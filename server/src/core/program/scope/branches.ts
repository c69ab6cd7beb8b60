import { childOf, type SyntaxNode } from '../../syntax.ts';
import { truthOf } from '../../truth.ts';
import { functionOf } from '../areas.ts';
import { presenceAsked } from '../conditions.ts';
import type { Grammar } from '../grammar.ts';
import type { ProgramScope } from '../scope.ts';
import type { Frames } from './found.ts';

/** Conditions that depend on values which depend on conditions. */
const MOST_CONDITIONS = 2;
/** How many branches are decided upon in one text, and no more where functions call each other in all of them. */
const MOST_DECIDED = 2000;

/** The branches of one text, and which of them run as functions are followed now. */
export class Branches {
  private readonly exits = new Map<SyntaxNode, readonly SyntaxNode[]>();
  private readonly armsOfNodes = new Map<SyntaxNode, readonly SyntaxNode[]>();
  /** By the calls that functions are followed from: branches of which it is known whether they are taken. */
  private readonly decisionsOf = new WeakMap<Frames, Map<SyntaxNode, boolean | undefined>>();
  /** Conditions that are being looked at. */
  private readonly deciding = new Set<SyntaxNode>();
  private decided = 0;

  constructor(private readonly scope: ProgramScope) {}

  private get decisions(): Map<SyntaxNode, boolean | undefined> {
    const { frames } = this.scope;
    let decisions = this.decisionsOf.get(frames);
    if (!decisions) {
      decisions = new Map();
      this.decisionsOf.set(frames, decisions);
    }
    return decisions;
  }

  /** The branches that have to be taken for a node to run, those left out that are known to be taken. */
  arms(node: SyntaxNode): readonly SyntaxNode[] {
    const arms = this.allArms(node);
    return this.scope.frames.size === 0 ? arms : arms.filter((arm) => this.taken(arm) !== true);
  }

  private allArms(node: SyntaxNode): readonly SyntaxNode[] {
    let arms = this.armsOfNodes.get(node);
    if (!arms) {
      arms = armsOf(node, this.scope);
      this.armsOfNodes.set(node, arms);
    }
    return arms;
  }

  /** True for what does not run where the functions around it are called as they are followed. */
  isDead(node: SyntaxNode): boolean {
    if (this.scope.frames.size === 0) return false;
    return (
      this.allArms(node).some((arm) => this.taken(arm) === false) ||
      this.exitsBefore(node).some((arm) => this.taken(arm) === true)
    );
  }

  /** Branches before a node, in the blocks around it, that end with leaving the function. */
  private exitsBefore(node: SyntaxNode): readonly SyntaxNode[] {
    let found = this.exits.get(node);
    if (found) return found;
    const exits: SyntaxNode[] = [];
    for (let at = node; at.parent && !this.scope.names.isFunction(at); at = at.parent) {
      for (const sibling of at.parent.children) {
        if (sibling.start >= at.start) break;
        const arm = this.scope.grammar.branches.has(sibling.type)
          ? childOf(sibling, 'consequence')
          : undefined;
        if (arm && leaves(arm)) exits.push(arm);
      }
    }
    found = exits;
    this.exits.set(node, found);
    return found;
  }

  /** Whether a branch is taken, where the call tells that its function is followed from; undefined: not known. */
  private taken(arm: SyntaxNode): boolean | undefined {
    if (this.decisions.has(arm)) return this.decisions.get(arm);
    // What decides about a condition is not made to depend on others without end.
    if (this.deciding.size >= MOST_CONDITIONS || ++this.decided > MOST_DECIDED) return undefined;
    const taken = this.decide(arm);
    this.decisions.set(arm, taken);
    return taken;
  }

  private decide(arm: SyntaxNode): boolean | undefined {
    const { grammar } = this.scope;
    const { parent, field } = arm;
    const chosen = grammar.caseOf?.(arm);
    if (chosen) return this.isChosen(arm, chosen);
    // Whether it is reached is decided where the case is chosen.
    if (parent && grammar.caseOf?.(parent)) return true;
    const isThen = field === 'consequence' || (field === 'body' && /^if/.test(parent?.type ?? ''));
    if (!parent || (!isThen && field !== 'alternative')) return undefined;
    const condition = childOf(parent, 'condition');
    const home = functionOf(this.scope.names.areaOf(parent));
    if (!condition || !home || !this.scope.frames.has(home) || this.deciding.has(condition)) return undefined;
    this.deciding.add(condition);
    const holds = this.scope.values.truth(this.scope.to.expression(condition));
    this.deciding.delete(condition);
    if (holds === undefined) return undefined;
    if (isThen) return holds;
    // Of several alternatives another one may be taken.
    const others = parent.children.filter((c) => c.field === 'alternative');
    return holds ? false : others.length === 1 ? true : undefined;
  }

  /** Whether a branch of a `switch` is taken. */
  private isChosen(
    arm: SyntaxNode,
    { subject, patterns, others: known }: NonNullable<ReturnType<NonNullable<Grammar['caseOf']>>>,
  ): boolean | undefined {
    const { to } = this.scope;
    const home = functionOf(this.scope.names.areaOf(arm));
    if (!home || !this.scope.frames.has(home) || this.deciding.has(subject)) return undefined;
    this.deciding.add(subject);
    const equal = (pattern: SyntaxNode): boolean | undefined => {
      const [first, second] = [to.expression(subject), to.expression(pattern)];
      return this.scope.values.truth({ kind: 'equal', first, second, start: arm.start, end: arm.end });
    };
    const others =
      known ?? (arm.parent?.children ?? []).flatMap((c) => this.scope.grammar.caseOf?.(c)?.patterns ?? []);
    const answers = (patterns.length > 0 ? patterns : others).map(equal);
    this.deciding.delete(subject);
    const holds = answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
    return patterns.length > 0 || holds === undefined ? holds : !holds;
  }

  /** True when what stands in the branches `arms` runs wherever `here` does. */
  isCertainly(arms: readonly SyntaxNode[], here: readonly SyntaxNode[]): boolean {
    if (dominates(arms, here)) return true;
    const from = arms.findIndex((arm, i) => here[i] !== arm);
    const beside = here[from];
    return arms
      .slice(from)
      .every((arm, i) => this.isTaken(arm) || (isTried(arm) && (i > 0 || isBehind(arm, beside))));
  }

  /** True where a node does not run behind another one: in another branch of one `if`, or behind one that leaves. */
  misses(earlier: SyntaxNode, node: SyntaxNode): boolean {
    const [own, here] = [this.arms(earlier), this.arms(node)];
    const at = own.findIndex((arm, i) => here[i] !== arm);
    if (at < 0) return false;
    if (own.slice(at).some(leaves)) return true;
    const [one, other] = [own[at]!, here[at]];
    const isOfIf = (arm: SyntaxNode): boolean => /^(?:consequence|alternative)$/.test(arm.field ?? '');
    return other !== undefined && other.parent === one.parent && isOfIf(one) && isOfIf(other);
  }

  /** True for a branch that is taken because something is there which is known here. */
  private isTaken(arm: SyntaxNode): boolean {
    const asked = presenceAsked(arm, this.scope.to);
    if (!asked || this.deciding.has(arm) || this.deciding.size >= MOST_CONDITIONS) return false;
    const { name, at } = asked;
    this.deciding.add(arm);
    const { value, certain } = this.scope.values.resolve({ kind: 'name', name, start: at, end: at });
    this.deciding.delete(arm);
    const isEmpty =
      value.kind === 'object'
        ? value.entries.length === 0
        : value.kind === 'array' && value.items.length === 0;
    return certain && !isEmpty && truthOf(value) === true;
  }
}

/** True for what is tried, where all that catches its errors leaves: what stands behind that runs only once this has run. */
const isTried = ({ parent, field }: SyntaxNode): boolean =>
  parent?.type === 'try_statement' &&
  field === 'body' &&
  parent.children.filter(({ type }) => /^(?:except|catch)/.test(type)).every(leaves);

/** True for a branch that runs behind what is tried, rather than in the place of it or whatever it does. */
const isBehind = ({ parent }: SyntaxNode, other: SyntaxNode | undefined): boolean =>
  other?.parent !== parent || other?.type === 'else_clause';

/**
 * The branches that have to be taken for a node to run, outermost first: in each the child it stands in, and functions
 * around it.
 */
function armsOf(node: SyntaxNode, { grammar, names }: ProgramScope): readonly SyntaxNode[] {
  const arms: SyntaxNode[] = [];
  for (let at: SyntaxNode | undefined = node; at; at = at.parent) {
    if (at.parent && grammar.branches.has(at.parent.type) && !runsAlways(at)) arms.push(at);
    if (at !== node && names.isFunction(at)) arms.push(at);
  }
  return arms.reverse();
}

/** `if req, err := make(); err == nil {`: what is asked, and what is done before it. */
const runsAlways = ({ field, parent }: SyntaxNode): boolean =>
  field === 'initializer' || (field === 'condition' && parent?.type === 'if_statement');

/** True when `inner` runs only where `outer` has run too. */
export const dominates = (outer: readonly SyntaxNode[], inner: readonly SyntaxNode[]): boolean =>
  outer.every((arm, i) => inner[i] === arm);

/** True for a block that returns or throws at its end. */
const leaves = (block: SyntaxNode): boolean => {
  const last = block.children.at(-1);
  return (
    last !== undefined &&
    (/^(?:return|raise|throw)/.test(last.type) ||
      (/^(?:statement_list|block)$/.test(last.type) && leaves(last)))
  );
};
