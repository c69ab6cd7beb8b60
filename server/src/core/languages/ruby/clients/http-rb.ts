import { type Client, eachMethod, METHODS, type Meaning, type Member } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  json: 'json',
  body: 'text',
  form: 'form',
  params: 'query',
  headers: 'headers',
  base_uri: 'base',
};
const same = (...args: readonly (Member['args'] & {})[number][]): Member => ({ args, gives: 'client' });
const ANY: Member = { args: ['method', 'url', 'options'], named: OPTIONS, sends: true };
const members = {
  ...eachMethod(METHODS, { args: ['url', 'options'], named: OPTIONS, sends: true }),
  request: ANY,
  public_send: ANY,
  send: ANY,
  auth: { header: 'Authorization', gives: 'client' },
  basic_auth: same('credentials'),
  headers: same('headers'),
  with: same('headers'),
  with_headers: same('headers'),
  '[]': same('headers'),
  accept: same(),
  base_uri: same('base'),
  cookies: same(),
  encoding: same(),
  follow: same(),
  nodelay: same(),
  persistent: { args: ['base'], gives: 'client', yields: 'client' },
  retriable: same(),
  timeout: same(),
  use: same('hook'),
  via: same(),
} as const satisfies Record<string, Member>;

/** https://github.com/httprb/http */
export const httpRb: Client = {
  name: 'http.rb',
  roots: { HTTP: 'module', 'instance HTTP.Client': 'client' },
  types: {
    module: {
      members: {
        ...members,
        'Client.new': { args: ['options'], named: OPTIONS, gives: 'client' },
        'Session.new': { args: ['options'], named: OPTIONS, gives: 'client' },
      },
      others: 'harmless',
    },
    client: { members, others: 'harmless', defaults: true },
  },
};
