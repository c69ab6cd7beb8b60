import { type Client, eachMethod, METHODS, type Member } from '../../../program/client.ts';

const same = (...args: readonly (Member['args'] & {})[number][]): Member => ({ args, gives: 'same' });
const common = {
  SetHeader: same('header', 'value'),
  SetHeaderVerbatim: same('header', 'value'),
  SetHeaders: same('headers'),
  SetAuthToken: same('bearer'),
  SetAuthScheme: same('hook'),
  SetBasicAuth: same('credentials'),
  SetQueryParams: same('query'),
};

/** https://pkg.go.dev/github.com/go-resty/resty/v2 */
export const resty: Client = {
  name: 'resty',
  roots: {
    'github.com/go-resty/resty': 'module',
    'resty.dev': 'module',
    'instance resty.Client': 'client',
    'instance resty.Request': 'request',
  },
  types: {
    module: {
      members: { New: { gives: 'client' }, NewWithClient: { args: ['hook'], gives: 'client' } },
      others: 'harmless',
    },
    client: {
      members: {
        ...common,
        SetBaseURL: same('base'),
        SetHostURL: same('base'),
        OnBeforeRequest: same('hook'),
        SetPreRequestHook: same('hook'),
        AddRequestMiddleware: same('hook'),
        SetTransport: same('hook'),
        R: { gives: 'request' },
        NewRequest: { gives: 'request' },
      },
      others: 'fluent',
      defaults: true,
    },
    request: {
      members: {
        ...common,
        SetBody: same('json'),
        SetFormData: same('form'),
        ...eachMethod(METHODS, { args: ['url'], sends: true }, (m) => m[0] + m.slice(1).toLowerCase()),
        Execute: { args: ['method', 'url'], sends: true },
        'URL=': { args: ['url'] },
        'Method=': { args: ['method'] },
        SetURL: same('url'),
        SetMethod: same('method'),
        Send: { sends: true },
      },
      others: 'fluent',
      defaults: true,
    },
  },
};
