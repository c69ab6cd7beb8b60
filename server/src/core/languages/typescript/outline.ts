import { type MockSyntax, mockedIn } from '../../idioms/mocked.ts';
import { type CodeFunction, type Handler, inOrder, type Outline, type VariableUse } from '../../outline.ts';
import type { SourceText } from '../../source.ts';
import { isAssigned } from './assigned.ts';
import { nameOfFunction } from './function-names.ts';
import { handlerAt, namedInterceptor, ofAny } from './handlers.ts';
import { functionOf, headBefore, type LocalFunction, ofBlock } from './local-functions.ts';
import type { NameScope } from './scope.ts';
import { Block, Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';
import { unhostedIn } from './unhosted.ts';

/** How tests stand in for an API: with msw, fetch-mock, nock and others. */
const MOCKS: MockSyntax = {
  functions:
    /(?<!\bnot\.)\b(?:(?:http|rest|mswHttp|fetchMock|mock|m)\.(all|get|post|put|delete|mock|once|add)|toHaveBeen(?:Nth|Last)?CalledWith|intercept|stubRequest)/,
  chain:
    /\bnock\s*\(\s*["'`](https:\/\/[\w.]+(?:\/v1)?)\/?["'`][^;]{0,200}?\.(get|post|put|delete)\s*\(\s*["'`](\/[\w./]+)["'`]/g,
};

/** The functions of a text, and where it catches errors, told by its tokens: in statements that are not parsed as well. */
export function outlineOf(source: SourceText, tokens: Tokens, scope: NameScope): Outline {
  const { kinds, blocks, starts, ends } = tokens;
  const functions: CodeFunction[] = [];
  const handlers: Handler[] = [];
  const named = new Map<string, LocalFunction>();
  const intercepting = new Set<string>();
  for (let i = 0; i < starts.length; i++) {
    const handler = kinds[i] === Kind.word ? handlerAt(source, tokens, i) : undefined;
    if (handler) handlers.push(handler);
    const interceptor = kinds[i] === Kind.word ? namedInterceptor(tokens, i) : undefined;
    if (interceptor !== undefined) intercepting.add(interceptor);
    const isBlock = kinds[i] === Kind.open && blocks[i] === Block.code;
    const fn = isBlock ? ofBlock(tokens, i) : kinds[i] === Kind.operator ? shortAt(tokens, i) : undefined;
    if (!fn) continue;
    const last = fn.block === undefined ? fn.end - 1 : (tokens.mates[fn.block] ?? -1);
    const range = source.range(starts[fn.head]!, ends[last] ?? tokens.text.length);
    const name = isGiven(tokens, fn) ? undefined : nameOfFunction(tokens, fn);
    functions.push(name === undefined ? { range } : { name, range });
    if (name !== undefined) named.set(name, fn);
  }
  for (const name of intercepting) {
    const fn = named.get(name);
    if (fn) handlers.push(ofAny(source, tokens, fn));
  }
  return {
    ...{ functions: inOrder(functions), handlers, mocked: mockedIn(source, MOCKS) },
    unhosted: unhostedIn(source, tokens),
    usesOf: (name, offset) => usesOf(source, tokens, scope, name, source.indexOfOffset(offset)),
  };
}

/** The places that mean the variable which is seen under a name at an index. */
function usesOf(
  source: SourceText,
  tokens: Tokens,
  scope: NameScope,
  name: string,
  at: number,
): readonly VariableUse[] | undefined {
  const declared = at < 0 ? undefined : scope.declaredAs(name, tokenAt(tokens, at));
  if (declared === undefined) return undefined;
  const uses = scope.usesOf(declared).filter((token) => !isMember(tokens, token));
  return [declared, ...uses]
    .toSorted((a, b) => a - b)
    .map((token) => {
      const range = source.range(tokens.starts[token], tokens.ends[token]);
      return token === declared || isAssigned(tokens, token) ? { range, given: true } : { range };
    });
}

/** True for what is no variable: `body` in `{ body: value }` and in `response.body`. */
const isMember = (tokens: Tokens, token: number): boolean => {
  const before = wordAt(tokens, token - 1);
  return /^\??\.$/.test(before) || (wordAt(tokens, token + 1) === ':' && /^[{,]$/.test(before));
};

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
