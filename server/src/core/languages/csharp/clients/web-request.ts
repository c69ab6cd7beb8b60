import type { Client, Member } from '../../../program/client.ts';
import { inPackage, instances } from '../../../program/packages.ts';

const header: Member = { args: ['header', 'value'] };
const open: Member = { gives: 'stream', writes: true };
const create: Member = { args: ['url'], gives: 'request' };
const write: Member = { args: ['text'] };
const upload: Member = { args: ['url', 'text'], method: 'POST', sends: true };

/** https://learn.microsoft.com/dotnet/api/system.net.webrequest and WebClient, which older code uses. */
export const webRequest: Client = {
  name: 'WebRequest',
  roots: {
    ...inPackage('System.Net', { WebRequest: 'requests', HttpWebRequest: 'requests', WebClient: 'clients' }),
    ...instances({ WebClient: 'client' }),
  },
  types: {
    requests: { members: { Create: create, CreateHttp: create }, others: 'harmless' },
    request: {
      members: {
        'Method=': { args: ['method'] },
        'Headers.Add': header,
        'Headers.Set': header,
        'Headers[]': {},
        'ContentType=': { header: 'Content-Type' },
        'Accept=': { header: 'Accept' },
        GetResponse: { sends: true },
        GetResponseAsync: { sends: true },
        GetRequestStream: open,
        GetRequestStreamAsync: open,
      },
      others: 'harmless',
      request: true,
    },
    stream: { members: { Write: write, WriteAsync: write, WriteLine: write }, others: 'harmless' },
    clients: { members: { new: { named: { BaseAddress: 'base' }, gives: 'client' } }, others: 'harmless' },
    client: {
      members: {
        'Headers.Add': header,
        'Headers.Set': header,
        'Headers[]': {},
        'BaseAddress=': { args: ['base'] },
        DownloadString: { args: ['url'], method: 'GET', sends: true },
        DownloadStringTaskAsync: { args: ['url'], method: 'GET', sends: true },
        UploadString: upload,
        UploadStringTaskAsync: upload,
        UploadData: upload,
      },
      others: 'harmless',
      defaults: true,
    },
  },
  defaultMethod: 'GET',
  joining: 'reference',
};
