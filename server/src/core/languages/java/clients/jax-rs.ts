import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackages, instances } from '../../../program/packages.ts';

const hook: Member = { args: ['hook'], gives: 'same' };

/** https://jakarta.ee/specifications/restful-ws/ */
export const jaxRs: Client = {
  name: 'JAX-RS',
  roots: {
    ...inPackages(['jakarta.ws.rs.client', 'javax.ws.rs.client'], { ClientBuilder: 'builders' }),
    ...instances({ WebTarget: 'target' }),
  },
  types: {
    builders: {
      members: { newClient: { gives: 'client' }, newBuilder: { gives: 'client' } },
      others: 'harmless',
    },
    client: {
      members: { target: { args: ['url'], gives: 'target' }, register: hook, build: { gives: 'same' } },
      others: 'fluent',
    },
    target: {
      members: {
        path: { args: ['path'], gives: 'same' },
        queryParam: { gives: 'same' },
        register: hook,
        request: { gives: 'request' },
      },
      others: 'harmless',
      defaults: true,
    },
    request: {
      members: {
        header: { args: ['header', 'value'], gives: 'same' },
        headers: { args: ['headers'], gives: 'same' },
        accept: { header: 'Accept', gives: 'same' },
        method: { args: ['method', 'json'], sends: true },
        build: { args: ['method', 'json'], sends: true },
        ...eachMethod(['POST', 'PUT'], { args: ['json'], sends: true }),
        ...eachMethod(['GET', 'DELETE', 'HEAD', 'OPTIONS'], { sends: true }),
      },
      others: 'fluent',
      request: true,
      defaults: true,
    },
  },
  evidence: /ws\.rs\.client/,
};
