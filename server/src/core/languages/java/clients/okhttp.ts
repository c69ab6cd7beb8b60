import { type Client, eachMethod, type Member } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';

const header: Member = { args: ['header', 'value'], gives: 'same' };
const hook: Member = { args: ['hook'], gives: 'same' };

/** https://square.github.io/okhttp/ : versions 3 to 5 */
export const okhttp: Client = {
  name: 'okhttp',
  roots: {
    ...inPackage('okhttp3', { 'Request.Builder': 'requests', OkHttpClient: 'clients' }),
    ...instances({ OkHttpClient: 'client' }),
  },
  types: {
    requests: { members: { new: { gives: 'request' } }, others: 'harmless' },
    clients: {
      members: { new: { gives: 'client' }, 'Builder.new': { gives: 'client' } },
      others: 'harmless',
    },
    client: {
      members: {
        newCall: { args: ['request'], sends: true },
        addInterceptor: hook,
        addNetworkInterceptor: hook,
        authenticator: hook,
        'interceptors.add': hook,
        newBuilder: { gives: 'same' },
        build: { gives: 'same' },
      },
      others: 'fluent',
      defaults: true,
    },
    request: {
      members: {
        url: { args: ['url'], gives: 'same' },
        header,
        addHeader: header,
        headers: { args: ['headers'], gives: 'same' },
        removeHeader: { args: ['hook'], gives: 'same' },
        method: { args: ['method', 'text'], gives: 'same' },
        ...eachMethod(['POST', 'PUT', 'PATCH', 'DELETE'], { args: ['text'], gives: 'same' }),
        ...eachMethod(['GET', 'HEAD'], { gives: 'same' }),
        tag: { gives: 'same' },
        cacheControl: { gives: 'same' },
        build: { gives: 'same' },
        newBuilder: { gives: 'same' },
      },
      others: 'harmless',
      request: true,
    },
  },
  defaultMethod: 'GET',
};
