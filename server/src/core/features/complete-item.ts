import type { TextEdit } from '../model.ts';
import type { Range } from '../source.ts';

/** What an item stands for; front ends choose its picture by it. */
export type CompletionKind =
  | 'endpoint'
  | 'method'
  | 'header'
  | 'field'
  | 'value'
  | 'body'
  | 'error'
  | 'permission'
  | 'id';

/** A piece of what is inserted: text as it stands, or a place to type at. */
export type InsertPiece = string | Stop;

/** A place the cursor goes to, in order. It holds `text` at first, or the first of `choices`. */
export interface Stop {
  readonly text?: string;
  readonly choices?: readonly string[];
}

/** One thing that can be written at the cursor. Plain data. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail: string;
  /** What is replaced; it holds the cursor and stays on its line. */
  readonly range: Range;
  readonly insert: readonly InsertPiece[];
  /** What changes elsewhere when the item is taken, before `range`. */
  readonly also: readonly TextEdit[];
  /** What the text in `range` up to the cursor is matched with. */
  readonly filterText: string;
  readonly sortText: string;
  readonly deprecated: boolean;
  /** Names the item for {@link documentCompletion}: `field keys.createKey credits.refill`. */
  readonly subject: string;
}

/** An item whose text is its label, unless `more` says otherwise. */
export function item(
  kind: CompletionKind,
  label: string,
  range: Range,
  subject: string,
  more: Partial<Completion> = {},
): Completion {
  return {
    label,
    kind,
    detail: '',
    range,
    insert: [label],
    also: [],
    filterText: label,
    sortText: label,
    deprecated: false,
    subject: `${kind} ${subject}`,
    ...more,
  };
}

/** Sorts before every item with a higher number, whatever their labels. */
export const rank = (group: number, index = 0): string => `${group}${String(index).padStart(3, '0')}`;
