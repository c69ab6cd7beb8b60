import { type Client, METHODS, type Type } from '../../../program/client.ts';
import { inPackage } from '../../../program/packages.ts';

const title = (method: string): string => method[0] + method.slice(1).toLowerCase();

/** https://github.com/reactiveui/refit : methods of interfaces, whose headers and body are their parameters. */
export const refit: Client = {
  name: 'Refit',
  roots: inPackage('Refit', Object.fromEntries(METHODS.map((method) => [title(method), method]))),
  types: Object.fromEntries(
    METHODS.map((method): [string, Type] => [
      method,
      { members: { '': { args: ['url'], method, sends: true } }, others: 'harmless', defaults: true },
    ]),
  ),
  evidence: /\bRefit\b|\bRestService\.For\b/,
};
