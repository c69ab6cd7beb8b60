import { TEXTS } from '../../program/described.ts';
import { calleeStart } from './islands.ts';
import type { Reading } from './reading.ts';
import { behind, holdsStatements, Kind, type Tokens, wordAt } from './tokens.ts';

/** Functions that describe requests rather than send them: mocks, routes, assertions, test names. */
const DESCRIBES =
  /^(?:nock|expect|expectTypeOf|assert|when|given|it|test|describe|suite|bench|intercept|interceptors?|route|reply\w*|waitFor\w+|use|mock\w*|\w+Mock|\w*[sS]tub\w*|on(?:Get|Post|Put|Patch|Delete|Any|Head|Options)|to[A-Z]\w*|calledWith\w*|equals?|deepEquals?|strictEqual|deepStrictEqual|notStrictEqual|ok|is|startsWith|endsWith|includes|indexOf|match|search|test|replace|replaceAll|split|RegExp|setupServer|rewrite|redirect|Get|Post|Controller)$/;
/** Objects whose methods describe requests, whatever their names. */
const DESCRIBERS =
  /^(?:rest|msw|graphql|app|router|server|page|cy|mock|mocks|vi|jest|sinon|expect|assert|nock|fetchMock|mockAgent|interceptor|t)$/;
const LINKS = /^(?:href|src|to|action|xmlns|content|cite|data-[\w-]+)$/;
/** Variables and members that list what is let through, kept out or looked for. */
const LISTS =
  /allow|deny|block|ignore|exclude|trust|origin|white|black|skip|matcher|pattern|targets|fixture|expected|legacy|removed|moved|csp/i;
/** Members of objects that say what is answered, rather than sent. */
const ANSWERS = /^["']?(?:response|reply|respond|responses|mock|fixture)["']?$/;
/** Members that say what something was, beside others that say what it is now. */
const OLD = /^(?:from|old\w*|before|prev(?:ious)?|was|find|search)$/i;
const NEW = /^["']?(?:to|new\w*|after|next|now|replace\w*)["']?$/i;
/** Files of tests and of what they need: a URL that stands alone there is data. */
const TEST_FILE =
  /[._-](?:test|spec|e2e|stories|mock|fixture)s?\.[cm]?[jt]sx?$|(?:^|[/\\])(?:__tests__|__mocks__|mocks?|fixtures?)[/\\]/;

/** True for a URL that is described there, not called: in a mock, a route, an assertion, a link, a type, an import. */
export function isDescribed({ tokens, islands, path }: Reading, token: number): boolean {
  const { kinds, parents } = tokens;
  const statementFirst = islands.statementAround(token).first;
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
  let innermost = true;
  for (let open = parents[token]!; !holdsStatements(tokens, open); open = parents[open]!) {
    if (wordAt(tokens, open) !== '(') continue;
    if (describes(tokens, open) || (innermost && tells(tokens, open))) return true;
    if (calleeStart(tokens, open) !== undefined) innermost = false;
  }
  return insideTest(tokens, token) || TEST_FILE.test(path);
}

/** True for a URL that is not called: described, or named as something for people, or listed. */
export const isSpokenOf = (reading: Reading, token: number): boolean =>
  isDescribed(reading, token) || isAside(reading.tokens, token);

/** True for a link, a text, an item of a list of what is let through, or one side of an exchange that is told. */
function isAside(tokens: Tokens, token: number): boolean {
  const { parents } = tokens;
  if (isNamed(tokens, token, (name) => TEXTS.test(name) || LINKS.test(name))) return true;
  for (let open = parents[token]!; !holdsStatements(tokens, open); open = parents[open]!) {
    const word = wordAt(tokens, open);
    if (word === '[' && isNamed(tokens, open, (name) => LISTS.test(name))) return true;
    if (word === '[' && isEntryName(tokens, open, token)) return true;
    if (word === '{' && isNamed(tokens, token, (name) => OLD.test(name)) && hasKey(tokens, open, NEW))
      return true;
    if (word === '{' && hasKey(tokens, open, ANSWERS)) return true;
    if (word === '(' && open > 0 && wordAt(tokens, open - 1) === 'Set') {
      if (isNamed(tokens, open - 2, (name) => LISTS.test(name))) return true;
    }
  }
  return false;
}

/** True for the name in one of the entries of a map: `new Map([['…', value]])`. */
function isEntryName(tokens: Tokens, entry: number, token: number): boolean {
  const list = tokens.parents[entry]!;
  const open = list < 0 ? -1 : tokens.parents[list]!;
  return (
    token === entry + 1 &&
    wordAt(tokens, list) === '[' &&
    open > 0 &&
    wordAt(tokens, open) === '(' &&
    wordAt(tokens, open - 1) === 'Map'
  );
}

/** What tests the name that token `token` is given as a value of: `name = …`, `name: …`. */
function isNamed(tokens: Tokens, token: number, test: (name: string) => boolean): boolean {
  const sign = token > 1 ? wordAt(tokens, token - 1) : '';
  if (sign !== '=' && sign !== ':') return false;
  return test(wordAt(tokens, token - 2).replace(/^["'`]|["'`]$/g, ''));
}

/** True when the object that token `open` begins has a member of such a name. */
function hasKey(tokens: Tokens, open: number, name: RegExp): boolean {
  for (let i = open + 1, end = behind(tokens, open) - 1; i < end; ) {
    const after = i + 1 < end ? wordAt(tokens, i + 1) : '';
    if ((after === ':' || after === '(') && name.test(wordAt(tokens, i))) return true;
    i = tokens.kinds[i] === Kind.open ? Math.max(i + 1, behind(tokens, i)) : i + 1;
  }
  return false;
}

/** Functions that tell a person something: logs, messages of errors. */
const TELLS =
  /^(?:log|info|warn|error|debug|trace|fatal|notice|success|fail|failed|print|println|write|writeln|note|message|alert|confirm|toast|Error|\w+(?:Error|Exception|Warning)|reject|captureMessage|captureException|addBreadcrumb|setContext|emit)$/;
const TELLERS =
  /^(?:console|log|logger|toast|message|notification|debug|winston|pino|chalk|Sentry|spinner|ora)$/;

function tells(tokens: Tokens, open: number): boolean {
  const first = calleeStart(tokens, open);
  return first !== undefined && (TELLS.test(wordAt(tokens, open - 1)) || TELLERS.test(wordAt(tokens, first)));
}

/** True for a call that describes a request rather than sends one, or stands in the description of another. */
export function isDescribedCall(tokens: Tokens, open: number): boolean {
  for (let at = open; !holdsStatements(tokens, at); at = tokens.parents[at]!) {
    if (wordAt(tokens, at) === '(' && describes(tokens, at)) return true;
  }
  return false;
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
  // What is still being typed there is a name until it turns out to be something else.
  return (
    (after === ':' || after === '') &&
    open >= 0 &&
    wordAt(tokens, open) === '{' &&
    (before === '{' || before === ',')
  );
}

function isAttribute(tokens: Tokens, equals: number): boolean {
  const name = wordAt(tokens, equals - 1);
  const before = equals > 1 ? wordAt(tokens, equals - 2) : '';
  if (/^(?:const|let|var|\.|,|\(|readonly|private|public|protected|static|;)$/.test(before)) return false;
  if (tokens.parents[equals]! >= 0 && holdsStatements(tokens, tokens.parents[equals]!) && before === '}')
    return false;
  return (LINKS.test(name) && /[\w"'`}\])]$|^<$/.test(before)) || isInTag(tokens, equals);
}

/** True among the attributes of an element: `<Code value="…">`. */
function isInTag(tokens: Tokens, token: number): boolean {
  for (let i = token - 1, left = 80; i > tokens.parents[token]! && left > 0; i--, left--) {
    if (tokens.kinds[i] === Kind.close && tokens.mates[i]! >= 0) i = tokens.mates[i]!;
    const word = wordAt(tokens, i);
    if (/^(?:>|;|=>|const|let|var|return)$/.test(word)) return false;
    if (word !== '<' || tokens.kinds[i + 1] !== Kind.word) continue;
    // Behind a name or a value it compares, or begins type arguments.
    const before = i > 0 ? tokens.kinds[i - 1] : Kind.operator;
    return (
      before === Kind.operator ||
      before === Kind.open ||
      /^(?:return|default|case)$/.test(wordAt(tokens, i - 1))
    );
  }
  return false;
}

const MSW = /['"]msw(?:\/\w+)?['"]/;

/** True when a function is written among the arguments that token `open` begins. */
function takesFunction(tokens: Tokens, open: number): boolean {
  for (let i = open + 1, end = behind(tokens, open); i < end; i++) {
    if (tokens.parents[i] === open && /^(?:=>|function)$/.test(wordAt(tokens, i))) return true;
  }
  return false;
}

/** True when what the bracket `open` calls describes requests; any name in the chain of calls counts. */
function describes(tokens: Tokens, open: number): boolean {
  const first = calleeStart(tokens, open);
  if (first === undefined) return false;
  if (first > 0 && wordAt(tokens, first - 1) === '@') return true;
  const last = wordAt(tokens, open - 1);
  if (DESCRIBES.test(last)) return true;
  // The `http` of msw is given what answers.
  if (wordAt(tokens, first) === 'http') {
    const halfTyped = tokens.mates[open]! < 0;
    if (halfTyped || MSW.test(tokens.text) || takesFunction(tokens, open)) return true;
  }
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
