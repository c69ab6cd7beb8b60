import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const begins: Readonly<Record<string, Member>> = eachMethod(METHODS, { args: ['url'], gives: 'request' });

/** https://docs.rs/gloo-net, for browsers */
export const gloo: Client = {
  name: 'gloo-net',
  roots: {
    'gloo_net.http.Request': 'Request',
    'gloo.net.http.Request': 'Request',
    'reqwasm.http.Request': 'Request',
  },
  types: {
    Request: { members: begins, others: 'harmless' },
    request: {
      members: {
        method: { args: ['method'], gives: 'same' },
        header: { args: ['header', 'value'], gives: 'same' },
        json: { args: ['json'], gives: 'same' },
        body: { args: ['text'], gives: 'same' },
        send: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  defaultMethod: 'GET',
};
