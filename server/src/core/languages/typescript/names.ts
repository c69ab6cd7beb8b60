import type { ApiCall, NamedText } from '../../model.ts';
import type { Range, SourceText } from '../../source.ts';
import { Kind, type Tokens, wordAt } from './tokens.ts';

/** Strings that may be an id or a secret of Unkey: a short prefix and what may have been generated. */
const ID = /(["'`])[a-z]{1,8}_(?:auth_)?[A-Za-z0-9]{8,64}\1/g;

/**
 * The strings of ids that have a name: a variable, a property, the environment variable they stand in for
 * (`process.env.UNKEY_API_ID ?? 'api_…'`). Those in calls are facts of the calls. Read from the tokens, without parsing.
 */
export function namedTexts(
  source: SourceText,
  tokens: Tokens,
  calls: readonly ApiCall[],
): readonly NamedText[] {
  const names: NamedText[] = [];
  const taken = calls.flatMap((call) => [
    call.range,
    ...(call.body.kind === 'literal' ? [call.body.range] : []),
  ]);
  let token = 0;
  for (const match of tokens.text.matchAll(ID)) {
    const at = match.index;
    while (token < tokens.starts.length && tokens.starts[token]! < at) token++;
    if (token >= tokens.starts.length) break;
    if (tokens.starts[token] !== at) continue;
    const name = nameBefore(tokens, token);
    const value = source.slice(at + 1, at + match[0].length - 1);
    if (name !== undefined && !taken.some((range) => holds(range, value.offset(0))))
      names.push({ name, value });
  }
  return names;
}

const holds = (range: Range, offset: number): boolean => offset >= range.start && offset < range.end;

/** What names the string that begins at `token`; undefined when nothing does. */
function nameBefore(tokens: Tokens, token: number): string | undefined {
  const before = token > 0 ? wordAt(tokens, token - 1) : '';
  const target = token - 2;
  if (target < 0) return undefined;
  switch (before) {
    case '=':
    case '??=':
    case '||=':
      return variableAt(tokens, target);
    case '??':
    case '||':
      return environmentAt(tokens, target) ?? nameAt(tokens, target);
    case ':':
      return /^[{,]$/.test(target > 0 ? wordAt(tokens, target - 1) : '') ? nameAt(tokens, target) : undefined;
    default:
      return undefined;
  }
}

/** The variable or property that an `=` behind token `last` gives a value, its type left out: `id: string = …`. */
function variableAt(tokens: Tokens, last: number): string | undefined {
  if (last >= 2 && wordAt(tokens, last - 1) === ':') return nameAt(tokens, last - 2);
  if (wordAt(tokens, last) === ']') return inBrackets(tokens, last);
  return nameAt(tokens, last);
}

/** `process.env['X']`, `Deno.env.get('X')`. */
function environmentAt(tokens: Tokens, last: number): string | undefined {
  return /^[)\]]$/.test(wordAt(tokens, last)) ? inBrackets(tokens, last) : undefined;
}

/** The one string in the brackets that token `close` ends. */
function inBrackets(tokens: Tokens, close: number): string | undefined {
  const open = tokens.mates[close]!;
  return open >= 0 && open === close - 2 && tokens.kinds[close - 1] === Kind.string
    ? nameAt(tokens, close - 1)
    : undefined;
}

function nameAt(tokens: Tokens, token: number): string | undefined {
  const word = wordAt(tokens, token);
  if (tokens.kinds[token] === Kind.word) return word;
  return tokens.kinds[token] === Kind.string ? word.slice(1, -1) : undefined;
}
