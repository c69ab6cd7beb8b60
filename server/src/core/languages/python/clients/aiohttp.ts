import { type Client, eachMethod, type Member, type Role } from '../../../program/client.ts';
import { unseenObjects } from './unseen.ts';

const NAMED: Readonly<Record<string, Role>> = {
  method: 'method',
  url: 'url',
  params: 'query',
  data: 'text',
  json: 'json',
  headers: 'headers',
  auth: 'auth',
};
const send = (args: readonly Role[]): Member => ({ args, named: NAMED, sends: true });
const sending = {
  ...eachMethod(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'POST', 'PUT', 'PATCH'], send(['url'])),
  request: send(['method', 'url']),
};

/** https://docs.aiohttp.org/en/stable/client_reference.html */
export const aiohttp: Client = {
  name: 'aiohttp',
  addressed: unseenObjects('aiohttp', 'session'),
  roots: {
    aiohttp: 'module',
    'instance aiohttp.ClientSession': 'session',
    'instance ClientSession': 'session',
  },
  types: {
    module: {
      members: {
        request: send(['method', 'url']),
        ClientSession: {
          args: ['base'],
          named: {
            base_url: 'base',
            headers: 'headers',
            auth: 'auth',
            trace_configs: 'hook',
            middlewares: 'hook',
          },
          gives: 'session',
        },
      },
      others: 'harmless',
    },
    session: {
      members: {
        ...sending,
        'headers.update': { args: ['headers'], named: { '*': 'header' } },
        'headers[]': {},
        close: {},
      },
      others: 'harmless',
      defaults: true,
    },
  },
  defaultMethod: 'GET',
  joining: 'reference',
};
