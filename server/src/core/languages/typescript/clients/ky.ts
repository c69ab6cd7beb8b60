import { byMethod, type HttpClient } from './client.ts';

/** https://github.com/sindresorhus/ky#api */
export const ky: HttpClient = {
  name: 'ky',
  roots: ['ky', 'ky.ky', 'ky-universal', ':KyInstance'],
  factories: { create: ['options'], extend: ['options'] },
  calls: {
    '': { args: ['url', 'options'] },
    ...byMethod(['get', 'post', 'put', 'patch', 'head', 'delete'], ['url', 'options']),
  },
  options: {
    method: 'method',
    base: 'prefixUrl',
    headers: 'headers',
    query: 'searchParams',
    json: 'json',
    text: 'body',
    hooks: ['hooks', 'fetch'],
  },
  defaultMethod: 'GET',
  joining: 'slash',
};
