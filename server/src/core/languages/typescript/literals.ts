import { type ArrayExpression, type CallExpression, type Expression, unknownAt } from '../../expression.ts';
import type { ApiCall } from '../../model.ts';
import { scriptOfWords } from '../../regions/argv.ts';
import { bareCall, settingCall } from '../../requests/bare-call.ts';
import { type Range, SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { parseApiUrl } from '../../url.ts';
import { isDescribed, isSpokenOf } from './context.ts';
import type { Cutter } from './cutter.ts';
import { definedAt } from './defined.ts';
import { lower } from './lower.ts';
import { handedFetch } from './origin.ts';
import type { Reading } from './reading.ts';
import { readRequest } from './request.ts';
import { Block, behind, Kind, wordAt } from './tokens.ts';
import { objectMatch } from './unknown-client.ts';

/** Functions and tags of templates that run a command line. */
const RUNS =
  /^(?:exec|execSync|execAsync|execPromise|spawn|spawnSync|execFile|execFileSync|execa\w*|shell|sh|system|runCommand|Command|\${1,2})$/;
const COMMAND = /^\s*(?:\$\s+)?curl\s/;

/** What the string at `token` stands for that no call is known to use: a command, or a URL of the API. */
export function standingAlone(
  reading: Reading,
  cutter: Cutter,
  token: number,
  used: ReadonlySet<number>,
): readonly ApiCall[] {
  const { tokens, islands, source, values } = reading;
  const end = tokens.kinds[token] === Kind.open ? behind(tokens, token) - 1 : token;
  const range = source.range(tokens.starts[token]!, tokens.ends[end]!);
  if (touches(range, used)) return [];
  const piece = islands.piece(token, tokens.ends[end]!, '');
  const node = piece && literalIn(piece.root);
  if (!piece || !node || node.broken || node.end + piece.shift !== tokens.ends[end]) return [];
  const text = values.text(lower(source, piece, node), true);
  // `'curl …?keyId=' + id`
  const goesOn = wordAt(tokens, end + 1) === '+';
  const line = goesOn ? SourceText.join([text, SourceText.hole(text.range(text.length))]) : text;
  const command = commandOf(reading, cutter, token, line);
  if (command) return isDescribed(reading, token) ? [] : reading.commands(command.source, command.isOne);
  if (/\s/.test(text.text)) return [];
  const url = parseApiUrl(text);
  if (!url) return isSpokenOf(reading, token) ? [] : setting(reading, token, text);
  if (url.operation.kind === 'absent' || isSpokenOf(reading, token)) return [];
  if (isOnlyDescribed(reading, token)) return [];
  const request = madeRequest(reading, cutter, token) ?? describedRequest(reading, token, range);
  return [request ?? bareCall(range, url)];
}

/** `new Request('…', {…})` that is sent elsewhere. */
function madeRequest({ tokens, ...reading }: Reading, cutter: Cutter, token: number): ApiCall | undefined {
  const open = tokens.parents[token]!;
  if (open < 2 || wordAt(tokens, open - 1) !== 'Request' || wordAt(tokens, open - 2) !== 'new')
    return undefined;
  const call = cutter.call(open);
  const request = call && readRequest({ tokens, ...reading }, call, handedFetch(call.callee));
  return request === 'open' ? undefined : request;
}

/** The base of URLs that a variable, field or member is set to. */
function setting({ tokens }: Reading, token: number, text: SourceText): readonly ApiCall[] {
  let equals = token - 1;
  // `process.env.URL ?? '…'`
  if (/^(?:\?\?|\|\|)$/.test(wordAt(tokens, equals))) {
    while (equals > 0 && !/^[=:;({[,]$/.test(wordAt(tokens, equals))) equals--;
  }
  if (!/^[=:]$/.test(wordAt(tokens, equals))) return [];
  // A literal may be a type.
  const open = tokens.parents[token]!;
  if (wordAt(tokens, equals) === ':' && (open < 0 || tokens.blocks[open] !== Block.object)) return [];
  // `base: string = '…'`
  const isTyped = wordAt(tokens, equals) === '=' && wordAt(tokens, equals - 2) === ':';
  const name = wordAt(tokens, isTyped ? equals - 3 : equals - 1).replace(/^["'`]|["'`]$/g, '');
  const call = settingCall(name, text);
  return call ? [call] : [];
}

/** Members of objects that say what is answered, rather than sent. */
const ANSWERS = /^(?:status|handler|handle|returns?)$/;

/** `{ url: '…', method: 'GET', headers: {…} }`: a request that something else may send. */
function describedRequest(reading: Reading, token: number, range: Range): ApiCall | undefined {
  const { tokens, islands, source, values } = reading;
  const open = tokens.parents[token]!;
  if (open < 0 || wordAt(tokens, open) !== '{' || wordAt(tokens, token - 1) !== ':') return undefined;
  if (!/^["']?(?:url|uri|endpoint)["']?$/i.test(wordAt(tokens, token - 2))) return undefined;
  const close = tokens.mates[open]!;
  const piece = close < 0 ? undefined : islands.piece(open, tokens.ends[close]!, ')', '(');
  let node: SyntaxNode | undefined = piece?.root;
  while (node && node.type !== 'object') node = node.children[0];
  if (!piece || !node || piece.root.broken) return undefined;
  const expression = lower(source, piece, node);
  const keys = values.members(expression).list.map((member) => member.key);
  if (!keys.includes('method') || keys.some((key) => ANSWERS.test(key))) return undefined;
  const span = { start: expression.start, end: expression.end };
  const call: CallExpression = {
    ...{ kind: 'call', callee: unknownAt(span), args: [expression], list: span },
    ...{ intact: true, constructs: false, ...span },
  };
  const request = readRequest(reading, call, objectMatch(span));
  return request === 'open' ? undefined : request && { ...request, urlArgument: range };
}

/** A command whose options stand on lines of their own, without what a shell needs for that. */
function onOneLine(text: SourceText): SourceText {
  const pieces: SourceText[] = [];
  let from = 0;
  for (const { index, 0: end } of text.text.matchAll(/(?<![\\\s])[ \t]*\r?\n(?=\s*--?[a-zA-Z])/g)) {
    pieces.push(text.slice(from, index), SourceText.decoded(' ', text.range(index, index)));
    from = index + end.length;
  }
  return from === 0 ? text : SourceText.join([...pieces, text.slice(from)]);
}

/** A command line, and whether it stands in one string, rather than in a list of its words. */
interface Command {
  readonly source: SourceText;
  readonly isOne: boolean;
}

const inOne = (source: SourceText): Command => ({ source, isOne: true });

/** The command line that a text is, or that it is a word of. */
function commandOf(
  { tokens, values }: Reading,
  cutter: Cutter,
  token: number,
  text: SourceText,
): Command | undefined {
  const before = token > 0 ? wordAt(tokens, token - 1) : '';
  if (tokens.kinds[token] === Kind.open && RUNS.test(before)) return inOne(text);
  const open = tokens.parents[token]!;
  const runs = open > 0 && wordAt(tokens, open) === '(' && RUNS.test(wordAt(tokens, open - 1));
  // A line that goes on is put together elsewhere.
  if ((runs && text.text.includes(' ')) || COMMAND.test(text.text))
    return /\\\s*$/.test(text.text) ? undefined : inOne(onOneLine(text));
  let list = open > 0 && wordAt(tokens, open) === '[' ? tokens.parents[open]! : -1;
  // `new Deno.Command('curl', { args: ['…'] })`
  if (list > 0 && wordAt(tokens, list) === '{' && wordAt(tokens, open - 2) === 'args')
    list = tokens.parents[list]!;
  if (list < 1 || wordAt(tokens, list) !== '(' || !RUNS.test(wordAt(tokens, list - 1))) return undefined;
  const [program, second] = cutter.call(list)?.args ?? [];
  const whole = program && values.resolve(program).value;
  if (whole?.kind === 'array') return script(values, [], whole);
  if (!program) return undefined;
  const options = second && values.members(second).list.find((member) => member.key === 'args')?.value;
  const words = second && values.resolve(options ?? second).value;
  return words?.kind === 'array' ? script(values, [program], words) : undefined;
}

/** The command that a list of words is. */
function script(
  values: Reading['values'],
  before: readonly Expression[],
  { items, complete }: ArrayExpression,
): Command | undefined {
  const words = [...before, ...items].map((word) => values.text(word, true));
  const found = scriptOfWords(words, complete);
  return found?.language === 'sh' ? { source: found.source, isOne: false } : undefined;
}

/** True for a constant that is used, and in nothing but mocks, routes and assertions. */
function isOnlyDescribed(reading: Reading, token: number): boolean {
  const [defined] = definedAt(reading, token);
  if (!defined) return false;
  const uses = reading.scope
    .occurrences(defined.name)
    .filter((use) => use >= defined.from && use < defined.to && use !== defined.token);
  return uses.length > 0 && uses.every((use) => isSpokenOf(reading, use));
}

function touches(range: Range, offsets: ReadonlySet<number>): boolean {
  for (let at = range.start; at < range.end; at++) if (offsets.has(at)) return true;
  return false;
}

function literalIn(root: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = root;
  while (node && node.type !== 'string' && node.type !== 'template_string') node = node.children[0];
  return node;
}
