import { namedMembers } from '../languages/json/names.ts';
import type { NamedText } from '../model.ts';
import type { TokenList } from './token-list.ts';
import type { LiteralValues } from './values.ts';

/** Functions that give something a name: `put("apiId", …)`, `getenv("UNKEY_API_ID", …)`. */
const NAMING =
  /^(?:put\w*|set\w*|append|add\w*|insert|get_?env|fetch_env!?|fromEnvironment|getProperty|getOrDefault)$/i;
const CONSTANT = /^[A-Z][A-Z\d_]*$/;

/** Where values are given to names, by name: indexes of the tokens that the values begin with. */
export function assignmentsOf(tokens: TokenList): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  const add = (name: string | undefined, value: number): void => {
    if (name === undefined || value >= tokens.length) return;
    const known = found.get(name);
    if (known) known.push(value);
    else found.set(name, [value]);
  };
  for (let at = 0; at < tokens.length; at++) {
    if (tokens.isMark(at, '=', ':=', ':', '=>')) {
      if (!isPathGiven(tokens, at)) add(nameBefore(tokens, at), at + 1);
    } else if (isAttribute(tokens, at)) add(tokens.written(at), at + 1);
    else if (tokens.isMark(at, '{')) add(computedName(tokens, at), at + 1);
  }
  return found;
}

/** True for the label of an argument that is one of many paths: `post(path: "/v1/keys.getKey")`. */
function isPathGiven(tokens: TokenList, mark: number): boolean {
  const string = tokens.isMark(mark - 2, '(', ',') ? tokens.string(mark + 1) : undefined;
  if (!string || !tokens.isWord(mark - 1) || !tokens.isMark(tokens.opener(mark), '(')) return false;
  return /^\/?(?:v[12]\/)?[a-z]+\.[a-z]+[A-Z]/.test(
    tokens.text.slice(string.content.start, string.content.end),
  );
}

/** `@base_url "…"` of Elixir. */
const isAttribute = (tokens: TokenList, at: number): boolean =>
  tokens.isWord(at) &&
  tokens.written(at).startsWith('@') &&
  tokens.continuesLine(at + 1) &&
  (tokens.string(at + 1) !== undefined || tokens.isWord(at + 1));

/** `var base: String { "…" }` */
function computedName(tokens: TokenList, brace: number): string | undefined {
  const isValue =
    tokens.string(brace + 1) ?? (tokens.written(brace + 1) === 'return' && tokens.string(brace + 2));
  return isValue && tokens.isWord(brace - 1) && tokens.isMark(brace - 2, ':') && tokens.isWord(brace - 3)
    ? tokens.written(brace - 3)
    : undefined;
}

/** The name that is given what stands behind a mark: `name =`, `name: Type =`, `["name"] =`, `"name" =>`, `name:`. */
export function nameBefore(tokens: TokenList, mark: number): string | undefined {
  const last = mark - 1;
  const string = tokens.string(last);
  if (string) return tokens.text.slice(string.content.start, string.content.end);
  if (tokens.isMark(last, ']')) {
    // `headers["apiId"] = …`
    const key = tokens.string(last - 1);
    return key && tokens.isMark(last - 2, '[')
      ? tokens.text.slice(key.content.start, key.content.end)
      : undefined;
  }
  if (tokens.isMark(last, ')')) {
    // `fun apiId() = "…"`
    const open = tokens.partner(last);
    return open > 0 && tokens.isWord(open - 1) ? tokens.written(open - 1) : undefined;
  }
  if (tokens.isMark(mark, ':') && tokens.written(last) === 'do') return functionName(tokens, last);
  if (tokens.isMark(mark, '=') || tokens.isMark(mark, ':=')) {
    const typed = typedName(tokens, last);
    if (typed !== undefined) return typed;
  }
  return tokens.isWord(last) ? tokens.written(last) : undefined;
}

/** The name before a type: `name: Map<String, String>? =`. */
function typedName(tokens: TokenList, last: number): string | undefined {
  for (let at = last; at > 0 && at > last - 10; at--) {
    if (tokens.isMark(at, ':')) return tokens.isWord(at - 1) ? tokens.written(at - 1) : undefined;
    if (!tokens.isWord(at) && !tokens.isMark(at, '?', '!', '<', '>', ',', '.', '[', ']')) return undefined;
    if (!tokens.continuesLine(at)) return undefined;
  }
  return undefined;
}

/** `def api_id, do: "…"` */
function functionName(tokens: TokenList, word: number): string | undefined {
  let at = word - 1;
  if (tokens.isMark(at, ',')) at--;
  if (tokens.isMark(at, ')')) at = tokens.partner(at) - 1;
  return tokens.isWord(at) && /^defp?$/.test(tokens.written(at - 1)) ? tokens.written(at) : undefined;
}

/** Texts that have a name: variables, properties, arguments, and members of JSON in strings. */
export function namedTexts(tokens: TokenList, values: LiteralValues): NamedText[] {
  const found: NamedText[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const string = tokens.string(at);
    if (!string?.closed || string.form.pattern) continue;
    const value = values.textOf(string);
    if (/[{,]\s*"/.test(value.text)) found.push(...namedMembers(value));
    else if (value.isLiteral && !/\s/.test(value.text)) {
      const name = nameOf(tokens, at);
      if (name !== undefined) found.push({ name: name.replace(/^@/, ''), value });
    }
  }
  return found;
}

function nameOf(tokens: TokenList, at: number): string | undefined {
  const before = at - 1;
  if (tokens.isMark(before, '=', ':=', ':', '=>')) {
    const name = nameBefore(tokens, before);
    return name === 'defaultValue' ? firstArgument(tokens, at) : name;
  }
  if (tokens.written(before) === 'to' && tokens.string(before - 1)) return nameBefore(tokens, before);
  if (isAttribute(tokens, before)) return tokens.written(before);
  if (tokens.isMark(before, ',')) return firstArgument(tokens, at);
  const isFallback = tokens.isMark(before, '?:', '??', '||') || tokens.written(before) === 'or';
  if (isFallback && before > 0) {
    const start = tokens.valueStart(before - 1);
    for (let i = start; i < before; i++) {
      const string = tokens.string(i);
      const setting = string && tokens.text.slice(string.content.start, string.content.end);
      if (setting !== undefined && CONSTANT.test(setting)) return setting;
    }
    return tokens.isMark(start - 1, '=', ':=') ? nameBefore(tokens, start - 1) : undefined;
  }
  return tokens.isMark(before, '{') ? computedName(tokens, before) : undefined;
}

/** The first argument of the call around a token, where it names the second. */
function firstArgument(tokens: TokenList, at: number): string | undefined {
  const open = tokens.opener(at);
  const first = tokens.isMark(open, '(') ? tokens.string(open + 1) : undefined;
  const callee = tokens.callee(open).at(-1) ?? '';
  if (!first || !NAMING.test(callee) || !tokens.isMark(open + 2, ',')) return undefined;
  return tokens.text.slice(first.content.start, first.content.end);
}
