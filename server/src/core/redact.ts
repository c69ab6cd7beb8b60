/**
 * What begins like a root key, its `_` also as Markdown writes it outside code. Names of variables may match too; hiding
 * part of those does no harm.
 */
const TOKEN = /unkey\\?_[A-Za-z0-9_-]+/g;
const SHOWN = 8;
const LONGEST_SHOWN_WHOLE = 12;

/**
 * `text` with every `unkey_…` token longer than 12 characters cut to its first 8; the rest becomes dots.
 * The length stays the same, so columns and underlines still fit.
 */
export function redact(text: string): string {
  return text.replace(TOKEN, (token) =>
    token.length > LONGEST_SHOWN_WHOLE ? token.slice(0, SHOWN) + '•'.repeat(token.length - SHOWN) : token,
  );
}
