import { rootKeyWords } from './held.ts';
import { isPublicVariable, saysRootKey } from './names.ts';
import type { Piece, Reading, Use } from './reading.ts';

/** What reads a variable of the environment in a script, up to its name, where an expression can stand. */
const READ =
  /(?:^|[=(,:?|&{[+!;}]|=>|\b(?:return|await|new|of|in|case|typeof)|\.\.\.)\s*(?:(?:(?:process|import\.meta)\.)?env(?:\?\.|\.|\[["'`])|Deno\.env\.get\(["'`])$/;
const IMPORTED = /\bimport\s*\{[^{};]{0,300}$/;
const IMPORTED_FROM = /^(?:\s*,[^{};]{0,300}|\s*)\}\s*from\b/;
/** Code that asks where it runs may keep the key on the server. */
const ASKS_WHERE = /\btypeof\s+window\b|\bimport\.meta\.(?:env\.SSR|server)\b|\bprocess\.server\b/;

/** Root keys in a script that is sent to browsers; none in any other piece. */
export function browserUses({ path, text, keys }: Piece, reading: Reading): Use[] {
  if (!runsInBrowser(reading, path)) return [];
  const names = !browserReads(reading, path)
    ? []
    : rootKeyWords(text).filter(({ name, start, end }) => {
        if (!saysRootKey(name) || !/^[A-Z]/.test(name) || isPublicVariable(name)) return false;
        const before = text.slice(Math.max(0, start - 400), start);
        return READ.test(before) || (IMPORTED.test(before) && IMPORTED_FROM.test(text.slice(end, end + 400)));
      });
  return [...keys, ...names.map(({ name, start, end }) => ({ start, end, shown: name }))];
}

/** True for a script that browsers run and that does not ask where it runs. */
export const browserReads = (reading: Reading, path: string): boolean =>
  runsInBrowser(reading, path) && !ASKS_WHERE.test(reading.source.text);

/** True for a script that browsers run. Files named so, `User.server.vue`, stay on the server. */
export const runsInBrowser = ({ language, source, inBrowser }: Reading, path: string): boolean =>
  (inBrowser || (language.id === 'typescript' && isClientModule(source.text))) &&
  !/\.server\.\w+$/.test(path);

/** True for a module that begins with `"use client"`. https://react.dev/reference/rsc/use-client */
function isClientModule(text: string): boolean {
  const blank = /\s*(?:\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)?/y;
  for (let at = -1; at !== blank.lastIndex; ) {
    at = blank.lastIndex;
    if (!blank.test(text)) return false;
  }
  return /^["']use client["']/.test(text.slice(blank.lastIndex, blank.lastIndex + 20));
}

/** Effects of React, which only browsers run. https://react.dev/reference/react/useEffect */
const EFFECT = /\buse(?:Layout)?Effect\s*\(/;
/** What of such a file runs on a server. */
const SERVER_PART =
  /\bexport\s+(?:const|(?:async\s+)?function)\s+(?:loader|action|getServerSideProps|getStaticProps)\b|["']use server["']/;

/** True for the text of a script that seems to run in browsers; too little to accuse it, too much to give it a key. */
export const seemsInBrowser = (text: string): boolean => EFFECT.test(text) && !SERVER_PART.test(text);
