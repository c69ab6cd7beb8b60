import { byMethod, type HttpClient } from './client.ts';

const MODULES = ['@apollo/datasource-rest', 'apollo-datasource-rest'];

/** https://github.com/apollographql/datasource-rest */
export const apollo: HttpClient = {
  name: 'RESTDataSource',
  roots: MODULES.map((module) => `${module}.RESTDataSource`),
  factories: {},
  calls: {
    ...byMethod(['get', 'head'], ['url', 'options']),
    ...byMethod(['post', 'put', 'patch', 'delete'], ['url', 'payload']),
    fetch: { args: ['url', 'options'] },
  },
  options: { method: 'method', headers: 'headers', query: 'params', json: 'body' },
  defaultMethod: 'GET',
  lateDefaults: ['willSendRequest', 'resolveURL'],
  ownBase: 'baseURL',
  joining: 'reference',
};
