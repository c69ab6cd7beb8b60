import type { Client } from '../../../program/client.ts';
import { inPackage } from '../../../program/packages.ts';

/** https://jsoup.org/apidocs/org/jsoup/Connection.html */
export const jsoup: Client = {
  name: 'jsoup',
  roots: inPackage('org.jsoup', { Jsoup: 'module' }),
  types: {
    module: { members: { connect: { args: ['url'], gives: 'request' } }, others: 'harmless' },
    request: {
      members: {
        header: { args: ['header', 'value'], gives: 'same' },
        headers: { args: ['headers'], gives: 'same' },
        requestBody: { args: ['text'], gives: 'same' },
        data: { args: ['form'], gives: 'same' },
        method: { args: ['method'], gives: 'same' },
        get: { method: 'GET', sends: true },
        post: { method: 'POST', sends: true },
        execute: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  defaultMethod: 'GET',
};
