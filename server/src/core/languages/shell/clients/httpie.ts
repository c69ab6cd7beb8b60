import { type OptionTable, readItems, words } from '../options.ts';
import type { ShellClient } from './client.ts';
import { addCredentials, methodOf, newRequest } from './client.ts';
import { HttpieItems } from './httpie-items.ts';

const WITH_VALUE =
  words(`auth auth-type bearer boundary cert cert-key cert-key-pass ciphers default-scheme format-options
  history-print http-version interface local-address max-headers max-redirects output pretty print proxy raw resolve
  response-charset response-mime session session-read-only ssl style timeout verify style`);

const FLAGS =
  words(`all body check-status chunked compress continue curl curl-long debug download follow form headers help
  http2 https ignore-netrc ignore-stdin ipv4 ipv6 json manual meta multipart native-tls no-check-status offline
  path-as-is quiet sorted stream traceback unsorted verbose version`);

/** Options of HTTPie 3 and xh (source: their help texts), which take almost the same. */
export const httpieTable: OptionTable = {
  takesValue: (name) =>
    WITH_VALUE.has(name) ? true : FLAGS.has(name.replace(/^no-/, '')) ? false : undefined,
  short: {
    a: 'auth',
    A: 'auth-type',
    f: 'form',
    o: 'output',
    p: 'print',
    P: 'history-print',
    s: 'style',
    I: 'ignore-stdin',
  },
  switches: 'bcdFhjmqSvxW46',
  equals: true,
};

/** HTTPie, and clients that are called like it. */
export function httpieClient(name: string, programs: readonly string[]): ShellClient {
  return {
    name,
    programs,
    read: (invocation) => {
      const request = newRequest(invocation.whole);
      const items = new HttpieItems(request, invocation);
      let credentials: Parameters<typeof addCredentials> | undefined;
      let scheme = 'basic';
      for (const item of readItems(invocation.args, httpieTable)) {
        if (item.kind === 'unknown') request.whole = false;
        else if (item.kind === 'operand') items.add(item.argument);
        else if (!item.value) items.flag(item.name);
        else if (item.name === 'auth-type') scheme = item.value.value.text;
        else if (item.name === 'auth') credentials = [request, 'Basic', item.value, item.at];
        else if (item.name === 'bearer') addCredentials(request, 'Bearer', item.value, item.at);
        else if (item.name === 'raw') items.raw(item.value);
        else if (/^session/.test(item.name)) request.headersComplete = false;
      }
      if (credentials) {
        const [, , token, at] = credentials;
        if (/^(?:basic|bearer)$/.test(scheme))
          addCredentials(request, scheme === 'bearer' ? 'Bearer' : 'Basic', token, at);
        else request.headersComplete = false;
      }
      items.finish(methodOf);
      return [request];
    },
    writeHeader: (header, value, quoted) => quoted(`${header}:${value}`),
    writeBody: (body) => [`--raw ${body}`],
    writeMethod: (method) => ({ text: method, beforeUrl: true }),
  };
}

/** HTTPie: `http POST api.example.com/items name=value`. */
export const httpie = httpieClient('httpie', ['http', 'https']);
