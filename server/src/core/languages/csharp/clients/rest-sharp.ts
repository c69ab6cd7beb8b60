import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';
import { UNSURE } from '../json-style.ts';

const header: Member = { args: ['header', 'value'], gives: 'same' };
const send: Member = { args: ['request', 'method'], sends: true };
const title = (method: string): string => method[0] + method.slice(1).toLowerCase();
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const OPTIONS = { BaseUrl: 'base', Authenticator: 'part' } as const;

/** https://restsharp.dev/docs/intro */
export const restSharp: Client = {
  name: 'RestSharp',
  roots: {
    ...inPackage('RestSharp', {
      RestClient: 'clients',
      RestRequest: 'requests',
      RestClientOptions: 'options',
    }),
    ...inPackage('RestSharp.Authenticators', {
      JwtAuthenticator: 'tokens',
      OAuth2AuthorizationRequestHeaderAuthenticator: 'schemes',
      HttpBasicAuthenticator: 'passwords',
    }),
    ...instances({ RestClient: 'client', IRestClient: 'client', RestRequest: 'foreign' }),
  },
  types: {
    clients: { members: { new: { args: ['base'], named: OPTIONS, gives: 'client' } }, others: 'harmless' },
    options: { members: { new: { args: ['base'], named: OPTIONS, gives: 'given' } }, others: 'harmless' },
    given: {
      members: { 'BaseUrl=': { args: ['base'] }, 'Authenticator=': { args: ['part'] } },
      others: 'harmless',
      part: true,
    },
    tokens: { members: { new: { args: ['bearer'], gives: 'authenticator' } }, others: 'harmless' },
    schemes: { members: { new: { args: ['credentials'], gives: 'unclear' } }, others: 'harmless' },
    passwords: { members: { new: { args: ['credentials'], gives: 'authenticator' } }, others: 'harmless' },
    authenticator: { members: {}, others: 'harmless', part: true },
    unclear: { members: {}, others: 'harmless' },
    client: {
      members: {
        AddDefaultHeader: header,
        AddDefaultHeaders: { args: ['headers'], gives: 'same' },
        'Authenticator=': { args: ['part'] },
        'BaseUrl=': { args: ['base'] },
        UseAuthenticator: { args: ['part'], gives: 'same' },
        Execute: send,
        ExecuteAsync: send,
        ...eachMethod(METHODS, { args: ['request'], sends: true }, (m) => `${title(m)}Async`),
        ...eachMethod(METHODS, { args: ['request'], sends: true }, title),
        ...eachMethod(METHODS, { args: ['request'], sends: true }, (m) => `Execute${title(m)}Async`),
        ...eachMethod(METHODS, { args: ['request'], sends: true }, (m) => `Execute${title(m)}`),
        ...eachMethod(['POST', 'PUT'], { args: ['url', 'json'], sends: true }, (m) => `${title(m)}JsonAsync`),
        ...eachMethod(['GET'], { args: ['url'], sends: true }, (m) => `${title(m)}JsonAsync`),
      },
      others: 'harmless',
      defaults: true,
    },
    requests: {
      members: {
        new: {
          args: ['resource', 'method'],
          named: { Method: 'method', Resource: 'resource' },
          gives: 'request',
        },
      },
      others: 'harmless',
    },
    request: {
      members: {
        AddHeader: header,
        AddOrUpdateHeader: header,
        AddHeaders: { args: ['headers'], gives: 'same' },
        AddOrUpdateHeaders: { args: ['headers'], gives: 'same' },
        AddJsonBody: { args: ['json'], gives: 'same' },
        AddBody: { args: ['json'], gives: 'same' },
        AddStringBody: { args: ['text'], gives: 'same' },
        AddParameter: {
          args: ['option', 'value'],
          named: { 'application/json': 'text', 'text/json': 'text' },
          gives: 'same',
        },
        AddQueryParameter: { gives: 'same' },
        AddUrlSegment: { gives: 'same' },
        'Method=': { args: ['method'] },
        'Resource=': { args: ['resource'] },
        'RequestFormat=': {},
        'Authenticator=': { args: ['part'] },
      },
      others: 'harmless',
      request: true,
    },
    foreign: { members: {}, others: 'harmless' },
  },
  defaultMethod: 'GET',
  style: () => UNSURE,
};
