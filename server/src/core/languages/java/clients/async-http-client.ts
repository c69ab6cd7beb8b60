import { type Client, eachMethod } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** https://github.com/AsyncHttpClient/async-http-client */
export const asyncHttpClient: Client = {
  name: 'AsyncHttpClient',
  roots: {
    ...inPackage('org.asynchttpclient', { DefaultAsyncHttpClient: 'clients', Dsl: 'module' }),
    'org.asynchttpclient.Dsl.asyncHttpClient': 'made',
    ...instances({ AsyncHttpClient: 'client' }),
  },
  types: {
    clients: { members: { new: { gives: 'client' } }, others: 'harmless' },
    module: { members: { asyncHttpClient: { gives: 'client' } }, others: 'harmless' },
    made: { members: { '': { gives: 'client' } }, others: 'harmless' },
    client: {
      members: {
        prepare: { args: ['method', 'url'], gives: 'request' },
        ...eachMethod(
          METHODS,
          { args: ['url'], gives: 'request' },
          (m) => `prepare${m[0]}${m.slice(1).toLowerCase()}`,
        ),
      },
      others: 'harmless',
    },
    request: {
      members: {
        setHeader: { args: ['header', 'value'], gives: 'same' },
        addHeader: { args: ['header', 'value'], gives: 'same' },
        setHeaders: { args: ['headers'], gives: 'same' },
        setBody: { args: ['text'], gives: 'same' },
        setRealm: { args: ['hook'], gives: 'same' },
        execute: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /[aA]syncHttpClient/,
};
