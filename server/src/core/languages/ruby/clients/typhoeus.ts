import { type Client, eachMethod, METHODS, type Meaning, type Member } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  method: 'method',
  headers: 'headers',
  body: 'text',
  params: 'query',
  userpwd: 'credentials',
};
const members = eachMethod(METHODS, { args: ['url', 'options'], named: OPTIONS, sends: true });
const NEW: Member = { args: ['url', 'options'], named: OPTIONS, gives: 'request' };

/** https://github.com/typhoeus/typhoeus */
export const typhoeus: Client = {
  name: 'typhoeus',
  roots: { Typhoeus: 'module' },
  types: {
    module: { members: { ...members, 'Request.new': NEW }, others: 'harmless' },
    request: { members: { run: { sends: true } }, others: 'harmless', request: true },
  },
  defaultMethod: 'GET',
};
