import { linesOf } from '../../regions/lines.ts';
import { commandEnd } from '../../regions/loose-commands.ts';
import { SourceText } from '../../source.ts';

/**
 * A prompt with a command behind it: `$ `, `% `, `❯ `, `user@host:~$ `, `[user@host dir]# `, `bash-5.1$ `,
 * `➜  project git:(main) ✗ `.
 */
const PROMPT =
  /^[ \t]*(?:\([\w.-]+\)[ \t]*)?(?:[$%❯λ»][ \t]+|➜[ \t]+(?:\S+[ \t]+git:\([^)\n]*\)[ \t]+(?:✗[ \t]+)?)?|\[?[\w.-]+@[\w.-]+[^\n$#%❯>'"]{0,60}[$#%❯>][ \t]+|(?:ba|z|k)?sh-[\d.]+[$#][ \t]+|~[\w./-]*[ \t]*[$%❯>][ \t]+)(?=[A-Za-z./"'#$~(\\])/;
/** `> ` where nothing but a command can follow. */
const BARE_PROMPT = /^[ \t]*>[ \t]+(?=(?:curl|wget|xhs?|https?|export|curlie)[ \t])/;
const CONTINUED = /^[ \t]*>[ \t]?/;
const HERE_DOCUMENT = /<<-?[ \t]*(["']?)([A-Za-z_]\w*)\1/;

/** The commands of a text that shows a terminal, without prompts and output; any other text as it is. */
export function commandsShown(source: SourceText): SourceText {
  const { text } = source;
  const first = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text)![0].length;
  const firstLine = text.slice(first, first + 200);
  const prompt = PROMPT.test(firstLine) ? PROMPT : BARE_PROMPT.test(firstLine) ? BARE_PROMPT : undefined;
  if (!prompt) return source;
  const pieces: SourceText[] = [];
  let until = 0;
  for (const { source: line, start, next } of linesOf(source)) {
    if (start < until) continue;
    const found = prompt.exec(line.text);
    if (found) {
      until = shownEnd(text, start + found[0].length);
      pieces.push(...withoutContinued(source.slice(start + found[0].length, until)));
    } else if (/^[ \t]*#/.test(line.text)) pieces.push(source.slice(start, next));
  }
  return SourceText.join(pieces, source.offset(0));
}

/** Index behind the command that begins at `from`: its quotes, here-documents and lines that go on included. */
function shownEnd(text: string, from: number): number {
  let end = nextLine(text, commandEnd(text, from));
  const tag = HERE_DOCUMENT.exec(text.slice(from, end))?.[2];
  if (tag) {
    const close = new RegExp(`^[ \\t>]*${tag}[ \\t]*$`, 'm').exec(text.slice(end));
    if (close) end = nextLine(text, end + close.index + close[0].length);
  }
  while (end < text.length && CONTINUED.test(text.slice(end, end + 40)) && goesOn(text.slice(from, end)))
    end = nextLine(text, end);
  return end;
}

const COMPOUND = /(?:^|[\n;>])[ \t]*(?:for|while|until|if|case)[ \t]/;

/** True for a command whose end is still to come. */
const goesOn = (command: string): boolean =>
  /(?:\bdo|\bthen|\belse|\{|\||&&)\s*$/.test(command) ||
  (COMPOUND.test(command) && !/\b(?:done|fi|esac)\b/.test(command));

const nextLine = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline + 1;
};

/** A command without the `> ` before its further lines. */
function withoutContinued(command: SourceText): readonly SourceText[] {
  const [first, ...rest] = linesOf(command);
  if (!first || rest.length === 0 || !rest.every((l) => CONTINUED.test(l.source.text))) return [command];
  return [first, ...rest].map((line, i) => {
    const from = i === 0 ? 0 : CONTINUED.exec(line.source.text)![0].length;
    return command.slice(line.start + from, line.next);
  });
}
