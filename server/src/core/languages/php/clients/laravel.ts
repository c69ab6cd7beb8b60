import { type Client, eachMethod, type Member, type Type } from '../../../program/client.ts';

const same = (...args: readonly (Member['args'] & {})[number][]): Member => ({ args, gives: 'same' });
/** What changes nothing that is looked at. */
const QUIET = [
  'accept',
  'acceptJson',
  'asJson',
  'async',
  'as',
  'connectTimeout',
  'dd',
  'dump',
  'maxRedirects',
  'retry',
  'sink',
  'throw',
  'throwIf',
  'throwUnless',
  'timeout',
  'withCookies',
  'withoutRedirecting',
  'withoutVerifying',
  'withUrlParameters',
  'withUserAgent',
];
const setting = {
  ...Object.fromEntries(QUIET.map((name) => [name, same()])),
  baseUrl: same('base'),
  bodyFormat: same('hook'),
  withToken: same('bearer'),
  withBasicAuth: same('credentials'),
  withDigestAuth: same('credentials'),
  withHeaders: same('headers'),
  replaceHeaders: same('headers'),
  withHeader: same('header', 'value'),
  withQueryParameters: same('query'),
  contentType: { args: [], gives: 'same' },
  withOptions: {
    args: ['options'],
    named: { base_uri: 'base', headers: 'headers', auth: 'credentials', query: 'query', handler: 'hook' },
    gives: 'same',
  },
  withMiddleware: same('hook'),
  withRequestMiddleware: same('hook'),
  beforeSending: same('hook'),
  withBody: { args: ['text'], gives: 'raw' },
  asForm: { gives: 'form' },
  asMultipart: { gives: 'form' },
  attach: { gives: 'form' },
  createPendingRequest: same(),
} as const satisfies Record<string, Member>;
const send: Member = {
  args: ['method', 'url', 'options'],
  named: { json: 'json', body: 'text', form_params: 'form', headers: 'headers', query: 'query' },
  sends: true,
  gives: 'response',
};
/** A request being made whose data is sent as `role` says. */
const request = (role: 'json' | 'form' | 'ignored'): Type => ({
  members: {
    ...setting,
    ...eachMethod(['POST', 'PUT', 'PATCH', 'DELETE'], {
      args: ['url', role],
      sends: true,
      gives: 'response',
    }),
    ...eachMethod(['GET', 'HEAD'], { args: ['url', 'query'], sends: true, gives: 'response' }),
    send,
  },
  others: 'unknown',
});

/** https://laravel.com/docs/http-client */
export const laravel: Client = {
  name: 'laravel',
  roots: {
    Http: 'facade',
    'Illuminate.Support.Facades.Http': 'facade',
    'instance Illuminate.Http.Client.PendingRequest': 'given',
    'instance PendingRequest': 'given',
    'instance Illuminate.Http.Client.Factory': 'given',
    'instance Illuminate.Http.Client.Pool': 'json',
    'instance Pool': 'json',
  },
  types: {
    facade: {
      members: {
        ...Object.fromEntries(
          Object.entries(request('json').members).map(([name, member]) => [
            name,
            member.gives === 'same' ? { ...member, gives: 'json' } : member,
          ]),
        ),
      },
      others: 'harmless',
      macros: 'Http',
    },
    json: request('json'),
    form: request('form'),
    raw: request('ignored'),
    given: { ...request('json'), defaults: true },
    response: { members: {}, others: 'harmless' },
  },
};
