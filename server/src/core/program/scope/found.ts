import { type Binding, UNCHANGED } from '../../binding.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { Area } from '../areas.ts';
import type { Effect } from '../effects.ts';

/** An effect, and whether it is certain to have happened at the place it was asked for. */
export interface Happened {
  readonly effect: Effect;
  readonly conditional: boolean;
}

/** A name's binding with what was done to the value since it was given. */
export interface Found {
  readonly binding: Binding;
  readonly happened: readonly Happened[];
  /** Where the parameter is declared that it is. */
  readonly parameter?: number;
  /** The type that a value is said to have. */
  readonly type?: string | undefined;
}

/** The calls that functions are followed from. */
export type Frames = ReadonlyMap<Area, CallExpression>;

/** A value that nothing else can stand in the place of, and that nothing was done to. */
export const known = (value: Expression): Found & { readonly binding: Binding & { kind: 'value' } } => ({
  binding: { kind: 'value', value, certain: true, changes: UNCHANGED },
  happened: [],
});

/** What is declared and not known. */
export const UNKNOWN: Found = { binding: { kind: 'unknown' }, happened: [] };
