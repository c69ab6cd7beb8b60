import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackage, inPackages, instances } from '../../../program/packages.ts';

const METHODS = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'];
const PACKAGES = ['org.apache.http.client.methods', 'org.apache.hc.client5.http.classic.methods'];
const header: Member = { args: ['header', 'value'] };
const fluent: Member = { args: ['header', 'value'], gives: 'same' };
const execute: Member = { args: ['request'], sends: true };
const hook: Member = { args: ['hook'], gives: 'same' };

/** https://hc.apache.org/httpcomponents-client-5.5.x/ and 4.5, with their fluent interface. */
export const apache: Client = {
  name: 'apache',
  roots: {
    ...inPackages(PACKAGES, Object.fromEntries(METHODS.map((name) => [`Http${name}`, `making ${name}`]))),
    ...inPackages(['org.apache.http.impl.client', 'org.apache.hc.client5.http.impl.classic'], {
      HttpClients: 'clients',
      HttpClientBuilder: 'clients',
    }),
    ...inPackages(['org.apache.http.client.fluent', 'org.apache.hc.client5.http.fluent'], {
      Request: 'fluents',
    }),
    ...inPackage('org.apache.http.client.methods', { RequestBuilder: 'builders' }),
    ...inPackage('org.apache.hc.core5.http.io.support', { ClassicRequestBuilder: 'builders' }),
    ...instances({
      CloseableHttpClient: 'client',
      HttpClient: 'client',
      HttpPost: 'request',
      HttpGet: 'request',
      HttpUriRequest: 'request',
    }),
  },
  types: {
    ...Object.fromEntries(
      METHODS.map((name) => [
        `making ${name}`,
        {
          members: { new: { args: ['url'], method: name.toUpperCase(), gives: 'request' } },
          others: 'harmless',
        } as const,
      ]),
    ),
    clients: {
      members: {
        createDefault: { gives: 'client' },
        createSystem: { gives: 'client' },
        createMinimal: { gives: 'client' },
        custom: { gives: 'client' },
        create: { gives: 'client' },
      },
      others: 'harmless',
    },
    client: {
      members: {
        setDefaultHeaders: { args: ['headers'], gives: 'same' },
        addInterceptorFirst: hook,
        addInterceptorLast: hook,
        addRequestInterceptorFirst: hook,
        addRequestInterceptorLast: hook,
        execute,
        build: { gives: 'same' },
      },
      others: 'fluent',
      defaults: true,
    },
    request: {
      members: {
        setHeader: header,
        addHeader: header,
        setEntity: { args: ['text'] },
        setURI: { args: ['url'] },
        setUri: { args: ['url'] },
        removeHeaders: { args: ['hook'] },
        setHeaders: { args: ['headers'] },
        setConfig: {},
      },
      others: 'harmless',
      request: true,
    },
    builders: {
      members: {
        ...eachMethod(
          METHODS.map((name) => name.toUpperCase()),
          { args: ['url'], gives: 'building' },
        ),
        create: { args: ['method'], gives: 'building' },
      },
      others: 'harmless',
    },
    building: {
      members: {
        setUri: { args: ['url'], gives: 'same' },
        setHeader: fluent,
        addHeader: fluent,
        setEntity: { args: ['text'], gives: 'same' },
        build: { gives: 'same' },
      },
      others: 'fluent',
      request: true,
    },
    fluents: {
      members: {
        ...Object.fromEntries(
          METHODS.flatMap((name) =>
            [name, name.toLowerCase()].map((key) => [
              key,
              { args: ['url'], method: name.toUpperCase(), gives: 'described' } as const,
            ]),
          ),
        ),
      },
      others: 'harmless',
    },
    described: {
      members: {
        addHeader: fluent,
        setHeader: fluent,
        setHeaders: { args: ['headers'], gives: 'same' },
        bodyString: { args: ['text'], gives: 'same' },
        bodyByteArray: { args: ['text'], gives: 'same' },
        bodyForm: { args: ['form'], gives: 'same' },
        body: { args: ['text'], gives: 'same' },
        execute: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /org\.apache\.h|Http(?:Post|Get|Put|Delete)\(|ClassicRequestBuilder|Request\.[Pp]ost\(/,
};
