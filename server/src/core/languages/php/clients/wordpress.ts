import type { Client, Member } from '../../../program/client.ts';

const send: Member = {
  args: ['url', 'options'],
  named: { method: 'method', headers: 'headers', body: 'text' },
  sends: true,
};

/** https://developer.wordpress.org/plugins/http-api/ */
export const wordpress: Client = {
  name: 'wordpress',
  roots: { '': 'functions' },
  types: {
    functions: {
      members: {
        ...Object.fromEntries(
          ['wp_remote', 'wp_safe_remote'].flatMap((name) => [
            [`${name}_get`, { ...send, method: 'GET' }],
            [`${name}_post`, { ...send, method: 'POST' }],
            [`${name}_head`, { ...send, method: 'HEAD' }],
            [`${name}_request`, send],
          ]),
        ),
      },
      others: 'harmless',
    },
  },
  defaultMethod: 'GET',
};
