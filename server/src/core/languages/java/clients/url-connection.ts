import type { Client, Member } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';

const header: Member = { args: ['header', 'value'] };
const write: Member = { args: ['text'] };
const open: Member = { gives: 'connection' };

/** https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/net/HttpURLConnection.html */
export const urlConnection: Client = {
  name: 'HttpURLConnection',
  roots: {
    ...inPackage('java.net', { URL: 'urls', URI: 'uris' }),
    ...instances({ URL: 'url' }),
  },
  types: {
    urls: { members: { new: { args: ['url'], gives: 'url' } }, others: 'harmless' },
    uris: {
      members: { create: { args: ['url'], gives: 'url' }, new: { args: ['url'], gives: 'url' } },
      others: 'harmless',
    },
    url: { members: { openConnection: open, toURL: { gives: 'same' } }, others: 'harmless' },
    connection: {
      members: {
        setRequestMethod: { args: ['method'] },
        setRequestProperty: header,
        addRequestProperty: header,
        getOutputStream: { gives: 'stream', writes: true },
        ...Object.fromEntries(
          ['connect', 'getInputStream', 'getResponseCode', 'getResponseMessage', 'getErrorStream'].map(
            (name) => [name, { sends: true }],
          ),
        ),
      },
      others: 'harmless',
      request: true,
    },
    stream: {
      members: { write, writeBytes: write, print: write, println: write, append: write },
      others: 'harmless',
    },
  },
  defaultMethod: 'GET',
  methodWithBody: 'POST',
};
