import type { TextEdit } from '../../model.ts';
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
