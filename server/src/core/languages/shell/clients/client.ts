import type { DYNAMIC, Header, Json, Literal, QueryParameter } from '../../../model.ts';
import { type Range, SourceText } from '../../../source.ts';
import type { Argument } from '../argument.ts';

/** A command that runs a client. */
export interface Invocation {
  /** Where the name of the client is written. */
  readonly name: Range;
  /** The arguments behind the name. */
  readonly args: readonly Argument[];
  /** False when more arguments may follow that were not seen. */
  readonly whole: boolean;
  /** Text on standard input. `unknown`: something is there. Undefined: nothing is given to it. */
  readonly input: SourceText | 'unknown' | undefined;
  /** What the script itself wrote into a file; undefined when that is not known. */
  readonly file: (path: SourceText) => SourceText | undefined;
}

/** What is known of a request's body. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly value: SourceText }
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'unknown' };

/** An option that adds to the query, or (without a value) tells what others become. */
export interface QueryOption {
  /** The option as it is written, in a word of several the one letter. */
  readonly at: Range;
  readonly value?: Argument;
  /** True where the value is encoded by the client, false where it is as in a URL. */
  readonly isPlain?: boolean;
}

/** One request of a client, filled in as its options are read. */
export interface Request {
  readonly urls: Argument[];
  readonly headers: Header[];
  readonly query: QueryParameter[];
  /** Undefined: not written. */
  method: Literal<string> | typeof DYNAMIC | undefined;
  /** What is sent without a written method. */
  impliedMethod: string;
  /** False where writing a method would not make it the request's: `curl -G`. */
  methodCounts: boolean;
  /** Options that make a query of what they are given: all of them become a body, or none. */
  readonly asQuery: QueryOption[];
  body: Body;
  /** False when headers may come from elsewhere. */
  headersComplete: boolean;
  /** False when any option may have been missed. */
  whole: boolean;
}

/** One HTTP client of the command line. */
export interface ShellClient {
  /** As it is called in facts: `curl`. */
  readonly name: string;
  /** Names of its program. */
  readonly programs: readonly string[];
  /** The requests that a command sends, wherever they go. */
  read(invocation: Invocation): readonly Request[];
  /** The arguments that send a header; `quoted` puts a text in quotes. */
  writeHeader(name: string, value: string, quoted: (text: string) => string): string;
  /**
   * The arguments that send a body of JSON, which stands in quotes already; `isTyped` where a header says that it is
   * JSON. Missing: it cannot be sent so.
   */
  writeBody?(body: string, quoted: (text: string) => string, isTyped: boolean): readonly string[];
  /** The argument that sets the method, and whether it belongs before the URL rather than behind the client's name. */
  writeMethod(method: string): { readonly text: string; readonly beforeUrl: boolean };
}

/** A request of which nothing is known yet. */
export const newRequest = (whole: boolean): Request => ({
  urls: [],
  headers: [],
  query: [],
  method: undefined,
  impliedMethod: 'GET',
  methodCounts: true,
  asQuery: [],
  body: { kind: 'none' },
  headersComplete: true,
  whole,
});

/** The characters of a header's name, by RFC 9110. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+\s*$/;

/** Adds `Name: value`. What is no header may stand for several. */
export function addHeader(request: Request, { value: line, local, range, conditional }: Argument): void {
  const separator = line.text.search(/[:;]/);
  const name = line.slice(0, Math.max(0, separator));
  if (separator < 0 || !HEADER_NAME.test(name.text)) {
    request.headersComplete = false;
    return;
  }
  const nameRange = name.trim().range();
  // What is wrong with a header is to be changed in the header, not in the key that it sends.
  const own = nameRange.start >= range.start && nameRange.end <= range.end;
  const value = (own ? local : line).slice(separator + 1).trim();
  // `Name:` alone takes the header out of the request.
  if (line.text[separator] === ':' && value.length === 0) return;
  const header = { name: name.text.trim(), nameRange, value };
  request.headers.push(conditional ? { ...header, conditional } : header);
}

/** Adds an Authorization header that an option at `at` makes of a token or of a user. */
export function addCredentials(
  request: Request,
  scheme: 'Bearer' | 'Basic',
  token: Argument,
  at: Range,
): void {
  const value = scheme === 'Bearer' ? token.value : SourceText.hole(token.range);
  request.headers.push({
    name: 'Authorization',
    nameRange: scheme === 'Bearer' ? at : { start: at.start, end: Math.max(at.end, token.range.end) },
    value: SourceText.join([SourceText.decoded(`${scheme} `, at), value]),
  });
}

/** The method that an option or operand names. */
export function methodOf({ value, conditional }: Argument): Literal<string> | typeof DYNAMIC {
  return value.isLiteral && value.length > 0 && !conditional
    ? { kind: 'literal', value: value.text, range: value.range() }
    : { kind: 'dynamic' };
}

/** The text of a file that an argument names, or of standard input. */
export function fileBody(path: SourceText, invocation: Invocation): Body {
  const text = /^(?:-|\/dev\/stdin)$/.test(path.text) ? invocation.input : invocation.file(path);
  return text === undefined || text === 'unknown' ? { kind: 'unknown' } : { kind: 'text', value: text };
}

/**
 * What can be a URL. Everything else where one is due (a variable, a word of a sentence, dots, `[options]`, the line
 * continuation of another shell) may stand for options that are not seen.
 */
export const ADDRESS = /^[^\s<>[\]]*\w(?:\.\w|:\d|:?\/)|^\uFFFC+[^\s\uFFFC]*\/|^\/\//;
