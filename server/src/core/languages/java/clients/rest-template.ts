import { type Client, eachMethod, type Member, type Role } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';
import { SPRING_ROOTS, SPRING_TYPES } from './spring-headers.ts';

const send = (method: string, args: readonly Role[]): Member => ({ method, args, sends: true });
const header: Member = { args: ['header', 'value'], gives: 'same' };
const hook: Member = { args: ['hook'] };

/** Methods that nothing else has. */
const CALLS: Readonly<Record<string, Member>> = {
  exchange: { args: ['target', 'method', 'part'], sends: true },
  execute: { args: ['url', 'method', 'hook'], sends: true },
  getForObject: send('GET', ['url']),
  getForEntity: send('GET', ['url']),
  headForHeaders: send('HEAD', ['url']),
  optionsForAllow: send('OPTIONS', ['url']),
  postForObject: send('POST', ['url', 'part']),
  postForEntity: send('POST', ['url', 'part']),
  postForLocation: send('POST', ['url', 'part']),
  patchForObject: send('PATCH', ['url', 'part']),
};

/** https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-resttemplate */
export const restTemplate: Client = {
  name: 'RestTemplate',
  roots: {
    ...SPRING_ROOTS,
    ...inPackage('org.springframework.web.client', { RestTemplate: 'templates' }),
    ...inPackage('org.springframework.boot.web.client', { RestTemplateBuilder: 'builders' }),
    ...inPackage('org.springframework.web.util', { DefaultUriBuilderFactory: 'bases' }),
    ...instances({
      RestTemplate: 'template',
      RestOperations: 'template',
      TestRestTemplate: 'template',
      RestTemplateBuilder: 'builder',
    }),
    anything: 'calls',
  },
  types: {
    ...SPRING_TYPES,
    templates: { members: { new: { gives: 'template' } }, others: 'harmless' },
    template: {
      members: {
        ...CALLS,
        put: send('PUT', ['url', 'part']),
        delete: send('DELETE', ['url']),
        setUriTemplateHandler: { args: ['part'] },
        setInterceptors: hook,
        'getInterceptors.add': hook,
        getInterceptors: { args: ['hook'], gives: 'interceptors' },
        setRequestFactory: {},
        setErrorHandler: {},
        setMessageConverters: {},
      },
      others: 'harmless',
      defaults: true,
    },
    calls: { members: CALLS, others: 'harmless', defaults: true },
    interceptors: { members: {}, others: 'harmless' },
    builders: { members: { new: { gives: 'builder' } }, others: 'harmless' },
    builder: {
      members: {
        rootUri: { args: ['base'], gives: 'same' },
        uriTemplateHandler: { args: ['part'], gives: 'same' },
        defaultHeader: header,
        basicAuthentication: { args: ['credentials'], gives: 'same' },
        interceptors: { args: ['hook'], gives: 'same' },
        additionalInterceptors: { args: ['hook'], gives: 'same' },
        customizers: { args: ['hook'], gives: 'same' },
        additionalCustomizers: { args: ['hook'], gives: 'same' },
        build: { gives: 'template' },
      },
      others: 'fluent',
      defaults: true,
    },
    bases: { members: { new: { args: ['base'], gives: 'based' } }, others: 'harmless' },
    based: { members: {}, others: 'harmless', part: true },
    requestEntities: {
      members: {
        ...eachMethod(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'], {
          args: ['url'],
          gives: 'request',
        }),
        method: { args: ['method', 'url'], gives: 'request' },
        new: { args: ['part', 'headers', 'method', 'url'], gives: 'request' },
      },
      others: 'harmless',
    },
    request: {
      members: {
        header,
        headers: { args: ['headers'], setup: 'headers', gives: 'same' },
        accept: { header: 'Accept', gives: 'same' },
        contentType: { header: 'Content-Type', gives: 'same' },
        body: { args: ['part'], gives: 'same' },
        build: { gives: 'same' },
      },
      others: 'fluent',
      request: true,
    },
  },
  joining: 'together',
  evidence: /Rest(?:Template|Operations)/,
};
