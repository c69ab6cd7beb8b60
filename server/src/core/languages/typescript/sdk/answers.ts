import type { AnswerChange } from '../../../catalogue/sdks/answers.ts';
import type { CallExpression } from '../../../expression.ts';
import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { Kind, tokenAt, wordAt } from '../tokens.ts';
import { caughtText } from './caught.ts';
import { isErrorKept, isShown } from './error-uses.ts';
import { entriesOf, type PatternEntry, removedEntry } from './patterns.ts';
import { ResultReads } from './result-reads.ts';
import { variableUses } from './variable-uses.ts';

/** What a call answers, and how its SDK wrote and writes that. */
export interface Answered {
  readonly call: CallExpression;
  readonly change: AnswerChange;
  /** True where types can be written. */
  readonly typed: boolean;
}

/** How the places that take what a call answers change. */
export interface AnswerEdits {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
  readonly obstacle?: string;
  /** True where it is taken as v2 answers already. */
  readonly isNew?: true;
}

const HANDED_ON =
  'What this call answers is handed on, and v2 answers otherwise: { meta, data }, and errors are thrown. Change where it is read, then this call.';
const ERROR_READ =
  'v2 throws errors, which are other objects: without `code` and `docs`. Put the call in try and catch first.';
const FLAT =
  'This takes what early releases answered, without `result`. In v2 it is in `data`: change it by hand.';
const NO_DATA = 'v2 answers no `data` here. Take out what reads `result`, then migrate it.';
const UNAWAITED =
  'Nothing waits for this call, and v2 throws errors. Await it or catch its errors, then migrate it.';
const THROWS = 'v2 throws an error where v1 answered one.';

/** Nothing is to be done. */
const IS_NEW = 0;
/** What is in the way; undefined: nothing, all of it is done. */
type Outcome = string | typeof IS_NEW | undefined;

/** The edits that take what v2 answers; an obstacle where the text does something else with it. */
export function answerEdits(reading: Reading, answered: Answered): AnswerEdits {
  return new AnswerRewriter(reading, answered).edits();
}

class AnswerRewriter {
  private readonly changes: TextEdit[] = [];
  private readonly reads: ResultReads;
  /** The last token of the call. */
  private readonly last: number;
  private isCaught = false;
  private takesResult = false;

  constructor(
    private readonly reading: Reading,
    private readonly answered: Answered,
  ) {
    this.reads = new ResultReads(reading, answered.change);
    this.last = tokenAt(reading.tokens, answered.call.end - 1);
  }

  edits(): AnswerEdits {
    const found = this.taken();
    if (typeof found === 'string') return { edits: [], notes: [], obstacle: found };
    if (found === IS_NEW) return { edits: [], notes: [], isNew: true };
    if (this.isCaught) this.catchErrors();
    return {
      edits: [...this.changes, ...this.reads.edits],
      notes: [...this.reads.notes, ...(this.isCaught ? [] : [THROWS])],
    };
  }

  private taken(): Outcome {
    const { tokens } = this.reading;
    let before = tokenAt(tokens, this.answered.call.start) - 1;
    let after = this.last + 1;
    let awaited = false;
    for (;;) {
      const word = before >= 0 ? wordAt(tokens, before) : '';
      if (word === 'await' && !awaited) awaited = true;
      else if (awaited && word === '(' && wordAt(tokens, after) === ')' && !this.isCalled(before)) after++;
      else break;
      before--;
    }
    const next = after < tokens.starts.length ? wordAt(tokens, after) : ';';
    if (/^\??\.$|^!$/.test(next))
      return after > this.last + 1 ? this.member(before + 1, after) : this.chained(after);
    if (!awaited)
      return this.answered.change.empty && !this.isAlone(before, after)
        ? undefined
        : this.unawaited(before, after);
    if (wordAt(tokens, before) === '=' && this.ends(after)) return this.assigned(before - 1);
    return this.isAlone(before, after) || this.answered.change.empty ? undefined : HANDED_ON;
  }

  /** True where a bracket holds arguments. */
  private isCalled(open: number): boolean {
    const { tokens } = this.reading;
    const kind = open > 0 ? tokens.kinds[open - 1] : undefined;
    return (
      (kind === Kind.word &&
        !/^(?:return|if|while|await|throw|typeof|void)$/.test(wordAt(tokens, open - 1))) ||
      kind === Kind.close
    );
  }

  private ends(after: number): boolean {
    const { tokens } = this.reading;
    const next = after < tokens.starts.length ? wordAt(tokens, after) : ';';
    return next === ';' || next === '}' || tokens.breaks[after] === 1;
  }

  /** True for a statement of its own. */
  private isAlone(before: number, after: number): boolean {
    const { tokens } = this.reading;
    const word = before >= 0 ? wordAt(tokens, before) : ';';
    const begins =
      word === ';' || word === '}' || word === '{' || word === ')' || tokens.breaks[before + 1] === 1;
    if (/^(?:=|=>|return|\(|,|:|\?|&&|\|\||\?\?)$/.test(word)) return false;
    return begins && this.ends(after);
  }

  private unawaited(before: number, after: number): string {
    return this.isAlone(before, after) ? UNAWAITED : HANDED_ON;
  }

  /** `.then(({ result }) => …)` */
  private chained(after: number): Outcome {
    const { tokens } = this.reading;
    const name = wordAt(tokens, after + 1);
    if (name !== 'then' || wordAt(tokens, after + 2) !== '(') return HANDED_ON;
    const list = after + 2;
    // v1 never rejected: who takes errors here takes what v2 throws.
    for (let i = list + 1, end = tokens.mates[list]! - 1; i < end; i++)
      if (wordAt(tokens, i) === ',' && tokens.parents[i] === list) return IS_NEW;
    const open = list + 1;
    const isBare = tokens.kinds[open] === Kind.word;
    const first = isBare ? open : open + 1;
    const close = isBare ? -1 : tokens.mates[open]!;
    const arrow = isBare ? open + 1 : close + 1;
    if ((!isBare && wordAt(tokens, open) !== '(') || wordAt(tokens, arrow) !== '=>') return HANDED_ON;
    const found =
      wordAt(tokens, first) === '{' && tokens.mates[first] === close - 1
        ? this.pattern(first)
        : isBare || first === close - 1
          ? this.named(first)
          : HANDED_ON;
    return this.isCaught ? ERROR_READ : found;
  }

  /** `(await call()).result` */
  private member(first: number, after: number): Outcome {
    const { tokens } = this.reading;
    const dot = wordAt(tokens, after) === '!' ? after + 1 : after;
    const name = wordAt(tokens, dot + 1);
    if (name === 'data' || name === 'meta') return IS_NEW;
    if (name !== 'result') return ERROR_READ;
    return this.takeResult(first, dot, false);
  }

  /** `const { result } = await call()`, `const answer = await call()`. */
  private assigned(target: number): Outcome {
    const { tokens } = this.reading;
    const open = wordAt(tokens, target) === '}' ? tokens.mates[target]! : target;
    if (open < 1 || !/^(?:const|let|var)$/.test(wordAt(tokens, open - 1))) return HANDED_ON;
    return open === target ? this.named(target) : this.pattern(open);
  }

  private pattern(open: number): Outcome {
    const { tokens } = this.reading;
    const entries = entriesOf(tokens, open);
    if (!entries) return HANDED_ON;
    if (entries.some(({ name }) => /^(?:data|meta)$/.test(name))) return IS_NEW;
    if (entries.length === 0 || entries.some(({ name }) => !/^(?:result|error)$/.test(name))) return FLAT;
    const result = entries.find(({ name }) => name === 'result');
    const error = entries.find(({ name }) => name === 'error');
    if (result && error && this.answered.change.bare && this.isUnused(result)) {
      this.changes.push(removedEntry(this.reading, result, error));
      return this.error(error, undefined);
    }
    return this.error(error, result) ?? (result ? this.result(result) : undefined);
  }

  private isUnused({ target }: PatternEntry): boolean {
    return target !== undefined && variableUses(this.reading, target).length === 0;
  }

  /** The member of a pattern that takes the error. */
  private error(error: PatternEntry | undefined, result: PatternEntry | undefined): string | undefined {
    if (error) {
      const { target } = error;
      if (target === undefined) return ERROR_READ;
      const uses = variableUses(this.reading, target);
      if (uses.length > 0) {
        if (!uses.every((use) => isErrorKept(this.reading, use, use))) return ERROR_READ;
        this.isCaught = true;
      } else if (result) this.changes.push(removedEntry(this.reading, error, result));
      else return ERROR_READ;
    }
    return undefined;
  }

  /** The member of a pattern that takes the result. */
  private result(entry: PatternEntry): string | undefined {
    const { source, tokens } = this.reading;
    const { at, target, nested } = entry;
    if (nested === undefined && target === undefined) return HANDED_ON;
    if (this.answered.change.bare) return NO_DATA;
    this.takesResult = true;
    if (!this.answered.change.list) {
      const range = source.range(tokens.starts[at]!, tokens.ends[at]!);
      if (target === at)
        this.changes.push({ range: { start: range.start, end: range.start }, newText: 'data: ' });
      else if (target !== undefined && wordAt(tokens, target) === 'data')
        this.changes.push({ range: source.range(tokens.starts[at]!, tokens.ends[target]!), newText: 'data' });
      else this.changes.push({ range, newText: 'data' });
    }
    if (nested !== undefined) return this.reads.pattern(nested) ? undefined : HANDED_ON;
    for (const use of variableUses(this.reading, target!)) this.reads.use(use, use);
    return undefined;
  }

  /** A variable with the whole answer. */
  private named(token: number): Outcome {
    const { tokens } = this.reading;
    const uses = variableUses(this.reading, token);
    const members = uses.map((use) => {
      const dot = wordAt(tokens, use + 1) === '!' ? use + 2 : use + 1;
      return { use, dot, name: /^\??\.$/.test(wordAt(tokens, dot)) ? wordAt(tokens, dot + 1) : undefined };
    });
    if (members.some(({ name }) => name === 'data' || name === 'meta')) return IS_NEW;
    for (const { use, dot, name } of members) {
      if (name !== 'error') continue;
      if (!isErrorKept(this.reading, use, dot + 1)) return ERROR_READ;
      this.isCaught = true;
    }
    for (const { use, dot, name } of members) {
      if (name === 'error') continue;
      const found = name === 'result' ? this.takeResult(use, dot, this.isCaught) : this.later(use);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `const { result } = answer;`, `console.log(answer)`. */
  private later(use: number): Outcome {
    const { tokens } = this.reading;
    if (wordAt(tokens, use - 1) === '=' && this.ends(use + 1)) {
      const close = use - 2;
      const open = wordAt(tokens, close) === '}' ? tokens.mates[close]! : -1;
      return open > 0 ? this.pattern(open) : HANDED_ON;
    }
    return isShown(this.reading, use) ? undefined : HANDED_ON;
  }

  /** `.result` behind token `dot` of what begins with token `first`, and what is read of it. */
  private takeResult(first: number, dot: number, isOptional: boolean): string | undefined {
    const { source, tokens } = this.reading;
    if (this.answered.change.bare) return NO_DATA;
    this.takesResult = true;
    const name = dot + 1;
    const behind = wordAt(tokens, name + 1);
    if (!this.answered.change.list)
      this.changes.push({ range: source.range(tokens.starts[name]!, tokens.ends[name]!), newText: 'data' });
    if (!isOptional) {
      const at = name + 1;
      if (behind === '!')
        this.changes.push({ range: source.range(tokens.starts[at]!, tokens.ends[at]!), newText: '' });
      if (behind === '?.' && tokens.kinds[at + 1] === Kind.word)
        this.changes.push({ range: source.range(tokens.starts[at]!, tokens.ends[at]!), newText: '.' });
    }
    this.reads.use(first, name, !isOptional);
    return undefined;
  }

  /** Makes an answer of v1 of what is thrown. */
  private catchErrors(): void {
    const { source, tokens } = this.reading;
    const at = source.range(tokens.starts[this.last]!, tokens.ends[this.last]!).end;
    const member = this.answered.change.list ? 'result' : 'data';
    this.changes.push({
      range: { start: at, end: at },
      newText: caughtText(this.reading, this.answered, this.takesResult ? member : undefined),
    });
  }
}
