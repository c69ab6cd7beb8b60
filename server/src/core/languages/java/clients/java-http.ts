import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';

const builder: Member = { args: ['url'], gives: 'request' };
const send: Member = { args: ['request'], sends: true };

/** https://docs.oracle.com/en/java/javase/21/docs/api/java.net.http/java/net/http/package-summary.html */
export const javaHttp: Client = {
  name: 'java.net.http',
  roots: {
    ...inPackage('java.net.http', { HttpRequest: 'requests', HttpClient: 'clients' }),
    ...instances({ HttpClient: 'client', 'HttpRequest.Builder': 'foreign' }),
  },
  types: {
    requests: { members: { newBuilder: builder }, others: 'harmless' },
    clients: {
      members: { newHttpClient: { gives: 'client' }, newBuilder: { gives: 'client' } },
      others: 'harmless',
    },
    // It has no headers of its own, and needs whole URLs.
    client: { members: { send, sendAsync: send, build: { gives: 'same' } }, others: 'fluent' },
    request: {
      members: {
        uri: { args: ['url'], gives: 'same' },
        header: { args: ['header', 'value'], gives: 'same' },
        setHeader: { args: ['header', 'value'], gives: 'same' },
        headers: {
          args: [
            'header',
            'value',
            'header',
            'value',
            'header',
            'value',
            'header',
            'value',
            'header',
            'value',
          ],
          gives: 'same',
        },
        method: { args: ['method', 'text'], gives: 'same' },
        ...eachMethod(['POST', 'PUT'], { args: ['text'], gives: 'same' }, (m) => m),
        ...eachMethod(['GET', 'DELETE', 'HEAD'], { gives: 'same' }, (m) => m),
        timeout: { gives: 'same' },
        version: { gives: 'same' },
        expectContinue: { gives: 'same' },
        copy: { gives: 'same' },
        build: { gives: 'same', closes: true },
      },
      others: 'harmless',
      request: true,
    },
    foreign: { members: {}, others: 'harmless' },
  },
  defaultMethod: 'GET',
  evidence: /^(?![\s\S]*(?:org\.apache\.h|io\.micronaut))/,
};
