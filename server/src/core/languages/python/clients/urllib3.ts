import type { Client, Member, Role } from '../../../program/client.ts';

const NAMED: Readonly<Record<string, Role>> = {
  method: 'method',
  url: 'url',
  body: 'text',
  fields: 'form',
  headers: 'headers',
  json: 'json',
};
const request: Member = {
  args: ['method', 'url', 'text', 'form', 'headers', 'json'],
  named: NAMED,
  sends: true,
};
const members = {
  request,
  request_encode_body: request,
  request_encode_url: request,
  urlopen: { ...request, args: ['method', 'url', 'text', 'headers'] as const },
};

/** https://urllib3.readthedocs.io/en/stable/reference/ */
export const urllib3: Client = {
  name: 'urllib3',
  roots: { urllib3: 'module', 'instance urllib3.PoolManager': 'pool', 'instance PoolManager': 'pool' },
  types: {
    module: {
      members: {
        request,
        PoolManager: { args: ['ignored', 'headers'], named: { headers: 'headers' }, gives: 'pool' },
      },
      others: 'harmless',
    },
    pool: {
      members: { ...members, 'headers[]': {}, 'headers.update': { args: ['headers'] } },
      others: 'harmless',
      defaults: true,
    },
  },
};
