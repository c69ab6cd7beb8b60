import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';
import { styleOf, WEB } from '../json-style.ts';

const header: Member = { args: ['header', 'value'] };
const send: Member = { args: ['request'], named: { request: 'request' }, sends: true };
const NAMED = { requestUri: 'url', content: 'text', value: 'json', options: 'style' } as const;
const asyncName = (suffix: string) => (method: string) => method[0] + method.slice(1).toLowerCase() + suffix;

/** `prefix`: members between the object and its headers. */
const headersAt = (prefix: string): Record<string, Member> => ({
  [`${prefix}.Add`]: header,
  [`${prefix}.TryAddWithoutValidation`]: header,
  [`${prefix}.Authorization=`]: { header: 'Authorization' },
  [`${prefix}.Accept.Add`]: {},
  [`${prefix}.Remove`]: { args: ['hook'] },
});

/** https://learn.microsoft.com/dotnet/api/system.net.http.httpclient */
export const httpClient: Client = {
  name: 'HttpClient',
  roots: {
    ...inPackage('System.Net.Http', { HttpClient: 'clients', HttpRequestMessage: 'requests' }),
    ...instances({
      HttpClient: 'client',
      IHttpClientFactory: 'factory',
      HttpRequestMessage: 'foreign',
    }),
    anything: 'client',
  },
  types: {
    clients: {
      members: {
        new: {
          args: ['hook'],
          named: { BaseAddress: 'base', DefaultRequestHeaders: 'headers' },
          gives: 'client',
        },
      },
      others: 'harmless',
    },
    factory: { members: { CreateClient: { gives: 'client' } }, others: 'harmless', defaults: true },
    client: {
      members: {
        ...eachMethod(['GET', 'DELETE'], { args: ['url'], named: NAMED, sends: true }, asyncName('Async')),
        ...eachMethod(
          ['POST', 'PUT', 'PATCH'],
          { args: ['url', 'text'], named: NAMED, sends: true },
          asyncName('Async'),
        ),
        ...eachMethod(
          ['POST', 'PUT', 'PATCH'],
          { args: ['url', 'json', 'style'], named: NAMED, sends: true },
          asyncName('AsJsonAsync'),
        ),
        ...Object.fromEntries(
          ['GetStringAsync', 'GetFromJsonAsync', 'GetByteArrayAsync', 'GetStreamAsync'].map((name) => [
            name,
            { args: ['url'], named: NAMED, method: 'GET', sends: true } as const,
          ]),
        ),
        DeleteFromJsonAsync: { args: ['url'], named: NAMED, method: 'DELETE', sends: true },
        SendAsync: send,
        Send: send,
        'BaseAddress=': { args: ['base'] },
        ...headersAt('DefaultRequestHeaders'),
      },
      others: 'harmless',
      defaults: true,
    },
    requests: {
      members: {
        new: {
          args: ['method', 'url'],
          named: {
            method: 'method',
            requestUri: 'url',
            Method: 'method',
            RequestUri: 'url',
            Content: 'text',
            Headers: 'headers',
          },
          gives: 'request',
        },
      },
      others: 'harmless',
    },
    request: {
      members: {
        'Method=': { args: ['method'] },
        'RequestUri=': { args: ['url'] },
        'Content=': { args: ['text'] },
        ...headersAt('Headers'),
      },
      others: 'harmless',
      request: true,
    },
    foreign: { members: {}, others: 'harmless' },
  },
  defaultMethod: 'GET',
  joining: 'reference',
  registry: { by: 'AddHttpClient', gives: 'client', asked: 'CreateClient' },
  style: (options, values) => styleOf(options, WEB, values),
};
