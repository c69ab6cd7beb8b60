import type { HttpClient } from './client.ts';

const MODULES = ['undici', 'undici.default'];

/** https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatcherrequestoptions-callback */
export const undici: HttpClient = {
  name: 'undici',
  roots: MODULES,
  factories: { Pool: ['base'], Client: ['base'], BalancedPool: ['base'] },
  calls: { request: { args: ['target', 'options'] }, stream: { args: ['target', 'options'] } },
  options: {
    method: 'method',
    url: 'path',
    headers: 'headers',
    query: 'query',
    text: 'body',
    hooks: ['dispatcher', 'interceptors'],
  },
  defaultMethod: 'GET',
  lateDefaults: ['setGlobalDispatcher', 'compose'],
  joining: 'reference',
};
