import { type Client, eachMethod, type Meaning, type Member, type Role } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  base_uri: 'base',
  base_url: 'base',
  headers: 'headers',
  json: 'json',
  body: 'text',
  form_params: 'form',
  multipart: 'form',
  query: 'query',
  auth: 'credentials',
  handler: 'hook',
};
const send = (args: readonly Role[]): Member => ({ args, named: OPTIONS, sends: true, gives: 'response' });
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];
const members = {
  ...eachMethod(METHODS, send(['url', 'options'])),
  ...eachMethod(METHODS, send(['url', 'options']), (m) => `${m.toLowerCase()}Async`),
  request: send(['method', 'url', 'options']),
  requestAsync: send(['method', 'url', 'options']),
  send: send(['request', 'options']),
  sendAsync: send(['request', 'options']),
  sendRequest: send(['request']),
};
const NEW: Member = { args: ['options'], named: OPTIONS, gives: 'client' };

/** https://docs.guzzlephp.org/en/stable/request-options.html and what hands its client out */
export const guzzle: Client = {
  name: 'guzzle',
  roots: {
    'GuzzleHttp.Client': 'clients',
    Client: 'clients',
    'instance GuzzleHttp.Client': 'client',
    'instance GuzzleHttp.ClientInterface': 'client',
    'instance Psr.Http.Client.ClientInterface': 'client',
    'instance ClientInterface': 'client',
    'instance Client': 'client',
    Drupal: 'drupal',
    'Drupal.Core.Http.ClientFactory': 'drupal',
    'Config.Services': 'codeigniter',
    'instance CodeIgniter.HTTP.CURLRequest': 'client',
  },
  types: {
    clients: { members: { new: NEW }, others: 'harmless' },
    client: { members, others: 'harmless', defaults: true },
    drupal: { members: { httpClient: { gives: 'client' } }, others: 'harmless' },
    codeigniter: {
      members: {
        curlrequest: { args: ['options'], named: { ...OPTIONS, baseURI: 'base' }, gives: 'client' },
      },
      others: 'harmless',
    },
    response: { members: {}, others: 'harmless' },
  },
  defaultMethod: 'GET',
  joining: 'reference',
  evidence: /guzzle|httpClient\(|curlrequest|Psr\\Http/i,
};
