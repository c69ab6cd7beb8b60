import { type Client, eachMethod, type Meaning, type Member } from '../../../program/client.ts';

const NAMED: Readonly<Record<string, Meaning>> = {
  method: 'method',
  url: 'url',
  payload: 'json',
  headers: 'headers',
  user: 'credentials',
};
const execute: Member = { args: ['options'], named: NAMED, sends: true };

/** https://github.com/rest-client/rest-client */
export const restClient: Client = {
  name: 'rest-client',
  roots: { RestClient: 'module' },
  types: {
    module: {
      members: {
        ...eachMethod(['GET', 'HEAD', 'DELETE', 'OPTIONS'], { args: ['url', 'headers'], sends: true }),
        ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['url', 'json', 'headers'], sends: true }),
        'Request.execute': execute,
        'Request.new': { ...execute, sends: false, gives: 'request' },
        'Resource.new': {
          args: ['url', 'options'],
          named: { headers: 'headers', user: 'credentials' },
          gives: 'resource',
        },
      },
      others: 'harmless',
    },
    request: { members: { execute: { sends: true } }, others: 'harmless', request: true },
    resource: {
      members: {
        '[]': { args: ['path'], gives: 'same' },
        ...eachMethod(['GET', 'HEAD', 'DELETE', 'OPTIONS'], { args: ['headers'], sends: true }),
        ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['json', 'headers'], sends: true }),
      },
      others: 'harmless',
    },
  },
};
