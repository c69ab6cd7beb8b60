import { byMethod, type HttpClient } from './client.ts';

/** https://angular.dev/api/common/http/HttpClient */
export const angular: HttpClient = {
  name: 'HttpClient',
  roots: [':HttpClient'],
  factories: {},
  calls: {
    ...byMethod(['get', 'delete', 'head', 'options'], ['url', 'options']),
    ...byMethod(['post', 'put', 'patch'], ['url', 'json', 'options']),
    request: { args: ['method', 'url', 'options'] },
  },
  options: { headers: 'headers', query: 'params', json: 'body' },
  defaultMethod: 'GET',
  joining: 'reference',
};
