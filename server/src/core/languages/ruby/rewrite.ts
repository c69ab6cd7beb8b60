import type { Notation } from '../../call-editor.ts';
import { type ClientIdiom, requestEditor } from '../../program/editor.ts';
import type { Rewriter } from '../../program/rewriter.ts';

const NOTATION: Notation = {
  true: 'true',
  false: 'false',
  null: 'nil',
  key: ['', ': '],
  quote: '"',
  object: ['{', '}'],
  pad: ' ',
  list: ['[', ']'],
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

/** Adds a line at the beginning of the block that fills a request. */
function addToBlock(request: Rewriter, line: string): void {
  const { block } = request.call;
  const opening = block && /^(?:do|\{)\s*\|(\w+)\|[ \t]*(\r?\n[ \t]*)/.exec(request.code(block));
  if (opening) request.insert(block.start + opening[0].length, `${opening[1]}.${line}${opening[2]}`);
  else request.fail();
}

const faraday: ClientIdiom = {
  authorization: (request) => addFaradayHeader(request, 'Authorization', TOKEN),
  body: (request, body) => {
    const { behindUrl } = request;
    const query = request.last('query')?.value;
    const isTyped = request.hasHeader('content-type');
    const json = `${body}.to_json`;
    const type = '"application/json"';
    const { named } = request.call;
    if (query && named && query.start === named.start) {
      // Parameters without braces.
      const given = body.startsWith('{') ? json : `{ ${body} }.to_json`;
      request.replace(named, isTyped ? given : `${given}, { "Content-Type" => ${type} }`);
    } else if (behindUrl && (behindUrl.kind === 'null' || behindUrl.start === query?.start)) {
      request.replace(behindUrl, json);
      if (!isTyped) addFaradayHeader(request, 'Content-Type', type);
    } else if (behindUrl || query || request.call.named) request.fail();
    else if (request.call.block) {
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

/** Edits of requests made in Ruby. */
export const rubyEditor = requestEditor({
  values: {
    quoted: (text, like) => {
      const quote = like.startsWith("'") ? "'" : '"';
      return (
        quote +
        text.replaceAll(/[\\'"#]/g, (c) => (c === '\\' || c === '#' || c === quote ? `\\${c}` : c)) +
        quote
      );
    },
    encoders:
      /^(?:(?:CGI|URI|ERB::Util)\.(?:escape|encode_www_form_component|encode_uri_component|url_encode)|String)\(([\s\S]*)\)$/,
    number: (code) => (/^\d+$/.test(code) ? code : `Integer(${code})`),
    boolean: () => undefined,
    true: 'true',
    false: 'false',
    mixed: (pieces) =>
      pieces.some((p) => /["\\#]/.test(p.text ?? p.code!))
        ? undefined
        : `"${pieces.map((p) => p.text ?? `#{${p.code}}`).join('')}"`,
  },
  notation: () => NOTATION,
  hidden: /\bparams\b/,
  rootKey: { token: TOKEN },
  clients: { 'net/http': netHttp, httparty, faraday, 'rest-client': restClient },
});
