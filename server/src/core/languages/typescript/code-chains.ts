import type { CodeSwitch } from '../../model.ts';
import { areCodes } from '../../reads/code-choices.ts';
import type { SourceText } from '../../source.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** One `if (…) { … }` of a chain, as indexes of tokens. */
interface Branch {
  /** The brackets around its condition. */
  readonly open: number;
  /** The brackets around its statements. */
  readonly block: number;
}

const EXITS = /^(?:return|throw|continue|break)$/;

/** Each chain of `if` and `else if` that compares one `… .code` with codes of `keys.verifyKey`, without an `else`. */
export function codeChains(source: SourceText, tokens: Tokens): CodeSwitch[] {
  const found: CodeSwitch[] = [];
  for (let i = 0; i < tokens.kinds.length; i++) {
    if (tokens.kinds[i] !== Kind.word || wordAt(tokens, i) !== 'if' || wordAt(tokens, i - 1) === 'else')
      continue;
    const chain = chainAt(tokens, i);
    const last = chain?.at(-1);
    if (!chain || !last || chain.length < 2) continue;
    const asked = chain.map(({ open }) => askedIn(tokens, open));
    const [subject] = asked.flatMap((one) => one?.subject ?? []);
    if (!subject || !asked.every((one) => one && (!one.subject || one.subject.text === subject.text)))
      continue;
    const labels = asked.flatMap((one) => one?.labels ?? []);
    const codes = labels.map((label) => wordAt(tokens, label).slice(1, -1));
    if (!areCodes(codes) || isAnswered(tokens, chain)) continue;
    const end = tokens.mates[last.block]!;
    const quote = tokens.text[tokens.starts[labels[0]!]!]!;
    const line = tokens.text.lastIndexOf('\n', tokens.starts[i]!) + 1;
    const indentation = /^[ \t]*/.exec(tokens.text.slice(line, tokens.starts[i]!))![0];
    const at = tokens.ends[end]!;
    const range = source.range(tokens.starts[subject.name]!, tokens.ends[subject.name]!);
    if (!source.isVerbatim(tokens.starts[i]!, at)) {
      found.push({ range, codes });
      continue;
    }
    const addCases = (missing: readonly string[]) => {
      const test = missing.map((code) => `${subject.text} === ${quote}${code}${quote}`).join(' || ');
      return [{ range: source.range(at, at), newText: ` else if (${test}) {\n${indentation}}` }];
    };
    found.push({ range, codes, addCases });
  }
  return found;
}

/** The branches of a chain that begins with token `first`; undefined where it ends with `else`. */
function chainAt(tokens: Tokens, first: number): readonly Branch[] | undefined {
  const branches: Branch[] = [];
  for (let at = first; ; ) {
    const open = at + 1;
    const block = (tokens.mates[open] ?? -1) + 1;
    const end = block > 0 ? (tokens.mates[block] ?? -1) : -1;
    if (wordAt(tokens, open) !== '(' || end < 0 || wordAt(tokens, block) !== '{') return undefined;
    branches.push({ open, block });
    if (end + 1 >= tokens.kinds.length || wordAt(tokens, end + 1) !== 'else') return branches;
    if (wordAt(tokens, end + 2) !== 'if') return undefined;
    at = end + 2;
  }
}

/** True where every branch leaves, and what stands behind the chain is for the rest. */
function isAnswered(tokens: Tokens, chain: readonly Branch[]): boolean {
  const end = tokens.mates[chain.at(-1)!.block]!;
  const isFollowed = end + 1 < tokens.kinds.length && tokens.kinds[end + 1] !== Kind.close;
  return isFollowed && chain.every(({ block }) => leaves(tokens, block));
}

/** True for a block that has a statement by which it is left. */
function leaves(tokens: Tokens, block: number): boolean {
  for (let i = block + 1; i < tokens.mates[block]!; i++)
    if (tokens.parents[i] === block && tokens.kinds[i] === Kind.word && EXITS.test(wordAt(tokens, i)))
      return true;
  return false;
}

interface Asked {
  /** What is compared, and the token of its last name; missing for a question that is for valid keys. */
  readonly subject?: { readonly text: string; readonly name: number };
  /** The texts it is compared with. */
  readonly labels: readonly number[];
}

/** What the condition in the bracket `open` asks: `x.code === 'A' || x.code === 'B'`, `x.valid`. */
function askedIn(tokens: Tokens, open: number): Asked | undefined {
  const close = tokens.mates[open]!;
  if (wordAt(tokens, close - 1) === 'valid' && isPath(tokens, open + 1, close)) return { labels: [] };
  const labels: number[] = [];
  let subject: { readonly text: string; readonly name: number } | undefined;
  for (let first = open + 1; first < close; ) {
    let sign = first;
    while (sign < close && !/^===?$/.test(wordAt(tokens, sign))) sign++;
    const label = sign + 1;
    const isCompared =
      label < close && tokens.kinds[label] === Kind.string && wordAt(tokens, sign - 1) === 'code';
    if (!isCompared || !isPath(tokens, first, sign)) return undefined;
    const text = tokens.text.slice(tokens.starts[first]!, tokens.ends[sign - 1]!);
    if (subject && subject.text !== text) return undefined;
    subject ??= { text, name: sign - 1 };
    labels.push(label);
    if (label + 1 < close && wordAt(tokens, label + 1) !== '||') return undefined;
    first = label + 2;
  }
  return subject && { subject, labels };
}

/** True for names with dots between them. */
function isPath(tokens: Tokens, first: number, end: number): boolean {
  for (let i = first; i < end; i++)
    if (!((i - first) % 2 === 0 ? tokens.kinds[i] === Kind.word : /^\??\.$/.test(wordAt(tokens, i))))
      return false;
  return end > first;
}
