import { redact } from '../redact.ts';

const LONGEST = 300;
/** Secrets of other prefixes: keys as Unkey makes them, codes and tokens of the portal, and whatever a header carries. */
const KEY = /\b((?:[A-Za-z0-9]+_)*3Z)[1-9A-HJ-NP-Za-km-z]{16,}/g;
const PORTAL = /\b(p[as]t_[A-Za-z0-9]{2})[A-Za-z0-9]+/g;
const BEARER = /\b(Bearer\s+)(?!unkey_)[\w.~+/=-]{12,}/gi;

/** `text` from elsewhere as part of Markdown of ours: one line, not too long, no marks, no whole secret. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const hidden = redact(line)
    .replaceAll(KEY, '$1••••')
    .replaceAll(PORTAL, '$1••••')
    .replaceAll(BEARER, '$1••••');
  const shown = hidden.length > LONGEST ? `${hidden.slice(0, LONGEST)}…` : hidden;
  return shown.replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}
