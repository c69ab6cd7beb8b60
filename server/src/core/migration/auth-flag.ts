import type { ApiCall, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';

/** `false` as the last of several arguments. */
const SAYS_NO = /,\s*[fF]alse\s*,?\s*\)$/;

/**
 * What takes the last argument of a call away by which a function of the text leaves the key out; undefined where it is
 * not seen that the function sends one without.
 */
export function keptKeyEdit({ range }: ApiCall, document: string): TextEdit | undefined {
  const code = document.slice(range.start, range.end);
  const said = SAYS_NO.exec(code);
  const name = /^(?:await\s+)?(?:[\w$]+\.)*([\w$]+)\s*(?:<[^()]*>)?\(/.exec(code)?.[1];
  if (!said || name === undefined) return undefined;
  const declared = new RegExp(
    String.raw`(?<![\w$.])${escapedName(name)}\s*(?:=\s*(?:async\s*)?)?(?:<[^()]*>)?\([^()]*,\s*\w*(?:auth|key|secure)\w*\s*(?::\s*bool(?:ean)?\s*)?=\s*[tT]rue\s*,?\s*\)`,
    'i',
  );
  const start = range.end - said[0].length;
  return declared.test(document) ? { range: { start, end: range.end - 1 }, newText: '' } : undefined;
}
