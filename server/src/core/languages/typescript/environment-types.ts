import type { TextEdit } from '../../model.ts';
import { escapedName } from '../../name-pattern.ts';
import type { SourceText } from '../../source.ts';

/** An environment that a platform hands in, and a variable of it: `env.UNKEY_API_ID`, `c.env.UNKEY_API_ID`. */
const HANDED_IN = /(?<![\w$.])(?:[\w$]+\.)*env(?:<[^<>()]*>)?(?:\(\w+\))?\.([A-Z][A-Z0-9_]*)(?![\w$])/g;
const GLOBAL = /^(?:process|import\.meta|Deno|Bun)\b/;

/**
 * Adds a variable to the type that a text declares for the environment from which `near` reads others. Undefined where
 * it declares none, or more than one; empty where the variable is there.
 */
export function environmentTypeEdits(
  source: SourceText,
  name: string,
  near: string,
): readonly TextEdit[] | undefined {
  const { text } = source;
  if (membersOf(name, text).length > 0) return [];
  for (const [code, other] of near.matchAll(HANDED_IN)) {
    if (GLOBAL.test(code) || other === name) continue;
    const [member, ...others] = membersOf(other!, text);
    if (!member || others.length > 0) continue;
    const [start, end] = [member.index, member.index + member[0].length];
    if (!source.isVerbatim(start, end)) continue;
    const [whole, lead, mark = ''] = member;
    const indentation = /\n([ \t]*)$/.exec(text.slice(0, start))?.[1];
    const gap = indentation === undefined ? ' ' : `\n${indentation}`;
    const separator = mark === '' && indentation === undefined ? ';' : mark;
    const modifier = /^readonly\s/.test(whole) ? 'readonly ' : '';
    return [{ range: source.range(start, start), newText: `${modifier}${name}${lead}${separator}${gap}` }];
  }
  return undefined;
}

/** Where types say that a member is a text. */
const membersOf = (name: string, text: string): readonly RegExpExecArray[] => [
  ...text.matchAll(
    new RegExp(
      String.raw`(?<=[{;,\n]\s*)(?:readonly\s+)?${name}(\??\s*:\s*string)(?=\s*[;,}\n])([;,])?`,
      'g',
    ),
  ),
];

/** Names that a program of Hono gives the type of its environment. */
const BINDINGS = /\bBindings:\s*([A-Za-z_$][\w$]*)\s*[;,}\n]/g;

/**
 * Adds a variable to the type that a text declares for the environment of Hono, behind its brace. Undefined where it
 * declares none, or more than one.
 */
export function bindingTypeEdits(source: SourceText, name: string): readonly TextEdit[] | undefined {
  const { text } = source;
  const [type, ...others] = new Set([...text.matchAll(BINDINGS)].map((found) => found[1]!));
  if (type === undefined || others.length > 0) return undefined;
  const declared = new RegExp(
    String.raw`\b(?:interface\s+${escapedName(type)}(?:\s+extends\s[^{}]*)?|type\s+${escapedName(type)}\s*=)\s*\{`,
    'g',
  );
  const [place, ...more] = text.matchAll(declared);
  if (!place || more.length > 0) return undefined;
  const at = place.index + place[0].length;
  const member = `${name}: string`;
  const first = /^[ \t]*\r?\n([ \t]+)[^\n]*?([;,]?)[ \t]*(?:\/\/[^\n]*)?\r?\n/.exec(text.slice(at, at + 400));
  const isEmpty = /^\s*\}/.test(text.slice(at, at + 20));
  const newText = first ? `\n${first[1]}${member}${first[2]}` : isEmpty ? ` ${member} ` : ` ${member};`;
  return source.isVerbatim(at - 1, at + 1) ? [{ range: source.range(at, at), newText }] : undefined;
}
