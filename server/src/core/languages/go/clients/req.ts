import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const same = (...args: readonly (Member['args'] & {})[number][]): Member => ({ args, gives: 'same' });
const sending = {
  ...eachMethod(METHODS, { args: ['url'], sends: true }, (m) => m[0] + m.slice(1).toLowerCase()),
  ...eachMethod(METHODS, { args: ['url'], sends: true }, (m) => `Must${m[0]}${m.slice(1).toLowerCase()}`),
};
const request = {
  SetHeader: same('header', 'value'),
  SetHeaders: same('headers'),
  SetBearerAuthToken: same('bearer'),
  SetBasicAuth: same('credentials'),
  SetBody: same('json'),
  SetBodyJsonMarshal: same('json'),
  SetBodyJsonString: same('text'),
  SetBodyString: same('text'),
  SetBodyBytes: same('text'),
  SetFormData: same('form'),
  SetQueryParams: same('query'),
  ...sending,
  Send: { args: ['method', 'url'], sends: true },
} as const;

/** https://pkg.go.dev/github.com/imroc/req/v3 */
export const req: Client = {
  name: 'req',
  roots: {
    'github.com/imroc/req': 'module',
    'instance req.Client': 'client',
    'instance req.Request': 'request',
  },
  types: {
    module: {
      members: {
        C: { gives: 'client' },
        NewClient: { gives: 'client' },
        R: { gives: 'request' },
        ...sending,
        ...Object.fromEntries(
          Object.entries(request)
            .filter(([name]) => name.startsWith('Set'))
            .map(([name, member]) => [name, { ...member, gives: 'request' }]),
        ),
      },
      others: 'harmless',
    },
    client: {
      members: {
        SetBaseURL: same('base'),
        SetCommonHeader: same('header', 'value'),
        SetCommonHeaders: same('headers'),
        SetCommonBearerAuthToken: same('bearer'),
        SetCommonBasicAuth: same('credentials'),
        OnBeforeRequest: same('hook'),
        WrapRoundTripFunc: same('hook'),
        R: { gives: 'request' },
        NewRequest: { gives: 'request' },
        Get: { method: 'GET', args: ['url'], gives: 'request' },
        Post: { method: 'POST', args: ['url'], gives: 'request' },
        Put: { method: 'PUT', args: ['url'], gives: 'request' },
        Delete: { method: 'DELETE', args: ['url'], gives: 'request' },
      },
      others: 'fluent',
      defaults: true,
    },
    request: { members: { ...request, Do: { sends: true } }, others: 'fluent', defaults: true },
  },
};
