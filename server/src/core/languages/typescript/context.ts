import { calleeStart } from './islands.ts';
import { behind, holdsStatements, Kind, type Tokens, wordAt } from './tokens.ts';

/** Functions that describe requests rather than send them: mocks, routes, assertions, test names. */
const DESCRIBES =
  /^(?:nock|expect|expectTypeOf|assert|when|given|it|test|describe|suite|bench|intercept|interceptors?|route|reply\w*|waitFor\w+|use|mock\w*|\w+Mock|\w*[sS]tub\w*|on(?:Get|Post|Put|Patch|Delete|Any|Head|Options)|to[A-Z]\w*|calledWith\w*|equals?|deepEquals?|strictEqual|deepStrictEqual|notStrictEqual|ok|is|startsWith|endsWith|includes|indexOf|match|search|test|replace|replaceAll|split|RegExp|setupServer|rewrite|redirect|Get|Post|Controller)$/;
/** Objects whose methods describe requests, whatever their names. */
const DESCRIBERS =
  /^(?:rest|http|msw|graphql|app|router|server|page|cy|mock|mocks|vi|jest|sinon|expect|assert|nock|fetchMock|mockAgent|interceptor|t)$/;
const LINKS = /^(?:href|src|to|action|xmlns|content|cite|data-[\w-]+)$/;

/** True for a URL that is described there, not called: in a mock, a route, an assertion, a link, a type, an import. */
export function isDescribed(tokens: Tokens, token: number, statementFirst: number): boolean {
  const { kinds, parents } = tokens;
  const before = token > 0 ? wordAt(tokens, token - 1) : '';
  const next = kinds[token] === Kind.open ? behind(tokens, token) : token + 1;
  const after = next < kinds.length ? wordAt(tokens, next) : '';
  if (/^(?:===|==|!==|!=)$/.test(before) || /^(?:===|==|!==|!=)$/.test(after)) return true;
  if (
    /^(?:from|case|import|require)$/.test(before) ||
    /^(?:type|interface|import|declare)$/.test(wordAt(tokens, statementFirst))
  ) {
    return true;
  }
  if (before === '|' || after === '|') return true;
  // `<a href="…">` and `href={'…'}`.
  const attribute = before === '{' ? token - 2 : token - 1;
  if (attribute > 0 && wordAt(tokens, attribute) === '=' && isAttribute(tokens, attribute)) return true;
  if (isKey(tokens, token, after, before)) return true;
  for (let open = parents[token]!; !holdsStatements(tokens, open); open = parents[open]!) {
    if (wordAt(tokens, open) !== '(') continue;
    if (describes(tokens, open)) return true;
  }
  return insideTest(tokens, token);
}

/** Functions of test runners that run a block. */
const TEST_BLOCK =
  /^(?:it|test|describe|suite|context|specify|bench|before|after|beforeEach|afterEach|beforeAll|afterAll)$/;

/** True in the block of a test: a URL that stands alone there is data. */
function insideTest(tokens: Tokens, token: number): boolean {
  for (let open = tokens.parents[token]!; open >= 0; open = tokens.parents[open]!) {
    if (open > 0 && wordAt(tokens, open) === '(' && TEST_BLOCK.test(wordAt(tokens, open - 1))) return true;
  }
  return false;
}

/** A property's name, rather than one side of a choice. */
function isKey(tokens: Tokens, token: number, after: string, before: string): boolean {
  const open = tokens.parents[token]!;
  return after === ':' && open >= 0 && wordAt(tokens, open) === '{' && (before === '{' || before === ',');
}

function isAttribute(tokens: Tokens, equals: number): boolean {
  const name = wordAt(tokens, equals - 1);
  const before = equals > 1 ? wordAt(tokens, equals - 2) : '';
  if (/^(?:const|let|var|\.|,|\(|readonly|private|public|protected|static|;)$/.test(before)) return false;
  if (tokens.parents[equals]! >= 0 && holdsStatements(tokens, tokens.parents[equals]!) && before === '}')
    return false;
  return LINKS.test(name) && /[\w"'`}\])]$|^<$/.test(before);
}

/** True when what the bracket `open` calls describes requests; any name in the chain of calls counts. */
function describes(tokens: Tokens, open: number): boolean {
  const first = calleeStart(tokens, open);
  if (first === undefined) return false;
  if (first > 0 && wordAt(tokens, first - 1) === '@') return true;
  const last = wordAt(tokens, open - 1);
  if (DESCRIBES.test(last)) return true;
  for (let i = first; i < open; i++) {
    if (tokens.kinds[i] === Kind.open) {
      i = Math.max(i, behind(tokens, i) - 1);
      continue;
    }
    const word = wordAt(tokens, i);
    if (tokens.kinds[i] !== Kind.word) continue;
    if (i === first ? DESCRIBERS.test(word) || DESCRIBES.test(word) : DESCRIBES.test(word)) return true;
  }
  return false;
}
