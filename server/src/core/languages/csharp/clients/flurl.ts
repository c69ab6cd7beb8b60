import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';
import { UNSURE } from '../json-style.ts';

const title = (method: string): string => method[0] + method.slice(1).toLowerCase();
const settings: Record<string, Member> = {
  WithHeader: { args: ['header', 'value'], gives: 'request' },
  WithHeaders: { args: ['headers'], gives: 'request' },
  WithOAuthBearerToken: { args: ['bearer'], gives: 'request' },
  WithBasicAuth: { args: ['credentials'], gives: 'request' },
  WithTimeout: { gives: 'request' },
  AllowAnyHttpStatus: { gives: 'request' },
  AllowHttpStatus: { gives: 'request' },
  WithSettings: { gives: 'request' },
  WithCookie: { gives: 'request' },
  WithClient: { args: ['hook'], gives: 'request' },
  BeforeCall: { args: ['hook'], gives: 'request' },
};
const sending: Record<string, Member> = {
  ...eachMethod(['GET', 'DELETE', 'HEAD'], { sends: true }, (m) => `${title(m)}Async`),
  ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['text'], sends: true }, (m) => `${title(m)}Async`),
  ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['json'], sends: true }, (m) => `${title(m)}JsonAsync`),
  ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['text'], sends: true }, (m) => `${title(m)}StringAsync`),
  ...eachMethod(['POST'], { args: ['form'], sends: true }, (m) => `${title(m)}UrlEncodedAsync`),
  ...eachMethod(['GET'], { sends: true }, () => 'GetJsonAsync'),
  ...eachMethod(['GET'], { sends: true }, () => 'GetStringAsync'),
  SendAsync: { args: ['method', 'text'], sends: true },
  SendJsonAsync: { args: ['method', 'json'], sends: true },
};

/** https://flurl.dev/docs/fluent-http/ : methods of texts that are URLs. */
export const flurl: Client = {
  name: 'Flurl',
  roots: {
    text: 'address',
    ...inPackage('Flurl.Http', { FlurlClient: 'clients' }),
    ...instances({ IFlurlClient: 'client', FlurlClient: 'client' }),
  },
  types: {
    address: { members: { ...settings, ...sending }, others: 'harmless' },
    request: {
      members: {
        ...settings,
        ...sending,
        AppendPathSegment: { args: ['path'], gives: 'request' },
        AppendPathSegments: { args: ['path', 'path', 'path', 'path'], gives: 'request' },
        SetQueryParam: { gives: 'request' },
        SetQueryParams: { gives: 'request' },
      },
      others: 'harmless',
      request: true,
      defaults: true,
    },
    clients: {
      members: { new: { args: ['base'], named: { BaseUrl: 'base' }, gives: 'client' } },
      others: 'harmless',
    },
    client: {
      members: {
        ...Object.fromEntries(
          Object.entries(settings).map(([name, member]) => [name, { ...member, gives: 'same' }]),
        ),
        Request: { args: ['path', 'path', 'path', 'path'], gives: 'request' },
      },
      others: 'harmless',
      defaults: true,
    },
  },
  style: () => UNSURE,
  evidence:
    /\bFlurl\b|\.(?:PostJsonAsync|WithOAuthBearerToken|AppendPathSegments?|GetJsonAsync|WithHeader)\(/,
};
