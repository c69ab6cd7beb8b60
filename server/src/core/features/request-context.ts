import { endpointOfCall } from '../calls.ts';
import type { Endpoint } from '../catalogue/endpoint.ts';
import type { Schema } from '../catalogue/schema.ts';
import { languageOfFence } from '../languages/registry.ts';
import type { ApiCall } from '../model.ts';
import { looseCommands } from '../regions/loose-commands.ts';
import { markdownRegions } from '../regions/markdown.ts';
import type { Analysis } from '../service.ts';
import { type Range, SourceText } from '../source.ts';
import type { BodyNotation } from './body-notation.ts';
import type { InsertPiece } from './complete-item.ts';
import { goDialect } from './request-context-go.ts';
import { httpContext } from './request-context-http.ts';
import type { ObjectPlace } from './request-context-object.ts';
import { programContext } from './request-context-program.ts';
import { pythonDialect } from './request-context-python.ts';
import { shellContext } from './request-context-shell.ts';
import { typescriptContext } from './request-context-typescript.ts';

/** The part of a request to a known endpoint of v2 that the cursor is in. */
export type RequestContext = MethodContext | HeaderContext | BodyContext;

/** The cursor is where a method is written. */
export interface MethodContext {
  readonly part: 'method';
  readonly endpoint: Endpoint;
  readonly range: Range;
  /** What has to stand behind an inserted method. */
  readonly suffix: string;
}

/** The cursor is in a header. */
export interface HeaderContext {
  readonly part: 'header';
  readonly endpoint: Endpoint;
  /** Lower case name of the header whose value is being written; undefined: the name is. */
  readonly header: string | undefined;
  readonly range: Range;
  /** Names of the headers that are there, lower case. */
  readonly written: ReadonlySet<string>;
  /** The line or member to insert for a name, by its value. */
  readonly line: (name: string, value: string) => string;
  /** How the root key is named where it is written; undefined: it is to be filled in. */
  readonly key: string | undefined;
}

/** The cursor is in a body. */
export interface BodyContext {
  readonly part: 'body';
  readonly endpoint: Endpoint;
  /** The text the body is written in. */
  readonly source: SourceText;
  /** Where in `source` the outermost brace or bracket is; undefined: there is no body yet. */
  readonly root: number | undefined;
  /** The cursor in `source`. */
  readonly index: number;
  /** The cursor in the document. */
  readonly offset: number;
  readonly notation: BodyNotation;
  /** Where the cursor is in the body, where that is not to be read from `source`. */
  readonly place?: ObjectPlace;
  /** So many objects and arrays around the body are no part of what the endpoint describes. */
  readonly outer?: number;
  /** What is written for a field at a path, where that is not told by the notation alone. */
  readonly value?: (path: readonly string[], schema: Schema) => readonly InsertPiece[];
  /** How a quote mark of the body's own is written. */
  readonly quote: string;
  /** What a body that is not there yet is written between. */
  readonly frame?: readonly [open: string, close: string];
}

/** A piece of the document in one language, and the cursor in it. */
export interface Piece {
  readonly language: string;
  readonly source: SourceText;
  readonly index: number;
  readonly offset: number;
  readonly languageId: string;
}

/** The request whose parts the cursor is among; undefined outside of requests to endpoints of v2. */
export function requestContextAt(analysis: Analysis, offset: number): RequestContext | undefined {
  const piece = pieceAt(analysis, offset);
  switch (piece?.language) {
    case 'http':
      return httpContext(piece, analysis.facts.calls);
    case 'shell':
      return shellContext(piece, analysis.facts.calls, analysis.document.text);
    case 'python':
      return programContext(piece, analysis.facts.calls, pythonDialect);
    case 'go':
      return programContext(piece, analysis.facts.calls, goDialect);
    case 'typescript':
      return typescriptContext(piece, analysis.facts.calls);
    default:
      return undefined;
  }
}

/** The innermost piece of another language around the cursor; the whole document where there is none. */
export function pieceAt(analysis: Analysis, offset: number): Piece | undefined {
  const { language, document } = analysis;
  if (language === undefined) return undefined;
  const source = SourceText.verbatim(document.text);
  const whole: Piece = { language, source, index: offset, offset, languageId: document.languageId };
  const commands = (text: SourceText): Piece => {
    const command = looseCommands(text).find((c) => holds(c.range(), offset));
    return command ? { ...whole, language: 'shell', ...pieceOf(command, offset) } : whole;
  };
  if (language === 'plaintext') return commands(source);
  if (language === 'http') {
    const from = document.text.lastIndexOf('\n###', offset) + 1;
    const next = document.text.indexOf('\n###', offset);
    const block = source.slice(from, next < 0 ? undefined : next);
    return /^curl\s/m.test(block.text) ? commands(block) : whole;
  }
  if (language !== 'markdown') return whole;
  const { fences } = markdownRegions(source);
  const fence = fences.find((f) => holds(f.content.range(), offset));
  if (!fence) return commands(source);
  const inner = languageOfFence(fence.language);
  if (!inner) return commands(fence.content);
  const piece = pieceOf(fence.content, offset);
  return { language: inner.id, languageId: fence.language, offset, ...piece };
}

const holds = (range: Range, offset: number): boolean => offset >= range.start && offset <= range.end;

const pieceOf = (source: SourceText, offset: number): { source: SourceText; index: number } => ({
  source,
  index: indexAt(source, offset),
});

/** The index of the place between characters at which document offset `offset` is; the end when it lies behind. */
export function indexAt(source: SourceText, offset: number): number {
  const at = source.indexOfOffset(offset);
  if (at >= 0) return at;
  const before = offset > 0 ? source.indexOfOffset(offset - 1) : -1;
  if (before >= 0) return before + 1;
  return source.length > 0 && offset > source.offset(0) ? source.length : 0;
}

/** The endpoint of v2 that a call names, if the catalogue has it. */
export function currentEndpointOf(call: ApiCall | undefined): Endpoint | undefined {
  const endpoint = call && endpointOfCall(call);
  return endpoint?.version === 'v2' ? endpoint : undefined;
}

/** The body that begins in `source`; undefined when something else than an object or an array is written there. */
export function bodyContext(context: Omit<BodyContext, 'part' | 'root'>): BodyContext | undefined {
  const { text } = context.source;
  const root = text.search(/\S/);
  if (root < 0) return { part: 'body', ...context, root: undefined };
  if (!/[{[]/.test(text[root]!) || context.index <= root) return undefined;
  return { part: 'body', ...context, root };
}
