import { v2EndpointOf } from '../calls.ts';
import type { ApiCall, ReadName, ResponseRead } from '../model.ts';
import { ENVELOPE, ERROR_MEMBERS, movedInError, movedTo } from './responses.ts';

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
  /** Calls whose body the program gives away as a whole. */
  readonly given = new Set<ApiCall>();

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

  /** The program gives the whole body to what is not followed. */
  isGiven(call: ApiCall): void {
    this.given.add(call);
  }

  /** The program may write to the body, or asks for members that may not be there. */
  isChanged(): void {
    this.changed = true;
  }

  /** The reads that mean what the API answered. `given`: calls whose answers are given away somewhere in the text. */
  reads(given: ReadonlySet<ApiCall>): readonly ResponseRead[] {
    if (this.changed) return [];
    const all = [...this.found.values()];
    return all
      .filter((read) => this.isCertain(read, all))
      .map(({ call, path, insert }) => ({
        call,
        path,
        ...(insert ? { insert } : {}),
        ...(this.both || given.has(call) ? { given: true } : {}),
      }));
  }

  /** False where the same is read at the other version's place as well, so that both are taken. */
  private isCertain(read: BodyRead, all: readonly BodyRead[]): boolean {
    const [first, second] = namesOf(read);
    const isUnwrapped = !ENVELOPE.has(first!);
    if (isUnwrapped && this.both) return false;
    const beside = all.filter((other) => other !== read && other.choice === read.choice);
    const chosen = read.choice === undefined ? [] : beside.map(namesOf);
    if (isUnwrapped && chosen.some(([name]) => name === 'data')) return false;
    if (first === 'error' && chosen.some(([a, b]) => a === 'error' && ERROR_MEMBERS.has(b ?? '')))
      return false;
    const place = todaysPlace(read.call, first!, second);
    return (
      !place ||
      !all.some(
        (other) => isSameEndpoint(other, read) && place.every((name, i) => namesOf(other)[i] === name),
      )
    );
  }
}

/** What one helper gives for another endpoint says nothing of this one. */
const isSameEndpoint = (a: BodyRead, b: BodyRead): boolean =>
  v2EndpointOf(a.call)?.operation === v2EndpointOf(b.call)?.operation;

const namesOf = ({ path }: BodyRead): readonly string[] => path.map(({ name }) => name);

/** Where v2 has what is read, if that is another place; of what is deep inside the first two names. */
function todaysPlace(
  call: ApiCall,
  first: string,
  second: string | undefined,
): readonly string[] | undefined {
  if (first === 'error') return second === undefined ? undefined : movedInError(second);
  const operation = v2EndpointOf(call)?.operation;
  const name = first === 'data' ? second : first;
  const to = operation === undefined || name === undefined ? undefined : movedTo(operation, name);
  if (!to || (first === 'data' && (to.length === 1 || to[1] === second))) return undefined;
  return to.slice(0, 2);
}
