import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { behind, Kind, type Tokens, wordAt } from '../tokens.ts';

/** One member of a pattern: `result`, `result: name`, `result: { … }`. */
export interface PatternEntry {
  readonly name: string;
  /** The token of that name. */
  readonly at: number;
  /** The token of the variable that it is given to. */
  readonly target?: number;
  /** The bracket of the pattern that takes it apart. */
  readonly nested?: number;
  /** The last token of what the variable is given where the member is missing. */
  readonly default?: number;
  /** True for what takes all other members. */
  readonly rest?: true;
}

/**
 * The members of the pattern that token `open` begins; undefined where it has computed names, or, unless they are `asked`
 * for, defaults or a rest.
 */
export function entriesOf(
  tokens: Tokens,
  open: number,
  asked?: 'withDefaults',
): readonly PatternEntry[] | undefined {
  const close = tokens.mates[open]!;
  if (close < 0) return undefined;
  const entries: PatternEntry[] = [];
  for (let at = open + 1; at < close; ) {
    if (asked && wordAt(tokens, at) === '...' && tokens.kinds[at + 1] === Kind.word) {
      entries.push({ name: wordAt(tokens, at + 1), at, target: at + 1, rest: true });
      at += 3;
      continue;
    }
    if (tokens.kinds[at] !== Kind.word) return undefined;
    const name = wordAt(tokens, at);
    let next = at + 1;
    if (wordAt(tokens, next) === ':') {
      const value = next + 1;
      if (wordAt(tokens, value) === '{') {
        entries.push({ name, at, nested: value });
        next = behind(tokens, value);
      } else if (tokens.kinds[value] === Kind.word) {
        entries.push({ name, at, target: value });
        next = value + 1;
      } else return undefined;
    } else entries.push({ name, at, target: at });
    if (asked && wordAt(tokens, next) === '=') {
      while (next < close && wordAt(tokens, next) !== ',')
        next = tokens.kinds[next] === Kind.open ? behind(tokens, next) : next + 1;
      entries[entries.length - 1] = { ...entries.at(-1)!, default: next - 1 };
    }
    if (next < close && wordAt(tokens, next) !== ',') return undefined;
    at = next + 1;
  }
  return entries;
}

/** Takes one member out of a pattern, with the comma between it and another. */
export function removedEntry({ source, tokens }: Reading, gone: PatternEntry, kept: PatternEntry): TextEdit {
  const last = gone.target ?? gone.at;
  if (gone.at > kept.at) {
    const comma = gone.at - 1;
    return { range: source.range(tokens.starts[comma]!, tokens.ends[last]!), newText: '' };
  }
  return { range: source.range(tokens.starts[gone.at]!, tokens.starts[last + 2]!), newText: '' };
}

/** Takes what is given to token `target` out of a member of another one, that may be missing: `holder: { inner: target } = {}`. */
export function nestedEntry(
  { source, tokens }: Reading,
  { at, default: last }: PatternEntry,
  target: number,
  holder: string,
  inner: string,
): TextEdit {
  const taken = wordAt(tokens, target);
  const end = last === undefined ? '' : tokens.text.slice(tokens.ends[target], tokens.ends[last]);
  return {
    range: source.range(tokens.starts[at]!, tokens.ends[last ?? target]!),
    newText: `${holder}: { ${taken === inner ? inner : `${inner}: ${taken}`}${end} } = {}`,
  };
}

/** Takes the member `now` in the place of another one. */
export function renamedEntry(
  { source, tokens }: Reading,
  { at, target }: PatternEntry,
  now: string,
): TextEdit {
  const own = source.range(tokens.starts[at]!, tokens.ends[at]!);
  if (target === at) return { range: { start: own.start, end: own.start }, newText: `${now}: ` };
  const isSame = target !== undefined && wordAt(tokens, target) === now;
  return { range: isSame ? source.range(tokens.starts[at]!, tokens.ends[target]!) : own, newText: now };
}
