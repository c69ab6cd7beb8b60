import type { Client, Meaning } from '../../../program/client.ts';

const OPTIONS: Readonly<Record<string, Meaning>> = {
  CURLOPT_URL: 'url',
  CURLOPT_CUSTOMREQUEST: 'method',
  CURLOPT_POST: { method: 'POST' },
  CURLOPT_HTTPGET: { method: 'GET' },
  CURLOPT_NOBODY: { method: 'HEAD' },
  CURLOPT_PUT: { method: 'PUT' },
  CURLOPT_UPLOAD: { method: 'PUT' },
  CURLOPT_POSTFIELDS: 'text',
  CURLOPT_HTTPHEADER: 'headers',
  CURLOPT_USERPWD: 'credentials',
  CURLOPT_XOAUTH2_BEARER: 'bearer',
};

/** https://www.php.net/manual/en/book.curl.php */
export const curl: Client = {
  name: 'curl',
  roots: { '': 'functions', 'instance CurlHandle': 'given' },
  types: {
    functions: {
      members: {
        curl_init: { args: ['url'], gives: 'handle' },
        curl_setopt: { args: ['self', 'option', 'value'], named: OPTIONS },
        curl_setopt_array: { args: ['self', 'options'], named: OPTIONS },
        curl_exec: { args: ['request'], sends: true },
        curl_multi_add_handle: { args: ['ignored', 'request'], sends: true },
        curl_copy_handle: { args: ['request'], gives: 'handle' },
        curl_getinfo: { args: ['self'] },
        curl_errno: { args: ['self'] },
        curl_error: { args: ['self'] },
        curl_close: { args: ['self'] },
        curl_multi_remove_handle: { args: ['ignored', 'self'] },
        curl_reset: { args: ['self', 'hook'] },
      },
      others: 'harmless',
    },
    handle: { members: {}, others: 'harmless', request: true },
    given: { members: {}, others: 'harmless', request: true, defaults: true },
  },
  defaultMethod: 'GET',
  methodWithBody: 'POST',
};
