import { byMethod, type HttpClient } from './client.ts';

/** https://axios-http.com/docs/api_intro */
export const axios: HttpClient = {
  name: 'axios',
  roots: [
    ...['axios', 'axios.axios', 'redaxios'],
    ...[':AxiosInstance', ':AxiosStatic', ':HttpService', ':HttpService.axiosRef'],
  ],
  factories: { create: ['options'], Axios: ['options'] },
  calls: {
    '': { args: ['target', 'options'] },
    request: { args: ['target', 'options'] },
    ...byMethod(['get', 'delete', 'head', 'options'], ['url', 'options']),
    ...byMethod(['post', 'put', 'patch'], ['url', 'json', 'options']),
    postForm: { method: 'POST', args: ['url', 'form', 'options'] },
    putForm: { method: 'PUT', args: ['url', 'form', 'options'] },
    patchForm: { method: 'PATCH', args: ['url', 'form', 'options'] },
  },
  options: {
    method: 'method',
    url: 'url',
    base: 'baseURL',
    headers: 'headers',
    query: 'params',
    json: 'data',
    auth: 'auth',
    hooks: ['transformRequest', 'adapter', 'beforeRedirect'],
  },
  defaultMethod: 'GET',
  lateBase: ['defaults', 'baseURL'],
  lateDefaults: ['defaults', 'interceptors'],
  joining: 'slash',
};
