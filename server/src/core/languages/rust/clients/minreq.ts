import { type Client, eachMethod, METHODS } from '../../../program/client.ts';

/** https://docs.rs/minreq */
export const minreq: Client = {
  name: 'minreq',
  roots: { minreq: 'module' },
  types: {
    module: {
      members: {
        ...eachMethod(METHODS, { args: ['url'], gives: 'request' }),
        'Request.new': { args: ['method', 'url'], gives: 'request' },
      },
      others: 'harmless',
    },
    request: {
      members: {
        with_header: { args: ['header', 'value'], gives: 'same' },
        with_headers: { args: ['headers'], gives: 'same' },
        with_json: { args: ['json'], gives: 'same' },
        with_body: { args: ['text'], gives: 'same' },
        send: { sends: true },
        send_lazy: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /\bminreq\b/,
};
