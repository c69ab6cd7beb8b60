import { HOLE } from './source.ts';

/** Names of what must not be shown. Names of ids (`keyId`) are none. */
const SECRET_NAME = /(?:key|token|secret|passw(?:or)?d|pass|pwd|auth|authorization|bearer|credentials?)$/i;
/** With a scheme, a path alone, or a host of Unkey. */
const ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/|\/|(?:[a-z\d-]+\.)*unkey\.[a-z]+(?=[:/]|$))/i;
/** Schemes of Authorization headers, and what people take for one. */
const SCHEME = /^(?:basic|bearer|digest|dpop|hawk|key|negotiate|ntlm|oauth|token|api-?key):?\s+(?=\S)/i;
const USER = /^([a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i;

/**
 * A value of another file as far as it may be shown and judged: addresses without their user and query, the scheme of an
 * Authorization header, the prefix of a root key. {@link HOLE}s stand for the rest.
 * @param isPrivate true for a value of a file that is kept out of the repository.
 */
export function withoutSecret(name: string, value: string, isPrivate: boolean): string {
  const text = value.trim();
  if (text === '') return '';
  if (/^unkey_/.test(text)) return `unkey_${HOLE}`;
  if (!isPrivate && !SECRET_NAME.test(name)) return text;
  // Templates are no secrets themselves; each value they stand for is looked at by itself.
  if (/^(?:\{\{[^{}]*\}\}|[\s.:])+(?:\/[\w./-]*)?$/.test(text)) return text;
  if (ADDRESS.test(text)) return text.replace(USER, `$1${HOLE}@`).replace(/([?#]).*$/s, `$1${HOLE}`);
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  return `${scheme}${text.startsWith('unkey_', scheme.length) ? 'unkey_' : ''}${HOLE}`;
}
