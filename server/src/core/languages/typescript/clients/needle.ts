import { byMethod, type HttpClient } from './client.ts';

/** https://github.com/tomas/needle#api */
export const needle: HttpClient = {
  name: 'needle',
  roots: ['needle'],
  factories: {},
  calls: {
    '': { args: ['method', 'url', 'form', 'options'] },
    request: { args: ['method', 'url', 'form', 'options'] },
    ...byMethod(['get', 'head'], ['url', 'options']),
    ...byMethod(['post', 'put', 'patch', 'delete'], ['url', 'form', 'options']),
  },
  options: { headers: 'headers', auth: 'username', jsonSwitch: true, json: 'json' },
  defaultMethod: 'GET',
  lateDefaults: ['defaults'],
  joining: 'reference',
};
