import { type Client, eachMethod, METHODS } from '../../../program/client.ts';

/** https://docs.rs/awc, the client of Actix */
export const awc: Client = {
  name: 'awc',
  roots: { awc: 'module', 'instance awc.Client': 'client', 'instance Client': 'client' },
  types: {
    module: {
      members: {
        'Client.new': { gives: 'client' },
        'Client.default': { gives: 'client' },
        'Client.builder': { gives: 'builder' },
      },
      others: 'harmless',
    },
    builder: {
      members: {
        add_default_header: { args: ['headers'], gives: 'same' },
        bearer_auth: { args: ['bearer'], gives: 'same' },
        basic_auth: { args: ['credentials'], gives: 'same' },
        wrap: { args: ['hook'], gives: 'same' },
        finish: { gives: 'client' },
      },
      others: 'fluent',
    },
    client: {
      members: {
        ...eachMethod(METHODS, { args: ['url'], gives: 'request' }),
        request: { args: ['method', 'url'], gives: 'request' },
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        insert_header: { args: ['headers'], gives: 'same' },
        append_header: { args: ['headers'], gives: 'same' },
        bearer_auth: { args: ['bearer'], gives: 'same' },
        basic_auth: { args: ['credentials'], gives: 'same' },
        send_json: { args: ['json'], sends: true },
        send_body: { args: ['text'], sends: true },
        send_form: { args: ['form'], sends: true },
        send: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /\bawc\b/,
};
