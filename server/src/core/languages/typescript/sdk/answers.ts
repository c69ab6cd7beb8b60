import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { tokenAt, wordAt } from '../tokens.ts';
import { type Annotation, annotationBefore, annotationEdits } from './annotations.ts';
import { AnswerErrors } from './answer-errors.ts';
import { FLAT, IGNORED, NO_DATA, SAME_SHAPE, THROWS } from './answer-notes.ts';
import { type Answered, adaptedText, type CaughtAs, caughtText } from './caught.ts';
import { type Choice, choiceAt } from './choices.ts';
import { dataEntry, dataMember, presentEdits } from './data-edits.ts';
import { isShown } from './error-uses.ts';
import { answerUses, FlatReads } from './flat.ts';
import { arrivalsOf } from './handed-on.ts';
import { madeAnswerEdits } from './made-answers.ts';
import { type AnswerEdits, HANDED_ON, IS_NEW, joined, type Outcome } from './outcomes.ts';
import { pagingEdits } from './paging.ts';
import { entriesOf, type PatternEntry, removedEntry } from './patterns.ts';
import {
  awaitedAround,
  endsBefore,
  hasSecond,
  isAlone,
  isAmongIgnored,
  isThereAsked,
  parameterBehind,
} from './places.ts';
import { ResultReads } from './result-reads.ts';
import { declaredBefore, isUnused, variableUses } from './variable-uses.ts';

/** Functions of a text that hand the same answer on. */
const MOST_STEPS = 20;

/** The edits that take what v2 answers; an obstacle where the text does something else with it. */
export function answerEdits(reading: Reading, answered: Answered): AnswerEdits {
  return (
    new AnswerRewriter(reading, answered, false).edits() ??
    new AnswerRewriter(reading, answered, true).edits() ?? { edits: [], notes: [], obstacle: FLAT }
  );
}

class AnswerRewriter {
  private readonly changes: TextEdit[] = [];
  private readonly reads: ResultReads;
  /** The last token of the call. */
  private readonly last: number;
  private readonly errors: AnswerErrors;
  private readonly flat: FlatReads;
  private takesResult = false;
  private ignored = false;
  private steps = 0;
  private annotation: Annotation | undefined;

  /** `adapts`: what takes the answer goes on to see `{ result, error }`. */
  constructor(
    private readonly reading: Reading,
    private readonly answered: Answered,
    private readonly adapts: boolean,
  ) {
    this.reads = new ResultReads(reading, answered.change);
    this.errors = new AnswerErrors(reading);
    this.flat = new FlatReads(reading, answered, this.reads, !adapts);
    this.last = tokenAt(reading.tokens, answered.call.end - 1);
  }

  /** Undefined where the answer is handed on, and would have to be adapted. */
  edits(): AnswerEdits | undefined {
    const { tokens } = this.reading;
    const found = this.taken(tokenAt(tokens, this.answered.call.start), this.last);
    if (typeof found === 'string') return { edits: [], notes: [], obstacle: found };
    if (found === IS_NEW) return { edits: [], notes: [], isNew: true };
    if (found === HANDED_ON && !this.adapts) return undefined;
    const { reading, answered } = this;
    if (this.adapts) {
      const isHandedOn = found === HANDED_ON;
      if (isHandedOn) this.errors.handOn();
      const as = isHandedOn ? this.errors.all : (this.errors.caught ?? 'error');
      this.append(adaptedText(reading, answered, as));
      this.changes.push(...pagingEdits(reading, answered));
      this.annotate(['result', answered.change.list ? 'result' : 'data'], as);
      const { fields, list } = answered.change;
      const renames = isHandedOn && (list !== undefined || Object.keys(fields).length > 0);
      const notes = typeof as === 'string' ? [] : this.errors.notes;
      return this.with([...(renames ? [SAME_SHAPE] : []), ...notes]);
    }
    if (this.ignored) return this.with([IGNORED]);
    const { caught } = this.errors;
    // The releases that answered so threw errors as well.
    if (!caught) return this.with(this.flat.edits.length > 0 ? [] : [THROWS]);
    const member = !this.takesResult ? undefined : answered.change.list ? 'result' : 'data';
    this.append(caughtText(reading, answered, member, caught));
    this.changes.push(...pagingEdits(reading, answered));
    this.annotate(member && [member, member], caught);
    return this.with(typeof caught === 'string' ? [] : this.errors.notes);
  }

  private with(notes: readonly string[]): AnswerEdits {
    const { changes, flat, reads } = this;
    return { edits: [...changes, ...flat.edits, ...reads.edits], notes: [...reads.notes, ...notes] };
  }

  private annotate(taken: readonly [string, string] | undefined, as: CaughtAs): void {
    if (this.annotation) this.changes.push(...annotationEdits(this.reading, this.annotation, taken, as));
  }

  /** Writes behind the call. */
  private append(newText: string): void {
    const { source, tokens } = this.reading;
    const at = source.range(tokens.starts[this.last]!, tokens.ends[this.last]!).end;
    this.changes.push({ range: { start: at, end: at }, newText });
  }

  /** What takes the answer of a call whose first and last tokens these are, or of one of what hands it on. */
  private taken(first: number, last: number): Outcome {
    const { tokens } = this.reading;
    const { before, after, isAwaited } = awaitedAround(tokens, first, last);
    const next = after < tokens.starts.length ? wordAt(tokens, after) : ';';
    if (/^\??\.$|^!$/.test(next))
      return after > last + 1 ? this.member(before + 1, after) : this.chained(before, after);
    if (!isAwaited && last === this.last) return this.unawaited(before, after);
    if (isAwaited && wordAt(tokens, before) === '=' && endsBefore(tokens, after))
      return this.assigned(before - 1);
    return isAlone(tokens, before, after) ? undefined : this.handedOn(before, after);
  }

  /** Follows it to where it arrives in the text. */
  private handedOn(before: number, after: number): Outcome {
    if (!this.adapts || ++this.steps > MOST_STEPS) return HANDED_ON;
    const { tokens } = this.reading;
    const choice = choiceAt(this.reading, before + 1, after - 1);
    if (choice) return this.chosen(choice);
    const { calls, targets, areAll, isTyped } = arrivalsOf(this.reading, before, after);
    const outcomes: readonly Outcome[] = [
      ...calls.map(([first, last]) => (first >= 0 && last > first ? this.taken(first, last) : HANDED_ON)),
      ...targets.map((at) => (wordAt(tokens, at) === '{' ? this.pattern(at) : this.named(at))),
    ];
    return joined(outcomes, areAll && !isTyped);
  }

  /** A variable that is given the answer or something else: that becomes one of v2 where it is written out. */
  private chosen({ target, assigned, others }: Choice): Outcome {
    const { reading, answered } = this;
    const edits = others.map((one) => madeAnswerEdits(reading, one, answered));
    if (edits.includes(undefined)) this.reads.share();
    else this.changes.push(...edits.flatMap((one) => one ?? []));
    return wordAt(reading.tokens, target) === '{' ? this.pattern(target) : this.named(target, assigned);
  }

  private unawaited(before: number, after: number): Outcome {
    if (isAmongIgnored(this.reading.tokens, before)) return undefined;
    if (!isAlone(this.reading.tokens, before, after)) return this.handedOn(before, after);
    this.append('.catch(() => undefined)');
    this.ignored = true;
    return undefined;
  }

  /** `.then(({ result }) => …)` */
  private chained(before: number, after: number): Outcome {
    const { tokens } = this.reading;
    const name = wordAt(tokens, after + 1);
    const list = after + 2;
    if (wordAt(tokens, list) !== '(') return HANDED_ON;
    if (name === 'catch' && isAlone(tokens, before, tokens.mates[list]! + 1)) return undefined;
    if (name !== 'then') return HANDED_ON;
    // Lists are in `result` of both releases; v1 never rejected, so who takes errors here takes those of v2.
    if (this.answered.change.list && hasSecond(tokens, list)) return IS_NEW;
    const parameter = parameterBehind(tokens, list);
    if (parameter === 'none') return undefined;
    if (parameter === undefined) return HANDED_ON;
    return wordAt(tokens, parameter) === '{' ? this.pattern(parameter) : this.named(parameter);
  }

  /** `(await call()).result` */
  private member(first: number, after: number): Outcome {
    const { tokens } = this.reading;
    const dot = wordAt(tokens, after) === '!' ? after + 1 : after;
    const name = wordAt(tokens, dot + 1);
    if (name === 'data') return IS_NEW;
    if (name === 'result') return this.takeResult(first, dot, false);
    if (name !== 'error') return this.flat.member(first, after - 1, dot + 1);
    return this.errors.use([[first, dot + 1]]) ?? HANDED_ON;
  }

  /** `const { result } = await call()`, `const answer = await call()`. */
  private assigned(target: number): Outcome {
    const { tokens } = this.reading;
    this.annotation = annotationBefore(this.reading, target);
    if (this.annotation) return this.named(this.annotation.name);
    const open = wordAt(tokens, target) === '}' ? tokens.mates[target]! : target;
    const declared = declaredBefore(this.reading, target);
    if (declared !== undefined) return this.named(declared, [target]);
    if (open < 1 || !/^(?:const|let|var)$/.test(wordAt(tokens, open - 1))) return this.givenLater(target);
    return open === target ? this.named(target) : this.pattern(open);
  }

  /** `answer = await call()` of a variable that is given other values elsewhere; token `target` is its name. */
  private givenLater(target: number): Outcome {
    const choice = this.adapts ? choiceAt(this.reading, target + 2, this.last) : undefined;
    return choice ? this.chosen(choice) : HANDED_ON;
  }

  private pattern(open: number): Outcome {
    const { tokens } = this.reading;
    const entries = entriesOf(tokens, open);
    const all = entries ?? entriesOf(tokens, open, 'withDefaults') ?? [];
    // `meta` is of a key as well, in what early releases answered.
    if (all.some(({ name }) => name === 'data')) return IS_NEW;
    const names = all.flatMap(({ at, rest }) => (rest ? [] : [at]));
    const isFlat = all.some(({ name, rest }) => !rest && !/^(?:result|error)$/.test(name));
    if (!entries) return isFlat ? this.flat.reason(names) : HANDED_ON;
    const result = entries.find(({ name }) => name === 'result');
    const error = entries.find(({ name }) => name === 'error');
    if (!result && !error) return this.flat.pattern(open, names);
    if (isFlat) return this.flat.reason(names);
    if (
      result &&
      error &&
      this.answered.change.bare &&
      !this.adapts &&
      isUnused(this.reading, result.target)
    ) {
      this.changes.push(removedEntry(this.reading, result, error));
      return this.error(error, undefined);
    }
    return this.error(error, result) ?? (result ? this.result(result) : undefined);
  }

  /** The member of a pattern that takes the error. */
  private error(error: PatternEntry | undefined, result: PatternEntry | undefined): Outcome {
    if (!error) return undefined;
    const { target } = error;
    if (target === undefined) return HANDED_ON;
    const uses = variableUses(this.reading, target);
    if (uses.length > 0) return this.errors.use(uses.map((use) => [use, use]));
    if (this.adapts) return undefined;
    if (!result) return HANDED_ON;
    this.changes.push(removedEntry(this.reading, error, result));
    return undefined;
  }

  /** The member of a pattern that takes the result. */
  private result(entry: PatternEntry): Outcome {
    const { target, nested } = entry;
    if (nested === undefined && target === undefined) return HANDED_ON;
    const { list, bare } = this.answered.change;
    if (bare && !this.adapts) return NO_DATA;
    this.takesResult = true;
    if (!list && !this.adapts) this.changes.push(dataEntry(this.reading, entry));
    if (nested !== undefined) return this.reads.pattern(nested) ? undefined : HANDED_ON;
    for (const use of variableUses(this.reading, target!)) this.reads.use(use, use);
    return undefined;
  }

  /** A variable with the whole answer, which the tokens `given` give it, unless it is declared with it. */
  private named(token: number, given: readonly number[] = []): Outcome {
    const uses = answerUses(this.reading, token).filter(({ use }) => !given.includes(use));
    if (uses.some(({ name }) => name === 'data')) return IS_NEW;
    if (FlatReads.areSome(uses)) return this.flat.uses(uses);
    const errors = uses.filter(({ name }) => name === 'error');
    const found =
      errors.length > 0 ? this.errors.use(errors.map(({ use, dot }) => [use, dot + 1])) : undefined;
    if (found !== undefined) return found;
    let outcome: Outcome;
    for (const { use, dot, name } of uses) {
      if (name === 'error') continue;
      const taken =
        name === 'result' ? this.takeResult(use, dot, this.errors.caught !== undefined) : this.later(use);
      if (taken !== undefined && taken !== HANDED_ON) return taken;
      outcome ??= taken;
    }
    return outcome;
  }

  /** `const { result } = answer;`, `console.log(answer)`. */
  private later(use: number): Outcome {
    const { tokens } = this.reading;
    if (wordAt(tokens, use - 1) === '=' && endsBefore(tokens, use + 1)) {
      const close = use - 2;
      const open = wordAt(tokens, close) === '}' ? tokens.mates[close]! : -1;
      return open > 0 ? this.pattern(open) : HANDED_ON;
    }
    if (wordAt(tokens, use - 1) === 'return' && endsBefore(tokens, use + 1))
      return this.handedOn(use - 1, use + 1);
    // Who asks whether it is there counts on it.
    const isNeutral = isShown(this.reading, use) || (this.adapts && isThereAsked(tokens, use));
    return isNeutral ? undefined : HANDED_ON;
  }

  /** `.result` behind token `dot` of what begins with token `first`, and what is read of it. */
  private takeResult(first: number, dot: number, isOptional: boolean): Outcome {
    const { list, bare } = this.answered.change;
    if (bare && !this.adapts) return NO_DATA;
    this.takesResult = true;
    const name = dot + 1;
    if (!list && !this.adapts) this.changes.push(dataMember(this.reading, name));
    if (!isOptional && !this.adapts) this.changes.push(...presentEdits(this.reading, name));
    this.reads.use(first, name, !isOptional && !this.adapts);
    return undefined;
  }
}
