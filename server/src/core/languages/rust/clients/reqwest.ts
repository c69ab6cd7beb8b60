import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const FUNCTIONS = METHODS.filter((method) => method !== 'OPTIONS');
const module: Readonly<Record<string, Member>> = {
  get: { method: 'GET', args: ['url'], sends: true },
  'Client.new': { gives: 'client' },
  'Client.default': { gives: 'client' },
  'Client.builder': { gives: 'builder' },
  'ClientBuilder.new': { gives: 'builder' },
  'ClientBuilder.default': { gives: 'builder' },
  'Request.new': { args: ['method', 'url'], gives: 'made' },
};

/** Other clients that call their methods the same. */
const OTHERS = /\b(?:awc|surf|isahc|ureq|attohttpc|minreq|gloo_net|hyper_util|hyper)::/;

/** https://docs.rs/reqwest */
export const reqwest: Client = {
  name: 'reqwest',
  // What a state or a type of another file has: nothing else is called so and given whole URLs.
  addressed: {
    type: 'client',
    called: /^(?!.*(?:mock|stub|fake|test))(?:\w+_)?(?:http|client|reqwest|https)(?:_client)?$/i,
    fits: (_, text) => !OTHERS.test(text),
  },
  roots: {
    reqwest: 'module',
    'reqwest.blocking': 'module',
    reqwest_middleware: 'middleware',
    // Without its `use`, as in examples.
    Client: 'Client',
    ClientBuilder: 'ClientBuilder',
    'instance reqwest.Client': 'client',
    'instance reqwest.blocking.Client': 'client',
    'instance blocking.Client': 'client',
    'instance reqwest_middleware.ClientWithMiddleware': 'client',
    'instance ClientWithMiddleware': 'client',
    'instance Client': 'client',
    'instance HttpClient': 'client',
    'instance reqwest.RequestBuilder': 'given',
    'instance RequestBuilder': 'given',
  },
  types: {
    module: { members: module, others: 'harmless' },
    Client: {
      members: { new: module['Client.new']!, default: module['Client.new']!, builder: { gives: 'builder' } },
      others: 'harmless',
    },
    ClientBuilder: { members: { new: { gives: 'builder' } }, others: 'harmless' },
    middleware: {
      members: { 'ClientBuilder.new': { args: ['hook'], gives: 'builder' } },
      others: 'harmless',
    },
    builder: {
      members: {
        default_headers: { args: ['headers'], gives: 'same' },
        with: { args: ['hook'], gives: 'same' },
        build: { gives: 'client' },
      },
      others: 'fluent',
    },
    client: {
      members: {
        ...eachMethod(FUNCTIONS, { args: ['url'], gives: 'request' }),
        request: { args: ['method', 'url'], gives: 'request' },
        execute: { args: ['request'], sends: true },
      },
      others: 'harmless',
      defaults: true,
    },
    request: { members: requestMembers(), others: 'fluent', request: true },
    /** A request that was made elsewhere. */
    given: { members: requestMembers(), others: 'fluent', request: true, defaults: true },
    made: {
      members: {
        headers_mut: { gives: 'same' },
        insert: { args: ['header', 'value'], gives: 'same' },
        body_mut: { args: [], gives: 'opaque' },
        header: { args: ['header', 'value'], gives: 'same' },
      },
      others: 'unknown',
      request: true,
    },
    opaque: { members: {}, others: 'unknown', request: true },
  },
  defaultMethod: 'GET',
  evidence: /\breqwest\b/,
};

function requestMembers(): Record<string, Member> {
  return {
    header: { args: ['header', 'value'], gives: 'same' },
    headers: { args: ['headers'], gives: 'same' },
    bearer_auth: { args: ['bearer'], gives: 'same' },
    basic_auth: { args: ['credentials'], gives: 'same' },
    json: { args: ['json'], gives: 'same' },
    body: { args: ['json'], gives: 'same' },
    form: { args: ['form'], gives: 'same' },
    multipart: { args: ['form'], gives: 'same' },
    query: { args: ['query'], gives: 'same' },
    send: { sends: true },
  };
}
