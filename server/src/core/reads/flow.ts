import type { ApiCall, ReadName, ResponseRead, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import { AnswerBody, WHOLE } from './answer-body.ts';
import { ENVELOPE } from './responses.ts';

/** One step from what a call of a client gives to the parsed body. Promises on the way are not counted. */
export type Step =
  | { readonly kind: 'method'; readonly name: string }
  | { readonly kind: 'member'; readonly name: string }
  /** A function that makes a value of a text: `JSON.parse(text)`. */
  | { readonly kind: 'parse' }
  /** A function that reads a text and makes a value of it: `json.load(response)`. */
  | { readonly kind: 'load' };

/** Steps one after the other; none where the call gives the body itself. */
export type Steps = readonly Step[];

/** The step of calling a method. */
export const method = (name: string): Step => ({ kind: 'method', name });
/** The step of reading a member. */
export const member = (name: string): Step => ({ kind: 'member', name });
export const PARSE: Step = { kind: 'parse' };
export const LOAD: Step = { kind: 'load' };

/** A value on its way from a call to the reads of its body. */
export interface Flow {
  /** Undefined while the function around the call has to be called to know it. */
  readonly call: ApiCall | undefined;
  /** One of several calls of the same version that it may be: what errors look like is known then. */
  readonly oneOf?: ApiCall | undefined;
  /** What is left to do for the body: one of these. */
  readonly ways: readonly Steps[];
  /** Set as soon as it is the body, or something in it. */
  readonly body: AnswerBody | undefined;
  readonly path: readonly ReadName[];
  readonly insert?: ResponseRead['insert'];
  readonly inItem?: ResponseRead['inItem'];
  /** True where its type is written down, so that a member between would be a mistake. */
  readonly typed: boolean;
  /** Edits of the type of the body, written in its place, for a member that goes into others and may get another name. */
  readonly shape?: (name: string, names: readonly string[], last: string) => readonly TextEdit[] | undefined;
  /** The same of the type of an item of a list in it. */
  readonly itemShape?: Flow['shape'];
  /** True for a value, rather than a promise of one. */
  readonly awaited?: true;
  /** Writes down the type of a body of which only what takes its `data` says one; `'unknown'` where nothing does. */
  readonly inferred?: TextEdit | 'unknown';
  /** True for what is answered in the place of a result. */
  readonly isError?: true;
  /** True for `data` of a body where it has one, and else the body, as `body.data ?? body` gives it. */
  readonly unwrapped?: true;
  /** The node that gives it where it is put into a value of the program's own. */
  readonly made?: object;
  /** Methods that say more of the request and give it again. */
  readonly chain?: Readonly<Record<string, unknown>>;
  /** True where members are attributes of an object that an SDK makes, in its naming, rather than keys of a dictionary. */
  readonly attributes?: true;
  /** Functions that it came through. */
  readonly depth: number;
  /**
   * Set while it is a part of a value that the program made: the names and indexes that lead from that value to it,
   * outermost first.
   */
  readonly inside?: readonly string[];
  /** True for what was taken out of a value that the program made. */
  readonly wasKept?: true;
  /** Where the body is in what is thrown in its place. */
  readonly failed?: readonly Steps[];
  /** Functions that it came into as what a call gives them, innermost first: their places in the text. */
  readonly entered?: readonly { readonly head: number; readonly site: number }[];
}

/** True for a parsed body, rather than something in it. */
export const isWhole = ({ body, path, inside, unwrapped }: Flow): boolean =>
  body !== undefined && path.length === 0 && !inside && !unwrapped;

/** True for what v1 answers: nothing that gets it can tell that a program takes answers of v2 as well. */
export const isOfV1 = ({ call }: Flow): boolean =>
  call?.url.version.kind === 'literal' && call.url.version.value === 'v1';

/** The value that a program makes with another one as its member `name`, or as the item with that index. */
export const kept = (flow: Flow, name: string): Flow => ({
  ...flow,
  inside: [name, ...(flow.inside ?? [])],
});

/** Stands for the index of any item of a list whose items are all alike. */
export const EACH = '*';

/** The member of a value that the program made; undefined where it is not the one that is followed. */
export function taken(flow: Flow, name: string): Flow | undefined {
  const [first, ...inside] = flow.inside ?? [];
  if (first !== name && !(first === EACH && /^\d+$/.test(name))) return undefined;
  const { inside: _, ...bare } = flow;
  return inside.length > 0 ? { ...bare, inside } : { ...bare, wasKept: true };
}

/** Notes that a program may take a value with and without `data`, if it is a whole body. */
export function noteDoubt(flow: Flow): void {
  if (flow.path.length === 0) flow.body?.takesBoth();
}

/** Notes that a program gives a value to a function that may take those of other versions too, if it is a whole body. */
export function notePassed(flow: Flow): void {
  if (flow.path.length === 0) flow.body?.isPassed();
}

/** What answers with a list have beside it. */
const BESIDE_LISTS = /^(?:total|cursor|error|meta)$/;

/** Notes that a program gives a list in a body, or an item of one, to what is not followed. */
export function noteListGiven({ body, path }: Flow): void {
  const isList = path.length === 1 && !BESIDE_LISTS.test(path[0]!.name);
  if (isList || path.at(-1)?.name === EACH) body?.isListGiven();
}

/** Functions that show what they are given, or ask for what it is. */
const SHOWS =
  /^(?:console\.\w+|(?:\w+\.)*_?log(?:ger|ging)?(?:\.\w+)*|p?print|expect|assert(?:\.\w+)*|String|Boolean|len|type|bool|isinstance|Object\.\w+)$/;

/** True for a function that keeps nothing of what it is given. */
export const showsOnly = (name: string): boolean => SHOWS.test(name);

/** Notes that a program shows a value: what it put it into for that goes nowhere else. */
export function noteShown({ body, made, inside }: Flow): void {
  if (inside && made) body?.isShown(made);
}

/** Notes that a program puts a value into one of its own, at `made`, if it is a whole body. */
export function noteMade({ body, path, call }: Flow, made: object): void {
  if (path.length === 0 && call) body?.isMade(call, made);
}

/** Notes that a program gives a value to what is not followed, if it is a whole body. `to`: the function that gets it. */
export function noteGiven(flow: Flow, to = ''): void {
  const isBody = flow.path.length === 0;
  if (!SHOWS.test(to)) noteListGiven(flow);
  if (isBody && flow.call && !SHOWS.test(to)) flow.body?.isGiven(flow.call);
}

/** Notes that a program asks for a value, to decide what to do: if it is `data`, it may take bodies without it. */
export function noteQuestion({ body, path, inside }: Flow): void {
  if (inside) return;
  if (path.length === 1 && path[0]!.name === 'data') body?.takesBoth();
}

/** The parsed bodies of one text, and what is read of them. */
export class Answers {
  private readonly bodies = new Set<AnswerBody>();

  /** The certain reads, in no order. What stands in one place for answers of several endpoints is none of them. */
  found(): readonly ResponseRead[] {
    // Each time that a response is asked for its body, that is another value.
    const given = new Set([...this.bodies].flatMap((body) => [...body.given]));
    const reads = [...this.bodies].flatMap((body) => body.reads(given));
    const endpoints = new Map<string, Set<string>>();
    for (const read of reads)
      endpoints.set(placeOf(read), (endpoints.get(placeOf(read)) ?? new Set()).add(endpointOf(read)));
    return reads.filter((read) => endpoints.get(placeOf(read))!.size === 1);
  }

  /** What a call gives whose body is at the end of one of these ways. */
  begin(call: ApiCall | undefined, ways: readonly Steps[], oneOf?: ApiCall): Flow {
    return this.arrived({ call, oneOf, ways, body: undefined, path: [], typed: false, depth: 0 });
  }

  /** One step nearer to the body; undefined where it does not lead there. */
  stepped(flow: Flow, kind: Step['kind'], name = ''): Flow | undefined {
    if (flow.inside) return undefined;
    const ways = flow.ways
      .filter(([step]) => step?.kind === kind && (!('name' in step) || step.name === name))
      .map((steps) => steps.slice(1));
    return ways.length > 0 ? this.arrived({ ...flow, ways }) : undefined;
  }

  /** A member of a value: of a body, or one that leads to it. */
  member(flow: Flow, name: ReadName, insert?: ResponseRead['insert']): Flow | undefined {
    if (flow.inside) return taken(flow, name.name);
    const leads = flow.ways.some(([step]) => step?.kind === 'member' && step.name === name.name);
    if (!flow.body || leads) return this.stepped(flow, 'member', name.name);
    const path = [...flow.path, name];
    const isOfItem = flow.path.at(-1)?.name === EACH;
    if ((flow.path.length > 0 && !isOfItem) || !insert || flow.typed) return { ...flow, path };
    const { shape } = flow;
    // The type says what is at both places.
    if (flow.unwrapped && !isOfItem) return shape ? { ...flow, path } : { ...flow, path, insert };
    const typed: ResponseRead['insert'] = shape
      ? (names, last = name.name) => {
          const types = shape(name.name, names, last);
          const own = insert(names, last);
          return types && own && [...own, ...types];
        }
      : insert;
    return isOfItem ? { ...flow, path, inItem: typed } : { ...flow, path, insert: typed };
  }

  /** Any item of a list in a body; undefined for other values. `at`: where it is taken out. */
  item(flow: Flow, range: Range): Flow | undefined {
    if (flow.inside) return taken(flow, EACH);
    if (!flow.body || flow.path.length !== 1 || ENVELOPE.has(flow.path[0]!.name)) return undefined;
    const { shape, itemShape, ...bare } = flow;
    const typed = flow.typed || (shape !== undefined && itemShape === undefined);
    return {
      ...bare,
      ...{ path: [...flow.path, { name: EACH, range }], typed },
      ...(itemShape ? { shape: itemShape } : {}),
    };
  }

  /**
   * Keeps a read. `choice`: where the outermost choice begins that it is one side of; `handed`: {@link ResponseRead.handed};
   * `compared`: {@link ResponseRead.compared}.
   */
  record(
    { call: own, oneOf, body, path, insert, inItem, made, inside, unwrapped, wasKept }: Flow,
    choice: number | undefined,
    handed = false,
    compared = false,
  ): void {
    if (inside) return;
    const call = own ?? (path[0]?.name === 'error' ? oneOf : undefined);
    if (!body || !call || path.length === 0) return;
    const more = {
      ...{ ...(insert ? { insert } : {}), ...(inItem ? { inItem } : {}) },
      ...{ ...(made ? { made } : {}), ...(unwrapped ? { unwrapped } : {}) },
      ...(wasKept ? { wasKept } : {}),
    };
    body.add({ call, path, ...more, handed, compared, ...(choice === undefined ? {} : { choice }) });
  }

  /** Keeps that a whole body is handed on. `insert` puts `data` behind the code at `range` that gives it. */
  handedOn(
    { call, body, made: maker, inside, unwrapped }: Flow,
    range: Range,
    insert: ResponseRead['insert'],
  ): void {
    if (!body || !call) return;
    const made = inside ? maker : undefined;
    body.add({
      call,
      path: [{ name: WHOLE, range }],
      ...(insert ? { insert } : {}),
      ...(made ? { made } : {}),
      ...(unwrapped ? { unwrapped } : {}),
    });
  }

  /** With a body of its own, as soon as it is one. */
  private arrived(flow: Flow): Flow {
    if (flow.body || !flow.ways.some((steps) => steps.length === 0)) return flow;
    const body = new AnswerBody();
    this.bodies.add(body);
    return { ...flow, body };
  }
}

const placeOf = ({ path }: ResponseRead): string => `${path.at(-1)!.range.start}`;

/** Errors are alike in all endpoints of a version, and so is what is around the rest. */
const endpointOf = ({ path, call: { url } }: ResponseRead): string =>
  [url.version, ...(path[0]!.name === 'error' || path[0]!.name === WHOLE ? [] : [url.operation])]
    .map((fact) =>
      fact.kind !== 'literal' ? '' : typeof fact.value === 'string' ? fact.value : fact.value.text,
    )
    .join('/');
