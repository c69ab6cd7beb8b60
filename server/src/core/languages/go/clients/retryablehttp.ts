import type { Client } from '../../../program/client.ts';
import { client, POST, request, sending } from './net-http.ts';

/** https://pkg.go.dev/github.com/hashicorp/go-retryablehttp */
export const retryablehttp: Client = {
  name: 'retryablehttp',
  roots: {
    'github.com/hashicorp/go-retryablehttp': 'module',
    'instance retryablehttp.Client': 'client',
    'instance retryablehttp.Request': 'request',
  },
  types: {
    module: {
      members: {
        ...sending,
        Post: POST,
        NewClient: { gives: 'client' },
        NewRequest: { args: ['method', 'url', 'text'], gives: 'request' },
        NewRequestWithContext: { args: ['ignored', 'method', 'url', 'text'], gives: 'request' },
        FromRequest: { args: ['hook'], gives: 'request' },
      },
      others: 'harmless',
    },
    client: {
      ...client,
      members: {
        ...client.members,
        'HTTPClient=': { args: ['hook'] },
        'HTTPClient.Transport=': { args: ['hook'] },
        'PrepareRetry=': { args: ['hook'] },
        'RequestLogHook=': { args: ['hook'] },
        StandardClient: { gives: 'client' },
      },
    },
    request: { ...request, members: { ...request.members, SetBody: { args: ['text'] } } },
  },
  defaultMethod: 'GET',
};
