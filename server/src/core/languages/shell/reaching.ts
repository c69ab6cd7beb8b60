import type { Argument } from './argument.ts';
import type { Assignment, Block, Command, Script, Word } from './syntax.ts';
import { functionAround, isWithin, literalOf } from './syntax.ts';

/** A place in the running of a script. */
export interface Site {
  readonly order: number;
  readonly block: Block;
  readonly frame: Frame | undefined;
}

/** One run of a function or of the body of a loop. */
export interface Frame {
  readonly block: Block;
  /** Arguments of the function; the one item of the loop. */
  readonly args: readonly Argument[];
  /** False when there may be more arguments. */
  readonly complete: boolean;
  /** Where the function is called, or the loop begins. */
  readonly caller: Site;
  /** What calls the function: its input is that of the commands in it. */
  readonly command?: Command;
}

/** The assignments that a use of a variable sees. */
export interface Reached {
  readonly base: Assignment | undefined;
  /** `+=` behind it. */
  readonly appended: readonly { readonly assignment: Assignment; readonly conditional: boolean }[];
  /** False when another value may stand there: one from the command line or the environment. */
  readonly certain: boolean;
  /** In which run of a function the value is made. */
  readonly frame: Frame | undefined;
}

/** `unset`: nothing in the script sets it. `unknown`: something does, and nobody knows which. */
export type Lookup = Reached | 'unset' | 'unknown';

/** Whether a block has run before a place is reached. */
export type Likelihood = 'sure' | 'maybe' | 'never';

/** Tells which assignment of a variable is seen where. */
export class Reaching {
  private readonly assignments = new Map<string, Assignment[]>();
  private readonly byFunction = new Map<Block | undefined, Map<string, Assignment[]>>();
  private readonly calls = new Map<string, number[]>();

  constructor(
    private readonly script: Script,
    /** True or false for a branch whose test is understood at `site`. */
    private readonly decide: (branch: Block, site: Site) => boolean | undefined,
  ) {
    const functions = new Set(script.functions.map((f) => f.name));
    for (const command of script.commands) {
      for (const assignment of command.assignments) {
        if (!assignment.prefix) this.add(assignment);
      }
      const name = literalOf(command.words[0]);
      if (name !== undefined && functions.has(name)) add(this.calls, name, command.order);
    }
  }

  private add(assignment: Assignment): void {
    add(this.assignments, assignment.name, assignment);
    const around = functionAround(assignment.block);
    const own = this.byFunction.get(around) ?? new Map<string, Assignment[]>();
    this.byFunction.set(around, own);
    add(own, assignment.name, assignment);
  }

  lookup(name: string, site: Site): Lookup {
    const all = this.assignments.get(name);
    if (!all) return 'unset';
    const around = functionAround(site.block);
    const own = this.walk(this.byFunction.get(around)?.get(name) ?? [], site);
    if (own === 'unknown') return 'unknown';
    if (around === undefined) return this.changedElsewhere(all, own, site);
    if (own !== 'unset') return own;
    if (this.isLocal(name, around)) return 'unknown';
    const frame = frameOf(site, around);
    return frame ? this.lookup(name, frame.caller) : this.fromOutside(all, around);
  }

  /** How sure it is that `block` has run, or is run, when `site` is reached. */
  likelihood(block: Block, site: Site): Likelihood {
    let likely: Likelihood = 'sure';
    for (let b: Block | undefined = block; b && !isWithin(site.block, b); b = b.parent) {
      if (b.kind === 'subshell' || b.kind === 'function') return 'never';
      if (b.kind === 'loop') likely = 'maybe';
      if (b.kind !== 'branch') continue;
      if (b.choice && isWithin(site.block, b.choice) && site.block !== b.choice) return 'never';
      const decided = this.decide(b, site);
      if (decided === false) return 'never';
      if (decided === undefined) likely = 'maybe';
    }
    return likely;
  }

  private walk(list: readonly Assignment[], site: Site): Reached | 'unset' | 'unknown' {
    const appended: { assignment: Assignment; conditional: boolean }[] = [];
    let certain = true;
    let base: Assignment | undefined;
    let at = list.length - 1;
    for (; at >= 0 && !base; at--) {
      const assignment = list[at]!;
      if (assignment.order >= site.order) continue;
      const likely = this.likelihood(assignment.block, site);
      if (likely === 'never') continue;
      if (assignment.append) appended.unshift({ assignment, conditional: likely === 'maybe' });
      else if (likely === 'sure') base = assignment;
      else if (fillsIn(assignment)) {
        base = assignment;
        certain = false;
      } else if (isFromOutside(assignment)) certain = false;
      else return 'unknown';
    }
    if (!base && appended.length === 0) return certain ? 'unset' : 'unknown';
    // What the end of a loop's body sets is seen by its beginning.
    for (let i = list.length - 1; i >= 0 && list[i]!.order >= site.order; i--) {
      const later = list[i]!;
      const loop = loopAround(later.block, site.block);
      if (!loop || (base && isWithin(base.block, loop))) continue;
      if (later.append) appended.push({ assignment: later, conditional: true });
      else if (isFromOutside(later)) certain = false;
      else return 'unknown';
    }
    return { base, appended, certain, frame: site.frame };
  }

  /** A value seen at the top level, with regard to the functions that may have changed it. */
  private changedElsewhere(all: readonly Assignment[], own: Reached | 'unset', site: Site): Lookup {
    const others = all.filter((a) => {
      const body = functionAround(a.block);
      return body && !this.isLocal(a.name, body);
    });
    if (own === 'unset') {
      if (others.length === 0) return 'unset';
      return others.length === 1 ? this.sole(others) : 'unknown';
    }
    let { certain } = own;
    for (const other of others) {
      const body = functionAround(other.block)!;
      const from = own.base?.order ?? -1;
      const called = (this.calls.get(body.name!) ?? []).some((order) => order > from && order < site.order);
      if (!called) continue;
      if (!isFromOutside(other)) return 'unknown';
      certain = false;
    }
    return { ...own, certain };
  }

  /** A value that a function gets from the script around it, wherever it is called. */
  private fromOutside(all: readonly Assignment[], around: Block): Lookup {
    return this.sole(
      all.filter((a) => {
        const body = functionAround(a.block);
        return body !== around && !(body && this.isLocal(a.name, body));
      }),
    );
  }

  /** The one value among `candidates` that the script itself gives; the others come from outside. */
  private sole(candidates: readonly Assignment[]): Lookup {
    const written = candidates.filter((a) => !isFromOutside(a));
    const [base] = written;
    if (candidates.length === 0) return 'unset';
    const shared = base && isTopOf(base.block);
    if (written.length === 1 && base && !base.append && (shared || fillsIn(base))) {
      const certain = candidates.length === 1 && shared === true;
      return { base, appended: [], certain, frame: undefined };
    }
    const [first, ...rest] = candidates;
    if (first && rest.every((a) => a.append) && isTopOf(first.block) && !first.append) {
      const appended = rest.map((assignment) => ({ assignment, conditional: true }));
      return { base: first, appended, certain: true, frame: undefined };
    }
    return 'unknown';
  }

  private isLocal(name: string, body: Block): boolean {
    return this.script.locals.some((l) => l.name === name && functionAround(l.block) === body);
  }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** The run that `site` is in of the function or loop `block`. */
export function frameOf(site: Site, block: Block): Frame | undefined {
  for (let frame = site.frame; frame; frame = frame.caller.frame) {
    if (frame.block === block) return frame;
    if (frame.block.kind === 'function') return undefined;
  }
  return undefined;
}

/** True when a block runs whenever the script or function around it does. */
function isTopOf(block: Block): boolean {
  for (let b: Block | undefined = block; b && b.kind !== 'script' && b.kind !== 'function'; b = b.parent) {
    if (b.kind !== 'group') return false;
  }
  return true;
}

function loopAround(a: Block, b: Block): Block | undefined {
  for (let block: Block | undefined = a; block && block.kind !== 'function'; block = block.parent) {
    if (block.kind === 'loop' && isWithin(b, block)) return block;
  }
  return undefined;
}

/** True for a value of which the script says nothing: `$2`, what `read` reads, what a program prints. */
function isFromOutside({ value }: Assignment): boolean {
  if (value.kind === 'unknown' || value.kind === 'item') return true;
  return (
    value.kind === 'word' &&
    value.word.parts.every((p) => (p.kind === 'text' ? p.value.length === 0 : !isFallback(p)))
  );
}

const isFallback = (part: Word['parts'][number]): boolean =>
  part.kind === 'variable' && part.fallback !== undefined;

/** `[ -z "$NAME" ] && NAME=…`, `[ -n "$NAME" ] || NAME=…`, and the same with `if`. */
function fillsIn({ name, block }: Assignment): boolean {
  if (block.kind !== 'branch' || block.test?.kind !== 'command') return false;
  const { command, holds } = block.test;
  return testsEmpty(command, name) === holds;
}

/** True for a test that the variable is empty, false that it is not; undefined for any other command. */
function testsEmpty({ words }: Command, name: string): boolean | undefined {
  if (!/^(?:test|\[|\[\[)$/.test(literalOf(words[0]) ?? '')) return undefined;
  const inner = words.slice(1).filter((w) => !/^\]\]?$/.test(literalOf(w) ?? ''));
  const operand = inner.at(-1);
  if (!operand?.parts.some((p) => p.kind === 'variable' && p.name === name)) return undefined;
  if (inner.length === 1) return false;
  const operator = literalOf(inner[0]);
  return inner.length === 2 && (operator === '-z' || operator === '-n') ? operator === '-z' : undefined;
}
