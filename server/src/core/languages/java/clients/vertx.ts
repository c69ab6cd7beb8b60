import { type Client, eachMethod } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';

/** https://vertx.io/docs/vertx-web-client/java/ : methods for whole URLs. */
export const vertx: Client = {
  name: 'vertx',
  roots: {
    ...inPackage('io.vertx.ext.web.client', { WebClient: 'clients' }),
    ...instances({ WebClient: 'client' }),
    anything: 'client',
  },
  types: {
    clients: { members: { create: { gives: 'client' }, wrap: { gives: 'client' } }, others: 'harmless' },
    client: {
      members: {
        ...eachMethod(
          ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
          { args: ['url'], gives: 'request' },
          (m) => `${m.toLowerCase()}Abs`,
        ),
        requestAbs: { args: ['method', 'url'], gives: 'request' },
      },
      others: 'harmless',
    },
    request: {
      members: {
        putHeader: { args: ['header', 'value'], gives: 'same' },
        putHeaders: { args: ['headers'], gives: 'same' },
        bearerTokenAuthentication: { args: ['bearer'], gives: 'same' },
        basicAuthentication: { args: ['credentials'], gives: 'same' },
        authentication: { args: ['hook'], gives: 'same' },
        sendJson: { args: ['json'], sends: true },
        sendJsonObject: { args: ['json'], sends: true },
        sendBuffer: { args: ['text'], sends: true },
        send: { sends: true },
      },
      others: 'fluent',
      request: true,
    },
  },
  evidence: /io\.vertx/,
};
