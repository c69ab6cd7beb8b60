import type { Part, RequestReader } from '../../literals/requests/reader.ts';
import type { SeenRequest } from '../../literals/requests/seen-request.ts';
import { siteOf } from '../../literals/requests/site.ts';
import { ktor, ktorUrl } from './ktor.ts';
import { built } from './okhttp.ts';

/** What may be put behind the address of a builder. */
const ADDRESS = /^(?:URL|URI|Url|create|parse|toHttpUrl)$/;

/** The request that is made with the address in `part`. */
export function readRequest(reader: RequestReader, part: Part): SeenRequest | undefined {
  const site = siteOf(reader, part, ADDRESS);
  if (!site) return undefined;
  const name = site.names.at(-1) ?? '';
  if (site.index === 0 && /^(?:url|uri|newBuilder)$/.test(name))
    return built(reader, site) ?? ktorUrl(reader, site);
  if (site.index === 0 && /^(?:get|post|put|patch|delete|request)$/.test(name) && site.names.length > 1)
    return ktor(reader, site);
  return undefined;
}
