import type { Statement } from './statements.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** Places that serve modules of npm. */
const SERVED =
  /^(?:node:|npm:|jsr:|https?:\/\/(?:esm\.sh|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm|esm\.run)\/)/;

/** The name of a module, wherever it comes from, without its version. */
export const moduleName = (specifier: string): string =>
  SERVED.test(specifier)
    ? specifier.replace(SERVED, '').replace(/^(@?[^@/]+(?:\/[^@/]+)?)@[^/]*/, '$1')
    : specifier;

/** What the name at `token` of an import statement stands for; undefined when it does not declare one. */
export function importOf(
  tokens: Tokens,
  statement: Statement,
  token: number,
): { readonly module: string; readonly name: string } | undefined {
  const { kinds } = tokens;
  let specifier: string | undefined;
  for (let i = statement.end - 1; i > statement.first; i--) {
    if (kinds[i] !== Kind.string) continue;
    specifier = wordAt(tokens, i).slice(1, -1);
    if (i < token) return undefined;
    break;
  }
  if (specifier === undefined || token === statement.first) return undefined;
  const module = moduleName(specifier);
  const before = wordAt(tokens, token - 1);
  const after = token + 1 < tokens.starts.length ? wordAt(tokens, token + 1) : '';
  if (/^(?:from|type)$/.test(wordAt(tokens, token)) && kinds[token + 1] === Kind.string) return undefined;
  if (after === 'as') return undefined;
  if (before === 'as') {
    const original = wordAt(tokens, token - 2);
    return { module, name: original === '*' ? '*' : original };
  }
  if (tokens.parents[token] !== tokens.parents[statement.first])
    return { module, name: wordAt(tokens, token) };
  if (after === '=') return { module, name: '*' };
  return before === 'import' || before === 'type' ? { module, name: 'default' } : undefined;
}
