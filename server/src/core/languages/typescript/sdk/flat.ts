import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';
import type { ResultReads } from './result-reads.ts';
import { variableUses } from './variable-uses.ts';

/** A use of an answer: its token, the dot behind it, and the member that is read. */
export interface AnswerUse {
  readonly use: number;
  readonly dot: number;
  readonly name: string | undefined;
}

/** How the variable with an answer that token `declared` declares is used. */
export function answerUses(reading: Reading, declared: number): readonly AnswerUse[] {
  const { tokens } = reading;
  return variableUses(reading, declared).map((use) => {
    const dot = wordAt(tokens, use + 1) === '!' ? use + 2 : use + 1;
    return { use, dot, name: /^\??\.$/.test(wordAt(tokens, dot)) ? wordAt(tokens, dot + 1) : undefined };
  });
}

/**
 * Early releases of `@unkey/api` answered without `result`: the edits that read `data` of v2 in the place of what they
 * answered. Undefined where a use stands where nothing can be written behind it.
 */
export function flatEdits(
  { source, tokens }: Reading,
  uses: readonly AnswerUse[],
  reads: ResultReads,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const { use, name } of uses) {
    const before = wordAt(tokens, use - 1);
    const behind = wordAt(tokens, use + 1);
    const ends = tokens.breaks[use + 1] === 1 || /^(?:\)|,|;|\}|\]|:|$)/.test(behind);
    const isValue = ends && /^(?:\(|,|=|return|:|\{|=>|\?|!)$/.test(before);
    const isShort =
      /^[{,]$/.test(before) && /^[,}]$/.test(behind) && wordAt(tokens, tokens.parents[use]!) === '{';
    if (isShort || (name === undefined && !isValue)) return undefined;
    const at = source.range(tokens.starts[use]!, tokens.ends[use]!).end;
    edits.push({ range: { start: at, end: at }, newText: '.data' });
    reads.use(use, use);
  }
  return edits;
}
