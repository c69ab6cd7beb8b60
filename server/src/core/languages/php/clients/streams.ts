import type { Client, Meaning, Member } from '../../../program/client.ts';

const NAMED: Readonly<Record<string, Meaning>> = {
  http: {
    named: { method: 'method', header: 'headers', content: 'text' },
  },
};
const read = (...args: readonly (Member['args'] & {})[number][]): Member => ({
  args,
  named: NAMED,
  sends: true,
});

/** https://www.php.net/manual/en/context.http.php */
export const streams: Client = {
  name: 'streams',
  roots: { '': 'functions' },
  types: {
    functions: {
      members: {
        file_get_contents: read('url', 'ignored', 'options'),
        fopen: read('url', 'ignored', 'ignored', 'options'),
      },
      others: 'harmless',
    },
  },
  defaultMethod: 'GET',
};
