import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { Kind, wordAt } from '../tokens.ts';
import type { PatternEntry } from './patterns.ts';

/** The edit that takes `data` in a pattern where it took `result`. */
export function dataEntry({ source, tokens }: Reading, { at, target }: PatternEntry): TextEdit {
  const range = source.range(tokens.starts[at]!, tokens.ends[at]!);
  if (target === at) return { range: { start: range.start, end: range.start }, newText: 'data: ' };
  if (target !== undefined && wordAt(tokens, target) === 'data')
    return { range: source.range(tokens.starts[at]!, tokens.ends[target]!), newText: 'data' };
  return { range, newText: 'data' };
}

/** The edit that reads `data` where token `name` reads `result`. */
export const dataMember = ({ source, tokens }: Reading, name: number): TextEdit => ({
  range: source.range(tokens.starts[name]!, tokens.ends[name]!),
  newText: 'data',
});

/** The edits that say no more that what token `name` reads may be missing: `!`, `?.`. */
export function presentEdits({ source, tokens }: Reading, name: number): readonly TextEdit[] {
  const at = name + 1;
  const range = source.range(tokens.starts[at]!, tokens.ends[at]!);
  const behind = wordAt(tokens, at);
  if (behind === '!') return [{ range, newText: '' }];
  return behind === '?.' && tokens.kinds[at + 1] === Kind.word ? [{ range, newText: '.' }] : [];
}

/** The edits that put the pattern that token `open` begins into one that takes `data`. */
export function dataPattern({ source, tokens }: Reading, open: number): readonly TextEdit[] {
  const { start } = source.range(tokens.starts[open]!, tokens.ends[open]!);
  const close = tokens.mates[open]!;
  const { end } = source.range(tokens.starts[close]!, tokens.ends[close]!);
  return [
    { range: { start, end: start }, newText: '{ data: ' },
    { range: { start: end, end }, newText: ' }' },
  ];
}
