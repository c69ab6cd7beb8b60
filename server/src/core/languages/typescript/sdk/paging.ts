import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { Kind, type Tokens, tokenAt, wordAt } from '../tokens.ts';
import type { Answered } from './caught.ts';
import { endsBefore } from './places.ts';
import { variableUses } from './variable-uses.ts';

/** Types that assignments narrow: of others compilers know the type before they look at what is assigned. */
const NARROWED = /\b(?:null|undefined)\b/;
/** Parts of a value that needs no brackets before `as`. */
const READ = /^(?:[\w$]+|\??\.|!|\[|\])$/;
/** Values that compilers know without the call. */
const KNOWN = /^(?:null|undefined|true|false|\d.*|["'`].*)$/;

/**
 * The edits that say the types of what a loop gives to variables that the call in it takes: `cursor = page.cursor`. With
 * handlers behind the call, compilers would look for them in a circle.
 */
export function pagingEdits(reading: Reading, { call, change, typed }: Answered): readonly TextEdit[] {
  if (!change.list || !typed) return [];
  const { tokens, scope } = reading;
  const first = tokenAt(tokens, call.list.start);
  const last = tokens.mates[first] ?? -1;
  const taken = new Set<number>();
  for (let at = first + 1; at < last; at++) {
    if (tokens.kinds[at] !== Kind.word || /^\??\.$/.test(wordAt(tokens, at - 1))) continue;
    const declared = scope.declaredAt(at);
    if (declared !== undefined && /^(?:let|var)$/.test(wordAt(tokens, declared - 1))) taken.add(declared);
  }
  return [...taken].flatMap((declared) => {
    const type = typeOf(tokens, declared);
    if (type === undefined) return [];
    return variableUses(reading, declared)
      .filter((use) => wordAt(tokens, use + 1) === '=' && isInLoop(tokens, use, first))
      .flatMap((use) => assertion(reading, use + 2, type));
  });
}

/** The type that the variable declared at a token says, or none (`''`); undefined where its values are not asked for. */
function typeOf(tokens: Tokens, declared: number): string | undefined {
  const sign = wordAt(tokens, declared + 1);
  if (sign === '=' && !/^(?:null|undefined)$/.test(wordAt(tokens, declared + 2))) return undefined;
  if (sign !== ':') return '';
  let end = declared + 2;
  while (/^(?:[\w$]+|\|)$/.test(wordAt(tokens, end)) && tokens.breaks[end] === 0) end++;
  // Without a first value, compilers take what is declared.
  if (wordAt(tokens, end) !== '=') return undefined;
  const type = tokens.text.slice(tokens.starts[declared + 2], tokens.ends[end - 1]);
  return NARROWED.test(type) ? type : undefined;
}

/** True where the innermost loops around a token have the call as well, whose arguments token `call` begins. */
function isInLoop(tokens: Tokens, token: number, call: number): boolean {
  for (let open = tokens.parents[token]!; open > 0; open = tokens.parents[open]!) {
    const before = wordAt(tokens, open - 1);
    const head = before === ')' ? tokens.mates[open - 1]! : -1;
    const isLoop = before === 'do' || (head > 0 && /^(?:for|while|await)$/.test(wordAt(tokens, head - 1)));
    if (isLoop && wordAt(tokens, open) === '{' && open < call && tokens.mates[open]! > call) return true;
  }
  return false;
}

/** ` as string | undefined` behind the value that token `first` begins. */
function assertion({ tokens, source }: Reading, first: number, declared: string): readonly TextEdit[] {
  let end = first;
  let isRead = true;
  for (; end < tokens.starts.length && (end === first || !endsBefore(tokens, end)); end++) {
    if (wordAt(tokens, end) === 'as') return [];
    isRead &&= READ.test(wordAt(tokens, end));
    if (tokens.kinds[end] === Kind.open && tokens.mates[end]! > end) end = tokens.mates[end]!;
  }
  const last = end - 1;
  if (last < first || (last === first && KNOWN.test(wordAt(tokens, first)))) return [];
  const hasNull = wordAt(tokens, last) === 'null';
  const type = declared || `string | ${hasNull ? 'null' : 'undefined'}`;
  const { start } = source.range(tokens.starts[first]!, tokens.ends[first]!);
  const { end: behind } = source.range(tokens.starts[last]!, tokens.ends[last]!);
  return [
    ...(isRead ? [] : [{ range: { start, end: start }, newText: '(' }]),
    { range: { start: behind, end: behind }, newText: `${isRead ? '' : ')'} as ${type}` },
  ];
}
