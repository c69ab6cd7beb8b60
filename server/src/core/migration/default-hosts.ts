import type { ApiCall } from '../model.ts';
import { CURRENT_HOST, GONE_HOST } from '../url.ts';

/** A variable of the environment or of settings, and what is between it and the URL that stands in where it is missing. */
const FALLBACK =
  /(?:\b(?:env|environ|ENV|getenv|meta|vars|config|settings?)\b[^\n;]{0,40}?\b|\$\{)([A-Z][A-Z0-9_]{2,})\b["'\])!]*\s*(?:,(?:\s*default\s*=)?|\?\?=?|\|\|=?|\?:|:-|:=|\bor\b)\s*["'`]?$/;
/** A URL up to what ends its text. */
const URL_TEXT = /^https?:\/\/[^\s"'`}),;]+/;

/**
 * Says of a variable whose default is the host of v1 what it has to be where it is set. Undefined where the host has no
 * such variable before it.
 */
export function defaultHostNote({ url: { host } }: ApiCall, document: string): string | undefined {
  if (host.kind !== 'literal' || host.value !== GONE_HOST) return undefined;
  const start = document.lastIndexOf('http', host.range.start);
  if (start < 0 || host.range.start - start > 8) return undefined;
  const name = FALLBACK.exec(document.slice(Math.max(0, start - 120), start))?.[1];
  const written = URL_TEXT.exec(document.slice(start, start + 200))?.[0];
  if (name === undefined || written === undefined) return undefined;
  const now = written
    .replace(GONE_HOST, CURRENT_HOST)
    .replace(/\/v1(?=\/|$)/, '/v2')
    .replace(/\/$/, '');
  return `Where ${name} is set, it has to be ${now}.`;
}
