import { type Client, eachMethod, type Member } from '../../../program/client.ts';

const NEW: Member = { args: ['base'], gives: 'curl' };
const HEADERS = {
  setHeader: { args: ['header', 'value'] },
  setHeaders: { args: ['headers'] },
  addHeader: { args: ['header', 'value'] },
  setBasicAuthentication: { args: ['credentials'] },
  setCredentials: { args: ['credentials'] },
} as const satisfies Record<string, Member>;

/** https://github.com/php-curl-class/php-curl-class, and what Magento calls alike */
export const curlClass: Client = {
  name: 'php-curl-class',
  roots: {
    'Curl.Curl': 'class',
    'Magento.Framework.HTTP.Client.Curl': 'class',
    'instance Curl.Curl': 'given',
    'instance Magento.Framework.HTTP.Client.Curl': 'given',
    'instance Magento.Framework.HTTP.ClientInterface': 'given',
  },
  types: {
    class: { members: { new: NEW }, others: 'harmless' },
    curl: {
      members: {
        ...HEADERS,
        setUrl: { args: ['url'] },
        ...eachMethod(['GET', 'HEAD', 'DELETE'], { args: ['url', 'query'], sends: true }),
        ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['url', 'json'], sends: true }),
      },
      others: 'harmless',
    },
    given: {
      members: {
        ...HEADERS,
        ...eachMethod(['GET', 'HEAD', 'DELETE'], { args: ['url'], sends: true }),
        ...eachMethod(['POST', 'PUT', 'PATCH'], { args: ['url', 'json'], sends: true }),
      },
      others: 'harmless',
      defaults: true,
    },
  },
};
