import { v2EndpointOf } from '../calls.ts';
import type { ApiCall, ReadName, ResponseRead } from '../model.ts';
import { ENVELOPE, ERROR_MEMBERS, movedInError, movedTo } from './responses.ts';

/** One read of a parsed body, before it is known what else the program does with it. */
export interface BodyRead {
  readonly call: ApiCall;
  readonly path: readonly ReadName[];
  readonly insert?: ResponseRead['insert'];
  readonly inItem?: ResponseRead['inItem'];
  /** The place at which the value was put into one of the program's own, through which it is read. */
  readonly made?: object;
  /** Where the outermost `a ?? b`, `a || b` or `c ? a : b` begins that it is a part of. */
  readonly choice?: number;
  /** As {@link ResponseRead.handed}. */
  readonly handed?: boolean;
  /** As {@link ResponseRead.compared}. */
  readonly compared?: boolean;
  /** As {@link ResponseRead.unwrapped}. */
  readonly unwrapped?: true;
  /** As {@link ResponseRead.wasKept}. */
  readonly wasKept?: true;
}

/** Stands for the name of a member where the body itself is handed on. */
export const WHOLE = '';

/** One parsed body, with all that a program was seen to do with it. */
export class AnswerBody {
  private readonly found = new Map<string, BodyRead>();
  private both = false;
  private unwrapped = false;
  private passed = false;
  private listed = false;
  /** Values that the program made with the body in them, which are read further on. */
  private readonly read = new Set<object>();
  private changed = false;
  private readonly makers = new Map<object, ApiCall>();
  private readonly givers = new Set<ApiCall>();

  add(read: BodyRead): void {
    if (read.made && read.path[0]!.name !== WHOLE) this.read.add(read.made);
    const { start, end } = read.path.at(-1)!.range;
    const key = `${start}-${end} ${read.path.length} ${read.call.range.start}`;
    const known = this.found.get(key);
    const handed = read.handed === true || known?.handed === true;
    const isBetter = !known || (known.choice === undefined && read.choice !== undefined);
    const compared = read.compared === true || known?.compared === true;
    this.found.set(key, { ...(isBetter ? read : known), handed, compared });
  }

  /** The program may take answers with and without `data`: it asks for that member, or gives the body away. */
  takesBoth(): void {
    this.both = true;
  }

  /** The program takes `data` of the body where it has one, and else the body, which is followed. */
  isUnwrapped(): void {
    this.unwrapped = true;
  }

  /** The program gives the body to a function that may take those of other versions as well. */
  isPassed(): void {
    this.passed = true;
  }

  /** The program gives a list of the body, or an item of one, to what is not followed. */
  isListGiven(): void {
    this.listed = true;
  }

  /** The program gives the whole body to what is not followed. */
  isGiven(call: ApiCall): void {
    this.givers.add(call);
  }

  /** The program puts the whole body into a value of its own. */
  isMade(call: ApiCall, made: object): void {
    this.makers.set(made, call);
  }

  /** The program only shows that value. */
  isShown(made: object): void {
    this.makers.delete(made);
  }

  /** Calls whose body the program gives away as a whole, where it is not known what becomes of it. */
  get given(): ReadonlySet<ApiCall> {
    const handed = new Set([...this.found.values()].map(({ made }) => made));
    const lost = [...this.makers].filter(([made]) => !handed.has(made)).map(([, call]) => call);
    return new Set([...this.givers, ...lost]);
  }

  /** The program may write to the body, or asks for members that may not be there. */
  isChanged(): void {
    this.changed = true;
  }

  /** The reads that mean what the API answered. `given`: calls whose answers are given away somewhere in the text. */
  reads(given: ReadonlySet<ApiCall>): readonly ResponseRead[] {
    if (this.changed) return [];
    const all = [...this.found.values()];
    const certain = all.filter((read) => this.isCertain(read, all));
    // What is read of the body itself as well.
    const isLost =
      this.unwrapped && all.some((read) => !read.unwrapped && !isOfData(read) && !certain.includes(read));
    return certain.map(({ call, path, insert, inItem, made, handed, compared, unwrapped, wasKept }) => ({
      call,
      path,
      // What is read of the program's own value as well would be changed twice.
      ...(insert && !(path[0]!.name === WHOLE && made && this.read.has(made)) ? { insert } : {}),
      ...(inItem ? { inItem } : {}),
      ...(handed ? ({ handed } as const) : {}),
      ...(compared ? ({ compared } as const) : {}),
      ...(unwrapped ? { unwrapped } : {}),
      ...(wasKept ? { wasKept } : {}),
      ...(this.listed ? ({ listGiven: true } as const) : {}),
      ...(this.both || isLost || given.has(call) ? { given: true } : {}),
    }));
  }

  /** False where the same is read at the other version's place as well, so that both are taken. */
  private isCertain(read: BodyRead, all: readonly BodyRead[]): boolean {
    const [first, second] = namesOf(read);
    if (first === WHOLE) return !this.both && (!this.unwrapped || read.unwrapped === true);
    const { version } = read.call.url;
    if (this.passed && !ENVELOPE.has(first!) && !(version.kind === 'literal' && version.value === 'v1'))
      return false;
    const isUnwrapped = !ENVELOPE.has(first!);
    // v1 has no `data`: what is not followed takes nothing else there.
    const isOld = isOfV1(read) && all.every((other) => namesOf(other)[0] !== 'data');
    if (isUnwrapped && (this.both || this.unwrapped) && !isOld) return false;
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

const isOfV1 = ({ call: { url } }: BodyRead): boolean =>
  url.version.kind === 'literal' && url.version.value === 'v1';

/** What one helper gives for another endpoint says nothing of this one. */
const isSameEndpoint = (a: BodyRead, b: BodyRead): boolean =>
  v2EndpointOf(a.call)?.operation === v2EndpointOf(b.call)?.operation;

/** Names from the body on, where v2 answers a result. */
function namesOf(read: BodyRead): readonly string[] {
  const names = read.path.map(({ name }) => name);
  return read.unwrapped && names[0] !== 'error' && names[0] !== WHOLE ? ['data', ...names] : names;
}

const isOfData = ({ path }: BodyRead): boolean => path[0]!.name === 'data';

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
