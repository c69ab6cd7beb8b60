import type { Endpoint } from '../catalogue/endpoint.ts';
import { tokensOf } from '../literals/lexer.ts';
import type { LiteralSyntax } from '../literals/syntax.ts';
import type { TokenList } from '../literals/token-list.ts';
import type { ApiCall } from '../model.ts';
import { SourceText } from '../source.ts';
import type { BodyNotation } from './body-notation.ts';
import { type Code, type CodeAround, codeAround, statementEnd } from './code-around.ts';
import { assignedName, calleeStart, nameBefore, ProgramRequests } from './program-requests.ts';
import { type BodyContext, currentEndpointOf, type Piece, type RequestContext } from './request-context.ts';
import type { ObjectPlace } from './request-context-object.ts';
import { quoteOf, stringBody } from './request-context-strings.ts';

/** What requests look like in a language, where nothing of them may parse. */
export interface ProgramDialect {
  readonly literals: LiteralSyntax;
  /** How bodies are written that become JSON. */
  readonly notation: BodyNotation;
  /** The token that an object or a list begins with whose bracket is `open`; undefined for any other bracket. */
  readonly literalStart: (tokens: TokenList, open: number) => number | undefined;
  /** Names of arguments that take a body: as it is, and as text. */
  readonly objectArgument: RegExp;
  readonly textArgument: RegExp;
  /** Functions that make text of an object. */
  readonly encodes: RegExp;
  /** Functions that give the same text in another form. */
  readonly wraps: RegExp;
  /** The request of a method of an SDK that the cursor is in. */
  readonly sdkRequest: (
    around: CodeAround,
    requests: ProgramRequests,
    text: string,
  ) => SdkRequest | undefined;
}

/** A request as an SDK takes it. */
export interface SdkRequest extends Pick<BodyContext, 'outer' | 'value' | 'notation' | 'endpoint'> {
  /** The bracket it begins with, as a token before the cursor. */
  readonly open: number;
}

/** Variables that stand for variables, and brackets around the cursor, are followed up to so many. */
const MOST_NAMES = 20;
const MOST_BRACKETS = 40;
/** A string is read this far behind its beginning. */
const LONGEST = 20_000;

/** The body that the cursor is in, of a call that may be half typed. */
export function programContext(
  piece: Piece,
  calls: readonly ApiCall[],
  dialect: ProgramDialect,
): RequestContext | undefined {
  const around = codeAround(piece.source.text, piece.index, dialect.literals);
  return around && new ProgramContext(piece, calls, dialect, around).read();
}

class ProgramContext {
  private readonly requests: ProgramRequests;
  /** Variables that were followed, and as what. */
  private readonly followed = new Set<string>();

  constructor(
    private readonly piece: Piece,
    private readonly calls: readonly ApiCall[],
    private readonly dialect: ProgramDialect,
    private readonly around: CodeAround,
  ) {
    this.requests = new ProgramRequests(piece, calls);
  }

  read(): RequestContext | undefined {
    const { around, dialect, requests, piece } = this;
    const { before, opens, string } = around;
    const sdk = dialect.sdkRequest(around, requests, piece.source.text);
    if (sdk) {
      const { open, ...request } = sdk;
      return { ...this.body(request.endpoint, open), ...request };
    }
    const known = this.knownCall();
    for (const open of opens.slice(0, MOST_BRACKETS).reverse()) {
      const start = dialect.literalStart(before.tokens, open);
      if (start === undefined) continue;
      const { source } = piece;
      const isKnown = known && source.offset(before.from + before.tokens.list[open]!.start) >= known.start;
      const endpoint = isKnown ? known.endpoint : this.heldBy(before, start, 'object');
      if (endpoint) return this.body(endpoint, open);
    }
    const last = before.tokens.length - (string ? 1 : 0);
    const member = this.memberOf(last);
    if (member) return member;
    if (!string) {
      const endpoint = this.isEmptyHere() ? this.heldBy(before, last, 'object') : undefined;
      return (
        endpoint && { ...this.body(endpoint, -1), source: SourceText.verbatim('', piece.offset), index: 0 }
      );
    }
    const endpoint = known?.endpoint ?? this.heldBy(before, last, 'text');
    return endpoint && this.inString(endpoint);
  }

  /** A field that is set one by one: `payload["name"] = …`. */
  private memberOf(at: number): BodyContext | undefined {
    const { tokens, from } = this.around.before;
    const { string } = this.around;
    const isMember =
      string && tokens.isMark(at - 1, '[') && tokens.isWord(at - 2) && !tokens.isMark(at - 3, '.');
    const { source, index } = this.piece;
    const rest = /^[\w.-]*/.exec(source.text.slice(index, index + LONGEST))![0].length;
    const behind = /^(["']?)\]?\s*(?:=(?!=)|$|\n)/.exec(source.text.slice(index + rest, index + rest + 80));
    const endpoint = isMember && behind ? this.following(tokens.written(at - 2), 'object') : undefined;
    if (!endpoint || !string) return undefined;
    const start = from + string.start;
    const closed = behind![1] !== '';
    const place: ObjectPlace = {
      position: 'key',
      path: [],
      written: new Set(),
      token: { start, end: index + rest + (closed ? 1 : 0), quote: source.text[start]!, closed },
      separator: ':',
      beforeColon: true,
      beforeMember: false,
      commaAt: undefined,
    };
    return { ...this.body(endpoint, -1), place };
  }

  /** The call whose body the cursor is in, where the facts tell. */
  private knownCall(): { readonly endpoint: Endpoint; readonly start: number } | undefined {
    const { offset } = this.piece;
    for (const call of this.calls) {
      const { body, sdk } = call;
      if (sdk || body.kind !== 'literal' || body.range.start >= offset || offset >= body.range.end) continue;
      const endpoint = currentEndpointOf(call);
      if (endpoint) return { endpoint, start: body.range.start };
    }
    return undefined;
  }

  private body(endpoint: Endpoint, open: number): BodyContext {
    const { source, index, offset } = this.piece;
    const { from, tokens } = this.around.before;
    const root = open < 0 ? undefined : from + tokens.list[open]!.start;
    return {
      part: 'body',
      endpoint,
      source: root === undefined ? source : source.slice(0, statementEnd(source.text, root, index)),
      root,
      index,
      offset,
      notation: this.dialect.notation,
      quote: this.dialect.notation.keepsQuote ? quoteOf(source.text, '"') : '"',
    };
  }

  /** True where nothing follows that could be what is to be written. */
  private isEmptyHere(): boolean {
    const { source, index } = this.piece;
    return /^\s*(?:[)\],\n]|$)/.test(source.text.slice(index, index + 80));
  }

  /** JSON in the string that the cursor is in. */
  private inString(endpoint: Endpoint): RequestContext | undefined {
    const { before, string } = this.around;
    const start = before.from + string!.start;
    const { text } = this.piece.source;
    const [whole] = tokensOf(text.slice(start, start + LONGEST), this.dialect.literals);
    if (whole?.kind !== 'string' || whole.holes.length > 0) return undefined;
    const { content } = whole;
    const quote = text[start + content.start - 1]!;
    return stringBody(
      this.piece,
      { start: start + content.start, end: start + content.end, quote },
      endpoint,
    );
  }

  /** The endpoint that what begins with token `at` is sent to, as an object or as its text. */
  private heldBy(code: Code, at: number, form: 'object' | 'text'): Endpoint | undefined {
    const { tokens } = code;
    const { objectArgument, textArgument, encodes, wraps } = this.dialect;
    const name = nameBefore(tokens, at);
    if (name !== undefined) {
      const isBody = form === 'object' ? objectArgument.test(name) : textArgument.test(name);
      const open = tokens.opener(at - 1);
      return isBody
        ? (this.requests.endpointOf(code, open) ?? this.requests.ownEndpointOf(code, open))
        : undefined;
    }
    if (tokens.isMark(at - 1, '(')) {
      const open = at - 1;
      const called = tokens.written(open - 1);
      if (form === 'object' && encodes.test(called)) {
        const buffer = /NewEncoder\(\s*&?(\w+)\s*\)\s*\.\s*Encode$/.exec(
          tokens.text.slice(Math.max(0, tokens.list[open]!.start - 80), tokens.list[open]!.start),
        )?.[1];
        if (buffer !== undefined) return this.following(buffer, 'text');
        return this.heldBy(code, calleeStart(tokens, open), 'text');
      }
      return form === 'text' && wraps.test(called)
        ? this.heldBy(code, calleeStart(tokens, open), 'text')
        : undefined;
    }
    if (form === 'text' && tokens.isMark(at - 1, ','))
      return this.requests.endpointOf(code, tokens.opener(at - 1));
    if (form === 'object' && tokens.isMark(at - 1, ',')) {
      const endpoint = this.requests.ownEndpointOf(code, tokens.opener(at - 1));
      if (endpoint) return endpoint;
    }
    const variable = assignedName(tokens, at);
    return variable === undefined ? undefined : this.following(variable, form);
  }

  /** The endpoint that a variable is sent to below the cursor. */
  private following(name: string, form: 'object' | 'text'): Endpoint | undefined {
    const { below } = this.around;
    const { tokens } = below;
    const known = `${form} ${name}`;
    if (this.followed.has(known) || this.followed.size >= MOST_NAMES) return undefined;
    this.followed.add(known);
    for (let at = 0; at < tokens.length; at++) {
      if (!tokens.isWord(at) || tokens.written(at) !== name || tokens.isMark(at - 1, '.')) continue;
      const start = tokens.isMark(at - 1, '&') ? at - 1 : at;
      const endpoint = this.heldBy(below, start, form);
      if (endpoint) return endpoint;
    }
    return undefined;
  }
}
