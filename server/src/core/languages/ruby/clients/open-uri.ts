import type { Client } from '../../../program/client.ts';

/** https://docs.ruby-lang.org/en/master/OpenURI.html */
export const openUri: Client = {
  name: 'open-uri',
  roots: { URI: 'module' },
  types: {
    module: {
      members: { open: { method: 'GET', args: ['url', 'headers'], sends: true } },
      others: 'harmless',
    },
  },
};
