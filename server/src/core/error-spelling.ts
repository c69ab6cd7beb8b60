import { findError } from './catalogue/errors.ts';
import type { ErrorReference } from './model.ts';

/** `code` spelled the way `reference` is written: as a code or as today's page, with its scheme, host and Markdown escapes. */
export function respell(reference: ErrorReference, code: string): string {
  const { text } = reference.text;
  const escaped = (s: string): string => (text.includes('\\_') ? s.replaceAll('_', '\\_') : s);
  if (reference.form === 'urn') return escaped(code);
  const page = findError(code)?.page ?? code;
  const www = /^(?:https?:\/\/)?www\./.test(text) ? page.replace('://', '://www.') : page;
  return escaped(/^https?:/.test(text) ? www : www.replace(/^https?:\/\//, ''));
}
