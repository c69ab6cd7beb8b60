import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const begins: Readonly<Record<string, Member>> = {
  builder: { gives: 'request' },
  ...eachMethod(METHODS, { args: ['url'], gives: 'request' }),
};
const sending: Readonly<Record<string, Member>> = {
  ...eachMethod(['GET', 'HEAD', 'DELETE'], { args: ['url'], sends: true }),
  ...eachMethod(['POST', 'PUT'], { args: ['url', 'json'], sends: true }),
  ...eachMethod(['GET', 'HEAD', 'DELETE'], { args: ['url'], sends: true }, (m) => `${m.toLowerCase()}_async`),
  ...eachMethod(['POST', 'PUT'], { args: ['url', 'json'], sends: true }, (m) => `${m.toLowerCase()}_async`),
  send: { args: ['request'], sends: true },
  send_async: { args: ['request'], sends: true },
};

/** https://docs.rs/isahc */
export const isahc: Client = {
  name: 'isahc',
  roots: {
    isahc: 'module',
    'isahc.Request': 'Request',
    'isahc.http.Request': 'Request',
    'isahc.prelude.Request': 'Request',
    Request: 'Request',
    'instance HttpClient': 'client',
    'instance isahc.HttpClient': 'client',
  },
  types: {
    module: {
      members: {
        ...sending,
        'HttpClient.new': { gives: 'client' },
        'HttpClient.builder': { gives: 'builder' },
      },
      others: 'harmless',
    },
    builder: {
      members: {
        default_header: { args: ['header', 'value'], gives: 'same' },
        default_headers: { args: ['headers'], gives: 'same' },
        build: { gives: 'client' },
      },
      others: 'fluent',
    },
    client: { members: sending, others: 'harmless', defaults: true },
    Request: { members: begins, others: 'harmless' },
    request: {
      members: {
        method: { args: ['method'], gives: 'same' },
        uri: { args: ['url'], gives: 'same' },
        header: { args: ['header', 'value'], gives: 'same' },
        body: { args: ['json'], gives: 'same' },
        send: { sends: true },
        send_async: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  defaultMethod: 'GET',
  evidence: /\bisahc\b/,
};
