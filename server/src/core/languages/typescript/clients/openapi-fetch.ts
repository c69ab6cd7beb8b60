import type { HttpClient } from './client.ts';

/** https://openapi-ts.dev/openapi-fetch/api */
export const openapiFetch: HttpClient = {
  name: 'openapi-fetch',
  roots: ['openapi-fetch'],
  factories: { '': ['options'] },
  calls: Object.fromEntries(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, { method, args: ['url', 'options'] }]),
  ),
  options: { base: 'baseUrl', headers: 'headers', json: 'body', hooks: ['fetch'] },
  defaultMethod: 'GET',
  lateDefaults: ['use'],
  joining: 'slash',
};
