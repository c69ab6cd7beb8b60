import type { Endpoint } from '../catalogue/endpoint.ts';
import { findEndpoint } from '../catalogue/endpoints.ts';

/** Values longer than this are no base of a URL. */
const MAX_LENGTH = 200;

/** The URLs that `name` is given anywhere in `text`, in whatever language: `@host = https://…`, `const BASE = '…'`. */
export function baseUrls(text: string, name: string): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (!/^[\w-]+$/.test(last)) return [];
  const given = new RegExp(
    String.raw`(?<![\w-])${last}["']?\s*(?::\s*[\w<>]+\s*)?[=:]\s*["'\x60]?(https?:\/\/[^\s"'\x60;,]{1,${MAX_LENGTH}})`,
    'g',
  );
  return [...new Set([...text.matchAll(given)].map((m) => m[1]!.replace(/\/+$/, '')))];
}

const URL =
  /^(?:(?<host>https?:\/\/api\.unkey\.(?:com|dev))|\$?\{(?<name>[\w$.]+)\}|%[sv])?(?<version>\/v2)?\/(?<operation>[a-z]+\.\w+)$/i;
/** A base that names the version, as clients are given it. */
const BASE = /["'`]https?:\/\/api\.unkey\.(?:com|dev)\/v2\/?["'`]/i;
const HOST = /^https?:\/\/api\.unkey\.(?:com|dev)(?<version>\/v2)?$/i;

/**
 * The endpoint of v2 that a URL names, as it is written in a program: `https://api.unkey.com/v2/keys.getKey`,
 * `${BASE}/keys.getKey`, `/keys.getKey` where `text` has a base for it. Of a name that is given no URL there, anything
 * may be the value: its path has to tell.
 * @param base the name of what is put before it.
 */
export function endpointOfUrl(text: string, url: string, base?: string): Endpoint | undefined {
  const { host, name = base, version, operation } = URL.exec(url)?.groups ?? {};
  if (operation === undefined) return undefined;
  const bases = host === undefined && name !== undefined ? baseUrls(text, name) : [];
  const isOurs =
    bases.length > 0
      ? bases.some((one) => {
          const found = HOST.exec(one);
          return found && (found.groups!.version === undefined) === (version !== undefined);
        })
      : version !== undefined || (name === undefined && BASE.test(text));
  return isOurs ? findEndpoint('v2', operation) : undefined;
}
