import { answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';
import { errorUse, isShown } from './error-uses.ts';
import { entriesOf } from './patterns.ts';
import { ResultReads } from './result-reads.ts';
import { variableUses } from './variable-uses.ts';

const DEEPEST = 3;
/** Members of errors of v1. */
const GONE = /^(?:code|docs|requestId)$/;
const WRAPPED = '`{ meta, data }`, with the result in `data`';
const OTHERS =
  'this error has other members in v2: a `message` and a `statusCode`, and no `code`, `docs` or `requestId`';

/** Changes what is read of the results that middleware hands in: v1 gave the result, v2 gives `{ meta, data }`. */
export class ContextReads {
  private readonly own: TextEdit[] = [];
  private readonly reads: ResultReads;
  private old = false;
  /** Tokens of results that were looked at: several calls may share a handler. */
  private readonly seen = new Set<number>();

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

  /** The error that a handler is given by the parameter which token `declared` declares, or begins the pattern of. */
  error(declared: number): void {
    const { tokens } = this.reading;
    if (wordAt(tokens, declared) === '{') {
      const entries = entriesOf(tokens, declared, 'withDefaults');
      if (!entries) this.reads.gone(declared, OTHERS);
      for (const { at, rest } of entries ?? []) {
        if (rest) this.reads.gone(at, OTHERS);
        else this.errorMember(at);
      }
      return;
    }
    for (const use of variableUses(this.reading, declared)) {
      if (/^\??\.$/.test(wordAt(tokens, use + 1))) this.errorMember(use + 2);
      else if (!/^(?:test|throw|show)$/.test(String(errorUse(this.reading, use, use))))
        this.reads.gone(use, OTHERS);
    }
  }

  /** A handler, named by a token, that is not seen. */
  elsewhere(name: number, isError: boolean): void {
    const handler = wordAt(this.reading.tokens, name);
    const members = 'an error with a `message` and a `statusCode`, and no `code`, `docs` or `requestId`';
    this.reads.gone(name, `v2 gives \`${handler}\` ${isError ? members : WRAPPED}`);
  }

  /** A type that a handler says its result has, behind token `colon`. */
  typed(colon: number): void {
    this.reads.gone(colon, `v2 gives ${WRAPPED}, and the type here has to say so: \`UnkeyContext\``);
  }

  /** The same of its error. */
  typedError(colon: number): void {
    this.reads.gone(
      colon,
      'v2 gives an error with a `message` and a `statusCode`, and the type here has to say so: `APIError`',
    );
  }

  private errorMember(name: number): void {
    const member = wordAt(this.reading.tokens, name);
    if (GONE.test(member)) this.reads.gone(name, `errors of v2 have no \`${member}\`, but a \`statusCode\``);
  }

  /** The pattern that token `open` begins, which takes a result in the place of a parameter. */
  pattern(open: number): void {
    if (this.seen.has(open)) return;
    this.seen.add(open);
    const { tokens, source } = this.reading;
    const entries = entriesOf(tokens, open, 'withDefaults');
    if (entries?.some(({ at }) => wordAt(tokens, at) === 'data')) return;
    if (!this.reads.pattern(open)) {
      this.reads.gone(open, `v2 gives ${WRAPPED}`);
      return;
    }
    const { start } = source.range(tokens.starts[open]!, tokens.ends[open]!);
    const close = tokens.mates[open]!;
    const { end } = source.range(tokens.starts[close]!, tokens.ends[close]!);
    this.own.push(
      { range: { start, end: start }, newText: '{ data: ' },
      { range: { start: end, end }, newText: ' }' },
    );
    this.old = true;
  }

  /** A result whose expression is the tokens `first` to `last`. */
  use(first: number, last: number, depth = 0): void {
    if (this.seen.has(last)) return;
    this.seen.add(last);
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
