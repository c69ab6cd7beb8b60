import { type Client, eachMethod } from '../../../program/client.ts';

/** https://learn.microsoft.com/dotnet/api/system.net.http.httpclient */
export const httpClient: Client = {
  name: 'HttpClient',
  roots: {
    'system.net.http.httpclient': 'clients',
    'net.http.httpclient': 'clients',
    'system.net.http.stringcontent': 'contents',
    'net.http.stringcontent': 'contents',
  },
  types: {
    clients: { members: { new: { args: ['hook'], gives: 'client' } }, others: 'harmless' },
    client: {
      members: {
        'DefaultRequestHeaders.add': { args: ['header', 'value'] },
        'DefaultRequestHeaders.Authorization=': { header: 'Authorization' },
        'BaseAddress=': { args: ['base'] },
        ...eachMethod(['GET', 'DELETE'], { args: ['url'], sends: true }, (m) => `${m.toLowerCase()}async`),
        ...eachMethod(['GET'], { args: ['url'], sends: true }, () => 'getstringasync'),
        ...eachMethod(
          ['POST', 'PUT', 'PATCH'],
          { args: ['url', 'part'], sends: true },
          (m) => `${m.toLowerCase()}async`,
        ),
      },
      others: 'harmless',
    },
    contents: { members: { new: { args: ['text'], gives: 'content' } }, others: 'harmless' },
    content: { members: {}, others: 'harmless', part: true },
  },
  joining: 'reference',
};
