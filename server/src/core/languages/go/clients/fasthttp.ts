import type { Client } from '../../../program/client.ts';

const DO = { args: ['request'], sends: true } as const;

/** https://pkg.go.dev/github.com/valyala/fasthttp */
export const fasthttp: Client = {
  name: 'fasthttp',
  roots: {
    'github.com/valyala/fasthttp': 'module',
    'instance fasthttp.Client': 'client',
    'instance fasthttp.Request': 'request',
  },
  types: {
    module: {
      members: {
        AcquireRequest: { gives: 'request' },
        'Client.new': { gives: 'client' },
        Get: { method: 'GET', args: ['ignored', 'url'], sends: true },
        Post: { method: 'POST', args: ['ignored', 'url', 'form'], sends: true },
        Do: DO,
        DoTimeout: DO,
        DoDeadline: DO,
        DoRedirects: DO,
      },
      others: 'harmless',
    },
    client: { members: { Do: DO, DoTimeout: DO, DoDeadline: DO }, others: 'harmless' },
    request: {
      members: {
        SetRequestURI: { args: ['url'] },
        SetURI: { args: ['hook'] },
        'Header.SetMethod': { args: ['method'] },
        'Header.SetContentType': { args: ['value'], header: 'Content-Type' },
        'Header.Set': { args: ['header', 'value'] },
        'Header.Add': { args: ['header', 'value'] },
        'Header.SetBytesV': { args: ['hook'] },
        'Header.SetBytesKV': { args: ['hook'] },
        SetBody: { args: ['text'] },
        SetBodyRaw: { args: ['text'] },
        SetBodyString: { args: ['text'] },
        SetBodyStream: { args: ['text'] },
        SetBodyStreamWriter: { args: ['form'] },
        AppendBody: { args: ['form'] },
        BodyWriter: { gives: 'stream', writes: true },
      },
      others: 'harmless',
      request: true,
    },
    stream: { members: { Write: {} }, others: 'harmless' },
  },
  defaultMethod: 'GET',
};
