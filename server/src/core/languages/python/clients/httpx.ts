import { type Client, eachMethod, type Member, type Role } from '../../../program/client.ts';
import { unseenObjects } from './unseen.ts';

const NAMED: Readonly<Record<string, Role>> = {
  method: 'method',
  url: 'url',
  params: 'query',
  content: 'text',
  data: 'form',
  files: 'form',
  json: 'json',
  headers: 'headers',
  auth: 'auth',
};
const send = (args: readonly Role[]): Member => ({ args, named: NAMED, sends: true });
const sending = {
  ...eachMethod(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'POST', 'PUT', 'PATCH'], send(['url'])),
  request: send(['method', 'url']),
  stream: send(['method', 'url']),
};
const client: Member = {
  named: {
    base_url: 'base',
    headers: 'headers',
    params: 'query',
    auth: 'auth',
    event_hooks: 'hook',
    transport: 'hook',
  },
  gives: 'client',
};
const REQUEST: Member = { args: ['method', 'url'], named: NAMED, gives: 'request' };

/** https://www.python-httpx.org/api/ */
export const httpx: Client = {
  name: 'httpx',
  addressed: unseenObjects('httpx', 'client'),
  roots: {
    httpx: 'module',
    ...Object.fromEntries(
      ['Client', 'AsyncClient', 'httpx.Client', 'httpx.AsyncClient'].flatMap((name) => [
        [`instance ${name}`, 'client'],
        [`inherits ${name}`, 'client'],
      ]),
    ),
  },
  types: {
    module: {
      members: { ...sending, Client: client, AsyncClient: client, Request: REQUEST },
      others: 'harmless',
    },
    client: {
      members: {
        ...sending,
        'headers.update': { args: ['headers'], named: { '*': 'header' } },
        'headers[]': {},
        'headers=': { args: ['headers'] },
        'base_url=': { args: ['base'] },
        'auth=': { args: ['auth'] },
        build_request: REQUEST,
        send: { args: ['request'], sends: true },
        __enter__: { gives: 'same' },
        __aenter__: { gives: 'same' },
        close: {},
        aclose: {},
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: { 'headers.update': { args: ['headers'], named: { '*': 'header' } }, 'headers[]': {} },
      others: 'harmless',
      request: true,
    },
  },
  defaultMethod: 'GET',
};
