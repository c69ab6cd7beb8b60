import { type StringToken, tokensOf } from '../literals/lexer.ts';
import type { LiteralSyntax } from '../literals/syntax.ts';
import { TokenList } from '../literals/token-list.ts';

/** The code around a place of a program that may be half typed: read by its brackets, as nothing of it may parse. */
export interface CodeAround {
  /** The text up to the place, from the declaration around it on. */
  readonly before: Code;
  /** The lines below it, up to the next declaration. */
  readonly below: Code;
  /** Brackets that are open at the place, as tokens of `before`; the innermost first. */
  readonly opens: readonly number[];
  /** The string that the place is in. */
  readonly string: StringToken | undefined;
}

/** Tokens of a part of a text. */
export interface Code {
  /** Where the part begins in the text. */
  readonly from: number;
  readonly tokens: TokenList;
}

/** What begins a declaration that nothing around it encloses. */
const DECLARATION = /^(?:async[ \t]+def|def|class|func|type)\b/gm;

/** Code that no declaration encloses is read this far, from a line on that begins a statement. */
const REACH = 40_000;

/** The code around index `at` of a text; undefined inside of comments. */
export function codeAround(text: string, at: number, syntax: LiteralSyntax): CodeAround | undefined {
  let from = 0;
  let to = text.length;
  for (const { index } of text.matchAll(DECLARATION)) {
    if (index < at) from = index;
    else {
      to = index;
      break;
    }
  }
  if (at - from > REACH) {
    const line = /\n(?=[A-Za-z_])/g;
    line.lastIndex = at - REACH;
    const found = line.exec(text);
    if (found && found.index < at) from = found.index + 1;
  }
  to = Math.min(to, at + REACH);
  const begun = text.slice(from, at);
  const list = tokensOf(begun, syntax);
  const last = list.at(-1);
  const isCut = last?.end === begun.length;
  if (isCut && last.kind === 'comment' && !/\*\/$/.test(begun)) return undefined;
  const string = isCut && last.kind === 'string' && !last.closed ? last : undefined;
  const tokens = new TokenList(begun, list);
  const opens: number[] = [];
  for (let open = openAtEnd(tokens); open >= 0; open = tokens.opener(open)) opens.push(open);
  const newline = text.indexOf('\n', at);
  const below = newline < 0 || newline > to ? to : newline;
  const rest = text.slice(below, to);
  return {
    before: { from, tokens },
    below: { from: below, tokens: new TokenList(rest, tokensOf(rest, syntax)) },
    opens,
    string,
  };
}

/** The innermost bracket that is open behind the last token. */
function openAtEnd(tokens: TokenList): number {
  const last = tokens.length - 1;
  return last >= 0 && tokens.isMark(last, '(', '[', '{') ? last : tokens.opener(last);
}

/** Where what is written at index `at` surely ends: before a line that is indented no more than that of `open`. */
export function statementEnd(text: string, open: number, at: number): number {
  const indentation = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', open - 1) + 1))![0].length;
  const line = /\n([ \t]*)(?=[^\s)\]}])/g;
  line.lastIndex = at;
  for (let found = line.exec(text); found; found = line.exec(text))
    if (found[1]!.length <= indentation) return found.index;
  return text.length;
}
