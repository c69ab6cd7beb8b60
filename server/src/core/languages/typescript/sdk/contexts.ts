import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';
import { isShown } from './error-uses.ts';
import { ResultReads } from './result-reads.ts';
import { variableUses } from './variable-uses.ts';

const DEEPEST = 3;
/** Members of errors of v1. */
const GONE = /^(?:code|docs|requestId)$/;

/** Changes what is read of the results that middleware hands in: v1 gave the result, v2 gives `{ meta, data }`. */
export class ContextReads {
  private readonly own: TextEdit[] = [];
  private readonly reads: ResultReads;
  private old = false;

  constructor(private readonly reading: Reading) {
    this.reads = new ResultReads(reading, answerChangeOf('keys.verifyKey'));
  }

  /** True where something is read as only v1 gave it. */
  get isOld(): boolean {
    return this.old;
  }

  get edits(): readonly TextEdit[] {
    return [...this.own, ...this.reads.edits];
  }

  get notes(): readonly string[] {
    return this.reads.notes;
  }

  /** The error that a handler is given by the parameter which token `declared` declares. */
  error(declared: number): void {
    const { tokens } = this.reading;
    for (const use of variableUses(this.reading, declared)) {
      const name = use + 2;
      if (/^\??\.$/.test(wordAt(tokens, use + 1)) && GONE.test(wordAt(tokens, name)))
        this.reads.gone(name, `errors of v2 have no \`${wordAt(tokens, name)}\`, but a \`statusCode\``);
    }
  }

  /** A result whose expression is the tokens `first` to `last`. */
  use(first: number, last: number, depth = 0): void {
    const { tokens, source } = this.reading;
    const end = wordAt(tokens, last + 1) === '!' ? last + 1 : last;
    const dot = end + 1;
    const sign = wordAt(tokens, dot);
    const before = wordAt(tokens, first - 1);
    if (/^\??\.$/.test(sign)) {
      if (/^(?:data|meta)$/.test(wordAt(tokens, dot + 1)) && this.isNew(dot + 1)) return;
      const at = source.range(tokens.ends[end]!, tokens.ends[end]!).start;
      this.own.push({ range: { start: at, end: at }, newText: sign === '?.' ? '?.data' : '.data' });
      if (sign === '?.')
        this.own.push({ range: source.range(tokens.starts[dot]!, tokens.ends[dot]!), newText: '.' });
      this.reads.field(dot + 1);
      if (wordAt(tokens, dot + 1) !== 'meta') this.old = true;
      return;
    }
    if (before === '=' && wordAt(tokens, first - 2) === '}') {
      const open = tokens.mates[first - 2]!;
      const at = source.range(tokens.ends[end]!, tokens.ends[end]!).start;
      if (open > 0 && this.reads.pattern(open)) {
        const isMaybe = /^(?:\|\||\?\?)$/.test(sign);
        this.own.push({ range: { start: at, end: at }, newText: isMaybe ? '?.data' : '.data' });
        this.old = true;
        return;
      }
    }
    if (before === '=' && /^(?:const|let|var)$/.test(wordAt(tokens, first - 3)) && depth < DEEPEST) {
      for (const use of variableUses(this.reading, first - 2)) this.use(use, use, depth + 1);
      return;
    }
    if (!isShown(this.reading, first)) this.reads.whole(first, last);
  }

  /** `data` is of v2 only; `meta` was a member of v1 as well. */
  private isNew(token: number): boolean {
    return wordAt(this.reading.tokens, token) === 'data';
  }
}
