import { escapedName } from '../../name-pattern.ts';
import { environmentVariable } from './edit.ts';

/** What requests send as their key: `Bearer ${KEY}`, `'Bearer ' + KEY`. */
const SENT = /(?:`Bearer \$\{\s*([\w$.]+)!?\s*\}`|(["'])Bearer \2\s*\+\s*([\w$.]+))/g;
/** Names of the key of Unkey itself, rather than of another API. */
const OF_UNKEY = /unkey|root_?key/i;
/** What holds the environment everywhere. */
const GLOBAL = /^(?:process\.env|import\.meta\.env|Bun\.env)\.\w+$/;
const IMPORTED = /\bimport\s*\{([^{}]*)\}\s*from\s*["']\$env\/static\/private["']/;

/**
 * The code of the root key at a place of a program: what its other requests send where that is known at every place, or a
 * variable of the environment. `near`: the code of the request.
 */
export function rootKeyCode(document: string, near: string): string {
  for (const [, inTemplate, , added] of document.matchAll(SENT)) {
    const code = (inTemplate ?? added)!;
    if (
      (OF_UNKEY.test(code) || isKeptOfUnkey(code, document)) &&
      (GLOBAL.test(code) || isOfFile(code, document))
    )
      return code;
  }
  const imported = IMPORTED.exec(document)?.[1]
    ?.split(',')
    .map((name) => name.trim());
  return (
    imported?.find((name) => /^\w*UNKEY\w*ROOT_KEY\w*$/.test(name)) ??
    environmentVariable('UNKEY_ROOT_KEY', document, near)
  );
}

/** True for a name that is imported, or declared outside of functions. */
function isOfFile(code: string, document: string): boolean {
  const name = escapedName(code.split('.')[0]!);
  return new RegExp(
    String.raw`(?:^|\n)(?:export\s+)?const\s+${name}\b|\bimport\b[^;'"]*\b${name}\b[^;'"]*\bfrom\b`,
  ).test(document);
}

/** True for a name that is given a variable of the environment with a name of Unkey. */
function isKeptOfUnkey(code: string, document: string): boolean {
  const kept = new RegExp(
    String.raw`(?:^|\n)(?:export\s+)?const\s+${escapedName(code)}\s*(?::[^=\n]*)?=([^\n]*)`,
  ).exec(document)?.[1];
  return kept !== undefined && /\benv\b/.test(kept) && /UNKEY_(?!API_ID|BASE|URL|HOST)\w+/.test(kept);
}
