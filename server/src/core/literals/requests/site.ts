import type { Argument, Part, RequestReader } from './reader.ts';

/** Functions that make an address of a text. */
const ADDRESS =
  /^(?:URL|Uri|URI|Url|NSURL|parse|tryParse|create|https?|new!?|toHttpUrl|format|URLComponents)$/;
const SUFFIX = /^(?:toHttpUrl|toHttpUrlOrNull|toURL|toURI|toString|trimEnd)$/;
const DEEPEST = 6;

/** A call that is given an address. */
export interface Site {
  /** The address as the call is given it. */
  readonly part: Part;
  readonly open: number;
  readonly args: readonly Argument[];
  readonly index: number;
  /** What is called, outermost first. */
  readonly names: readonly string[];
  /** All of the call. */
  readonly whole: Part;
}

/** The calls that the address in `part` reaches, innermost first: through functions, and names that are used once. */
export function siteOf(reader: RequestReader, part: Part, isAddress = ADDRESS, depth = 0): Site | undefined {
  const { tokens } = reader;
  if (depth > DEEPEST) return undefined;
  const own = extended(reader, part);
  const open = tokens.opener(own.from);
  const name = nameGiven(reader, own);
  if (name !== undefined) {
    const uses = usesOf(reader, name);
    const [use] = uses;
    if (uses.length !== 1 || use === undefined) return undefined;
    return siteOf(reader, { from: tokens.valueStart(use), to: use + 1 }, isAddress, depth + 1);
  }
  if (!tokens.isMark(open, '(', '{')) return undefined;
  const close = tokens.partner(open);
  const args = reader.args(open);
  const index = args.findIndex((a) => a.from === own.from && a.to === own.to);
  if (close < 0 || index < 0) return undefined;
  const names = reader.callee(open);
  const start = names.length > 0 ? calleeStart(reader, open) : open;
  const whole = { from: start, to: close + 1 };
  if (index === 0 && args.length === 1 && isAddress.test(names.at(-1) ?? ''))
    return siteOf(reader, whole, isAddress, depth + 1);
  return { part: own, open, args, index, names, whole };
}

/** The call that is given the value in `part` itself. */
export function callGiven(reader: RequestReader, part: Part): Site | undefined {
  const { tokens } = reader;
  const own = extended(reader, part);
  const open = tokens.opener(own.from);
  const close = tokens.partner(open);
  if (!tokens.isMark(open, '(') || close < 0) return undefined;
  const args = reader.args(open);
  const index = args.findIndex((a) => a.from === own.from && a.to === own.to);
  const names = reader.callee(open);
  if (index < 0 || names.length === 0) return undefined;
  return { part: own, open, args, index, names, whole: { from: calleeStart(reader, open), to: close + 1 } };
}

/** Where what is called with a bracket begins, type arguments and words like `new` left out. */
export function calleeStart(reader: RequestReader, open: number): number {
  const { tokens } = reader;
  let last = open - 1;
  while (last > 0 && !tokens.isWord(last)) last--;
  return tokens.valueStart(last);
}

/** With what stands before and behind a value and leaves it what it is. */
function extended(reader: RequestReader, { from, to }: Part): Part {
  const { tokens } = reader;
  let start = from;
  let end = to;
  for (;;) {
    if (tokens.isMark(end, '!') && reader.startOf(end) === reader.endOf(end - 1)) end++;
    else if (
      tokens.isMark(end, '.', '?.') &&
      SUFFIX.test(tokens.written(end + 1)) &&
      tokens.isMark(end + 2, '(')
    ) {
      const close = tokens.partner(end + 2);
      if (close < 0) return { from: start, to: end };
      end = close + 1;
    } else if (tokens.isWord(start - 1) && /^(?:await|const|new|try)$/.test(tokens.written(start - 1)))
      start--;
    else if (
      tokens.isMark(start - 1, '(') &&
      tokens.isMark(end, ')') &&
      !tokens.isWord(start - 2) &&
      tokens.partner(start - 1) === end
    ) {
      start--;
      end++;
    } else return { from: start, to: end };
  }
}

/** The token of the name that a value is given to; undefined where it is none, or a member. */
export function nameGiven({ tokens }: RequestReader, { from }: Part): number | undefined {
  if (tokens.isWord(from - 1) && tokens.written(from - 1).startsWith('@') && tokens.continuesLine(from))
    return from - 1;
  if (!tokens.isMark(from - 1, '=', ':=')) return undefined;
  let at = from - 2;
  for (let i = at; i > 0 && i > at - 10; i--) {
    if (tokens.isMark(i, ':') && tokens.isWord(i - 1)) {
      at = i - 1;
      break;
    }
    if (!tokens.isWord(i) && !tokens.isMark(i, '?', '!', '<', '>', ',', '.')) break;
    if (!tokens.continuesLine(i)) break;
  }
  // `local answer, problem = …`
  if (tokens.isWord(at) && tokens.isMark(at - 1, ',') && tokens.isWord(at - 2)) {
    if (tokens.written(at - 3) === 'local') return at - 2;
  }
  // A member of a table, a named argument.
  if (!tokens.isWord(at) || tokens.isMark(at - 1, '.', '{', '(', ',')) return undefined;
  return at;
}

/** The uses of a name behind the place at which it gets its value, up to where it gets another. */
export function usesOf({ tokens, text }: RequestReader, declared: number): readonly number[] {
  const name = tokens.written(declared);
  const open = tokens.opener(declared);
  const isAttribute = name.startsWith('@');
  const isGlobal = open < 0 || isAttribute;
  const end = isGlobal ? tokens.length : tokens.partner(open) < 0 ? tokens.length : tokens.partner(open);
  const found: number[] = [];
  for (let at = declared + 1; at < end; at++) {
    if (!tokens.isWord(at) || tokens.written(at) !== name) {
      const inText = tokens
        .string(at)
        ?.holes.some((hole) => usesName(text.slice(hole.start, hole.end), name));
      if (inText) found.push(at);
      continue;
    }
    const isDeclared = /^(?:var|val|let|final|local|const|late)$/.test(tokens.written(at - 1));
    if (isDeclared && tokens.opener(at) === open) break;
    if (isDeclared) {
      // Another one of that name, up to the end of its block.
      const close = tokens.partner(tokens.opener(at));
      if (close > at) at = close;
      continue;
    }
    if (tokens.isMark(at + 1, '=', ':=') && tokens.opener(at) === open && !tokens.isMark(at - 1, '.')) break;
    if (tokens.isMark(at + 1, ':') && tokens.isMark(at - 1, '(', ',') && !tokens.isMark(at + 1, '::'))
      continue;
    found.push(at);
  }
  return found;
}

/** True for code that has a name in it. */
const usesName = (code: string, name: string): boolean =>
  new RegExp(String.raw`(?<![\w])${name.replaceAll(/[@?!]/g, '\\$&')}(?!\w)`).test(code);
