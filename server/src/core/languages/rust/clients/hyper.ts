import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const begins: Readonly<Record<string, Member>> = {
  builder: { gives: 'request' },
  ...eachMethod(METHODS, { args: ['url'], gives: 'request' }),
};
const prefixed = (path: string): Record<string, Member> =>
  Object.fromEntries(Object.entries(begins).map(([name, member]) => [`${path}.${name}`, member]));

/** https://docs.rs/hyper, https://docs.rs/http: a request is built, then given to some client. */
export const hyper: Client = {
  name: 'hyper',
  roots: {
    hyper: 'module',
    http: 'module',
    'hyper.http': 'module',
    Request: 'Request',
    'hyper_util.client.legacy': 'module',
    Client: 'Client',
    'instance hyper.Client': 'client',
    'instance Client': 'client',
  },
  types: {
    module: {
      members: {
        ...prefixed('Request'),
        ...prefixed('request.Request'),
        'request.Builder.new': { gives: 'request' },
        'Client.new': { gives: 'client' },
        'Client.builder': { gives: 'clientBuilder' },
        'client.Client.builder': { gives: 'clientBuilder' },
      },
      others: 'harmless',
    },
    Request: { members: begins, others: 'harmless' },
    Client: {
      members: { new: { gives: 'client' }, builder: { gives: 'clientBuilder' } },
      others: 'harmless',
    },
    clientBuilder: {
      members: { build: { gives: 'client' }, build_http: { gives: 'client' } },
      others: 'fluent',
    },
    client: { members: { request: { args: ['request'], sends: true } }, others: 'harmless' },
    request: {
      members: {
        method: { args: ['method'], gives: 'same' },
        uri: { args: ['url'], gives: 'same' },
        header: { args: ['header', 'value'], gives: 'same' },
        headers_mut: { args: ['hook'], gives: 'same' },
        body: { args: ['json'], gives: 'same' },
      },
      others: 'fluent',
      request: true,
    },
  },
  defaultMethod: 'GET',
  evidence: /\bhyper\b|\bhttp::/,
};
