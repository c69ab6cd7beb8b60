import type { Idioms, Printed } from '../../idioms/idioms.ts';
import { type Range, SourceText } from '../../source.ts';
import { parseScript } from './parse.ts';
import { commandsShown } from './session.ts';
import { type Block, type Command, functionAround, literalOf, type Script, type Word } from './syntax.ts';

const read = (text: string): Script => parseScript(commandsShown(SourceText.verbatim(text)));

/** Every word of a script, those that are given to variables included. */
const wordsOf = ({ commands }: Script): Word[] =>
  commands.flatMap(({ words, assignments }) => [
    ...words,
    ...assignments.flatMap(({ value }) =>
      value.kind === 'word' ? [value.word] : value.kind === 'array' ? value.words : [],
    ),
  ]);

/** `$NAME` in the place of a value, out of single quotes where it stands in some. */
export const fromEnvironment: NonNullable<Idioms['fromEnvironment']> = (name, { text, start, end }) => {
  const word = wordsOf(read(text)).findLast(({ range }) => range.start <= start && range.end >= end);
  // The variable itself is not given its own value.
  if (!word?.closed || new RegExp(`\\b${name}=["']?$`).test(text.slice(0, start))) return undefined;
  const quote = quoteAt(text.slice(word.range.start, start));
  if (quote === undefined) return undefined;
  const goesOn = /\w/.test(text[end] ?? '');
  const newText = quote === "'" ? `'"$${name}"'` : goesOn ? `\${${name}}` : `$${name}`;
  return [{ start, end, newText: quote === '' && !goesOn ? `"${newText}"` : newText }];
};

/** The quote that is open behind the beginning of a word; empty for none, undefined where that is not clear. */
function quoteAt(written: string): '"' | "'" | '' | undefined {
  let open: '"' | "'" | '' = '';
  for (let i = 0; i < written.length; i++) {
    const c = written[i]!;
    if (c === '\\' && open !== "'") i++;
    else if (/[`$]/.test(c) && open !== "'") return undefined;
    else if (c === open) open = '';
    else if (open === '' && (c === '"' || c === "'")) open = c;
  }
  return open;
}

/** Commands for the runner of a pipeline: it hides what it is told to. */
const FOR_RUNNER = /^(?:::[a-z-]+|##(?:vso|teamcity)\[)/;
/** Where the output of a command goes to another one. */
const CAPTURED = /(?:[<>$]\(|`)\s*$/;
/** The end of a compound command whose output goes elsewhere. */
const REDIRECTED = /^[ \t]*(?:\}|\)|done|fi|esac)[ \t]*(?:\d?>|\||&>)/m;

/** A command that writes something; without one a script need not be read. */
const PRINTS = /\b(?:echo|printf|print)\b/;

/** What `echo` and `printf` write where nobody else reads it. */
export const printed: NonNullable<Idioms['printed']> = (text) => {
  if (!PRINTS.test(text) || REDIRECTED.test(text)) return [];
  const script = read(text);
  const { commands } = script;
  const captured = capturedIn(script, text);
  const redirectsAll = commands.some((c) => literalOf(c.words[0]) === 'exec' && c.outputs.length > 0);
  if (redirectsAll) return [];
  return commands.flatMap((command): Printed[] => {
    const { words, outputs, block } = command;
    if (!/^(?:echo|printf|print)$/.test(literalOf(words[0]) ?? '') || outputs.length > 0) return [];
    if (captured.has(command) || !command.whole || isCapturedFunction(block, script, captured)) return [];
    if (FOR_RUNNER.test(literalOf(words[1]) ?? firstText(words[1]))) return [];
    const at = command.range.start;
    return words.slice(1).flatMap((word) =>
      word.parts.flatMap((part): Printed[] => {
        if (part.kind === 'variable' && !part.trim && !part.elements && isWhole(text, part.range))
          return [{ ...part.range, at, expression: part.name }];
        if (part.kind !== 'text') return [];
        const { start, end } = part.value.range();
        return [{ start: start - 1, end: end + 1, at, expression: `"${part.value.text}"` }];
      }),
    );
  });
};

/** `$NAME` and `${NAME}`, also with a fallback; not its length, a part of it, or whether it is set. */
const isWhole = (text: string, { start, end }: Range): boolean =>
  /^\$(?:\w+|\{\w+(?::?-[^{}]*)?\})$/.test(text.slice(start, end));

function firstText(word: Word | undefined): string {
  const part = word?.parts.find((p) => p.kind !== 'text' || p.value.length > 0);
  return part?.kind === 'text' ? part.value.text : '';
}

/** The commands whose output another command reads. */
function capturedIn({ commands }: Script, text: string): ReadonlySet<Command> {
  const captured = new Set<Command>();
  for (const command of commands) {
    if (command.pipedFrom) captured.add(command.pipedFrom);
    const { start } = command.range;
    if (CAPTURED.test(text.slice(Math.max(0, start - 20), start))) captured.add(command);
    const words = [
      ...command.words,
      ...command.assignments.flatMap(({ value }) => (value.kind === 'word' ? [value.word] : [])),
    ];
    for (const { parts } of words)
      for (const part of parts)
        if (part.kind === 'substitution') for (const c of part.commands) captured.add(c);
  }
  return captured;
}

/** True in a function that is used for its output, or that nobody calls here. */
function isCapturedFunction(block: Block, { commands }: Script, captured: ReadonlySet<Command>): boolean {
  const around = functionAround(block);
  if (!around) return false;
  const calls = commands.filter((c) => literalOf(c.words[0]) === around.name);
  return calls.length === 0 || calls.some((c) => captured.has(c) || c.outputs.length > 0);
}
