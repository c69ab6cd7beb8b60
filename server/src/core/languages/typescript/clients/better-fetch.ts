import type { HttpClient } from './client.ts';

/** https://better-fetch.vercel.app/docs/fetch-options */
export const betterFetch: HttpClient = {
  name: 'better-fetch',
  roots: ['@better-fetch/fetch'],
  factories: { createFetch: ['options'] },
  calls: { '': { args: ['url', 'options'] }, betterFetch: { args: ['url', 'options'] } },
  options: {
    method: 'method',
    base: 'baseURL',
    headers: 'headers',
    query: 'query',
    json: 'body',
    hooks: ['auth', 'plugins', 'onRequest', 'customFetchImpl'],
  },
  defaultMethod: 'GET',
  joining: 'slash',
};
