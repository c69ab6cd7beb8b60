import type { Client, Member } from '../../../program/client.ts';

const REQUEST: Member = { args: ['method', 'url', 'headers', 'text'], gives: 'request' };

/** Requests of PSR-7 and the factories of PSR-17: https://www.php-fig.org/psr/psr-17/ */
export const psr: Client = {
  name: 'psr-7',
  roots: {
    'GuzzleHttp.Psr7.Request': 'requests',
    'Nyholm.Psr7.Request': 'requests',
    Request: 'requests',
    'instance Psr.Http.Message.RequestFactoryInterface': 'factory',
    'instance RequestFactoryInterface': 'factory',
    'Nyholm.Psr7.Factory.Psr17Factory': 'factories',
    'GuzzleHttp.Psr7.HttpFactory': 'factories',
    'Http.Discovery.Psr17FactoryDiscovery': 'discovery',
    'Http.Discovery.Psr17Factory': 'factories',
    'instance Psr.Http.Message.RequestInterface': 'request',
  },
  types: {
    requests: { members: { new: REQUEST }, others: 'harmless' },
    factories: { members: { new: { gives: 'factory' } }, others: 'harmless' },
    discovery: { members: { findRequestFactory: { gives: 'factory' } }, others: 'harmless' },
    factory: {
      members: { createRequest: { args: ['method', 'url'], gives: 'request' } },
      others: 'harmless',
    },
    request: {
      members: {
        withHeader: { args: ['header', 'value'], gives: 'same' },
        withAddedHeader: { args: ['header', 'value'], gives: 'same' },
        withoutHeader: { args: ['hook'], gives: 'same' },
        withBody: { args: ['text'], gives: 'same' },
        withMethod: { args: ['method'], gives: 'same' },
        withUri: { args: ['url'], gives: 'same' },
      },
      others: 'harmless',
      request: true,
      defaults: true,
    },
  },
  evidence: /Psr\\|psr7|Psr17/i,
};
