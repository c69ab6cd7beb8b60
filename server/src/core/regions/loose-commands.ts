import type { SourceText } from '../source.ts';

const START = /^[ \t]*(?:\$[ \t]+)?(?=curl[ \t]+(?:-|["']?https?:|["']?api\.unkey|["']?\$|\\\r?$))/gm;
/** A sentence that begins with the word curl. */
const SENTENCE = /https?:\/\/\S+[ \t]+[A-Za-z]+[ \t]+[A-Za-z]/;
/** A command longer than this is prose with an apostrophe in it. */
const MAX_LENGTH = 20_000;

/**
 * The command lines in running text: each starts a line with `curl`, and goes on over continuation lines and
 * quoted line ends.
 */
export function looseCommands(text: SourceText): SourceText[] {
  const commands: SourceText[] = [];
  let covered = 0;
  for (const m of text.text.matchAll(START)) {
    const from = m.index + m[0].length;
    if (from < covered) continue;
    const lineEnd = text.text.indexOf('\n', from);
    if (SENTENCE.test(text.text.slice(from, lineEnd < 0 ? undefined : lineEnd))) continue;
    covered = commandEnd(text.text, from);
    commands.push(text.slice(from, covered));
  }
  return commands;
}

/** Index of the first line end that is neither quoted nor escaped; for a quote never closed, of the first empty line. */
function commandEnd(text: string, from: number): number {
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
