import type { UnhostedCall } from '../../idioms/unhosted.ts';
import { escapedName } from '../../name-pattern.ts';
import { HOLE, type SourceText } from '../../source.ts';
import { Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';

/** What reads a variable of the environment, by a name that says what it is. */
const READ = String.raw`(?:process\.env|import\.meta\.env|Bun\.env|(?<![\w$.])env)\.(\w*unkey\w*_(?:URL|HOST|ENDPOINT|ORIGIN)|\w*unkey\w*_BASE\w*)(?![\w$])`;
const READS = new RegExp(READ, 'gi');
/** A constant that has it. */
const KEPT = new RegExp(
  String.raw`\bconst\s+(\w+)\s*(?::\s*string\s*)?=\s*(${READ})(?:!|\s+as\s+string)?\s*;?[ \t]*$`,
  'gim',
);
/** A client with it for its base. */
const MADE =
  /\bconst\s+(\w+)\s*=\s*(?:axios\.create|ky\.(?:create|extend)|got\.extend|ofetch\.create)\(\{[^;]*?\b(?:baseURL|prefixUrl)\s*:\s*([\w.$]+)!?\s*[,}]/g;
/** Functions that are given a whole URL first. */
const SENDS = /^(?:fetch|ofetch|axios|ky|got)$/;
/** Options of a client are not looked through farther. */
const LONGEST_OPTIONS = 600;
const METHODS = /^(?:get|post|put|patch|delete)$/;

/** The requests of a text to a base URL that is set elsewhere. */
export function unhostedIn(source: SourceText, tokens: Tokens): readonly UnhostedCall[] {
  const { text } = tokens;
  if (text.search(READS) < 0) return [];
  const bases = new Map<string, string>();
  for (const [, name, read] of text.matchAll(KEPT)) bases.set(name!, read!);
  for (const [read] of text.matchAll(READS)) bases.set(read, read);
  const clients = new Map<string, { readonly base: string; readonly code: string }>();
  for (const { index, 0: head, 1: name, 2: written } of text.matchAll(MADE)) {
    const base = bases.get(written!);
    const rest = text
      .slice(index + head.length, index + head.length + LONGEST_OPTIONS)
      .split(/\}\s*\)/, 1)[0]!;
    if (base !== undefined) clients.set(name!, { base, code: head + rest });
  }
  const found: UnhostedCall[] = [];
  const add = (
    first: number,
    open: number,
    base: string,
    path: string,
    method: string | undefined,
    more = '',
  ): void => {
    const end = tokens.ends[tokens.mates[open]!]!;
    const own = text.slice(tokens.starts[first], end);
    const code = own + more + headersOf(own, text);
    // The version may stand behind it elsewhere.
    const names = [...bases].filter(([, read]) => read === base).map(([name]) => escapedName(name));
    const isVersioned = new RegExp(String.raw`(?:${names.join('|')})!?\s*(?:\}|\+\s*["'\x60])\/?v\d`).test(
      text,
    );
    if (isVersioned) return;
    found.push({
      ...{ range: source.range(tokens.starts[first]!, end), base, code },
      path: path
        .replaceAll(/\$\{[^{}]*\}/g, HOLE)
        .replace(/\?.*$/s, '')
        .replaceAll(/^\/|\/$/g, ''),
      ...(method === undefined ? {} : { method }),
    });
  };
  for (const name of bases.keys())
    for (const { index } of text.matchAll(
      new RegExp(String.raw`(?<![\w$.])${escapedName(name)}!?\s*(?:\}|\+)`, 'g'),
    )) {
      const open = callAround(tokens, index);
      const call = open === undefined ? undefined : calleeBefore(tokens, open);
      if (open === undefined || !call || tokens.mates[open]! < 0) continue;
      const argument = text.slice(tokens.ends[open], tokens.starts[tokens.mates[open]!]);
      const url = new RegExp(
        String.raw`^\s*(?:\x60\$\{\s*${escapedName(name)}!?\s*\}([^\x60]*)\x60|${escapedName(name)}!?\s*\+\s*(["'\x60])([^"'\x60]*)\2)(\s*\+\s*[\w.]+)?\s*(?:,|$)`,
      ).exec(argument);
      const path = url?.[1] ?? url?.[3];
      if (url && path?.startsWith('/'))
        add(
          call.first,
          open,
          bases.get(name)!,
          path + (url[4] === undefined ? '' : HOLE),
          call.method ?? methodIn(argument.slice(url[0].length)),
        );
    }
  for (const [name, { base, code }] of clients)
    for (const { index, 0: whole, 1: method, 3: path } of text.matchAll(
      new RegExp(
        String.raw`(?<![\w$.])${escapedName(name)}\s*\.(get|post|put|patch|delete)(?:<[^()]*>)?\(\s*(["'\x60])([^"'\x60]+)\2`,
        'g',
      ),
    )) {
      const open = tokenAt(tokens, index + whole.indexOf('('));
      if (wordAt(tokens, open) === '(' && tokens.mates[open]! >= 0)
        add(tokenAt(tokens, index), open, base, path!, method!.toUpperCase(), code);
    }
  return found;
}

/** What is written of headers that are under a name. */
function headersOf(code: string, text: string): string {
  const [, shorthand, name = shorthand] = /\b(headers)\s*(?::\s*(\w+)\s*)?[,}]/.exec(code) ?? [];
  if (name === undefined) return '';
  const declared = new RegExp(
    String.raw`\bconst\s+${escapedName(name)}\s*(?::[^=;]*)?=\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}`,
  );
  return declared.exec(text)?.[0] ?? '';
}

/** The `(` of the call of which the first argument is around an index of the text. */
function callAround(tokens: Tokens, index: number): number | undefined {
  let at = tokenAt(tokens, index);
  for (let left = 4; left > 0 && at >= 0; left--) {
    at = tokens.parents[at]!;
    if (at >= 0 && wordAt(tokens, at) === '(') return at;
  }
  return undefined;
}

/** The client that a call is made of, and the method that it says. */
function calleeBefore(
  tokens: Tokens,
  open: number,
): { readonly first: number; readonly method?: string } | undefined {
  let at = open - 1;
  if (tokens.kinds[at] !== Kind.word) return undefined;
  const word = wordAt(tokens, at);
  const method = METHODS.test(word) && wordAt(tokens, at - 1) === '.' ? word.toUpperCase() : undefined;
  if (method) at -= 2;
  if (!SENDS.test(wordAt(tokens, at)) || wordAt(tokens, at - 1) === '.') return undefined;
  return method ? { first: at, method } : { first: at };
}

/** The method that the options of a request say; undefined where they are not written there. */
function methodIn(options: string): string | undefined {
  if (options.trim() === '') return 'GET';
  if (!options.trim().startsWith('{') || /\.\.\./.test(options)) return undefined;
  const written = /\bmethod\s*:\s*(?:["'`](\w+)["'`]|([^,}]+))/.exec(options);
  if (!written) return /[{,]\s*method\s*[,}]/.test(options) ? undefined : 'GET';
  return written[1]?.toUpperCase();
}
