import type { CallEditor } from '../../call-editor.ts';
import type { ApiCall } from '../../model.ts';
import { type ScriptWriter, writtenCall } from '../../regions/written-script.ts';
import { HOLE, SourceText } from '../../source.ts';
import { Block, Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';

/** Stands for the dollar before a brace that is code of a template, in text that is yet to be written. */
const CODE = '\uE000';

/** Text that is a word of a command, or a part of one, wherever it stands. */
const WORD = /^[\w.:/]*$/;

/** The command with unknown pieces that are as long as they are written: `${id}` and not `id`. */
export function withWholeHoles(command: SourceText, document: string): SourceText {
  const pieces: SourceText[] = [];
  let from = 0;
  for (let at = command.text.indexOf(HOLE); at >= 0; at = command.text.indexOf(HOLE, at + 1)) {
    const { start, end } = command.range(at, at + 1);
    const before = /\$\{\s*$/.exec(document.slice(Math.max(0, start - 20), start))?.[0].length;
    const behind = /^\s*\}/.exec(document.slice(end, end + 20))?.[0].length;
    if (before === undefined || behind === undefined) continue;
    pieces.push(command.slice(from, at), SourceText.hole({ start: start - before, end: end + behind }));
    from = at + 1;
  }
  return from === 0 ? command : SourceText.join([...pieces, command.slice(from)]);
}

/**
 * A call of a command that stands in strings and templates of a program, whose edits are written as these need it.
 * @param isOne the command stands in one of them, rather than in a list of its words
 */
export function commandCall(
  call: ApiCall,
  isOne: boolean,
  { source, tokens, document }: { source: SourceText; tokens: Tokens; document: string },
): ApiCall {
  const write: ScriptWriter['write'] = (text, at) => {
    if (WORD.test(text)) return text;
    const quote = isOne ? quoteAt(tokens, source.indexOfOffset(at)) : undefined;
    if (quote === undefined) return undefined;
    const escaped = escapedIn(quote, text);
    return quote.endsWith('`') && quote !== '`' && escaped !== text
      ? undefined
      : escaped.replaceAll(CODE, '$');
  };
  const marked = (text: string | undefined): string | undefined => text?.replaceAll('${', `${CODE}{`);
  const { editor } = call;
  const { writeValue, parameters, replaceTail } = editor;
  const value: CallEditor['writeValue'] = (from, to, type) => {
    const { text } = call.url.text.slice(from, to);
    const quote = quoteAt(tokens, source.indexOfOffset(call.url.text.offset(from)));
    // A tag may put its own quotes around what is code.
    if (text.includes(HOLE) && (quote !== '`' || !isOne)) return undefined;
    return marked(writeValue?.(from, to, type));
  };
  const tail: CallEditor['replaceTail'] = (from, text) => {
    const edits = replaceTail?.(from, text);
    const isInOne = edits?.every(
      ({ range }) =>
        range.end <= range.start ||
        stringOf(tokens, source.indexOfOffset(range.start)) ===
          stringOf(tokens, source.indexOfOffset(range.end)),
    );
    return isInOne ? edits : undefined;
  };
  const inString: ApiCall = {
    ...call,
    editor: {
      ...editor,
      ...(writeValue ? { writeValue: value } : {}),
      ...(replaceTail ? { replaceTail: tail } : {}),
      ...(parameters
        ? { parameters: parameters.map((one) => ({ ...one, write: (type) => marked(one.write(type)) })) }
        : {}),
    },
  };
  return writtenCall(inString, { write }, document);
}

/** The string, or the beginning of the template, in whose text index `at` is; -1 where it is in none. */
function stringOf(tokens: Tokens, at: number): number {
  const token = tokenAt(tokens, at);
  if (at < 0 || token < 0 || at >= tokens.ends[token]!) return -1;
  if (tokens.kinds[token] === Kind.string) return at > tokens.starts[token]! ? token : -1;
  if (tokens.kinds[token] === Kind.close && tokens.blocks[tokens.mates[token]!] === Block.template)
    return wordAt(tokens, token) === '`' ? tokens.mates[token]! : -1;
  const parent = tokens.parents[token]!;
  const isIn = tokens.kinds[token] === Kind.chunk || wordAt(tokens, token) === '${';
  return isIn && parent >= 0 && wordAt(tokens, parent) === '`' ? parent : -1;
}

/** The quote of that string, behind its tag. */
function quoteAt(tokens: Tokens, at: number): string | undefined {
  const token = stringOf(tokens, at);
  if (token < 0) return undefined;
  if (tokens.kinds[token] === Kind.string) return tokens.text[tokens.starts[token]!];
  const isTagged =
    token > 0 && tokens.kinds[token - 1] === Kind.word && tokens.ends[token - 1] === tokens.starts[token];
  return isTagged ? `${wordAt(tokens, token - 1)}\`` : '`';
}

function escapedIn(quote: string, text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', quote.endsWith('`') ? '\n' : '\\n');
  if (!quote.endsWith('`')) return escaped.replaceAll(quote, `\\${quote}`);
  return escaped.replaceAll('`', '\\`').replaceAll('${', '\\${');
}
