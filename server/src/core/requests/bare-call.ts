import { type ApiCall, type ApiUrl, DYNAMIC } from '../model.ts';
import type { Range, SourceText } from '../source.ts';
import { parseApiUrl } from '../url.ts';

/** The call that a URL standing alone stands for: only what the URL says is known. */
export function bareCall(range: Range, url: ApiUrl): ApiCall {
  return {
    range,
    client: 'url',
    bare: true,
    url,
    urlArgument: url.text.range(),
    method: DYNAMIC,
    methodImplied: false,
    headers: [],
    headersComplete: false,
    query: url.query,
    body: DYNAMIC,
    editor: {},
  };
}

/** The bare call of a value that is a URL of the API and nothing else. */
export function bareCallOf(value: SourceText): ApiCall | undefined {
  if (value.length === 0 || /\s/.test(value.text)) return undefined;
  const url = parseApiUrl(value);
  return url && bareCall(value.range(), url);
}

/** Names of settings that hold where requests go, and of those that list what may be reached. */
const BASE = /url|uri|base|endpoint|host|server|unkey|(?:^|_)api(?:_|$)|^api/i;
const LIST = /allow|origin|csp|cors|connect|trust|proxy|mock|white|deny/i;
const BASE_URL = /^https?:\/\/(api\.unkey\.(?:com|dev))\/(v[12x])\/?$/i;

/**
 * What a setting says of the API that is told by its value alone: a whole URL, or the base of URLs (host and version),
 * which goes wrong whatever is put behind it. Hosts alone say nothing.
 */
export function settingCall(name: string, value: SourceText): ApiCall | undefined {
  const base = BASE_URL.exec(value.text);
  if (!base) return bareCallOf(value);
  if (!BASE.test(name) || LIST.test(name)) return undefined;
  const from = value.text.indexOf('//') + 2;
  const version = from + base[1]!.length + 1;
  const to = version + base[2]!.length;
  return bareCall(value.range(), {
    text: value,
    host: { kind: 'literal', value: base[1]!.toLowerCase(), range: value.range(from, version - 1) },
    version: { kind: 'literal', value: base[2]!.toLowerCase(), range: value.range(version, to) },
    operation: DYNAMIC,
    endpointRange: value.isContiguous(from, to) ? value.range(from, to) : undefined,
    query: [],
  });
}

/** `calls` without the bare ones whose URL another call is made with, and without bases that a whole URL is made with. */
export function withoutUsedUrls(calls: readonly ApiCall[]): readonly ApiCall[] {
  const inRequests = offsetsOf(calls.filter((call) => !call.bare));
  const inUrls = offsetsOf(calls.filter((call) => call.url.operation.kind === 'literal'));
  return calls.filter(({ bare, url: { text, operation } }) => {
    const last = text.offset(text.length - 1);
    return !bare || !(inRequests.has(last) || (operation.kind !== 'literal' && inUrls.has(last)));
  });
}

/** The document offsets that the URLs of these calls were read from. */
export function offsetsOf(calls: readonly ApiCall[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { url } of calls) for (let i = 0; i < url.text.length; i++) found.add(url.text.offset(i));
  return found;
}
