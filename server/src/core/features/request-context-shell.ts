import type { Endpoint } from '../catalogue/endpoint.ts';
import { SHORT } from '../languages/shell/clients/curl-options.ts';
import { Environment } from '../languages/shell/environment.ts';
import { parseScript } from '../languages/shell/parse.ts';
import { type Command, literalOf, type Word } from '../languages/shell/syntax.ts';
import type { ApiCall } from '../model.ts';
import { SourceText } from '../source.ts';
import { jsonNotation } from './body-notation.ts';
import {
  bodyContext,
  currentEndpointOf,
  indexAt,
  type Piece,
  type RequestContext,
} from './request-context.ts';

/** The value of an option, and the cursor in it. */
interface OptionValue {
  readonly option: string;
  readonly value: SourceText;
  readonly index: number;
  /** The quote mark the value is in; empty for none. */
  readonly quote: string;
}

const DATA = /^(?:data|data-raw|data-binary|data-ascii|json)$/;

/** The part of a curl command that the cursor is in. */
export function shellContext(
  piece: Piece,
  calls: readonly ApiCall[],
  document: string,
): RequestContext | undefined {
  const { source, offset } = piece;
  const script = parseScript(source);
  const command = commandAt(script.commands, document, offset);
  if (!command) return variableContext(piece, calls);
  const { start, end } = command.range;
  const sent = calls.filter((c) => c.client === 'curl' && c.range.start === start && c.range.end === end);
  const call = sent.findLast((c) => c.urlArgument.start <= offset) ?? sent[0];
  const endpoint = currentEndpointOf(call);
  if (!call || !endpoint) return variableContext(piece, calls);

  const environment = new Environment(script);
  const textOf = (word: Word): SourceText => environment.text(word, environment.site(command));
  const { input } = command;
  if (input && offset >= input.range.start && offset <= input.range.end) {
    const value = textOf(input);
    return bodyContext({ ...jsonAt(endpoint, value, indexAt(value, offset), offset), quote: '"' });
  }
  const typed = optionValueAt(command, textOf, document, offset);
  if (!typed) return undefined;
  const { option, value, index, quote } = typed;
  const range = quote === '' ? value.range() : { start: value.offset(0), end: value.range().end };
  if (option === 'request') return { part: 'method', endpoint, range: around(range, offset), suffix: '' };
  if (DATA.test(option)) {
    const json = jsonAt(endpoint, value, index, offset);
    if (quote === '' && value.length === 0) return bodyContext({ ...json, quote: '"', frame: ["'", "'"] });
    return bodyContext({ ...json, quote: quote === '"' ? '\\"' : '"' });
  }
  if (option !== 'header') return undefined;
  const before = value.text.slice(0, index);
  const colon = before.indexOf(':');
  const name = colon < 0 ? undefined : before.slice(0, colon).trim().toLowerCase();
  const from = colon < 0 ? 0 : colon + 1 + /^ */.exec(before.slice(colon + 1))![0].length;
  const own = /^[^:]*/.exec(value.text)![0].trim().toLowerCase();
  return {
    part: 'header',
    endpoint,
    header: name,
    range: around({ start: value.offset(from), end: range.end }, offset),
    written: new Set(call.headers.map((h) => h.name.toLowerCase()).filter((h) => h !== own)),
    line: (header, sends) => (quote === '' ? `"${header}: ${sends}"` : `${header}: ${sends}`),
    key: quote === "'" ? undefined : '$UNKEY_ROOT_KEY',
  };
}

/** A body that stands in a variable, its quotes written as they are. */
function variableContext({ source, offset }: Piece, calls: readonly ApiCall[]): RequestContext | undefined {
  for (const call of calls) {
    const endpoint = currentEndpointOf(call);
    if (!endpoint || call.body.kind !== 'literal') continue;
    const { start, end } = call.body.range;
    if (offset <= start || offset >= end) continue;
    const value = source.slice(indexAt(source, start), indexAt(source, end));
    if (value.text.includes('\\"')) return undefined;
    return bodyContext({ ...jsonAt(endpoint, value, indexAt(value, offset), offset), quote: '"' });
  }
  return undefined;
}

/** A body of JSON text with the cursor at `index` in it. */
const jsonAt = (endpoint: Endpoint, source: SourceText, index: number, offset: number) =>
  ({ endpoint, source, index, offset, notation: jsonNotation }) as const;

const around = ({ start, end }: { start: number; end: number }, offset: number) => ({
  start: Math.min(start, offset),
  end: Math.max(end, offset),
});

/** The innermost command that holds the cursor, or ends right before it on its line. */
function commandAt(commands: readonly Command[], document: string, offset: number): Command | undefined {
  const size = ({ range }: Command): number => range.end - range.start;
  return commands
    .filter(({ range }) => {
      const input = range.start <= offset && offset <= range.end;
      return input || (range.end < offset && /^(?:[ \t]|\\\r?\n)*$/.test(document.slice(range.end, offset)));
    })
    .concat(commands.filter((c) => c.input && c.input.range.start <= offset && offset <= c.input.range.end))
    .sort((a, b) => size(a) - size(b))
    .find((c) => c.words.length > 0);
}

function optionValueAt(
  { words }: Command,
  textOf: (word: Word) => SourceText,
  document: string,
  offset: number,
): OptionValue | undefined {
  const at = words.findIndex(({ range }) => range.start <= offset && offset <= range.end);
  if (at < 0) {
    const last = words.findLast(({ range }) => range.end < offset);
    const option = last && optionOf(last);
    return option ? { option, value: SourceText.verbatim('', offset), index: 0, quote: '' } : undefined;
  }
  const word = words[at]!;
  const all = textOf(word);
  const attached = /^-[dHX](?=.)/s.exec(all.text)?.[0].length ?? 0;
  const option = attached > 0 ? SHORT[all.text[1]!] : at > 0 ? optionOf(words[at - 1]!) : undefined;
  if (!option) return undefined;
  const raw = document.slice(word.range.start + attached, word.range.end);
  const quote = /^\$?(["'])/.exec(raw)?.[1] ?? '';
  const closed = quote !== '' && word.closed && raw.length > 1 && raw.endsWith(quote);
  const opened = word.range.start + attached + raw.indexOf(quote);
  if (quote !== '' && (offset <= opened || (closed && offset === word.range.end))) return undefined;
  const value = all.slice(attached);
  if (value.length === 0) return { option, value: SourceText.verbatim('', offset), index: 0, quote };
  return { option, value, index: indexAt(value, offset), quote };
}

/** The option a word is whose value is the next word. */
function optionOf(word: Word): string | undefined {
  const text = literalOf(word) ?? '';
  if (text.startsWith('--')) return text.slice(2);
  return /^-[A-Za-z]+$/.test(text) ? SHORT[text.at(-1)!] : undefined;
}
