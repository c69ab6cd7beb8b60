import type { CallEditor, Notation } from '../../call-editor.ts';
import { type ClientIdiom, type RequestIdiom, requestEditor } from '../../program/editor.ts';
import type { Thing } from '../../program/machine/things.ts';
import type { Rewriter } from '../../program/rewriter.ts';
import { siteEditor } from '../../program/site-editor.ts';
import type { Values } from '../../resolve.ts';
import { withFilter } from './nothing.ts';
import { PARAMETER, setQuery, VALUES } from './query.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'nil',
  key: ['', ': '],
  quote: '"',
  object: ['{', '}'],
  pad: ' ',
  list: ['[', ']'],
  extend: ['**(', '[', ' || {})'],
  eachMade:
    /^(?<list>@?[\w.]+)\.(?:map|collect) (?:\{|do) ?\|(?<item>\w+)\|\s*\{\s*(?<fields>[^{}]*?),?\s*\}\s*(?:\}|end)$/,
};

const TOKEN = `"Bearer #{ENV.fetch('UNKEY_ROOT_KEY')}"`;
const AUTHORIZATION = `"Authorization" => ${TOKEN}`;
const TYPE = '"Content-Type" => "application/json"';

/** Adds to the named values of a call. */
function addOption(request: Rewriter, member: string): void {
  const { named } = request.call;
  const options = named ?? request.behindUrl;
  if (options) request.addMember(options, member);
  else request.addArgument(member);
}

/** Adds to the headers that the request is given, or `otherwise`. */
function addHeader(request: Rewriter, member: string, otherwise: () => void): void {
  const headers = request.last('headers')?.value;
  if (!headers || !request.isHere(headers)) otherwise();
  else request.addMember(headers, member);
}

const netHttp: ClientIdiom = {
  method: (request, method) => {
    // What gives the text of an answer has no other for a request with a body.
    if (request.code(request.thing.token) === 'get' && !/\bhttp\b/i.test(receiverOf(request))) request.fail();
    else request.method(method);
  },
  authorization: (request) =>
    addHeader(request, AUTHORIZATION, () => {
      if (isMade(request))
        request.statement((name) => {
          const quote = request.text.includes(`${name}['`) ? "'" : '"';
          return [`${name}[${quote}Authorization${quote}] = ${TOKEN}`];
        });
      else if (request.call.args.length >= 2) addLast(request, `{ ${AUTHORIZATION} }`);
      else request.fail();
    }),
  body: (request, body) => {
    if (!isMade(request)) {
      request.fail();
      return;
    }
    const isTyped = request.hasHeader('content-type');
    request.statement((name) => [
      ...(isTyped ? [] : [`${name}["Content-Type"] = "application/json"`]),
      `${name}.body = ${body}.to_json`,
    ]);
  },
};

const receiverOf = (request: Rewriter): string => {
  const { callee } = request.call;
  return callee.kind === 'member' ? request.code(callee.object) : '';
};

/** True for `Net::HTTP::Get.new(…)`. */
const isMade = ({ call }: Rewriter): boolean =>
  call.callee.kind === 'member' && call.callee.property === 'new';

/** Adds an argument behind all others. */
function addLast(request: Rewriter, argument: string): void {
  const { call } = request;
  const last = call.args.at(-1);
  if (!last || call.named || !request.text.slice(last.end, call.list.end).startsWith(')')) request.fail();
  else request.insert(last.end, `, ${argument}`);
}

const httparty: ClientIdiom = {
  takesWhole: true,
  authorization: (request) =>
    addHeader(request, AUTHORIZATION, () => addOption(request, `headers: { ${AUTHORIZATION} }`)),
  body: (request, body) => {
    const query = request.last('query')?.value;
    const { named } = request.call;
    const { behindUrl } = request;
    const entry =
      query && request.entryOf(named ?? (behindUrl?.kind === 'object' ? behindUrl : undefined), query);
    const member = `body: ${body}.to_json`;
    if (entry) request.replace(entry, member);
    else if (query) return request.fail();
    else addOption(request, member);
    if (request.hasHeader('content-type')) return;
    addHeader(request, TYPE, () => addOption(request, `headers: { ${TYPE} }`));
  },
};

/** Adds a header where none is given: in the block that fills the request, or as the last argument. */
function addFaradayHeader(request: Rewriter, name: string, value: string): void {
  addHeader(request, `"${name}" => ${value}`, () => {
    const { block, args, named } = request.call;
    if (block) addToBlock(request, `headers["${name}"] = ${value}`);
    else if (args.length === 2 && !named) addLast(request, `{ "${name}" => ${value} }`);
    else request.fail();
  });
}

/** Puts lines in the place of those that give the query in the block of a call; false where there are none. */
function inPlaceOfQuery(request: Rewriter, lines: readonly string[]): boolean {
  const { call } = request;
  const found = [...request.code(call).matchAll(PARAMETER)];
  for (const [i, line] of found.entries()) {
    const [whole, indentation, name] = line;
    const start = call.start + line.index;
    const newText = i === 0 ? lines.map((one) => `${indentation}${name}.${one}\n`).join('') : '';
    request.replace({ start, end: start + whole.length }, newText);
  }
  return found.length > 0;
}

/** Adds a line at the beginning of the block that fills a request. */
function addToBlock(request: Rewriter, line: string): void {
  const { block } = request.call;
  const opening = block && /^(?:do|\{)\s*\|(\w+)\|[ \t]*(\r?\n[ \t]*)/.exec(request.code(block));
  if (opening) request.insert(block.start + opening[0].length, `${opening[1]}.${line}${opening[2]}`);
  else request.fail();
}

/** The hash of what a call is given behind its URL, with what is done to it: `(url, a: 1).compact` gives `{ a: 1 }.compact`. */
function memberHash(given: string, url: string): string {
  if (!given.startsWith('(')) return `{ ${given} }`;
  const close = given.lastIndexOf(')', /\)(?:\.\w+)*$/.exec(given)!.index);
  const members = given.slice(given.indexOf(url) + url.length, close).replace(/^\s*,\s*/, '');
  return `{ ${members} }${given.slice(close + 1)}`;
}

const faraday: ClientIdiom = {
  takesWhole: true,
  authorization: (request) => addFaradayHeader(request, 'Authorization', TOKEN),
  body: (request, body) => {
    const { behindUrl } = request;
    const query = request.last('query')?.value;
    const isTyped = request.hasHeader('content-type');
    const json = `${body}.to_json`;
    const type = '"application/json"';
    const { named } = request.call;
    if (query && named && query.start === named.start) {
      // Parameters without braces, which stand between those of all arguments where others are before them.
      const [first] = named.entries;
      const last = named.entries.at(-1);
      if (first?.kind !== 'member' || last?.kind !== 'member') {
        request.fail();
        return;
      }
      const given = body.startsWith('{') ? json : `${memberHash(body, request.code(request.url))}.to_json`;
      const start = first.key.start - (/["':]/.test(request.text[first.key.start - 1] ?? '') ? 1 : 0);
      const newText = isTyped ? given : `${given}, { "Content-Type" => ${type} }`;
      request.replace({ start, end: last.value.end }, newText);
    } else if (behindUrl && (behindUrl.kind === 'null' || behindUrl.start === query?.start)) {
      request.replace(behindUrl, json);
      if (!isTyped) addFaradayHeader(request, 'Content-Type', type);
    } else if (behindUrl || query || request.call.named) request.fail();
    else if (request.call.block) {
      const typed = isTyped ? [] : [`headers["Content-Type"] = ${type}`];
      if (inPlaceOfQuery(request, [...typed, `body = ${json}`])) return;
      addToBlock(request, `body = ${json}`);
      if (!isTyped) addToBlock(request, `headers["Content-Type"] = ${type}`);
    } else request.addArgument(isTyped ? json : `${json}, { "Content-Type" => ${type} }`);
  },
};

const restClient: ClientIdiom = {
  authorization: (request) =>
    addHeader(request, `Authorization: ${TOKEN}`, () => {
      if (request.call.args.length === 2 && !request.call.named)
        addLast(request, `{ Authorization: ${TOKEN} }`);
      else request.fail();
    }),
  body: (request, body) => {
    const { named } = request.call;
    request.insert(request.url.end, `, ${body}.to_json`);
    if (named || request.behindUrl) {
      if (!request.hasHeader('content-type')) addHeader(request, 'content_type: :json', () => request.fail());
    } else request.fail();
  },
};

const httpRb: ClientIdiom = {
  authorization: (request) => request.insert(request.thing.token.start, `auth(${TOKEN}).`),
  body: (request, body) => {
    const query = request.last('query')?.value;
    const { named } = request.call;
    const entry = query && request.entryOf(named, query);
    if (entry) request.replace(entry, `json: ${body}`);
    else if (query) request.fail();
    else addOption(request, `json: ${body}`);
  },
};

/** True for a text in which texts without code in them have single quotes. */
const isSingleQuoted = (text: string): boolean => {
  const single = text.match(/'[^'\n]*'/g)?.length ?? 0;
  const double = text.match(/"[^"\n#]*"/g)?.length ?? 0;
  return single > 2 * double;
};

const IDIOM: RequestIdiom = {
  values: VALUES,
  notation: (text, near) => withFilter(isSingleQuoted(text) ? { ...NOTATION, quote: "'" } : NOTATION, near),
  hidden: /\.params\b(?!\[)/,
  aside: setQuery,
  rootKey: { token: TOKEN },
  clients: { 'net/http': netHttp, httparty, faraday, 'rest-client': restClient, 'http.rb': httpRb },
};

const requests = requestEditor(IDIOM);

/** Edits of calls of functions that send. */
export const rubySiteEditor = siteEditor(IDIOM);

/** Edits of requests made in Ruby, in the quotes of the text. */
export const rubyEditor = (thing: Thing, values: Values): CallEditor => {
  const editor = requests(thing, values);
  const { rewrite } = editor;
  if (!rewrite || !isSingleQuoted(values.source.text)) return editor;
  const quoted = (text: string): string =>
    text.replaceAll(/"(Authorization|Content-Type|application\/json)"/g, "'$1'");
  return {
    ...editor,
    rewrite: (change) => rewrite(change)?.map(({ range, newText }) => ({ range, newText: quoted(newText) })),
  };
};
