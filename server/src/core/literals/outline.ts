import {
  type CodeFunction,
  inOrder,
  NO_OUTLINE,
  namedFunctionAround,
  type Outline,
  type VariableUse,
} from '../outline.ts';
import type { Range, SourceText } from '../source.ts';
import type { Token } from './lexer.ts';
import type { FunctionSyntax } from './syntax.ts';
import type { TokenList } from './token-list.ts';

/** Words that stand before brackets, and a block, and make no function. */
const STATEMENTS = /^(?:if|for|while|switch|catch|when|guard|return|await|in)$/;
/** What stands between the parameters of a function and its body, types included. */
const LONGEST_LEAD = 30;

/** A function of a text: its tokens, half-open. */
export interface FunctionPart {
  readonly from: number;
  readonly to: number;
  /** The token of its name. */
  readonly name: number;
  /** The token behind its parameters. */
  readonly body: number;
}

/** The functions of a text, in order. */
export function declarationsOf(tokens: TokenList, syntax: FunctionSyntax): readonly FunctionPart[] {
  const found: FunctionPart[] = [];
  for (let from = 0; from < tokens.length; from++) {
    const name = nameAt(tokens, from, syntax);
    if (name === undefined) continue;
    const end = endOf(tokens, from, name, syntax);
    const close = tokens.isMark(name + 1, '(') ? tokens.partner(name + 1) : name;
    let to = Math.max(name, close) + 1;
    while (to < tokens.length && tokens.list[to]!.end <= end) to++;
    found.push({ from, to, name, body: Math.max(name, close) + 1 });
  }
  return found;
}

/** The functions of a text, told by its tokens. */
export function outlineOf(source: SourceText, tokens: TokenList, syntax: FunctionSyntax): Outline {
  const functions: CodeFunction[] = declarationsOf(tokens, syntax).map(({ from, name }) => ({
    name: tokens.written(name),
    range: source.range(tokens.list[from]!.start, endOf(tokens, from, name, syntax)),
  }));
  const outline = { ...NO_OUTLINE, functions: inOrder(functions) };
  return {
    ...outline,
    usesOf: (name, offset) => usesOf(source, tokens, name, namedFunctionAround(outline, offset)?.range),
  };
}

/** What stands before the name of a variable that is declared. */
const DECLARES = /^(?:val|var|let|final|const|local)$/;

/** The places that have the name of a variable, in a function or else in the whole text. */
function usesOf(
  source: SourceText,
  tokens: TokenList,
  name: string,
  around: Range | undefined,
): readonly VariableUse[] | undefined {
  const uses: VariableUse[] = [];
  const visit = (list: readonly Token[]): void => {
    const written = (at: number): string => source.text.slice(list[at]?.start ?? 0, list[at]?.end ?? 0);
    for (const [at, token] of list.entries()) {
      if (token.kind === 'string') for (const hole of token.holes) visit(hole.tokens);
      if (token.kind !== 'word' || written(at) !== name) continue;
      const [before, behind] = [written(at - 1), written(at + 1)];
      const isLabel = behind === ':' && /^[({,]$/.test(before);
      const range = source.range(token.start, token.end);
      const isOutside = around && (range.start < around.start || range.end > around.end);
      if (isLabel || isOutside || /^\??\.$/.test(before)) continue;
      uses.push(behind === '=' || DECLARES.test(before) ? { range, given: true } : { range });
    }
  };
  visit(tokens.list);
  return uses.some(({ given }) => given) ? uses : undefined;
}

/** The token that is the name of the function which begins with token `at`. */
function nameAt(tokens: TokenList, at: number, { words }: FunctionSyntax): number | undefined {
  if (!tokens.isWord(at)) return undefined;
  if (words) {
    if (!words.includes(tokens.written(at))) return undefined;
    let name = at + 1;
    // `fun <T> read(…)`
    if (tokens.isMark(name, '<')) while (name < at + LONGEST_LEAD && !tokens.isMark(name++, '>'));
    if (!tokens.isWord(name)) return undefined;
    while (tokens.isMark(name + 1, '.', ':') && tokens.isWord(name + 2)) name += 2;
    return name;
  }
  // `Future<bool> verify(String key) async {`
  const close = tokens.isMark(at + 1, '(') ? tokens.partner(at + 1) : -1;
  const body = tokens.isWord(close + 1) ? close + 2 : close + 1;
  const isBody =
    close > 0 && tokens.isMark(body, '{', '=>') && (body === close + 1 || isAsync(tokens, close + 1));
  const isTyped = tokens.isWord(at - 1) || tokens.isMark(at - 1, '>', '?', '}', ';', '{');
  return isBody && isTyped && !STATEMENTS.test(tokens.written(at)) ? at : undefined;
}

const isAsync = (tokens: TokenList, at: number): boolean => /^(?:async|sync)$/.test(tokens.written(at));

/** Index in the text at which the function ends that begins with token `at`. */
function endOf(tokens: TokenList, at: number, name: number, { end }: FunctionSyntax): number {
  const last = tokens.isMark(name + 1, '(') ? Math.max(name, tokens.partner(name + 1)) : name;
  for (let i = last + 1; end === '}' && i < last + LONGEST_LEAD; i++) {
    if (tokens.isMark(i, '=', '=>')) break;
    if (!tokens.isMark(i, '{')) continue;
    const close = tokens.partner(i);
    return close < 0 ? tokens.text.length : tokens.list[close]!.end;
  }
  return endByLayout(tokens.text, tokens.list[at]!.start, end);
}

/** Where a text comes back to where the line of an index begins, the word that ends what began there included. */
function endByLayout(text: string, start: number, end: FunctionSyntax['end']): number {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, start))![0].length;
  for (let at = text.indexOf('\n', start); at >= 0; at = text.indexOf('\n', at + 1)) {
    const lead = /^[ \t]*/.exec(text.slice(at + 1, at + 200))![0].length;
    const first = at + 1 + lead;
    if (lead > indentation || /[\r\n]/.test(text[first] ?? '\n')) continue;
    return lead === indentation && text.startsWith(end, first) ? first + end.length : at;
  }
  return text.length;
}
