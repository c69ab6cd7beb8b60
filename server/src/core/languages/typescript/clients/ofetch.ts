import type { HttpClient } from './client.ts';

/** https://github.com/unjs/ofetch, with the `$fetch` that Nuxt and Nitro make global. */
export const ofetch: HttpClient = {
  name: 'ofetch',
  roots: [
    ...['$fetch', 'ofetch', 'ofetch.ofetch', 'ofetch.$fetch', '#imports.$fetch', ':$Fetch'],
    ...['useFetch', 'useLazyFetch', '#imports.useFetch', '#app.useFetch', '#imports.useLazyFetch'],
  ],
  factories: { create: ['options'] },
  calls: { '': { args: ['url', 'options'] }, raw: { args: ['url', 'options'] } },
  options: {
    method: 'method',
    base: 'baseURL',
    headers: 'headers',
    query: 'query',
    json: 'body',
    hooks: ['onRequest', 'params'],
  },
  defaultMethod: 'GET',
  joining: 'slash',
};
