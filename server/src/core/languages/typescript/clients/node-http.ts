import type { HttpClient } from './client.ts';

/** https://nodejs.org/api/https.html#httpsrequesturl-options-callback */
export const nodeHttp: HttpClient = {
  name: 'node:https',
  roots: ['https', 'http', 'follow-redirects.https', 'follow-redirects.http'],
  factories: {},
  calls: {
    request: { args: ['target', 'options', 'ignored'] },
    get: { args: ['target', 'options', 'ignored'] },
  },
  options: { method: 'method', headers: 'headers', auth: 'auth', pieces: true },
  defaultMethod: 'GET',
  stream: { header: 'setHeader', body: ['write', 'end'] },
  joining: 'reference',
};
