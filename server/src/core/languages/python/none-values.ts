import type { Expression } from '../../expression.ts';
import type { Values } from '../../resolve.ts';

/** Code that gives `None`, or may: `cursor or None`, `page.get("cursor")`. */
const GIVES_NONE = /\bNone\b|\.get\(\s*["'][^"'()]*["']\s*\)$/;
/** What is None only where a program is not set up. */
const OF_ENVIRONMENT = /^(?:os|environ)\b/;

/**
 * The code of a body that says what a query said. Clients leave parameters out that are None, and send None in a body as
 * null, which v2 refuses.
 */
export function withoutNone(body: string, query: Expression, { source }: Values): string {
  const entries = query.kind === 'object' ? query.entries : [];
  const { text } = source;
  const around = text.slice(functionBefore(text, query.start), query.end);
  const isMissing = entries.some((entry) => {
    const { value } = entry;
    if (value.kind === 'text' || (entry.kind === 'member' && isNeeded(entry.key))) return false;
    return mayBeNone(text.slice(value.start, value.end), around, text);
  });
  return isMissing ? `{k: v for k, v in ${body}.items() if v is not None}` : body;
}

/** True for the name of a parameter that v1 did not do without. */
const isNeeded = (key: Expression): boolean =>
  key.kind === 'text' && /^(?:keyId|apiId)$/.test(key.value.text);

/** Where the function or method begins that an index is in. */
function functionBefore(text: string, at: number): number {
  const heads = text.slice(0, at).matchAll(/^(?: {4}|\t)?(?:async[ \t]+)?def[ \t]/gm);
  return [...heads].at(-1)?.index ?? 0;
}

/** True for code that may give None. `around`: the function it is in. */
function mayBeNone(code: string, around: string, text: string): boolean {
  if (OF_ENVIRONMENT.test(code)) return false;
  if (GIVES_NONE.test(code)) return true;
  if (!/^(?:self\.)?\w+$/.test(code)) return false;
  const name = code.replace('.', String.raw`\.`);
  const given = String.raw`(?<![\w.])${name}[ \t]*(?::[ \t]*(?:Optional\[|[^=\n,()]*\|[ \t]*None\b)|(?::[^=\n,()]*)?=[ \t]*None\b)`;
  return new RegExp(given).test(code.startsWith('self.') ? text : around);
}
