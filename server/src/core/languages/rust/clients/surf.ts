import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const sending: Readonly<Record<string, Member>> = eachMethod(METHODS, { args: ['url'], gives: 'request' });

/** https://docs.rs/surf */
export const surf: Client = {
  name: 'surf',
  roots: { surf: 'module', 'instance surf.Client': 'client', 'instance Client': 'client' },
  types: {
    module: {
      members: {
        ...sending,
        client: { gives: 'client' },
        'Client.new': { gives: 'client' },
        'Config.new': { gives: 'config' },
      },
      others: 'harmless',
    },
    config: {
      members: {
        set_base_url: { args: ['base'], gives: 'same' },
        add_header: { args: ['header', 'value'], gives: 'same' },
        try_into: { gives: 'client' },
      },
      others: 'fluent',
      defaults: true,
    },
    client: {
      members: {
        ...sending,
        send: { args: ['request'], sends: true },
        with: { args: ['hook'], gives: 'same' },
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        header: { args: ['header', 'value'], gives: 'same' },
        body: { args: ['json'], gives: 'same' },
        body_json: { args: ['json'], gives: 'same' },
        body_string: { args: ['text'], gives: 'same' },
        body_bytes: { args: ['text'], gives: 'same' },
        body_form: { args: ['form'], gives: 'same' },
        content_type: { header: 'Content-Type', gives: 'same' },
        query: { args: ['query'], gives: 'same' },
        middleware: { args: ['hook'], gives: 'same' },
        await: { sends: true },
        send: { sends: true },
        recv_json: { sends: true },
        recv_string: { sends: true },
        recv_bytes: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  joining: 'reference',
  evidence: /\bsurf\b/,
};
