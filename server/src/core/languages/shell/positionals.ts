import type { Range } from '../../source.ts';
import type { Argument } from './argument.ts';
import type { Environment } from './environment.ts';
import { frameOf, type Site } from './reaching.ts';
import type { Command, Script } from './syntax.ts';
import { functionAround, literalOf } from './syntax.ts';

/** Arguments of a script or function; `complete` is false when there may be more. */
export interface Positional {
  readonly args: readonly Argument[];
  readonly complete: boolean;
}

/** The positional parameters of a script and its functions. */
export class Positionals {
  private readonly shifts: readonly Command[];

  constructor(
    private readonly environment: Environment,
    script: Script,
  ) {
    this.shifts = script.commands.filter((c) => literalOf(c.words[0]) === 'shift');
  }

  /** `$1`, `$2` … at a place; undefined where they are given by somebody unknown. */
  at(site: Site, range: Range): Positional | undefined {
    const { reaching, outer } = this.environment;
    const around = functionAround(site.block);
    const set = reaching.lookup('@', { ...site, frame: undefined });
    if (typeof set === 'object' && set.base && functionAround(set.base.block) === around) {
      const args = this.environment.arrays.elementsOf({ ...set, frame: site.frame }, range);
      return { args, complete: set.certain };
    }
    const frame = around && frameOf(site, around);
    const given = frame ?? (around || !outer ? undefined : { args: outer.args, complete: true });
    const shifted = given && this.shiftedAt(site);
    return given && shifted !== undefined
      ? { args: given.args.slice(shifted), complete: given.complete }
      : undefined;
  }

  /** How many arguments `shift` has taken off; undefined where that depends. */
  private shiftedAt(site: Site): number | undefined {
    const around = functionAround(site.block);
    let shifted = 0;
    for (const shift of this.shifts) {
      if (shift.order >= site.order || functionAround(shift.block) !== around) continue;
      const likely = this.environment.reaching.likelihood(shift.block, site);
      if (likely === 'maybe') return undefined;
      if (likely === 'sure') shifted += Number(literalOf(shift.words[1]) ?? 1) || 1;
    }
    return shifted;
  }
}
