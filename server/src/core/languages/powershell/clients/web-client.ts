import type { Client, Type } from '../../../program/client.ts';

const made: Type = { members: { new: { gives: 'client' } }, others: 'harmless' };

/** https://learn.microsoft.com/dotnet/api/system.net.webclient */
export const webClient: Client = {
  name: 'WebClient',
  roots: { 'system.net.webclient': 'clients', 'net.webclient': 'clients' },
  types: {
    clients: made,
    client: {
      members: {
        'Headers.add': { args: ['header', 'value'] },
        'Headers.set': { args: ['header', 'value'] },
        'Headers[]': {},
        'Headers=': { args: ['hook'] },
        'BaseAddress=': { args: ['base'] },
        downloadstring: { args: ['url'], method: 'GET', sends: true },
        downloaddata: { args: ['url'], method: 'GET', sends: true },
        downloadfile: { args: ['url'], method: 'GET', sends: true },
        uploadstring: { args: ['url', 'method', 'text'], sends: true },
        uploaddata: { args: ['url', 'method', 'text'], sends: true },
      },
      others: 'harmless',
    },
  },
};
