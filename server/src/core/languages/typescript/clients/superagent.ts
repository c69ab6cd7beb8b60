import { byMethod, each, type HttpClient } from './client.ts';

/** https://forwardemail.github.io/superagent/ */
export const superagent: HttpClient = {
  name: 'superagent',
  roots: ['superagent', 'superagent.default', 'superagent.request'],
  factories: {},
  calls: {
    '': { args: ['method', 'url'] },
    ...byMethod(['get', 'head', 'post', 'put', 'patch', 'delete'], ['url', 'json']),
    del: { method: 'DELETE', args: ['url', 'json'] },
  },
  options: { headers: 'headers' },
  defaultMethod: 'GET',
  lateDefaults: ['agent'],
  chain: {
    set: 'headers',
    send: 'json',
    query: 'query',
    auth: 'credentials',
    ...each(
      [
        'then',
        'catch',
        'finally',
        'end',
        'type',
        'accept',
        'timeout',
        'retry',
        'redirects',
        'buffer',
        'parse',
      ],
      'harmless',
    ),
    ...each(['responseType', 'ok', 'withCredentials', 'on', 'sortQuery', 'http2', 'serialize'], 'harmless'),
  },
  joining: 'reference',
};
