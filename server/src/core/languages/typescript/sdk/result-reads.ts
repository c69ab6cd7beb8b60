import type { AnswerChange } from '../../../catalogue/sdks/answers.ts';
import type { TextEdit } from '../../../model.ts';
import { FIRST_LIMIT } from '../../../sdk/answer-notes.ts';
import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';
import { SHARED } from './answer-notes.ts';
import { collectedIn, usesOfCollected } from './collected.ts';
import { creditNotes } from './counted-credits.ts';
import { isHandedIn } from './handed-in.ts';
import { arrivalsOf, loopsOver } from './handed-on.ts';
import { itemBehind, itemsOf, withFallback } from './items.ts';
import { lineOf } from './lines.ts';
import { defaultEdits, presentMember } from './optional-members.ts';
import { entriesOf, nestedEntry, renamedEntry } from './patterns.ts';
import { endsBefore, isCalled, isDroppedApi } from './places.ts';
import { namedOtherwise, toldField, toldType } from './renamed-fields.ts';
import { variableUses } from './variable-uses.ts';

const REMAINING = 'credits?.remaining';
/** What says nothing of the items of a list. */
const LENGTH = /^\??\.(?:length|push)$/;

/** Changes what is read of a result, as far as it is called otherwise in v2. */
export class ResultReads {
  readonly edits: TextEdit[] = [];
  private readonly told = new Set<string>();
  /** The last tokens of uses that were looked at. */
  private readonly seen = new Set<number>();
  private isShared = false;
  /** Lines where items of a list leave sight. */
  private readonly unseenItems = new Set<number>();

  constructor(
    private readonly reading: Reading,
    private readonly change: AnswerChange,
  ) {}

  /** The result may be another value as well: what is read of it stays, and is told. */
  share(): void {
    this.isShared = true;
  }

  get notes(): readonly string[] {
    const { told, unseenItems } = this;
    const lines = [...unseenItems].join(', ');
    return [
      ...(lines === ''
        ? []
        : [`The items of the list in line ${lines} have other fields: ${this.change.items?.summary}.`]),
      ...told,
      ...(this.isShared && told.size > 0 ? [SHARED] : []),
    ];
  }

  /** A use of the result whose last token is `last`, the first `first`. `isThere`: it cannot be missing. */
  use(first: number, last: number, isThere = false): void {
    if (this.seen.has(last)) return;
    this.seen.add(last);
    const { tokens, source } = this.reading;
    const dot = wordAt(tokens, last + 1) === '!' ? last + 2 : last + 1;
    const isMember = /^\??\.$/.test(wordAt(tokens, dot));
    const isIndexed = wordAt(tokens, dot) === '[' && tokens.breaks[dot] === 0;
    if (this.change.list === 'bare') {
      if (this.isShared) this.tell(first, 'v2 answers an object with the list in `data`');
      if (this.isShared) return;
      const before = wordAt(tokens, first - 1);
      const isTested = /^(?:if|!)$/.test(before) || (before === '(' && wordAt(tokens, first - 2) === 'if');
      const isDone = isMember && /^(?:data|pagination)$/.test(wordAt(tokens, dot + 1));
      if ((isTested && !isMember && !isIndexed) || isDone) return;
      const at = source.range(tokens.starts[last]!, tokens.ends[last]!).end;
      this.edits.push({
        range: { start: at, end: at },
        newText: !isThere && wordAt(tokens, dot) === '?.' ? '?.data' : '.data',
      });
      return;
    }
    if (isMember) {
      this.field(dot + 1, first);
      if (this.change.fields[wordAt(tokens, dot + 1)] === 'data') this.items(first, dot + 1);
      return;
    }
    if (wordAt(tokens, first - 1) === '=' && wordAt(tokens, first - 2) === '}') {
      const open = tokens.mates[first - 2]!;
      if (open > 0 && this.pattern(open)) return;
    }
    if (wordAt(tokens, first - 1) === '=' && /^(?:const|let|var)$/.test(wordAt(tokens, first - 3))) {
      for (const use of variableUses(this.reading, first - 2)) this.use(use, use);
      return;
    }
    if (!this.yielded(first, this)) this.whole(first, last);
  }

  /** A use of the result as a whole. */
  whole(first: number, last: number): void {
    if (Object.keys(this.change.fields).length === 0 || this.isTested(first, last)) return;
    const named = namedOtherwise(this.change.fields, this.reading.tokens.text);
    this.tell(first, `all of what was answered is used here, and v2 names some of it otherwise${named}`);
  }

  private isTested(first: number, last: number): boolean {
    const { tokens } = this.reading;
    const before = wordAt(tokens, first - 1);
    const behind = wordAt(tokens, last + 1);
    if (withFallback(tokens, last) > last && /^(?:[:=(,]|=>|return)$/.test(before)) return false;
    if (before === '!' || /^(?:&&|\|\||\?)$/.test(behind)) return true;
    return before === '(' && behind === ')' && /^(?:if|while|!)$/.test(wordAt(tokens, first - 2));
  }

  /** The name of a field that is read of the result. */
  field(token: number, first?: number): void {
    const { tokens, source } = this.reading;
    const name = wordAt(tokens, token);
    const { fields } = this.change;
    if (this.isShared) this.tell(token, toldField(fields, name));
    if (this.isShared) return;
    if (this.change.empty) this.tell(token, `neither v1 nor v2 answers \`${name}\``);
    this.edits.push(...presentMember(this.reading, this.change, token, first));
    if (!Object.hasOwn(fields, name)) return;
    const now = fields[name];
    const isGiven = /^(?:=|\+=|-=|\?\?=)$/.test(wordAt(tokens, token + 1));
    if (name === 'ratelimit' && !isGiven && this.limit(token)) return;
    if (name === 'refill') this.refill(token);
    if (now === undefined && isDroppedApi(tokens, token)) return;
    if (now === undefined || isGiven) this.tell(token, `v2 does not answer \`${name}\``);
    else {
      // Its type has `null` in v2, of which v1 said nothing.
      const isStrict = now === REMAINING && first !== undefined && isHandedIn(this.reading, first, token);
      const newText = isStrict ? `${now} ?? undefined` : now;
      if (now === REMAINING && !isStrict) this.mayBeNull(token, token, first);
      this.edits.push({ range: source.range(tokens.starts[token]!, tokens.ends[token]!), newText });
    }
  }

  /** The one limit of v1 is the first of those of v2; false for what v2 does not answer of it. */
  private limit(token: number): boolean {
    const { tokens, source } = this.reading;
    const dot = wordAt(tokens, token + 1) === '!' ? token + 2 : token + 1;
    const isMember = /^\??\.$/.test(wordAt(tokens, dot));
    const isVerified = !Object.hasOwn(this.change.fields, 'id');
    const kept = isVerified ? /^(?:limit|remaining|reset)$/ : /^(?:limit|duration)$/;
    if (isMember ? !kept.test(wordAt(tokens, dot + 1)) : !isVerified) return false;
    if (wordAt(tokens, dot) === 'as') this.tell(dot, toldType(wordAt(tokens, dot + 1)));
    this.edits.push({
      range: source.range(tokens.starts[token]!, tokens.ends[token]!),
      newText: 'ratelimits?.[0]',
    });
    if (wordAt(tokens, token + 1) === '.')
      this.edits.push({ range: source.range(tokens.starts[dot]!, tokens.ends[dot]!), newText: '?.' });
    this.told.add(FIRST_LIMIT);
    return true;
  }

  /** Of refills v2 answers all but when the last was. */
  private refill(token: number): void {
    const { tokens } = this.reading;
    const dot = wordAt(tokens, token + 1) === '!' ? token + 2 : token + 1;
    const isMember = /^\??\.$/.test(wordAt(tokens, dot));
    if (isMember && wordAt(tokens, dot + 1) === 'lastRefillAt')
      this.tell(dot + 1, 'v2 does not answer `lastRefillAt`');
  }

  /** Says that the credits of a key, read at `token`, have `null` in their type, where a use of them counts with them. */
  private mayBeNull(token: number, last: number, first = last): void {
    for (const [at, sentence] of creditNotes(this.reading, token, first, last)) this.tell(at, sentence);
  }

  /** Says that something is not there any more that is read at `token`. */
  gone(token: number, what: string): void {
    this.tell(token, what);
  }

  /** What is read of the items of the list whose expression is the tokens `first` to `last`. */
  private items(first: number, last: number, isShared = this.isShared): void {
    const { items } = this.change;
    const { tokens } = this.reading;
    const end = withFallback(tokens, last);
    if (end > last) {
      const isWrapped = wordAt(tokens, first - 1) === '(' && wordAt(tokens, end + 1) === ')';
      const isList = isWrapped && /^\??\.$/.test(wordAt(tokens, end + 2));
      if (isList) this.items(first - 1, end + 1, isShared);
      else if (wordAt(tokens, first - 1) === 'of') this.items(first, end, isShared);
      if (isList || wordAt(tokens, first - 1) === 'of') return;
    }
    if (!items) return;
    const reads = new ResultReads(this.reading, { fields: items.fields });
    if (isShared) reads.share();
    const item = itemBehind(this.reading, last);
    const named = item === undefined ? itemsOf(this.reading, first, last) : undefined;
    const collected = collectedIn(this.reading, first, last);
    const isVariable =
      wordAt(tokens, first - 1) === '=' && /^(?:const|let|var)$/.test(wordAt(tokens, first - 3));
    if (LENGTH.test(wordAt(tokens, last + 1) + wordAt(tokens, last + 2))) return;
    if (item !== undefined) reads.use(first, item);
    else if (named) {
      if (wordAt(tokens, named.target) === '{') {
        if (!reads.pattern(named.target)) this.unseenItems.add(lineOf(this.reading, named.target));
      } else for (const use of variableUses(this.reading, named.target)) reads.use(use, use);
      if (named.item !== undefined) reads.use(first, named.item);
      if (named.list !== undefined) this.items(first, named.list, isShared);
    } else if (isVariable) {
      for (const use of variableUses(this.reading, first - 2)) this.items(use, use, isShared);
    } else if (collected) {
      const { list } = collected;
      const uses = this.seen.has(list) ? [] : usesOfCollected(this.reading, list);
      this.seen.add(list);
      for (const use of uses) this.items(use, use, isShared || collected.isShared);
    } else if (this.returned(first, last) || this.yielded(first, reads)) {
      // Its calls are followed.
    } else if (!this.isTested(first, last)) this.unseenItems.add(lineOf(this.reading, first));
    this.edits.push(...reads.edits);
    for (const note of reads.notes) this.told.add(note);
  }

  /** Follows the items of a list that a generator gives, or one of them; false where not all of them are seen. */
  private yielded(first: number, reads: ResultReads): boolean {
    const { tokens } = this.reading;
    const at = wordAt(tokens, first - 1) === '*' ? first - 2 : first - 1;
    if (wordAt(tokens, at) !== 'yield') return false;
    const { targets, areAll } = loopsOver(this.reading, at);
    let isKnown = areAll;
    for (const target of targets.filter((one) => !this.seen.has(one))) {
      this.seen.add(target);
      if (wordAt(tokens, target) === '{') isKnown = reads.pattern(target) && isKnown;
      else for (const use of variableUses(this.reading, target)) reads.use(use, use);
    }
    return isKnown;
  }

  /** Follows a list that a function of the text returns; false where what becomes of it is not all seen. */
  private returned(first: number, last: number): boolean {
    const { tokens } = this.reading;
    if (wordAt(tokens, first - 1) !== 'return' || !endsBefore(tokens, last + 1) || this.seen.has(first - 1))
      return false;
    this.seen.add(first - 1);
    const { calls, areAll } = arrivalsOf(this.reading, first - 1, last + 1);
    for (const [start, end] of calls) {
      const from = wordAt(tokens, start - 1) === 'await' ? start - 1 : start;
      const isWrapped =
        wordAt(tokens, from - 1) === '(' && wordAt(tokens, end + 1) === ')' && !isCalled(tokens, from - 1);
      const isOf = wordAt(tokens, from - 1) === 'of';
      if (isWrapped && !isOf) this.items(from - 1, end + 1);
      else this.items(from, end);
    }
    return areAll;
  }

  /** Changes the names in the pattern that token `open` begins; false where that is not known. */
  pattern(open: number): boolean {
    const { tokens, source } = this.reading;
    const entries = this.change.list === 'bare' ? undefined : entriesOf(tokens, open, 'withDefaults');
    if (!entries) return false;
    for (const entry of entries) {
      const { name, at, target, rest, default: last } = entry;
      if (rest && Object.keys(this.change.fields).length > 0)
        this.tell(at, `what "${name}" takes has the names of v2`);
      if (rest) continue;
      if (this.isShared) this.tell(at, toldField(this.change.fields, name));
      if (this.isShared) continue;
      this.edits.push(...defaultEdits(this.reading, this.change, entry));
      if (!Object.hasOwn(this.change.fields, name)) continue;
      const now = this.change.fields[name];
      if (now === 'data' && this.change.items && target !== undefined)
        for (const use of variableUses(this.reading, target)) this.items(use, use);
      if (
        name === 'ratelimit' &&
        last === undefined &&
        target !== undefined &&
        !Object.hasOwn(this.change.fields, 'id')
      ) {
        const range = source.range(tokens.starts[at]!, tokens.ends[target]!);
        this.edits.push({ range, newText: `ratelimits: [${wordAt(tokens, target)}] = []` });
        this.told.add(FIRST_LIMIT);
        continue;
      }
      if (now === undefined) {
        this.tell(at, `v2 does not answer \`${name}\``);
        continue;
      }
      const [holder, inner] = now.split(/\?\./);
      if (inner !== undefined && target !== undefined) {
        this.edits.push(nestedEntry(this.reading, entry, target, holder ?? '', inner));
        if (now === REMAINING)
          for (const use of variableUses(this.reading, target)) this.mayBeNull(at, use, use);
        continue;
      }
      if (inner !== undefined) {
        this.tell(at, `v2 does not answer \`${name}\`; it is in \`${holder}.${inner}\``);
        continue;
      }
      this.edits.push(renamedEntry(this.reading, entry, now));
    }
    return true;
  }

  private tell(token: number, sentence: string | undefined): void {
    if (sentence !== undefined) this.told.add(`Line ${lineOf(this.reading, token)}: ${sentence}.`);
  }
}
