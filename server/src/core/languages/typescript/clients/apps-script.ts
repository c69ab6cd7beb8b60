import type { HttpClient } from './client.ts';

/** https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app */
export const appsScript: HttpClient = {
  name: 'UrlFetchApp',
  roots: ['UrlFetchApp'],
  factories: {},
  calls: { fetch: { args: ['url', 'options'] } },
  options: { method: 'method', headers: 'headers', text: 'payload' },
  defaultMethod: 'GET',
  joining: 'reference',
};
