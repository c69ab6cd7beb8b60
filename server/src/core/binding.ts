import type { Expression, Span } from './expression.ts';
import type { SourceText } from './source.ts';

/** What a name stands for at one place. */
export type Binding =
  /** Assigned once. `certain` is false where a caller may have given another value. */
  | {
      readonly kind: 'value';
      readonly value: Expression;
      readonly certain: boolean;
      readonly changes: Changes;
    }
  /** `name` of the module, `default`, or `*` for the whole of it. */
  /** Not known but for its type: a parameter, a field. `value`: what every value of the type has. */
  | { readonly kind: 'instance'; readonly type: string; readonly value?: Expression }
  | { readonly kind: 'import'; readonly module: string; readonly name: string }
  /** Not declared in this text. */
  | { readonly kind: 'global' }
  /** Declared, and not known: a parameter, a loop variable, something assigned twice. */
  | { readonly kind: 'unknown' };

/** What happened to a value after it was made. */
export interface Changes {
  readonly sets: readonly PropertySet[];
  /** False when it may have been changed in ways that were not understood. */
  readonly sealed: boolean;
}

/** `target.a.b = value`, or a setter of the same effect. */
export interface PropertySet {
  readonly path: readonly string[];
  readonly keySpan: Span;
  readonly key: SourceText;
  readonly value: Expression;
  readonly conditional: boolean;
  /** What decides whether it is set, where that is written in one place. */
  readonly condition?: Expression;
}

/** What the path of a {@link PropertySet} ends in where a value is put behind the others of a list or text. */
export const PUSHED = '[]';

export const UNCHANGED: Changes = { sets: [], sealed: true };

/** A value with what is known of how it came about. */
export interface Resolved {
  readonly value: Expression;
  /** False when another value may stand there: a default argument, a fallback. */
  readonly certain: boolean;
  readonly changes: Changes;
}

/** One member of an object, spreads and later changes included. */
export interface Member {
  readonly key: string;
  readonly keySource: SourceText;
  readonly value: Expression;
  readonly conditional: boolean;
  /** Changes made to the member's own value through the object around it. */
  readonly changes: Changes;
  /** What is spread into the object and brings this member and no other one. */
  readonly part?: Expression;
}

/** The members of an object, as far as they are known. */
export interface Members {
  /** In the order of their writing: of two with the same key the last one counts. */
  readonly list: readonly Member[];
  readonly complete: boolean;
  /** What is spread and not seen, where nothing else makes it incomplete. */
  readonly unseen?: readonly Expression[];
  /** Index in `list` of the first member that nothing unknown comes after: it and those behind it are what counts. */
  readonly settled: number;
}

/** The values of a list, those put behind it later included. */
export interface Items {
  readonly list: readonly { readonly value: Expression; readonly conditional: boolean }[];
  readonly complete: boolean;
}

/** The changes of both, those of `a` first. */
export function merge(a: Changes, b: Changes): Changes {
  if (a === UNCHANGED) return b;
  if (b === UNCHANGED) return a;
  return { sets: [...a.sets, ...b.sets], sealed: a.sealed && b.sealed };
}
