import { type Client, eachMethod, type Meaning, type Member } from '../../../program/client.ts';

/** Middleware: what adds headers is told, and what is not known may. */
const MIDDLEWARE: Readonly<Record<string, Meaning>> = {
  ...Object.fromEntries(
    ['json', 'url_encoded', 'multipart', 'retry', 'instrumentation', 'gzip', 'curb', 'rashify', 'logger'].map(
      (name) => [name, 'ignored' as const],
    ),
  ),
  authorization: { args: ['scheme', 'value'] },
  token_auth: { args: ['credentials'] },
  basic_auth: { args: ['credentials'] },
  '*': 'hook',
};
const NEW: Member = {
  args: ['base'],
  named: { url: 'base', headers: 'headers', params: 'query', builder: 'hook' },
  gives: 'connection',
  setup: 'connection',
};
const read: Member = { args: ['url', 'query', 'headers'], sends: true, setup: 'request' };
const write: Member = { args: ['url', 'json', 'headers'], sends: true, setup: 'request' };
const sending = {
  ...eachMethod(['GET', 'HEAD', 'DELETE'], read),
  ...eachMethod(['POST', 'PUT', 'PATCH'], write),
  run_request: { ...write, args: ['method', 'url', 'json', 'headers'] },
  public_send: { ...write, args: ['method', 'url', 'json', 'headers'] },
  send: { ...write, args: ['method', 'url', 'json', 'headers'] },
} as const satisfies Record<string, Member>;
const HEADERS = {
  'headers[]': {},
  'headers=': { args: ['headers'] },
  'headers.merge!': { args: ['headers'] },
  'headers.update': { args: ['headers'] },
} as const satisfies Record<string, Member>;

/** https://lostisland.github.io/faraday/ */
export const faraday: Client = {
  name: 'faraday',
  roots: { Faraday: 'module', 'instance Faraday.Connection': 'given' },
  types: {
    module: {
      members: { ...sending, new: NEW, 'Connection.new': NEW },
      others: 'harmless',
    },
    connection: {
      members: {
        ...sending,
        ...HEADERS,
        request: { args: ['option', 'value', 'value'], named: MIDDLEWARE },
        use: { args: ['hook'] },
        authorization: { args: ['scheme', 'value'] },
        token_auth: { args: ['credentials'] },
        basic_auth: { args: ['credentials'] },
        'url_prefix=': { args: ['base'] },
        tap: { gives: 'same', setup: 'connection' },
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        ...HEADERS,
        url: { args: ['url', 'query'] },
        'url=': { args: ['url'] },
        'path=': { args: ['url'] },
        'body=': { args: ['json'] },
        'params=': { args: ['query'] },
      },
      others: 'harmless',
    },
  },
  joining: 'directory',
};
