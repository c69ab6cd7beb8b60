import { type Client, eachMethod, type Member } from '../../../program/client.ts';

const read: Member = { args: ['url', 'headers'], sends: true };
const write: Member = { args: ['url', 'headers', 'json'], sends: true };
const members = {
  ...eachMethod(['GET', 'HEAD', 'DELETE', 'OPTIONS'], read),
  ...eachMethod(['POST', 'PUT', 'PATCH'], write),
  request: { args: ['url', 'headers', 'json', 'method'], sends: true },
} as const satisfies Record<string, Member>;

/** https://requests.ryanmccue.info/docs/ and Unirest, which takes the same */
export const requests: Client = {
  name: 'requests',
  roots: {
    'WpOrg.Requests.Requests': 'module',
    Requests: 'module',
    'Unirest.Request': 'module',
  },
  types: { module: { members, others: 'harmless' } },
  defaultMethod: 'GET',
};
