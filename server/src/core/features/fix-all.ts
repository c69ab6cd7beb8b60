import { applyEdits, collide } from '../edits.ts';
import type { Finding } from '../finding.ts';
import type { TextEdit } from '../model.ts';

/** A fix may bring another one to light; after this many rounds the rest is left. */
const MAX_ROUNDS = 10;

/**
 * Applies the safe fixes of `check`'s findings, again and again until none is left. A fix that collides with one
 * before it waits for the next round; equal edits of several findings count as one.
 */
export async function fixAll(
  text: string,
  check: (text: string) => Promise<readonly Finding[]>,
): Promise<{ text: string; applied: number }> {
  let applied = 0;
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { edits, count } = safeEdits(await check(current));
    if (count === 0) break;
    const next = applyEdits(current, edits);
    if (next === current) break;
    current = next;
    applied += count;
  }
  return { text: current, applied };
}

/** The edits of all safe fixes that can be applied together, and how many findings they fix. */
export function safeEdits(findings: readonly Finding[]): { edits: readonly TextEdit[]; count: number } {
  const edits: TextEdit[] = [];
  const taken = new Set<string>();
  let count = 0;
  for (const { fix } of findings) {
    if (fix?.safety !== 'safe') continue;
    const fresh = fix.edits.filter((e) => !taken.has(keyOf(e)));
    if (collide(fresh, edits)) continue;
    for (const edit of fresh) taken.add(keyOf(edit));
    edits.push(...fresh);
    count++;
  }
  return { edits, count };
}

const keyOf = ({ range, newText }: TextEdit): string => `${range.start} ${range.end} ${newText}`;
