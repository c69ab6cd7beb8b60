import { isPublicVariable } from '../root-keys/names.ts';
import type { ExposedSecret } from '../root-keys/secret.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'exposed-root-key',
  summary: 'A root key that is sent to browsers, put into a URL or printed.',
  why: 'Visitors of the site, proxies and readers of logs can manage the keys of the workspace.',
  severity: 'error',
  category: 'secret',
  since: '0.1.0',
  prevents: [],
  checkSecret: (secret) =>
    secret.kind === 'exposed' ? [{ range: secret.range, message: messageOf(secret) }] : [],
};

function messageOf({ shown, where }: ExposedSecret): string {
  switch (where) {
    case 'browser':
      return `This script runs in browsers, where no root key may be (${shown}). Call Unkey from the server.`;
    case 'variable':
      return isPublicVariable(shown)
        ? `The prefix of ${shown} puts its value into scripts for browsers. Name it UNKEY_ROOT_KEY and read it on the server.`
        : `This root key (${shown}) goes into a variable that is put into scripts for browsers. Keep it on the server.`;
    case 'query':
      return `A root key stands in the query of a URL (${shown}), which ends up in logs. Send it as "Authorization: Bearer <root key>".`;
    default:
      return `A root key is printed here (${shown}). Leave it out of logs.`;
  }
}
