import { each, type HttpClient } from './client.ts';

/** https://elbywan.github.io/wretch/api */
export const wretch: HttpClient = {
  name: 'wretch',
  roots: ['wretch', 'wretch.default'],
  factories: {},
  calls: { '': { args: ['url', 'options'] } },
  options: { method: 'method', headers: 'headers', text: 'body' },
  defaultMethod: 'GET',
  chain: {
    ...each(['get', 'head', 'post', 'put', 'patch', 'delete', 'opts'], 'send'),
    headers: 'headers',
    auth: 'credentials',
    json: 'json',
    query: 'query',
    ...each(['res', 'text', 'blob', 'then', 'catch', 'finally', 'badRequest', 'unauthorized'], 'harmless'),
    ...each(['forbidden', 'notFound', 'timeout', 'internalError', 'error', 'catcher', 'content'], 'harmless'),
  },
  joining: 'slash',
};
