import type { TextEdit } from '../../../model.ts';
import { isAnswered } from '../../../sdk/answered.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';
import { FLAT, NEITHER } from './answer-notes.ts';
import type { Answered } from './caught.ts';
import { dataPattern } from './data-edits.ts';
import { lineOf } from './lines.ts';
import type { Outcome } from './outcomes.ts';
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
    const isRead = /^\??\.$/.test(wordAt(tokens, dot)) && !OF_OBJECTS.test(wordAt(tokens, dot + 1));
    return { use, dot, name: isRead ? wordAt(tokens, dot + 1) : undefined };
  });
}

/** What every object has. */
const OF_OBJECTS = /^(?:toString|toLocaleString|valueOf)$/;
const WRAPPERS = /^(?:result|error)$/;
const OF_PROMISES = /^(?:then|catch|finally)$/;

/** Reads of an answer as early releases of `@unkey/api` gave it, without `result`. */
export class FlatReads {
  readonly edits: TextEdit[] = [];

  /** `isSure`: nothing but such reads is done with it. */
  constructor(
    private readonly reading: Reading,
    private readonly answered: Answered,
    private readonly reads: ResultReads,
    private readonly isSure: boolean,
  ) {}

  /** True where the variable whose uses these are is read so. */
  static areSome(uses: readonly AnswerUse[]): boolean {
    return uses.some(({ name }) => name !== undefined && !WRAPPERS.test(name));
  }

  /** What is in the way where these tokens name members of the answer. */
  reason(names: readonly number[]): string {
    const { reading, answered } = this;
    const { tokens } = reading;
    const unknown = names.filter((at) => {
      const name = wordAt(tokens, at);
      return !WRAPPERS.test(name) && !OF_PROMISES.test(name) && !isAnswered(answered.operation, name);
    });
    if (unknown.length === 0) return FLAT;
    const spelled = [...new Set(unknown.map((at) => `\`${wordAt(tokens, at)}\``))].join(' or ');
    const lines = [...new Set(unknown.map((at) => lineOf(reading, at)))];
    const place = `line${lines.length > 1 ? 's' : ''} ${lines.join(', ')}`;
    return `${NEITHER} ${spelled} here (${place}): v1 gave \`result\` and \`error\`. Read these, then migrate it.`;
  }

  /** Uses of a variable. */
  uses(uses: readonly AnswerUse[]): Outcome {
    const names = uses.flatMap(({ dot, name }) => (name === undefined ? [] : [dot + 1]));
    const reason = this.reason(names);
    const isMixed = uses.some(({ name }) => name !== undefined && WRAPPERS.test(name));
    if (reason !== FLAT || isMixed || !this.isReadable) return reason;
    const edits = uses.map(({ use, name }) => this.valueEdit(use, name !== undefined));
    if (edits.includes(undefined)) return FLAT;
    for (const { use } of uses) this.reads.use(use, use);
    this.edits.push(...edits.filter((edit) => edit !== undefined));
    return undefined;
  }

  /** `const { keyId } = await call()`; `names`: the tokens of its members. */
  pattern(open: number, names: readonly number[]): Outcome {
    const reason = this.reason(names);
    if (reason !== FLAT || !this.isReadable || !this.reads.pattern(open)) return reason;
    this.edits.push(...dataPattern(this.reading, open));
    return undefined;
  }

  /** `(await call()).keyId`, whose value is the tokens `first` to `last`. */
  member(first: number, last: number, name: number): Outcome {
    const reason = this.reason([name]);
    if (reason !== FLAT || !this.isReadable) return reason;
    this.edits.push(this.behind(last));
    this.reads.use(first, last);
    return undefined;
  }

  private get isReadable(): boolean {
    const { list, bare } = this.answered.change;
    return this.isSure && !list && !bare;
  }

  /** Reads `data` of the answer that token `use` is; undefined where nothing can be written behind it. */
  private valueEdit(use: number, isRead: boolean): TextEdit | undefined {
    const { tokens } = this.reading;
    const before = wordAt(tokens, use - 1);
    const behind = wordAt(tokens, use + 1);
    const ends = tokens.breaks[use + 1] === 1 || /^(?:\)|,|;|\}|\]|:|$)/.test(behind);
    const isValue = ends && /^(?:\(|,|=|return|:|\{|=>|\?|!)$/.test(before);
    const isShort =
      /^[{,]$/.test(before) && /^[,}]$/.test(behind) && wordAt(tokens, tokens.parents[use]!) === '{';
    return isShort || (!isRead && !isValue) ? undefined : this.behind(use);
  }

  private behind(token: number): TextEdit {
    const { source, tokens } = this.reading;
    const at = source.range(tokens.starts[token]!, tokens.ends[token]!).end;
    return { range: { start: at, end: at }, newText: '.data' };
  }
}
