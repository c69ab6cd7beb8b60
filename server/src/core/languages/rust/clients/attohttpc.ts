import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const sending: Readonly<Record<string, Member>> = eachMethod(METHODS, { args: ['url'], gives: 'request' });

/** https://docs.rs/attohttpc */
export const attohttpc: Client = {
  name: 'attohttpc',
  roots: { attohttpc: 'module', 'instance attohttpc.Session': 'session', 'instance Session': 'session' },
  types: {
    module: { members: { ...sending, 'Session.new': { gives: 'session' } }, others: 'harmless' },
    session: {
      members: { ...sending, header: { args: ['header', 'value'] } },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        header: { args: ['header', 'value'], gives: 'same' },
        header_append: { args: ['header', 'value'], gives: 'same' },
        bearer_auth: { args: ['bearer'], gives: 'same' },
        basic_auth: { args: ['credentials'], gives: 'same' },
        json: { args: ['json'], gives: 'same' },
        text: { args: ['text'], gives: 'same' },
        bytes: { args: ['text'], gives: 'same' },
        body: { args: ['form'], gives: 'same' },
        form: { args: ['form'], gives: 'same' },
        params: { args: ['query'], gives: 'same' },
        send: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /\battohttpc\b/,
};
