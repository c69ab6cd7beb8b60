import type { FunctionPart } from '../outline.ts';
import type { Part, RequestReader } from './reader.ts';

/** Blocks that give what stands last in them. */
const GIVES = /^(?:use|let|run|with)$/;
/** What a function gives where it has nothing to give. */
const NOTHING = /^(?:null|nil|false|true|none)?$/i;

/** Whether the tokens of `part` are what a function gives: all that it gives, or one thing of several. */
export function returnedBy(
  reader: RequestReader,
  sender: FunctionPart,
  part: Part,
): 'only' | 'other' | undefined {
  const { tokens } = reader;
  if (part.from < sender.body || part.to > sender.to) return undefined;
  const whole = outOfBlocks(reader, part);
  // A type behind it may have commas.
  const isEnd = reader.valueEnd(whole.from) <= whole.to;
  const before = whole.from - 1;
  if (tokens.written(before) === 'return')
    return isEnd && returnsIn(reader, sender, before).length === 0 ? 'only' : 'other';
  return isEnd && isExpressionOf(reader, sender, before) ? 'only' : undefined;
}

/** What stands last in `x.use { … }` is what that gives. */
function outOfBlocks(reader: RequestReader, part: Part): Part {
  const { tokens } = reader;
  let now = part;
  for (;;) {
    const open = tokens.opener(now.from);
    const close = tokens.partner(open);
    const isLast =
      tokens.isMark(open, '{') && (now.to === close || (tokens.isMark(now.to, ';') && now.to + 1 === close));
    if (
      !isLast ||
      tokens.written(now.from - 1) === 'return' ||
      !GIVES.test(tokens.written(open - 1)) ||
      !tokens.isMark(open - 2, '.', '?.')
    )
      return now;
    now = { from: tokens.valueStart(close), to: close + 1 };
  }
}

/** The values that a function gives at other places than one, those left out that are none. */
function returnsIn({ tokens }: RequestReader, { body, to }: FunctionPart, own: number): readonly number[] {
  const found: number[] = [];
  for (let at = body; at < to; at++) {
    if (at === own || !tokens.isWord(at) || tokens.written(at) !== 'return') continue;
    const isNothing = !tokens.continuesLine(at + 1) || NOTHING.test(tokens.written(at + 1));
    const isMore = tokens.continuesLine(at + 2) && !tokens.isMark(at + 2, '}', ';');
    if (!isNothing || (tokens.continuesLine(at + 1) && isMore)) found.push(at);
  }
  return found;
}

/** True for the mark before the value that is all of a function: `fun f(): T = …`, `=> …`. */
function isExpressionOf({ tokens }: RequestReader, { body, to }: FunctionPart, mark: number): boolean {
  for (let at = body; at < to; at++) {
    if (tokens.isMark(at, '=', '=>')) return at === mark;
    if (tokens.isMark(at, '{')) return false;
  }
  return false;
}
