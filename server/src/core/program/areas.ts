import type { SyntaxNode } from '../syntax.ts';
import type { FunctionShape } from './grammar.ts';
import type { NameEvent } from './name-events.ts';

/** A stretch of the text in which names live. */
export interface Area {
  readonly kind: 'file' | 'function' | 'class' | 'block';
  readonly node: SyntaxNode | undefined;
  readonly start: number;
  readonly end: number;
  readonly parent: Area | undefined;
  readonly children: Area[];
  readonly names: Map<string, NameEvent[]>;
  /** Of a class its name. */
  readonly owner: string | undefined;
  readonly shape: FunctionShape | undefined;
}

/** A function of the text, and where its body is. */
export interface FunctionPlace {
  readonly shape: FunctionShape;
  readonly area: Area;
  readonly node: SyntaxNode;
  readonly owner: string | undefined;
}

/** The function that an area is or stands in. */
export function functionOf(area: Area | undefined): Area | undefined {
  let at = area;
  while (at && at.kind !== 'function') at = at.parent;
  return at;
}

/** Of areas in the order of the text the last one that begins at or before index `at`. */
export function lastBefore(areas: readonly Area[], at: number): Area | undefined {
  let lo = 0;
  let hi = areas.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (areas[mid]!.start <= at) lo = mid + 1;
    else hi = mid;
  }
  return areas[lo - 1];
}
