import type { Endpoint } from './catalogue/endpoint.ts';
import { findEndpoint, successorOf } from './catalogue/endpoints.ts';
import type { ApiCall, Header } from './model.ts';
import type { Range } from './source.ts';
import type { CURRENT_HOST, GONE_HOST } from './url.ts';

/** The endpoint a call names in the version it names; undefined when either is unknown or there is none. */
export function endpointOfCall(call: ApiCall): Endpoint | undefined {
  const { version, operation } = call.url;
  if (version.kind !== 'literal' || operation.kind !== 'literal') return undefined;
  const method = call.method.kind === 'literal' ? call.method.value.toUpperCase() : undefined;
  return findEndpoint(version.value, operation.value.text, method);
}

/** The name of the operation as written; undefined when it is not known or has path parameters. */
export function operationName(call: ApiCall): string | undefined {
  const { operation } = call.url;
  return operation.kind === 'literal' && operation.value.isLiteral ? operation.value.text : undefined;
}

/** True for a call whose host is known and is that one. */
export const isOnHost = (call: ApiCall, host: typeof CURRENT_HOST | typeof GONE_HOST): boolean =>
  call.url.host.kind === 'literal' && call.url.host.value === host;

/** False for a version that is put together from pieces: no edit can replace it. */
export const isWritten = (version: { readonly value: string; readonly range: Range }): boolean =>
  version.range.end - version.range.start === version.value.length;

/** The endpoint of v2 that does what a v1 call asks for; undefined when there is none. */
export function v2EndpointOf(call: ApiCall): Endpoint | undefined {
  const endpoint = endpointOfCall(call);
  return endpoint && endpoint.version !== 'v2' ? successorOf(endpoint) : endpoint;
}

/** The header of that name, the last one sent winning. */
export function headerOf(call: ApiCall, name: string): Header | undefined {
  return call.headers.findLast((h) => h.name.toLowerCase() === name);
}

const within = (inner: Range, outer: Range): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** The part of a call's URL argument to underline: the endpoint where it is written there, else the whole argument. */
export function endpointPlace(call: ApiCall): Range {
  const { endpointRange, operation } = call.url;
  if (endpointRange && within(endpointRange, call.urlArgument)) return endpointRange;
  if (operation.kind === 'literal' && within(operation.range, call.urlArgument)) return operation.range;
  return call.urlArgument;
}

/** `POST /v2/keys.getKey` */
export const signatureOf = (endpoint: Endpoint): string => `${endpoint.method} ${endpoint.path}`;

/** `ratelimits.limit` for `ratelimit.limit`: singular and plural of one namespace, the same method. */
export function onlyNamespaceDiffers(a: string, b: string): boolean {
  const [aSpace, aMethod] = a.split('.');
  const [bSpace, bMethod] = b.split('.');
  return aMethod === bMethod && (`${aSpace}s` === bSpace || `${bSpace}s` === aSpace);
}
