import { type Client, eachMethod, METHODS, type Meaning, type Member } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  base_uri: 'base',
  headers: 'headers',
  body: 'json',
  query: 'query',
  basic_auth: 'credentials',
  digest_auth: 'credentials',
  multipart: 'form',
};
const ANY: Member = { args: ['method', 'url', 'options'], named: OPTIONS, sends: true };
const sending = {
  ...eachMethod(METHODS, { args: ['url', 'options'], named: OPTIONS, sends: true }),
  public_send: ANY,
  send: ANY,
} as const satisfies Record<string, Member>;
const set = (role: 'base' | 'headers' | 'query' | 'credentials'): Member => ({ args: [role] });

/** https://github.com/jnunemaker/httparty */
export const httparty: Client = {
  name: 'httparty',
  roots: { HTTParty: 'module', 'inherits HTTParty': 'class' },
  types: {
    module: { members: sending, others: 'harmless' },
    class: {
      members: {
        ...sending,
        base_uri: set('base'),
        headers: set('headers'),
        default_params: set('query'),
        basic_auth: set('credentials'),
        digest_auth: set('credentials'),
        default_options: { args: ['options'], named: OPTIONS },
      },
      others: 'harmless',
    },
  },
};
