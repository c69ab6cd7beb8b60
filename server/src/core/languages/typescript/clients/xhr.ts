import type { HttpClient } from './client.ts';

/** https://xhr.spec.whatwg.org: headers and body are given to the object that was opened. */
export const xhr: HttpClient = {
  name: 'XMLHttpRequest',
  roots: ['XMLHttpRequest()', 'window.XMLHttpRequest()', 'xmlhttprequest.XMLHttpRequest()', 'xhr2()'],
  factories: {},
  calls: { open: { args: ['method', 'url'] } },
  options: { headers: 'headers' },
  defaultMethod: 'GET',
  stream: { header: 'setRequestHeader', body: ['send'], opened: true },
  joining: 'reference',
};
