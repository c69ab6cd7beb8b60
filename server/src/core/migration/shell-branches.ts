/** What begins and ends branches of a script, where commands begin. */
const WORDS = /(?:^|[\n;])[ \t]*(if|elif|else|fi|case|esac)\b|;;/g;

/**
 * A text of a script that begins inside of a branch, with blanks in the place of the other branches, which do not run after
 * it. Places stay.
 */
export function withoutOtherBranches(text: string): string {
  let depth = 0;
  let other: number | undefined;
  let kept = '';
  let end = 0;
  for (const { index, 0: whole, 1: word = ';;' } of text.matchAll(WORDS)) {
    const at = index + whole.length - word.length;
    if (word === 'if' || word === 'case') depth++;
    else if (word === 'fi' || word === 'esac') {
      if (depth > 0) depth--;
      else if (other !== undefined) {
        kept += text.slice(end, other) + text.slice(other, at).replaceAll(/[^\n]/g, ' ');
        end = at;
        other = undefined;
      }
    } else if (depth === 0) other ??= at;
  }
  return kept + text.slice(end);
}
