import { SourceText } from '../source.ts';
import { isAvoided } from './samples.ts';
import { substitute } from './substitution.ts';

/** A command in the running text that is given a whole request: a URL of the API, and headers or a body. */
const COMMAND = /(?<![`\\])`((?:curl|curlie)[ \t][^`\n]*\bapi\.unkey\.[^`\n]*)`(?!`)/g;
const SENDS = /[ \t](?:-H|-d|--header|--data(?:-\w+)?|--json)[ =]?["'@{]/;
/** Words of a line that speaks of what a command was or becomes. */
const SPEAKS_OF_CHANGE =
  /\b(?:deprecat\w*|legacy|old(?:er)?|former(?:ly)?|previous(?:ly)?|instead|replac\w+|migrat\w+|no longer|removed|used to|became|becomes?|before|after|v1|fails?|wrong|invalid|never|don['\u2019]t|do not|not)\b|[\u2192\u274c\u2717]|->|=>/i;

/** The commands between marks of code in a text of Markdown; in tables a bar in them is written behind a backslash. */
export function inlineCommands(text: SourceText): SourceText[] {
  const commands: SourceText[] = [];
  for (const m of text.text.matchAll(COMMAND)) {
    const [whole, written] = m as unknown as [string, string];
    if (!SENDS.test(written)) continue;
    const lineStart = text.text.lastIndexOf('\n', m.index) + 1;
    const lineEnd = text.text.indexOf('\n', m.index);
    const before = text.text.slice(lineStart, m.index);
    const behind = text.text.slice(m.index + whole.length, lineEnd < 0 ? undefined : lineEnd);
    const said = `${before}${behind}`.replaceAll(/`[^`]*`/g, '');
    if (SPEAKS_OF_CHANGE.test(said) || isAvoided(before)) continue;
    const code = text.slice(m.index + 1, m.index + 1 + written.length);
    const isCell = /^[ \t>]*\|/.test(before);
    commands.push(
      isCell ? substitute(code, /\\\|/g, (_, mark) => SourceText.decoded('|', mark.range())) : code,
    );
  }
  return commands;
}
