import type { Notation } from '../call-editor.ts';
import type { Draft } from '../migration/draft.ts';
import type { ApiCall, Json, Sdk, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';

/** What one text does with one SDK, where v2 has that otherwise: all of it changes, or nothing does. */
export interface SdkProgram {
  readonly sdk: Sdk;
  /** In the order of the text. Worked out when it is asked for. */
  readonly parts: () => readonly SdkPart[];
  /** What is left to do once all `edits` of its parts are made. */
  readonly finish?: (edits: readonly TextEdit[]) => FinishedSdk;
}

/** What the edits of an {@link SdkProgram} bring with them. */
export interface FinishedSdk {
  readonly edits: readonly TextEdit[];
  /** Why none of them can be made, and where. */
  readonly obstacle?: { readonly range: Range; readonly reason: string };
}

/** One use of an SDK, and what makes it a use of its v2 release. */
export interface SdkPart {
  readonly range: Range;
  /** As its release for v1 names it, and as v2 does: `keys.create`, `keys.createKey`. */
  readonly from: string;
  readonly to: string;
  /** The call whose arguments have to change as well. */
  readonly call?: ApiCall;
  /** The request that changes as well, where the language writes it itself. */
  readonly request?: WrittenRequest;
  /** False where the release for v1 has all of this as v2 does. */
  readonly isOld: boolean;
  /** True for a call that can change while others stay: nothing of the text is shared with them but the client. */
  readonly alone?: true;
  readonly edits: readonly TextEdit[];
  /** For a user, a sentence each. */
  readonly notes: readonly string[];
  /** Why it cannot be changed surely: a sentence that says what to do. */
  readonly obstacle?: string;
}

/** Edits that make what is written what a draft says; undefined where that cannot be done surely. */
export type DraftPrinter = (made: Draft, notation: Notation) => readonly TextEdit[] | undefined;

/** A request of an SDK in the words of its own language. */
export interface WrittenRequest extends WrittenPart {
  /** The operation of v1 that it is for. */
  readonly operation: string;
  /** What statements set in it that is another value in v2, one part for each of them. */
  readonly later?: readonly WrittenPart[];
}

/** A request, or a part of it. */
export interface WrittenPart {
  /** Its fields by the names of the API. */
  readonly json: Json;
  /** Writes it as it is for v2. `print`: the edits of what is an object in itself. Undefined where that cannot be done surely. */
  readonly write: (made: Draft, print: DraftPrinter) => readonly TextEdit[] | undefined;
}
