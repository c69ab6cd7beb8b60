import type { Client, Type } from '../../../program/client.ts';

export const sending = {
  Get: { method: 'GET', args: ['url'], sends: true },
  Head: { method: 'HEAD', args: ['url'], sends: true },
  PostForm: { method: 'POST', args: ['url', 'form'], sends: true },
} as const;
export const POST = { method: 'POST', args: ['url', 'ignored', 'text'], sends: true } as const;

export const client: Type = {
  members: {
    ...sending,
    Post: POST,
    Do: { args: ['request'], sends: true },
    'Transport=': { args: ['hook'] },
    'Timeout=': {},
  },
  others: 'harmless',
  defaults: true,
};

export const request: Type = {
  members: {
    'Header.Set': { args: ['header', 'value'] },
    'Header.Add': { args: ['header', 'value'] },
    'Header.Del': { args: ['hook'] },
    'Header[]': {},
    'Header=': { args: ['headers'] },
    'Body=': { args: ['text'] },
    'Method=': { args: ['method'] },
    'URL.RawQuery=': { args: ['ignored'] },
    'URL=': { args: ['hook'] },
    SetBasicAuth: { args: ['credentials'] },
    WithContext: { gives: 'same' },
    Clone: { gives: 'same' },
  },
  others: 'harmless',
  request: true,
};

/** https://pkg.go.dev/net/http */
export const netHttp: Client = {
  name: 'net/http',
  roots: {
    http: 'module',
    'instance http.Client': 'client',
    'instance http.Request': 'request',
  },
  types: {
    module: {
      members: {
        ...sending,
        Post: POST,
        NewRequest: { args: ['method', 'url', 'text'], gives: 'request' },
        NewRequestWithContext: { args: ['ignored', 'method', 'url', 'text'], gives: 'request' },
        'Request.new': {
          named: { Method: 'method', URL: 'url', Header: 'headers', Body: 'text' },
          gives: 'request',
        },
        DefaultClient: { gives: 'client' },
        'Client.new': { named: { Transport: 'hook' }, gives: 'client' },
      },
      others: 'harmless',
    },
    client,
    request,
  },
  defaultMethod: 'GET',
  altered: /\bDefault(?:Client(?:\.Transport)?|Transport)\s*=[^=]/,
};
