import { type Client, eachMethod, METHODS, type Member, type Type } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';
import { SPRING_ROOTS, SPRING_TYPES } from './spring-headers.ts';

const header: Member = { args: ['header', 'value'], gives: 'same' };
const hook: Member = { args: ['hook'], gives: 'same' };
const filled: Member = { args: ['headers'], setup: 'headers', gives: 'same' };

const types = {
  ...SPRING_TYPES,
  clients: {
    members: {
      create: { args: ['base'], gives: 'client' },
      builder: { args: ['hook'], gives: 'builder' },
    },
    others: 'harmless',
  },
  builder: {
    members: {
      baseUrl: { args: ['base'], gives: 'same' },
      uriBuilderFactory: { args: ['part'], gives: 'same' },
      defaultHeader: header,
      defaultHeaders: filled,
      defaultRequest: hook,
      filter: hook,
      filters: hook,
      requestInterceptor: hook,
      requestInterceptors: hook,
      apply: hook,
      clone: { gives: 'same' },
      build: { gives: 'client' },
    },
    others: 'fluent',
    defaults: true,
  },
  client: {
    members: {
      ...eachMethod(METHODS, { gives: 'request' }),
      method: { args: ['method'], gives: 'request' },
      mutate: { gives: 'builder' },
    },
    others: 'harmless',
    defaults: true,
  },
  request: {
    members: {
      uri: { args: ['url'], setup: 'address', gives: 'same' },
      header,
      headers: filled,
      accept: { header: 'Accept', gives: 'same' },
      contentType: { header: 'Content-Type', gives: 'same' },
      bodyValue: { args: ['json'], gives: 'same' },
      body: { args: ['json'], gives: 'same' },
      syncBody: { args: ['json'], gives: 'same' },
      retrieve: { sends: true },
      exchange: { sends: true },
      exchangeToMono: { sends: true },
      exchangeToFlux: { sends: true },
    },
    others: 'fluent',
    request: true,
    defaults: true,
  },
  address: {
    members: {
      path: { args: ['path'], gives: 'same' },
      pathSegment: { args: ['path', 'path', 'path'], gives: 'same' },
      queryParam: { gives: 'same' },
      host: { args: ['base'], gives: 'same' },
      build: { gives: 'same' },
    },
    others: 'fluent',
    part: true,
  },
  bases: { members: { new: { args: ['base'], gives: 'based' } }, others: 'harmless' },
  based: { members: {}, others: 'harmless', part: true },
} satisfies Readonly<Record<string, Type>>;

/** https://docs.spring.io/spring-framework/reference/web/webflux-webclient.html */
export const webClient: Client = {
  name: 'WebClient',
  roots: {
    ...SPRING_ROOTS,
    ...inPackage('org.springframework.web.reactive.function.client', { WebClient: 'clients' }),
    ...inPackage('org.springframework.web.util', { DefaultUriBuilderFactory: 'bases' }),
    ...instances({ WebClient: 'client', 'WebClient.Builder': 'builder' }),
    anything: 'client',
  },
  types,
  evidence: /^(?![\s\S]*io\.vertx)[\s\S]*WebClient/,
};

/** https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-restclient */
export const restClient: Client = {
  name: 'RestClient',
  roots: {
    ...SPRING_ROOTS,
    ...inPackage('org.springframework.web.client', { RestClient: 'clients' }),
    ...inPackage('org.springframework.web.util', { DefaultUriBuilderFactory: 'bases' }),
    ...instances({ RestClient: 'client', 'RestClient.Builder': 'builder' }),
    anything: 'client',
  },
  types,
  evidence: /RestClient/,
};
