import type { TextEdit } from '../../../model.ts';
import { FLAT, NEITHER } from './answer-notes.ts';

/** How the places that take what a call answers change. */
export interface AnswerEdits {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
  readonly obstacle?: string;
  /** True where it is taken as v2 answers already. */
  readonly isNew?: true;
}

/** The answer of a call goes somewhere else as a whole: `return await call()`. */
export const HANDED_ON = 1;
/** Nothing is to be done: it is taken as v2 answers. */
export const IS_NEW = 0;
/** What is in the way of taking what v2 answers; undefined: nothing, all of it is done. */
export type Outcome = string | typeof IS_NEW | typeof HANDED_ON | undefined;

/** What is in the way at one of the places where an answer arrives. `areAll`: it arrives nowhere else. */
export function joined(outcomes: readonly Outcome[], areAll: boolean): Outcome {
  if (areAll && outcomes.every((one) => one === undefined)) return undefined;
  const isOfMembers = (one: Outcome): boolean =>
    typeof one === 'string' && (one === FLAT || one.startsWith(NEITHER));
  return outcomes.find(isOfMembers) ?? HANDED_ON;
}
