import type { Range } from '../../source.ts';
import { SourceText } from '../../source.ts';
import { type Argument, unseen } from './argument.ts';
import type { Environment, Known } from './environment.ts';
import type { Frame, Reached, Site } from './reaching.ts';
import type { Assignment, VariablePart } from './syntax.ts';

/** Arrays with more elements grew by doubling: nobody's URL. */
const MAX_ELEMENTS = 500;

/** The arrays of a script, and what is in them at every place. */
export class Arrays {
  private readonly known = new Map<Frame | undefined, Map<Assignment, readonly Argument[]>>();

  constructor(private readonly environment: Environment) {}

  /** The arguments that `"${name[@]}"` becomes; `range` is where it stands. */
  elements(part: VariablePart, site: Site, range: Range): readonly Argument[] {
    return this.environment.nested(() => this.elementsAt(part, site, range)) ?? [unseen(range)];
  }

  private elementsAt(part: VariablePart, site: Site, range: Range): readonly Argument[] {
    const more = unseen(range);
    const from = part.from === undefined ? 0 : Math.max(0, part.from - (part.name === '@' ? 1 : 0));
    if (part.name === '@') {
      const given = this.environment.positionals.at(site, range);
      if (!given) return [more];
      return given.complete ? given.args.slice(from) : [...given.args.slice(from), more];
    }
    const found = this.environment.reaching.lookup(part.name, site);
    if (typeof found !== 'string') return this.elementsOf(found, range).slice(from);
    const { outer } = this.environment;
    const handed = found === 'unset' && outer?.hands === 'all';
    return handed ? outer.environment.arrays.elements(part, outer.site, range) : [more];
  }

  /** The elements of an array; `range` is where it is named. */
  elementsOf({ base, appended, certain, frame }: Reached, range: Range): readonly Argument[] {
    const all = base ? [...this.collected(base, frame, range)] : [];
    for (const { assignment, conditional } of appended) {
      const more = this.collected(assignment, frame, range);
      all.push(...(conditional ? more.map((a) => ({ ...a, conditional })) : more));
    }
    const whole = base && certain && all.length <= MAX_ELEMENTS;
    return whole ? all : [...all.slice(0, MAX_ELEMENTS), unseen(range)];
  }

  /** The elements that one assignment gives an array, worked out once. */
  private collected(assignment: Assignment, frame: Frame | undefined, range: Range): readonly Argument[] {
    const { value, order, block } = assignment;
    if (value.kind !== 'array') return [unseen(range)];
    const known = this.known.get(frame) ?? new Map<Assignment, readonly Argument[]>();
    this.known.set(frame, known);
    const before = known.get(assignment);
    if (before) return before;
    known.set(assignment, [unseen(range)]);
    const all = value.words.flatMap((word) => this.environment.arguments(word, { order, block, frame }));
    const elements = all.length > MAX_ELEMENTS ? [unseen(range)] : all;
    known.set(assignment, elements);
    return elements;
  }

  /** `$*` and an array in the middle of a word. */
  joined(part: VariablePart, site: Site): Known | undefined {
    const all = this.elements(part, site, part.range);
    if (all.length > 20 || all.some((a) => a.opaque || a.conditional)) return undefined;
    const pieces = all.flatMap((a, i) =>
      i === 0 ? [a.value] : [SourceText.decoded(' ', { start: a.range.start, end: a.range.start }), a.value],
    );
    return { text: SourceText.join(pieces, part.range.start), certain: true };
  }
}
