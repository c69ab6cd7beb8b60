import { ENVELOPE, ERROR_MEMBERS } from '../catalogue/responses.ts';
import type { ApiCall, ReadName, ResponseRead } from '../model.ts';

/** One read of a parsed body, before it is known what else the program does with it. */
export interface BodyRead {
  readonly call: ApiCall;
  readonly path: readonly ReadName[];
  readonly insert?: ResponseRead['insert'];
  /** Where the outermost `a ?? b`, `a || b` or `c ? a : b` begins that it is a part of. */
  readonly choice?: number;
}

/** One parsed body, with all that a program was seen to do with it. */
export class AnswerBody {
  private readonly found = new Map<string, BodyRead>();
  private both = false;
  private changed = false;

  add(read: BodyRead): void {
    const { start, end } = read.path.at(-1)!.range;
    const key = `${start}-${end} ${read.path.length} ${read.call.range.start}`;
    const known = this.found.get(key);
    if (!known || (known.choice === undefined && read.choice !== undefined)) this.found.set(key, read);
  }

  /** The program may take answers with and without `data`: it asks for that member, or gives the body away. */
  takesBoth(): void {
    this.both = true;
  }

  /** The program may write to the body. */
  isChanged(): void {
    this.changed = true;
  }

  /** The reads that mean what the API answered. */
  reads(): readonly ResponseRead[] {
    if (this.changed) return [];
    const all = [...this.found.values()];
    return all
      .filter((read) => this.isCertain(read, all))
      .map(({ call, path, insert }) => ({ call, path, ...(insert ? { insert } : {}) }));
  }

  /** False where the same is read at the other version's place as well, so that both are taken. */
  private isCertain(read: BodyRead, all: readonly BodyRead[]): boolean {
    const [first, second] = namesOf(read);
    const beside = all.filter((other) => other !== read && other.choice === read.choice);
    const chosen = read.choice === undefined ? [] : beside.map(namesOf);
    if (first === 'data') return true;
    if (first === 'error') return !chosen.some(([a, b]) => a === 'error' && ERROR_MEMBERS.has(b ?? ''));
    if (second === undefined && ENVELOPE.has(first!)) return true;
    if (this.both || chosen.some(([name]) => name === 'data')) return false;
    return !all.map(namesOf).some(([name, inner]) => name === 'data' && inner === first);
  }
}

const namesOf = ({ path }: BodyRead): readonly string[] => path.map(({ name }) => name);
