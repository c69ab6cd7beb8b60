import { SourceText } from '../source.ts';

/** A line that starts with a command of a client that is given an option or a URL. */
const START =
  /^[ \t]*(?:[$%❯➜][ \t]+)?(?=(?:curl|wget|curlie)[ \t]+(?:-|["']?https?:|["']?api\.unkey|["']?\$|\\\r?$)|(?:https?|xhs?)[ \t]+(?:-[^\n]*[ \t])?(?:[A-Z]+[ \t]+)?["']?(?:https?:\/\/|:\/\/|api\.unkey))/gm;
/** `export BASE=https://…` on a line of its own. */
const ASSIGNMENT =
  /^[ \t]*(?:[$%❯➜][ \t]+)?(?=(?:export[ \t]+)?[A-Za-z_]\w*=["']?https?:\/\/\S+[ \t]*\r?$)/gm;
/** A sentence that begins with the name of a client. */
const SENTENCE = /https?:\/\/\S+[ \t]+[A-Za-z]+[ \t]+[A-Za-z]/;
/** A command longer than this is prose with an apostrophe in it. */
const MAX_LENGTH = 20_000;
/** URLs kept in variables; more are not written above one command. */
const MAX_ASSIGNMENTS = 20;

/**
 * The command lines in running text: each starts a line with the name of a client, and goes on over continuation lines
 * and quoted line ends. Assignments of URLs above it stand before it in the same text.
 */
export function looseCommands(text: SourceText): SourceText[] {
  const commands: SourceText[] = [];
  const assignments: SourceText[] = [];
  for (const m of text.text.matchAll(ASSIGNMENT)) {
    const from = m.index + m[0].length;
    const lineEnd = text.text.indexOf('\n', from);
    if (lineEnd >= 0 && assignments.length < MAX_ASSIGNMENTS) assignments.push(text.slice(from, lineEnd + 1));
  }
  let covered = 0;
  for (const m of text.text.matchAll(START)) {
    const from = m.index + m[0].length;
    if (from < covered) continue;
    const lineEnd = text.text.indexOf('\n', from);
    const line = text.text.slice(from, lineEnd < 0 ? undefined : lineEnd);
    if (SENTENCE.test(line) && !/^(?:https?|xhs?)\b/.test(line)) continue;
    covered = commandEnd(text.text, from);
    const command = text.slice(from, covered);
    const above = command.text.includes('$')
      ? assignments.filter((a) => a.offset(0) < command.offset(0))
      : [];
    commands.push(above.length > 0 ? SourceText.join([...above, command]) : command);
  }
  return commands;
}

/** Index of the first line end from `from` that is neither quoted nor escaped; for a quote never closed, of the first empty line. */
export function commandEnd(text: string, from: number): number {
  let quote = '';
  const limit = Math.min(text.length, from + MAX_LENGTH);
  for (let i = from; i < limit; i++) {
    const c = text[i]!;
    if (c === '\\' && quote !== "'") i += text[i + 1] === '\r' ? 2 : 1;
    else if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '\n') return i;
  }
  if (quote === '' && limit === text.length) return limit;
  const emptyLine = /\r?\n[ \t]*\r?\n/.exec(text.slice(from));
  return emptyLine ? from + emptyLine.index : Math.min(limit, text.length);
}
