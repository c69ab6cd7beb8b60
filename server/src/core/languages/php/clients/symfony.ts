import type { Client, Meaning, Member } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  base_uri: 'base',
  headers: 'headers',
  json: 'json',
  body: 'text',
  query: 'query',
  auth_bearer: 'bearer',
  auth_basic: 'credentials',
  auth_ntlm: 'credentials',
};
const create: Member = { args: ['options'], named: OPTIONS, gives: 'client' };

/** https://symfony.com/doc/current/http_client.html */
export const symfony: Client = {
  name: 'symfony',
  roots: {
    'Symfony.Component.HttpClient': 'module',
    HttpClient: 'factory',
    'instance Symfony.Contracts.HttpClient.HttpClientInterface': 'client',
    'instance HttpClientInterface': 'client',
  },
  types: {
    module: {
      members: {
        'HttpClient.create': create,
        'HttpClient.createForBaseUri': { ...create, args: ['base', 'options'] },
        'ScopingHttpClient.forBaseUri': { ...create, args: ['hook', 'base', 'options'] },
        'ScopingHttpClient.new': { args: ['hook'], gives: 'client' },
        'NativeHttpClient.new': create,
        'CurlHttpClient.new': create,
      },
      others: 'harmless',
    },
    factory: {
      members: { create, createForBaseUri: { ...create, args: ['base', 'options'] } },
      others: 'harmless',
    },
    client: {
      members: {
        request: { args: ['method', 'url', 'options'], named: OPTIONS, sends: true, gives: 'response' },
        withOptions: { args: ['options'], named: OPTIONS, gives: 'same' },
      },
      others: 'harmless',
      defaults: true,
    },
    response: { members: {}, others: 'harmless' },
  },
  joining: 'reference',
};
