import type { Client, Member } from '../../../program/client.ts';

const REQUEST: Member = {
  args: ['url', 'text', 'headers'],
  named: { url: 'url', data: 'text', headers: 'headers', method: 'method' },
  gives: 'request',
};

/** https://docs.python.org/3/library/urllib.request.html */
export const urllib: Client = {
  name: 'urllib',
  roots: { 'urllib.request': 'module' },
  types: {
    module: {
      members: {
        Request: REQUEST,
        urlopen: { args: ['target', 'text'], named: { data: 'text' }, sends: true },
      },
      others: 'harmless',
    },
    request: {
      members: {
        add_header: { args: ['header', 'value'] },
        add_unredirected_header: { args: ['header', 'value'] },
        'headers[]': {},
        'headers.update': { args: ['headers'] },
        'data=': { args: ['text'] },
        'method=': { args: ['method'] },
        'get_method=': { args: ['ignored'] },
      },
      others: 'harmless',
      request: true,
    },
  },
  defaultMethod: 'GET',
  methodWithBody: 'POST',
};

/** https://docs.python.org/3/library/http.client.html */
export const httpClient: Client = {
  name: 'http.client',
  roots: {
    'http.client.HTTPSConnection': 'connections',
    'http.client.HTTPConnection': 'connections',
  },
  types: {
    connections: {
      members: { '': { args: ['base'], named: { host: 'base' }, gives: 'connection' } },
      others: 'harmless',
    },
    connection: {
      members: {
        request: {
          args: ['method', 'url', 'text', 'headers'],
          named: { method: 'method', url: 'url', body: 'text', headers: 'headers' },
          sends: true,
        },
      },
      others: 'harmless',
      defaults: true,
    },
  },
};
