import { type MockSyntax, mockedIn } from '../../idioms/mocked.ts';
import { type CodeFunction, type Handler, inOrder, type Outline } from '../../outline.ts';
import type { SourceText } from '../../source.ts';
import { nameOfFunction } from './function-names.ts';
import { handlerAt } from './handlers.ts';
import { functionOf, headBefore, type LocalFunction, ofBlock } from './local-functions.ts';
import { Block, Kind, type Tokens, wordAt } from './tokens.ts';

/** How tests stand in for an API: with msw, fetch-mock, nock and others. */
const MOCKS: MockSyntax = {
  functions:
    /(?<!\bnot\.)\b(?:(?:http|rest|mswHttp|fetchMock|mock|m)\.(all|get|post|put|delete|mock|once|add)|toHaveBeen(?:Nth|Last)?CalledWith|intercept|stubRequest)/,
  chain:
    /\bnock\s*\(\s*["'`](https:\/\/[\w.]+(?:\/v1)?)\/?["'`][^;]{0,200}?\.(get|post|put|delete)\s*\(\s*["'`](\/[\w./]+)["'`]/g,
};

/** The functions of a text, and where it catches errors, told by its tokens: in statements that are not parsed as well. */
export function outlineOf(source: SourceText, tokens: Tokens): Outline {
  const { kinds, blocks, starts, ends } = tokens;
  const functions: CodeFunction[] = [];
  const handlers: Handler[] = [];
  for (let i = 0; i < starts.length; i++) {
    const handler = kinds[i] === Kind.word ? handlerAt(source, tokens, i) : undefined;
    if (handler) handlers.push(handler);
    const isBlock = kinds[i] === Kind.open && blocks[i] === Block.code;
    const fn = isBlock ? ofBlock(tokens, i) : kinds[i] === Kind.operator ? shortAt(tokens, i) : undefined;
    if (!fn) continue;
    const last = fn.block === undefined ? fn.end - 1 : (tokens.mates[fn.block] ?? -1);
    const range = source.range(starts[fn.head]!, ends[last] ?? tokens.text.length);
    const name = isGiven(tokens, fn) ? undefined : nameOfFunction(tokens, fn);
    functions.push(name === undefined ? { range } : { name, range });
  }
  return { functions: inOrder(functions), handlers, mocked: mockedIn(source, MOCKS) };
}

/** The function without braces whose `=>` a token is. */
function shortAt(tokens: Tokens, arrow: number): LocalFunction | undefined {
  if (wordAt(tokens, arrow) !== '=>') return undefined;
  const head = headBefore(tokens, arrow) ?? arrow - 1;
  const fn = head < 0 ? undefined : functionOf(tokens, head);
  return fn?.block === undefined ? fn : undefined;
}

/** True for an argument of a method, which has not the name of what that gives: `const names = keys.map((key) => …)`. */
function isGiven(tokens: Tokens, { head }: LocalFunction): boolean {
  const open = tokens.parents[head]!;
  return open > 1 && wordAt(tokens, open) === '(' && /^\??\.$/.test(wordAt(tokens, open - 2));
}
