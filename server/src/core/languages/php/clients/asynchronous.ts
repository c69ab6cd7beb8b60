import { type Client, eachMethod, type Member } from '../../../program/client.ts';

const read: Member = { args: ['url', 'headers'], sends: true };
const write: Member = { args: ['url', 'headers', 'text'], sends: true };

/** https://reactphp.org/http/ and https://amphp.org/http-client */
export const asynchronous: Client = {
  name: 'async',
  roots: {
    'React.Http.Browser': 'browsers',
    'instance React.Http.Browser': 'browser',
    'Amp.Http.Client.Request': 'requests',
    'Amp.Http.Client.HttpClientBuilder': 'builder',
    'instance Amp.Http.Client.HttpClient': 'client',
  },
  types: {
    browsers: { members: { new: { gives: 'browser' } }, others: 'harmless' },
    browser: {
      members: {
        ...eachMethod(['GET', 'HEAD'], read),
        ...eachMethod(['POST', 'PUT', 'PATCH', 'DELETE'], write),
        request: { args: ['method', 'url', 'headers', 'text'], sends: true },
        withBase: { args: ['base'], gives: 'same' },
        withHeader: { args: ['header', 'value'], gives: 'same' },
        withTimeout: { gives: 'same' },
      },
      others: 'harmless',
      defaults: true,
    },
    requests: { members: { new: { args: ['url', 'method', 'text'], gives: 'request' } }, others: 'harmless' },
    request: {
      members: {
        setHeader: { args: ['header', 'value'] },
        addHeader: { args: ['header', 'value'] },
        setHeaders: { args: ['headers'] },
        setBody: { args: ['text'] },
        setMethod: { args: ['method'] },
      },
      others: 'harmless',
      request: true,
    },
    builder: { members: { buildDefault: { gives: 'client' } }, others: 'harmless' },
    client: { members: { request: { args: ['request'], sends: true } }, others: 'harmless', defaults: true },
  },
  defaultMethod: 'GET',
  joining: 'reference',
};
