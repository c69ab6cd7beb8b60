import { lazy } from '../lazy.ts';
import { changeRows } from './changes.generated.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointsAt, successorOf } from './endpoints.ts';

/**
 * One step from the parameters of a v1 request to the body of the v2 request, done in order. Places are names of
 * fields joined by dots: `credits.remaining`. A step whose source is not there does nothing. `note` says, for a user,
 * what the step alone does not; it may be that the step is not the whole truth.
 */
export type Step = (
  | {
      /** The value goes from one place to another, objects on the way being made; if that is taken, it goes away. */
      readonly kind: 'move';
      readonly from: string;
      readonly to: string;
    }
  | {
      /** v2 does not take the field. */
      readonly kind: 'drop';
      readonly field: string;
      /** Why a field whose value is not zero cannot just go. */
      readonly unlessZero?: string;
    }
  | {
      /**
       * An object becomes an item at the end of the list `to`: each of its `members` is the first that is there of
       * those named, and `set` is added. The list replaces what the server has, so null becomes an empty list.
       */
      readonly kind: 'append';
      readonly from: string;
      readonly to: string;
      readonly members: Readonly<Record<string, readonly string[]>>;
      readonly set: Readonly<Record<string, string | number | boolean>>;
      /** Two fields of the object: the note is for those in which they differ. */
      readonly differ?: readonly [string, string];
    }
  | {
      /** Each object of a list becomes a string: the first of `take` that it has. Without any it cannot be done. */
      readonly kind: 'names';
      readonly field: string;
      readonly take: readonly string[];
    }
  | {
      /** Each object of a list gets a field, unless it has it. */
      readonly kind: 'setEach';
      readonly list: string;
      readonly field: string;
      readonly value: string | number | boolean;
    }
  | {
      /** `{ and: ['a', { or: ['b', 'c'] }] }` becomes `a AND (b OR c)`. */
      readonly kind: 'permissionQuery';
      readonly from: string;
      readonly to: string;
    }
  | {
      /**
       * A body that is a list becomes an object with that list in it, and with the fields `lift` that its items had;
       * where the items differ in them, one request for each value is needed.
       */
      readonly kind: 'wrap';
      readonly list: string;
      readonly lift: readonly string[];
    }
  | {
      /** Steps for each object of a list. */
      readonly kind: 'each';
      readonly list: string;
      readonly steps: readonly Step[];
    }
) & { readonly note?: string };

/** A field that v2 requires and that the v1 request does not, or may not, determine. */
export interface Need {
  /** Its place in the body, `[]` standing for every item of a list: `ratelimits[].duration`. */
  readonly field: string;
  /** The field of v1 that makes it necessary; missing: it always is. */
  readonly when?: string;
  /** The field of v1 whose value is what v1 took instead. */
  readonly from?: string;
  /** What v1 took instead. */
  readonly value?: string | number;
  /** A text that the field beside it has to be: nothing is needed with another one. */
  readonly beside?: readonly [field: string, value: string];
  /** For a user: where it comes from. */
  readonly note: string;
}

/** What turns a request to an endpoint of v1 into one to v2. */
export interface Changes {
  readonly from: Endpoint;
  /** Undefined: v2 has nothing like it, and `note` says what to do. */
  readonly to: Endpoint | undefined;
  /** The method to send, when it is another. */
  readonly method: string | undefined;
  /** True when v1 takes its parameters from the query; v2 takes all from the body. */
  readonly queryToBody: boolean;
  /** Parameters of v1's path that are fields of v2's body, under the same name. */
  readonly pathToBody: readonly string[];
  /** True when v1 needs no root key and v2 does. */
  readonly needsRootKey: boolean;
  readonly steps: readonly Step[];
  readonly needs: readonly Need[];
  readonly note: string | undefined;
}

/** The {@link Changes} of some endpoints as the generated table holds them. */
export interface ChangeRow {
  /** `POST keys.createKey` */
  readonly of: readonly string[];
  readonly steps?: readonly Step[];
  readonly needs?: readonly Need[];
  readonly note?: string;
}

const rows = lazy(() => new Map(changeRows.flatMap((row) => row.of.map((name) => [name, row] as const))));

/**
 * The changes of an operation of v1, whose path parameters may be concrete. Undefined when v1 had no such operation, not
 * with that `method`, or, without one, with several.
 */
export function changesOf(v1Operation: string, method?: string): Changes | undefined {
  const endpoints = endpointsAt('v1', v1Operation);
  const from =
    method === undefined && endpoints.length === 1
      ? endpoints[0]
      : endpoints.find((endpoint) => endpoint.method === method);
  const row = from && rows().get(`${from.method} ${from.operation}`);
  if (!row) return undefined;
  const to = successorOf(from);
  return {
    from,
    to,
    method: to && to.method !== from.method ? to.method : undefined,
    queryToBody: from.query !== undefined,
    pathToBody: from.pathParams,
    needsRootKey: from.auth === 'none' && to?.auth === 'bearer',
    steps: row.steps ?? [],
    needs: row.needs ?? [],
    note: row.note,
  };
}

/**
 * The steps that say what became of the field of v1 at `place` (as in {@link Need}): those that move it or its parts, or,
 * where nothing does, the one that drops it. Places in steps of an `each` are from its items.
 */
export function stepsAt(steps: readonly Step[], place: string): readonly Step[] {
  const own = steps.flatMap((step) => {
    if (step.kind === 'each' && place.startsWith(`${step.list}[].`))
      return stepsAt(step.steps, place.slice(step.list.length + 3));
    const source = sourceOf(step);
    return source === place || source?.startsWith(`${place}.`) ? [step] : [];
  });
  const telling = own.filter((step) => step.kind !== 'drop');
  return telling.length > 0 ? telling : own;
}

/** The place whose value a step takes or changes; undefined for a step about the whole body, or about items of a list. */
export function sourceOf(step: Step): string | undefined {
  switch (step.kind) {
    case 'move':
    case 'append':
    case 'permissionQuery':
      return step.from;
    case 'drop':
    case 'names':
      return step.field;
    case 'setEach':
      return step.list;
    default:
      return undefined;
  }
}
