import type { Notation } from '../../call-editor.ts';
import type { TextEdit } from '../../model.ts';
import type { SourceText } from '../../source.ts';
import { importEdits } from './request-edits.ts';
import { isGlobal, rootKeySetting } from './settings.ts';

/** The header that other requests of a text send a root key with. */
const SENT = /["']Authorization["'][ \t]*(?:\][ \t]*=|:|,)[ \t]*(f(["'])Bearer \{([^{}]*)\}\2)/g;

/** A constant of a text that holds the root key of its environment. */
const CONSTANT = /^(\w*UNKEY_ROOT_KEY)[ \t]*(?::[^=\n]*)?=[ \t]*os\.(?:getenv|environ)\b/gm;

/**
 * The header with the root key as a member of a dictionary, and the import that its code needs, for a request at an index
 * into the text.
 */
export function authorizationOf(
  { quote }: Notation,
  source: SourceText,
  at: number,
): { readonly member: string; readonly imports: readonly TextEdit[] } {
  const sent = new Map([...source.text.matchAll(SENT)].map(([, code, , key]) => [code!, key!]));
  const [code, key] = [...sent][0] ?? [];
  const isOwn =
    sent.size === 1 &&
    /unkey|root_?key/i.test(key!) &&
    (isGlobal(key!, source.text) || isHad(key!, source.text, at));
  if (isOwn) return { member: `${quote}Authorization${quote}: ${code}`, imports: [] };
  const [constant, ...others] = [...source.text.matchAll(CONSTANT)].map(([, name]) => name!);
  if (constant !== undefined && others.length === 0)
    return {
      member: `${quote}Authorization${quote}: f${quote}Bearer {${constant}}${quote}`,
      imports: [],
    };
  const other = quote === '"' ? "'" : '"';
  const setting = rootKeySetting(source.text)?.replaceAll(/["']/g, other);
  if (setting !== undefined)
    return {
      member: `${quote}Authorization${quote}: f${quote}Bearer {${setting}}${quote}`,
      imports: [],
    };
  return {
    member: `${quote}Authorization${quote}: f${quote}Bearer {os.environ[${other}UNKEY_ROOT_KEY${other}]}${quote}`,
    imports: importEdits('os', source),
  };
}

/** The head of a function, with its indentation. */
const HEAD = /^([ \t]*)(?:async[ \t]+)?def[ \t]+\w+\(([^()]*(?:\([^()]*\)[^()]*)*)\)[^:\n]*:[^\n]*\n/gm;

/**
 * True for a member of what the function around an index has as every other has it: `self.key` of the only class, or
 * `settings.key` where each function begins with the same `settings = get_settings()`.
 */
function isHad(code: string, text: string, at: number): boolean {
  const [, name, member] = /^([A-Za-z_]\w*)\.(\w+)$/.exec(code) ?? [];
  const head = [...text.slice(0, at).matchAll(HEAD)].at(-1);
  if (name === undefined || !head) return false;
  if (name === 'self')
    return (
      /^\s*self\b/.test(head[2]!) &&
      (text.match(/^[ \t]*class[ \t]/gm) ?? []).length === 1 &&
      new RegExp(String.raw`^[ \t]+self\.${member}[ \t]*(?::[^=\n]*)?=(?!=)`, 'm').test(text)
    );
  const made = new RegExp(String.raw`^([ \t]+)${name}[ \t]*(?::[^=\n]*)?=(?!=)[ \t]*([^\n#]*)`, 'gm');
  const all = [...text.matchAll(made)];
  const values = new Set(all.map(([, , value]) => value!.trim()));
  const body = head.index + head[0].length;
  const own = all.find(({ index }) => index >= body && index < at);
  const indents = text.slice(body, at).match(/^[ \t]+(?=\S)/gm) ?? [];
  return (
    own !== undefined &&
    values.size === 1 &&
    /^[\w.]+\(\)$/.test([...values][0]!) &&
    indents.every((indent) => indent.length >= own[1]!.length)
  );
}
