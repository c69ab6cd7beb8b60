import { type Client, eachMethod, METHODS, type Meaning, type Member } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  method: 'method',
  path: 'path',
  headers: 'headers',
  body: 'text',
  query: 'query',
  user: 'credentials',
  middlewares: 'hook',
};
const request: Member = { args: ['options'], named: OPTIONS, sends: true };

/** https://github.com/excon/excon */
export const excon: Client = {
  name: 'excon',
  roots: { Excon: 'module', 'instance Excon.Connection': 'connection' },
  types: {
    module: {
      members: {
        ...eachMethod(METHODS, { args: ['url', 'options'], named: OPTIONS, sends: true }),
        new: { args: ['base', 'options'], named: OPTIONS, gives: 'connection' },
      },
      others: 'harmless',
    },
    connection: { members: { ...eachMethod(METHODS, request), request }, others: 'harmless', defaults: true },
  },
  defaultMethod: 'GET',
  joining: 'reference',
};
