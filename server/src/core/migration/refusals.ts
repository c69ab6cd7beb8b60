import type { MigrationTodo } from './migration.ts';

/** What steps turned out not to do, once the text was read as it would be; calls by {@link refusalKey}. */
export interface Refusals {
  /** Calls that did not become what they should have, and why. */
  readonly undone: ReadonlyMap<string, string>;
  /** Calls that are left to do, and of which no rule would say anything with the base URL of v2. */
  readonly silent: ReadonlySet<string>;
}

export const NONE_REFUSED: Refusals = { undone: new Map(), silent: new Set() };

/** What tells a call from others of one text. */
export const refusalKey = ({ range, from }: Pick<MigrationTodo, 'range' | 'from'>): string =>
  `${range.start}:${range.end}:${from}`;
