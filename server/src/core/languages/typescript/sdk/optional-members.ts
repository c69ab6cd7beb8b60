import type { AnswerChange } from '../../../catalogue/sdks/answers.ts';
import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';
import type { PatternEntry } from './patterns.ts';

/** What v1 answered as `name` where v2 may leave it out; undefined for what both answer alike. */
const optionalOf = ({ optional }: AnswerChange, name: string): '{}' | '[]' | undefined =>
  optional && Object.hasOwn(optional, name) ? optional[name] : undefined;

/** What stands behind a value that may be missing. */
const EXPECTED = /^(?:\?\.|\?\?|\|\||&&|\?|=|===?|!==?)$/;
/** What stands before a value as a whole. */
const WHOLE = /^(?:[=:(,[]|return|=>)$/;

/**
 * Puts what v1 answered in the place of the member at `token` where that is missing; `first`: where the code that reads it
 * begins. Empty where the program is ready for that, or it makes no difference.
 */
export function presentMember(
  { tokens, source }: Reading,
  change: AnswerChange,
  token: number,
  first: number | undefined,
): readonly TextEdit[] {
  const otherwise = optionalOf(change, wordAt(tokens, token));
  if (otherwise === undefined) return [];
  const next = wordAt(tokens, token + 1);
  const { end } = source.range(tokens.starts[token]!, tokens.ends[token]!);
  if (EXPECTED.test(next)) return [];
  if (next === '.' && otherwise === '{}')
    return [{ range: source.range(tokens.starts[token + 1]!, tokens.ends[token + 1]!), newText: '?.' }];
  if (first === undefined || first < 1) return [];
  const before = wordAt(tokens, first - 1);
  if (next === '.' || next === '[' || before === 'of') {
    const { start } = source.range(tokens.starts[first]!, tokens.ends[first]!);
    return [
      { range: { start, end: start }, newText: '(' },
      { range: { start: end, end }, newText: ` ?? ${otherwise})` },
    ];
  }
  return WHOLE.test(before) ? [{ range: { start: end, end }, newText: ` ?? ${otherwise}` }] : [];
}

/** Gives the variable of a pattern what v1 answered where its member is missing. */
export function defaultEdits(
  { tokens, source }: Reading,
  change: AnswerChange,
  { name, target, default: last }: PatternEntry,
): readonly TextEdit[] {
  const otherwise = optionalOf(change, name);
  if (otherwise === undefined || target === undefined || last !== undefined) return [];
  const { end } = source.range(tokens.starts[target]!, tokens.ends[target]!);
  return [{ range: { start: end, end }, newText: ` = ${otherwise}` }];
}
