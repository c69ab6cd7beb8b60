import type { CallExpression } from '../../../expression.ts';
import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { Kind, tokenAt, wordAt } from '../tokens.ts';
import { entriesOf } from './patterns.ts';
import { endsBefore } from './places.ts';
import { variableUses } from './variable-uses.ts';

/** Code that gives the root key where the id of an API is read of something that a call has at hand. */
export interface RootKeyTwin {
  readonly code: string;
  /** What makes it be there. */
  readonly edits: readonly TextEdit[];
  /** What has to be done elsewhere; undefined where the text reads it already. */
  readonly note?: string;
}

const NEEDS = 'It needs a root key now, with the permission to verify keys:';
/** `config.get<string>('UNKEY_API_ID')!`, `this.settings.getOrThrow("unkey.apiId")`, `requireEnv('UNKEY_API_ID')` */
const ASKED = /^((?:this\.)?[\w$]+(?:\.[\w$]+)*(?:<[^<>()]*>)?\((["'`]))([\w.]*api_?id)(\2\)!?)$/i;
/** Environments that are read the same way everywhere. */
const GLOBAL = /^(?:process|Deno|Bun|Netlify|import)\b/;
/** `useRuntimeConfig(event).unkeyApiId`, `config.unkey.apiId` */
const NUXT = /^useRuntimeConfig\([\w$]*\)/;
const MEMBER = /^([\w$]+|useRuntimeConfig\([\w$]*\))((?:\.[\w$]+)*)\.(\w*api_?id)(!?)$/i;
const LONGEST = 120;

/** The root key read the way the id of the API is that a call is given; undefined where it is read otherwise. */
export function rootKeyTwin(reading: Reading, call: CallExpression): RootKeyTwin | undefined {
  const found = apiIdOf(reading, call);
  if (!found) return undefined;
  const [first, last] = found;
  return twinAt(reading, first, last) ?? (first === last ? takenTwin(reading, first) : undefined);
}

/** The same of the expression that the tokens `first` to `last` are. */
function twinAt(reading: Reading, first: number, last: number): RootKeyTwin | undefined {
  const { source, tokens } = reading;
  const code = source.text.slice(tokens.starts[first], tokens.ends[last]);
  if (code.length > LONGEST || GLOBAL.test(code)) return undefined;
  const [, head, , name, tail] = ASKED.exec(code) ?? [];
  if (head !== undefined && name !== undefined && !NUXT.test(code)) {
    const own = twinOf(name, code);
    const read = `${head}${own}${tail}`;
    if (isRead(reading, read.replace(/!$/, ''))) return { code: read, edits: [] };
    const note = own.includes('.')
      ? `${NEEDS} \`${own}\` of the configuration has to be one.`
      : `It needs a root key now: set ${own} where this runs, with the permission to verify keys.`;
    return { code: read, edits: [], note };
  }
  const [, root, way, id, mark] = MEMBER.exec(code) ?? [];
  if (root === undefined || id === undefined || !(NUXT.test(root) || isConfig(reading, first)))
    return undefined;
  const member = twinOf(id, code);
  const read = `${root}${way}.${member}`;
  const path = `${way}.${member}`.slice(1);
  return { code: read + mark, edits: [], ...(isRead(reading, read) ? {} : { note: inNuxt(path) }) };
}

const inNuxt = (path: string): string => `${NEEDS} name \`${path}\` in the \`runtimeConfig\` of nuxt.config.`;

/** The first and last token of the value of `apiId` in the object that a call is given, or the name of it. */
function apiIdOf({ tokens }: Reading, call: CallExpression): readonly [number, number] | undefined {
  for (const given of call.args) {
    if (given.kind !== 'object') continue;
    const open = tokenAt(tokens, given.start);
    const close = tokens.mates[open]!;
    for (let at = open + 1; at < close; at++) {
      if (tokens.parents[at] !== open || wordAt(tokens, at) !== 'apiId') continue;
      if (!/^[{,]$/.test(wordAt(tokens, at - 1))) continue;
      if (wordAt(tokens, at + 1) !== ':') return [at, at];
      let end = at + 2;
      while (end < close && !(wordAt(tokens, end) === ',' && tokens.parents[end] === open)) end++;
      return [at + 2, end - 1];
    }
  }
  return undefined;
}

/**
 * The same where the id is a variable that got such an expression, or that was taken out of the configuration of Nuxt:
 * `const apiId = config.get('UNKEY_API_ID')`, `const { unkeyApiId } = useRuntimeConfig()`.
 */
function takenTwin(reading: Reading, use: number): RootKeyTwin | undefined {
  const { tokens, scope, source } = reading;
  const declared = tokens.kinds[use] === Kind.word ? scope.declaredAt(use) : undefined;
  if (declared === undefined) return undefined;
  if (wordAt(tokens, declared - 1) === 'const' && wordAt(tokens, declared + 1) === '=')
    return keptTwin(reading, declared);
  const open = tokens.parents[declared]!;
  if (open < 1 || wordAt(tokens, open) !== '{') return undefined;
  const close = tokens.mates[open]!;
  const behind = source.text.slice(tokens.ends[close], tokens.ends[close]! + LONGEST);
  const [, config] = /^\s*=\s*(useRuntimeConfig\([\w$]*\))\s*(?:;|\n|$)/.exec(behind) ?? [];
  const entry = entriesOf(tokens, open)?.find(({ target }) => target === declared);
  if (config === undefined || !entry || !/api_?id$/i.test(entry.name)) return undefined;
  const member = twinOf(entry.name, entry.name);
  if (scope.occurrences(member).length > 0 || variableUses(reading, declared).length > 1)
    return { code: `${config}.${member}`, edits: [], note: inNuxt(member) };
  const range = source.range(tokens.starts[entry.at]!, tokens.ends[declared]!);
  return { code: member, edits: [{ range, newText: member }], note: inNuxt(member) };
}

/** What a constant is that token `declared` declares, which takes the name of the root key where only one call uses it. */
function keptTwin(reading: Reading, declared: number): RootKeyTwin | undefined {
  const { tokens, scope, source } = reading;
  const first = declared + 2;
  let last = first;
  while (last + 1 < tokens.starts.length && !endsBefore(tokens, last + 1) && last < first + 12) last++;
  const twin = twinAt(reading, first, last);
  if (!twin || variableUses(reading, declared).length > 1 || scope.occurrences('rootKey').length > 0)
    return twin?.code.startsWith('this.') ? undefined : twin;
  const range = source.range(tokens.starts[declared]!, tokens.ends[last]!);
  return { ...twin, code: 'rootKey', edits: [{ range, newText: `rootKey = ${twin.code}` }] };
}

/** True for a variable that is the configuration of Nuxt: `const config = useRuntimeConfig(event)`. */
function isConfig({ tokens, scope, source }: Reading, use: number): boolean {
  const declared = tokens.kinds[use] === Kind.word ? scope.declaredAt(use) : undefined;
  if (declared === undefined || wordAt(tokens, declared - 1) !== 'const') return false;
  const behind = source.text.slice(tokens.ends[declared], tokens.ends[declared]! + LONGEST);
  return /^\s*=\s*useRuntimeConfig\([\w$]*\)\s*(?:;|\n|$)/.test(behind);
}

/** True where the text reads that code already. */
function isRead({ source: { text } }: Reading, code: string): boolean {
  for (let at = text.indexOf(code); at >= 0; at = text.indexOf(code, at + 1))
    if (!/[\w$.]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + code.length] ?? '')) return true;
  return false;
}

/** The name of the root key beside that of an id: `unkeyRootKey` beside `unkeyApiId`, `UNKEY_ROOT_KEY` beside `UNKEY_API_ID`. */
function twinOf(name: string, code: string): string {
  const lead = name.slice(0, name.lastIndexOf('.') + 1);
  const own = name.slice(lead.length);
  const isNamed = /unkey/i.test(code.slice(0, code.lastIndexOf(own)));
  if (/^[A-Z\d_]+$/.test(own)) return `${lead}UNKEY_ROOT_KEY`;
  if (own.includes('_')) return `${lead}${isNamed ? '' : 'unkey_'}root_key`;
  return `${lead}${isNamed ? 'rootKey' : 'unkeyRootKey'}`;
}
