import { type Client, METHODS, type Type } from '../../../program/client.ts';
import { inPackage } from '../../../program/packages.ts';

const types: Readonly<Record<string, Type>> = Object.fromEntries(
  METHODS.map((method) => [
    method,
    { members: { '': { args: ['url'], method, sends: true } }, others: 'harmless', defaults: true },
  ]),
);

/** Annotations by the HTTP method they stand for, each being the type of that name. */
const annotations = (name: (method: string) => string): Record<string, string> =>
  Object.fromEntries(METHODS.map((method) => [name(method), method]));

const capitalized = (method: string): string => method[0] + method.slice(1).toLowerCase();

/** https://square.github.io/retrofit/ : methods of interfaces, whose headers and body are their parameters. */
export const retrofit: Client = {
  name: 'retrofit',
  roots: inPackage(
    'retrofit2.http',
    annotations((method) => method),
  ),
  types,
  evidence: /\bretrofit2?\b/,
};

/** https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-http-interface and OpenFeign */
export const httpInterface: Client = {
  name: 'HTTP interface',
  roots: {
    ...inPackage(
      'org.springframework.web.service.annotation',
      annotations((method) => `${capitalized(method)}Exchange`),
    ),
    ...inPackage(
      'org.springframework.web.bind.annotation',
      annotations((method) => `${capitalized(method)}Mapping`),
    ),
  },
  types,
  evidence: /@(?:Http|Post|Get)Exchange\b|@FeignClient\b/,
};
