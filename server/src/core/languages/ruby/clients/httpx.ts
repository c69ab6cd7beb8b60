import { type Client, eachMethod, METHODS, type Meaning, type Member } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  json: 'json',
  body: 'text',
  form: 'form',
  params: 'query',
  headers: 'headers',
  origin: 'base',
  base_path: 'path',
};
const members = {
  ...eachMethod(METHODS, { args: ['url', 'options'], named: OPTIONS, sends: true }),
  request: { args: ['method', 'url', 'options'], named: OPTIONS, sends: true },
  with: { args: ['options'], named: OPTIONS, gives: 'client', yields: 'client' },
  plugin: { gives: 'client' },
  bearer_auth: { args: ['bearer'], gives: 'client' },
  authorization: { header: 'Authorization', gives: 'client' },
  basic_auth: { args: ['credentials'], gives: 'client' },
} as const satisfies Record<string, Member>;

/** https://gitlab.com/os85/httpx */
export const httpx: Client = {
  name: 'httpx',
  roots: { HTTPX: 'client' },
  types: { client: { members, others: 'harmless' } },
};
