import type { ApiCall } from '../../model.ts';
import { LOAD, member, method, PARSE, type Steps } from '../../reads/flow.ts';
import { waysToAnswer } from '../../sdk/methods.ts';

const RESPONSE: readonly Steps[] = [
  [method('json')],
  [member('text'), PARSE],
  [member('content'), PARSE],
  [method('read'), PARSE],
];

/** Where the parsed body is, by client: each a way that leads to it. To add one: a line here. */
const BODY: Readonly<Record<string, readonly Steps[]>> = {
  requests: RESPONSE,
  httpx: RESPONSE,
  aiohttp: [[method('json')], [method('text'), PARSE], [method('read'), PARSE]],
  urllib: [[LOAD], [method('read'), PARSE]],
  'http.client': [[LOAD], [method('read'), PARSE]],
  urllib3: [[method('json')], [member('data'), PARSE]],
};

/** The ways from what a call of a client gives to the parsed body; none where they are not known. */
export const waysToBody = (client: string): readonly Steps[] =>
  Object.hasOwn(BODY, client) ? BODY[client]! : [];

/** The ways from what a client raises for an error to the body of that answer; none where it has none. */
export function waysFromError(client: string): readonly Steps[] {
  if (client === 'urllib') return waysToBody(client);
  if (!/^(?:requests|httpx)$/.test(client)) return [];
  return waysToBody(client).map((steps) => [member('response'), ...steps]);
}

/** The same of a call of an SDK: of its release for v2 alone. */
export function waysToSdkBody(client: string, { sdk, url }: ApiCall): readonly Steps[] {
  const { version, operation } = url;
  const isCurrent = sdk?.generation === 'v2' && version.kind === 'literal' && version.value === 'v2';
  if (client !== 'unkey.py' || !isCurrent || operation.kind !== 'literal') return [];
  return waysToAnswer(operation.value.text);
}
