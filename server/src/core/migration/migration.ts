import type { TextEdit } from '../model.ts';
import type { Range } from '../source.ts';

/** What turns the calls to v1 in one text into calls to v2. */
export interface Migration {
  /** In the order of the text. Edits of different steps do not touch one another: each step may be left out. */
  readonly steps: readonly MigrationStep[];
  /** Calls that stay as they are. */
  readonly todos: readonly MigrationTodo[];
}

/** Calls that have to change together, because they share what changes: a base URL in a constant. */
export interface MigrationStep {
  readonly calls: readonly MigratedCall[];
  /** In the order of the text, not overlapping. */
  readonly edits: readonly TextEdit[];
  /** Calls that are left to do, and whose base URL becomes that of v2 with this step. */
  readonly along?: readonly Pick<MigrationTodo, 'range' | 'from'>[];
}

/** A call, and what it becomes. */
export interface MigratedCall {
  /** The call as it stands in the text. */
  readonly range: Range;
  /** `GET /v1/keys.getKey`; of an SDK `keys.get`. */
  readonly from: string;
  /** `POST /v2/keys.getKey`; of an SDK `keys.getKey`. */
  readonly to: string;
  /** What a user should look at after the change, a sentence each. */
  readonly notes: readonly string[];
}

/** A call that cannot be migrated surely. */
export interface MigrationTodo {
  readonly range: Range;
  readonly from: string;
  /** A sentence: what is in the way, and what to do. */
  readonly reason: string;
}
