import { byMethod, type HttpClient } from './client.ts';

/** https://github.com/sindresorhus/got/blob/main/documentation/2-options.md */
export const got: HttpClient = {
  name: 'got',
  roots: ['got', 'got.got', ':Got'],
  factories: { extend: ['options'] },
  calls: {
    '': { args: ['target', 'options'] },
    stream: { args: ['target', 'options'] },
    ...byMethod(['get', 'post', 'put', 'patch', 'head', 'delete'], ['target', 'options']),
  },
  options: {
    method: 'method',
    url: 'url',
    base: 'prefixUrl',
    headers: 'headers',
    query: 'searchParams',
    json: 'json',
    text: 'body',
    otherBodies: ['form'],
    auth: 'username',
    hooks: ['hooks', 'handlers'],
  },
  defaultMethod: 'GET',
  lateDefaults: ['defaults'],
  joining: 'slash',
};
