import { byMethod, type HttpClient } from './client.ts';

/** https://github.com/request/request#requestoptions-callback */
export const request: HttpClient = {
  name: 'request',
  roots: ['request', 'request-promise', 'request-promise-native', 'request-promise-any', 'postman-request'],
  factories: { defaults: ['options'] },
  calls: {
    '': { args: ['target', 'options'] },
    ...byMethod(['get', 'head', 'post', 'put', 'patch', 'delete', 'del'], ['target', 'options']),
    del: { method: 'DELETE', args: ['target', 'options'] },
  },
  options: {
    method: 'method',
    url: ['url', 'uri'],
    base: 'baseUrl',
    headers: 'headers',
    query: 'qs',
    json: 'json',
    text: 'body',
    jsonSwitch: true,
    otherBodies: ['form', 'formData', 'multipart'],
    auth: 'auth',
    hooks: ['oauth', 'aws', 'hawk'],
  },
  defaultMethod: 'GET',
  joining: 'slash',
};
