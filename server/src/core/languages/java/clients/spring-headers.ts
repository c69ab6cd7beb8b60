import type { Member, Type } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';

const header: Member = { args: ['header', 'value'] };

/** `HttpHeaders` and what else Spring's clients share. */
export const SPRING_ROOTS: Readonly<Record<string, string>> = {
  ...inPackage('org.springframework.http', {
    HttpHeaders: 'headersOf',
    HttpEntity: 'entities',
    RequestEntity: 'requestEntities',
  }),
  ...instances({ HttpHeaders: 'headers', HttpEntity: 'entity', RequestEntity: 'entity' }),
};

export const SPRING_TYPES: Readonly<Record<string, Type>> = {
  headersOf: { members: { new: { args: ['headers'], gives: 'headers' } }, others: 'harmless' },
  headers: {
    members: {
      set: header,
      add: header,
      put: header,
      setBearerAuth: { args: ['bearer'] },
      setBasicAuth: { args: ['credentials'] },
      setContentType: { header: 'Content-Type' },
      setAccept: { header: 'Accept' },
      setAll: { args: ['headers'] },
      addAll: { args: ['headers'] },
      putAll: { args: ['headers'] },
    },
    others: 'harmless',
    part: true,
    defaults: true,
  },
  entities: { members: { new: { args: ['part', 'headers'], gives: 'entity' } }, others: 'harmless' },
  entity: { members: {}, others: 'harmless', part: true, defaults: true },
};
