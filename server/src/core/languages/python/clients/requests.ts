import { type Client, eachMethod, type Member, type Role } from '../../../program/client.ts';
import { unseenObjects } from './unseen.ts';

const NAMED: Readonly<Record<string, Role>> = {
  method: 'method',
  url: 'url',
  params: 'query',
  data: 'text',
  json: 'json',
  files: 'form',
  headers: 'headers',
  auth: 'auth',
};
const send = (args: readonly Role[]): Member => ({ args, named: NAMED, sends: true });
const sending = {
  ...eachMethod(['GET', 'HEAD', 'OPTIONS', 'DELETE'], send(['url', 'query'])),
  ...eachMethod(['POST'], send(['url', 'text', 'json'])),
  ...eachMethod(['PUT', 'PATCH'], send(['url', 'text'])),
  request: send(['method', 'url', 'query', 'text', 'headers']),
};

/** https://requests.readthedocs.io/en/latest/api/ */
export const requests: Client = {
  name: 'requests',
  addressed: unseenObjects('requests', 'session'),
  roots: {
    requests: 'module',
    'instance requests.Session': 'session',
    'instance Session': 'session',
    'inherits requests.Session': 'session',
    'inherits Session': 'session',
  },
  types: {
    module: {
      members: {
        ...sending,
        Session: { gives: 'session' },
        session: { gives: 'session' },
        'sessions.Session': { gives: 'session' },
        Request: {
          args: ['method', 'url', 'headers', 'form', 'text', 'query', 'auth'],
          named: NAMED,
          gives: 'request',
        },
      },
      others: 'harmless',
    },
    session: {
      members: {
        ...sending,
        'headers.update': { args: ['headers'], named: { '*': 'header' } },
        'headers[]': {},
        'headers=': { args: ['headers'] },
        'auth=': { args: ['auth'] },
        'params.update': { args: ['query'] },
        send: { args: ['request'], sends: true },
        prepare_request: { args: ['request'], gives: 'request' },
        mount: {},
        close: {},
        __enter__: { gives: 'same' },
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        prepare: { gives: 'same' },
        'headers.update': { args: ['headers'], named: { '*': 'header' } },
        'headers[]': {},
        'headers=': { args: ['headers'] },
        'json=': { args: ['json'] },
        'data=': { args: ['text'] },
      },
      others: 'harmless',
      request: true,
    },
  },
  defaultMethod: 'GET',
};
