import type { HttpClient } from './client.ts';

/** The fetch of browsers and runtimes, and packages that bring the same. */
export const fetch: HttpClient = {
  name: 'fetch',
  roots: [
    'fetch',
    ...['window', 'globalThis', 'self', 'global'].map((name) => `${name}.fetch`),
    'node-fetch',
    'node-fetch-native',
    'node-fetch-native.fetch',
    'cross-fetch',
    'cross-fetch.fetch',
    'isomorphic-fetch',
    'isomorphic-unfetch',
    'unfetch',
    'whatwg-fetch.fetch',
    'undici.fetch',
    'expo/fetch.fetch',
    '@tauri-apps/plugin-http.fetch',
    '@tauri-apps/api/http.fetch',
    'Bun.fetch',
    'make-fetch-happen',
    ':typeof fetch',
  ],
  factories: {},
  calls: { '': { args: ['url', 'options'] } },
  options: { method: 'method', headers: 'headers', text: 'body' },
  defaultMethod: 'GET',
  joining: 'reference',
};
