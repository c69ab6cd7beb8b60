import { type Client, eachMethod, type Meaning } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  headers: 'headers',
  auth: 'credentials',
  type: 'ignored',
};

/** https://book.cakephp.org/5/en/core-libraries/httpclient.html */
export const cake: Client = {
  name: 'cakephp',
  roots: { 'Cake.Http.Client': 'class', 'instance Cake.Http.Client': 'client' },
  types: {
    class: {
      members: {
        new: { args: ['options'], named: { ...OPTIONS, host: 'base', adapter: 'hook' }, gives: 'client' },
      },
      others: 'harmless',
    },
    client: {
      members: {
        ...eachMethod(['GET', 'HEAD'], { args: ['url', 'query', 'options'], named: OPTIONS, sends: true }),
        ...eachMethod(['POST', 'PUT', 'PATCH', 'DELETE'], {
          args: ['url', 'json', 'options'],
          named: OPTIONS,
          sends: true,
        }),
      },
      others: 'harmless',
      defaults: true,
    },
  },
};
