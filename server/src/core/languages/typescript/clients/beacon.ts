import type { HttpClient } from './client.ts';

/** https://developer.mozilla.org/docs/Web/API/Navigator/sendBeacon: it sends no headers of the caller's. */
export const beacon: HttpClient = {
  name: 'sendBeacon',
  roots: ['navigator', 'window.navigator', 'globalThis.navigator', 'self.navigator'],
  factories: {},
  calls: { sendBeacon: { method: 'POST', args: ['url', 'text'] } },
  options: { headers: 'headers' },
  defaultMethod: 'POST',
  joining: 'reference',
};
