import type { CallEditor } from '../../call-editor.ts';
import type { CallExpression, Expression, Frame } from '../../expression.ts';
import { within } from '../../frame.ts';
import { type ApiCall, type ApiUrl, DYNAMIC, type Fact } from '../../model.ts';
import { isWithin, type Range } from '../../source.ts';
import { alternativesOf } from './alternatives.ts';
import { callerEditor } from './caller-edits.ts';
import type { Sender, Trial } from './caller-queries.ts';
import type { Endpoints } from './clients/client.ts';
import type { Cutter } from './cutter.ts';
import { endpointsOf } from './endpoints.ts';
import { nameOfFunction } from './function-names.ts';
import { functionAt, type LocalFunction } from './local-functions.ts';
import { turnsAround } from './loops.ts';
import { type Match, matchClient } from './origin.ts';
import type { Reading } from './reading.ts';
import { readRequest } from './request.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';
import { matchUnknown } from './unknown-client.ts';

/** What a call leads to. */
export interface Reached {
  readonly calls: readonly ApiCall[];
  /** True when a request may go to the API, depending on what is not known here: parameters of the function around. */
  readonly open: boolean;
}

/** A function of the text that is called, and what its parameters stand for given these arguments. */
interface OwnFunction {
  readonly fn: LocalFunction;
  readonly framed: (args: readonly Expression[]) => Frame;
}

export const NOWHERE: Reached = { calls: [], open: false };
/** Functions that call functions that call functions. */
const DEEPEST = 4;
/** Longer functions do more than send a request. */
const MOST_CALLS = 60;
const MOST_EXPANSIONS = 400;

/** True when it is known which operation of which version is called. */
export const isComplete = ({ version, operation }: ApiUrl): boolean =>
  version.kind === 'literal' && operation.kind === 'literal';

/** Follows calls of the text's own functions to the requests these send. */
export class Wrappers {
  /** Brackets of the requests that were read once for each call of the function around them. */
  readonly expanded = new Set<number>();
  private readonly inner = new Map<number, readonly number[]>();
  private readonly matches = new Map<CallExpression, Match | undefined>();
  private expansions = 0;

  /** @param reached what the call with its arguments at token `open` leads to, whoever calls the function around it. */
  constructor(
    private readonly reading: Reading,
    private readonly cutter: Cutter,
    private readonly reached: (open: number) => Reached,
  ) {}

  /** The client function that a call of the text calls. */
  match(call: CallExpression): Match | undefined {
    if (this.matches.has(call)) return this.matches.get(call);
    const match = matchClient(call, this.reading.scope);
    this.matches.set(call, match);
    return match;
  }

  /** What a call of a client, or of a function of the text, leads to. */
  follow(call: CallExpression, open: number, frame?: Frame, depth = 0): Reached {
    const match = this.match(call);
    const described = match && match.factories.length === 0 ? match.client.endpoints : undefined;
    if (match && described) return this.described(call, match, described);
    if (match) return this.sent(call, match, frame);
    const own = this.ownFunction(call);
    if (own === 'itself') return NOWHERE;
    if (own) return depth < DEEPEST ? this.expand(call, own, depth) : NOWHERE;
    const unknown = matchUnknown(this.reading, call, open);
    return unknown ? this.sent(call, unknown, frame) : NOWHERE;
  }

  /** What the call with its arguments at token `open` leads to for each of the URLs that it picks one of. */
  eachChoice(call: CallExpression, open: number): readonly ApiCall[] {
    const found: ApiCall[] = [];
    for (const one of alternativesOf(this.reading, call))
      this.once(one.call, open, one.picked, undefined, found);
    return found;
  }

  /** What the call with its arguments at token `open` leads to in each turn of the loop around it. */
  eachTurn(call: CallExpression, open: number): readonly ApiCall[] {
    const found: ApiCall[] = [];
    for (const { frame, item } of turnsAround(this.reading, open))
      this.once(within(call, frame), open, item, frame, found);
    return found;
  }

  private once(
    call: CallExpression,
    open: number,
    picked: Expression,
    frame: Frame | undefined,
    found: ApiCall[],
  ): void {
    if (++this.expansions > MOST_EXPANSIONS) return;
    const urlArgument = this.reading.source.range(picked.start, picked.end);
    for (const request of this.follow(call, open, frame).calls) {
      if (!isComplete(request.url)) continue;
      this.expanded.add(open);
      found.push({ ...request, urlArgument, editor: notationOf(request) });
    }
  }

  private sent(call: CallExpression, match: Match, frame: Frame | undefined): Reached {
    const request = readRequest(this.reading, call, match, frame);
    if (request === 'open') return { calls: [], open: true };
    return request ? { calls: [request], open: !isComplete(request.url) } : NOWHERE;
  }

  /** The requests of the endpoints of the client that a call makes. */
  private described(call: CallExpression, match: Match, described: Endpoints): Reached {
    const found = endpointsOf(this.reading, call, match, described).map((one) =>
      this.sent(one.call, one.match, undefined),
    );
    const calls = found
      .flatMap(({ calls }) => calls)
      .map((request) => ({ ...request, editor: notationOf(request) }));
    return { calls, open: false };
  }

  private ownFunction(call: CallExpression): OwnFunction | 'itself' | undefined {
    if (call.constructs) return undefined;
    const { tokens, scope, values } = this.reading;
    const { value } = values.resolve(call.callee);
    const fn = value.kind === 'function' ? functionAt(tokens, value.start) : undefined;
    if (!fn || value.kind !== 'function') return undefined;
    // A function that calls itself is not followed in circles.
    const at = tokenAt(tokens, call.start);
    if (at >= fn.first && at < fn.end) return 'itself';
    const framed = (args: readonly Expression[]): Frame =>
      scope.functions.frame(fn, args, call.intact, value.frame);
    return { fn, framed };
  }

  private expand(call: CallExpression, { fn, framed: frameOf }: OwnFunction, depth: number): Reached {
    const frame = frameOf(call.args);
    const calls: ApiCall[] = [];
    let open = false;
    for (const bracket of this.callsIn(fn)) {
      // What does not depend on the caller is found where it is written.
      if (this.reached(bracket).calls.some(({ url }) => isComplete(url))) continue;
      if (++this.expansions > MOST_EXPANSIONS) break;
      const written = this.cutter.call(bracket);
      if (!written) continue;
      const framed = within(written, frame);
      const found = this.follow(framed, bracket, frame, depth + 1);
      const attempted: Trial = (args) => {
        if (depth > 0 || ++this.expansions > MOST_EXPANSIONS) return undefined;
        const tried = frameOf(args);
        const sent = this.follow(within(written, tried), bracket, tried, depth + 1).calls;
        return sent.length === 1 ? sent[0] : undefined;
      };
      if (found.open) open = true;
      for (const request of found.calls) {
        if (!isComplete(request.url)) continue;
        this.expanded.add(bracket);
        const inner = { call: written, match: this.match(written) };
        calls.push(this.atCaller(request, call, fn, { attempted, inner }));
      }
    }
    return { calls, open };
  }

  /** The brackets in a function's body with arguments of what may be a client or a function of the text. */
  private callsIn(fn: LocalFunction): readonly number[] {
    const known = this.inner.get(fn.head);
    if (known) return known;
    const { tokens, scope, values } = this.reading;
    const found: number[] = [];
    for (let i = fn.first; i < fn.end && found.length < MOST_CALLS; i++) {
      if (tokens.kinds[i] !== Kind.open || wordAt(tokens, i) !== '(') continue;
      const callee = this.cutter.callee(i);
      if (!callee) continue;
      const span = { start: callee.start, end: callee.end };
      const bare: CallExpression = {
        ...{ kind: 'call', callee, args: [], intact: true, constructs: false },
        ...{ list: span, ...span },
      };
      const followed =
        matchClient(bare, scope) !== undefined ||
        values.resolve(callee).value.kind === 'function' ||
        MAY_SEND.test(wordAt(tokens, i - 1)) ||
        wordAt(tokens, i - 1) === '>';
      if (followed) found.push(i);
    }
    this.inner.set(fn.head, found);
    return found;
  }

  /** The request as the caller of the function sees it. */
  private atCaller(request: ApiCall, call: CallExpression, fn: LocalFunction, sender: Sender): ApiCall {
    const { source, tokens } = this.reading;
    const range = source.range(call.start, call.end);
    const place = request.url.operation.kind === 'literal' ? request.url.operation.range : range;
    const args = call.args.map((arg) => source.range(arg.start, arg.end));
    const callee = source.range(call.callee.start, call.callee.end);
    const urlArgument = args.find((arg) => isWithin(place, arg)) ?? args[0] ?? callee;
    const head = source.range(tokens.starts[fn.head]!, tokens.starts[fn.first]!);
    const { method, editor } = request;
    // A method that follows from the function's name, or from a default of its parameters, is the caller's doing.
    const left =
      method.kind === 'literal' &&
      !isWithin(method.range, range) &&
      (isWithin(method.range, head) || VERB.test(nameOfFunction(tokens, fn) ?? ''));
    // What a half-typed call goes on to give is not known.
    const unknown = { method: DYNAMIC, methodImplied: false, headersComplete: false, body: DYNAMIC } as const;
    const own = callerEditor(this.reading, call, fn, request, editorAt(range, method, editor), sender);
    // The base is written in the function, for all of its callers.
    const inlineBase: CallEditor['inlineBase'] = () => own.inlineBase?.() ?? editor.inlineBase?.();
    return {
      ...request,
      range,
      urlArgument,
      ...(left ? { method: { ...method, range: callee }, methodImplied: true } : {}),
      editor: { ...own, ...(editor.inlineBase ? { inlineBase } : {}) },
      ...(call.intact ? {} : unknown),
    };
  }
}

/** How values are written stays known where edits are not. */
const notationOf = ({ editor: { notation } }: ApiCall): CallEditor => (notation ? { notation } : {});

/** Edits of the caller only: the function may be called from elsewhere. */
function editorAt(range: Range, method: Fact<string>, { setMethod, notation }: CallEditor): CallEditor {
  const kept: CallEditor = notation ? { notation } : {};
  if (method.kind === 'literal' && isWithin(method.range, range))
    return { ...kept, setMethod: (newText) => [{ range: method.range, newText }] };
  if (!setMethod) return kept;
  return {
    ...kept,
    setMethod: (newText) => {
      const made = setMethod(newText);
      return made.every((edit) => isWithin(edit.range, range)) ? made : [];
    },
  };
}

/** Functions named after the HTTP method they send with. */
const VERB = /^_?\$?(?:http)?_?(?:get|post|put|patch|delete|del|remove)(?:Json|Request)?$/i;
/** Names of functions that send requests. */
const MAY_SEND =
  /fetch|request|call|send|query|invoke|api|http|client|unkey|^(?:get|post|put|patch|delete|del|head)$/i;
