import type { HttpClient } from './client.ts';

const MODULES = ['@reduxjs/toolkit/query', '@reduxjs/toolkit/query/react', '@rtk-query/core'];

/** https://redux-toolkit.js.org/rtk-query/api/fetchBaseQuery */
export const rtkQuery: HttpClient = {
  name: 'rtk-query',
  roots: MODULES.map((module) => `${module}.fetchBaseQuery`),
  factories: { '': ['options'] },
  calls: { '': { args: ['target'] } },
  endpoints: { member: 'query', of: ['query', 'mutation', 'infiniteQuery'], made: 'baseQuery' },
  options: {
    ...{ method: 'method', url: 'url', base: 'baseUrl', headers: 'headers', query: 'params', json: 'body' },
    hooks: ['prepareHeaders', 'fetchFn', 'paramsSerializer'],
  },
  defaultMethod: 'GET',
  joining: 'slash',
};
