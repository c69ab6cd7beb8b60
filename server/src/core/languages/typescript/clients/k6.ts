import { byMethod, type HttpClient } from './client.ts';

/** https://grafana.com/docs/k6/latest/javascript-api/k6-http/ */
export const k6: HttpClient = {
  name: 'k6',
  roots: ['k6/http'],
  factories: {},
  calls: {
    ...byMethod(['get', 'head'], ['url', 'options']),
    ...byMethod(['post', 'put', 'patch', 'options'], ['url', 'text', 'options']),
    del: { method: 'DELETE', args: ['url', 'text', 'options'] },
    request: { args: ['method', 'url', 'text', 'options'] },
    asyncRequest: { args: ['method', 'url', 'text', 'options'] },
  },
  options: { headers: 'headers' },
  defaultMethod: 'GET',
  joining: 'reference',
};
