import type { ApiCall, Json, ResponseRead } from '../model.ts';
import type { Outline } from '../outline.ts';

/** The text around a call. */
export interface Surroundings {
  readonly document: string;
  readonly outline: Outline;
  /** How many calls to v1 send what is written there as their body. */
  readonly senders: (body: Json) => number;
  /** What is read of the answer to a call. */
  readonly readsOf: (call: ApiCall) => readonly ResponseRead[];
  /** True where a name stands that is known to be read of an answer. */
  readonly isFollowed: (offset: number) => boolean;
  /** The line of an offset, from 0 on. */
  readonly lineOf: (offset: number) => number;
}
