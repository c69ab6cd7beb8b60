import type { CallExpression } from '../../expression.ts';
import type { ApiCall, Fact, ResponseRead } from '../../model.ts';
import { offsetsOf } from '../../requests/bare-call.ts';
import { Cutter } from './cutter.ts';
import { definedAt } from './defined.ts';
import { nameOfFunction } from './function-names.ts';
import { behindTypeArguments } from './islands.ts';
import { standingAlone } from './literals.ts';
import { functionAround } from './local-functions.ts';
import type { Reading } from './reading.ts';
import { ReadFinder } from './reads.ts';
import { behind, holdsStatements, Kind, tokenAt, wordAt } from './tokens.ts';
import { isComplete, NOWHERE, type Reached, Wrappers } from './wrappers.ts';

/** Hosts of the API, and paths with a version and a name. */
const ANCHOR = /api\.unkey\.(?:com|dev)|\/v[12x]\/+[\w$]/gi;
/** Names that are followed from definition to use; more are not written by people. */
const MOST_NAMES = 200;

/** Finds the calls of one text: from the places that name the API, and from the names defined there. */
export class CallFinder {
  private readonly reached = new Map<number, Reached>();
  private readonly seen = new Set<string>();
  private readonly queue: number[] = [];
  private readonly cutter: Cutter;
  private readonly wrappers: Wrappers;

  constructor(private readonly reading: Reading) {
    this.cutter = new Cutter(reading);
    this.wrappers = new Wrappers(reading, this.cutter, (open) => this.read(open));
  }

  /** Every call, in the order of the text. */
  find(): readonly ApiCall[] {
    const anchors = this.anchors();
    this.queue.push(...anchors);
    const visited = new Set<number>();
    for (let token = this.queue.pop(); token !== undefined; token = this.queue.pop()) {
      if (visited.has(token)) continue;
      visited.add(token);
      this.visit(token);
    }
    const found = [...this.reached].flatMap(([open, { calls }]) =>
      this.wrappers.expanded.has(open) ? calls.filter(({ url }) => isComplete(url)) : calls,
    );
    const used = offsetsOf(found);
    const alone = anchors.flatMap((token) => standingAlone(this.reading, this.cutter, token, used));
    return [...found, ...alone].sort((a, b) => a.range.start - b.range.start);
  }

  /** What is read of the answers to `calls`, which are those that were found. */
  reads(calls: readonly ApiCall[]): readonly ResponseRead[] {
    const known = new Set(calls);
    const callAt = (open: number): ApiCall | undefined => {
      const own = this.reached.get(open)?.calls.filter((call) => known.has(call)) ?? [];
      const complete = own.filter(({ url }) => isComplete(url));
      return complete.length === 1 ? complete[0] : own.length === 1 ? own[0] : undefined;
    };
    const reads = new ReadFinder(this.reading, this.cutter, callAt);
    for (const [open, { calls: own, open: depends }] of this.reached) {
      const call = depends || own.length > 0 ? this.cutter.call(open) : undefined;
      const match = call?.intact ? this.wrappers.match(call) : undefined;
      if (match) reads.ofClient(open, match, own[0] && alike(own[0], calls));
    }
    return reads.found();
  }

  /** Strings and templates that hold a host or a path of the API: the token where each begins. */
  private anchors(): number[] {
    const { tokens } = this.reading;
    const found = new Set<number>();
    for (const match of tokens.text.matchAll(ANCHOR)) {
      const token = tokenAt(tokens, match.index);
      if (token < 0 || match.index >= tokens.ends[token]!) continue;
      if (tokens.kinds[token] === Kind.string) found.add(token);
      else if (tokens.kinds[token] === Kind.chunk) found.add(tokens.parents[token]!);
    }
    return [...found];
  }

  private visit(token: number): void {
    if (this.callAround(token) || this.callBehind(token)) return;
    const defined = definedAt(this.reading, token);
    for (const { name, from, to } of defined) this.follow(name, from, to);
    if (defined.length === 0) this.followFunction(token);
  }

  /** Looks at every place where a name is used. */
  private follow(name: string, from: number, to: number): void {
    const key = `${name}:${from}`;
    if (this.seen.has(key) || this.seen.size >= MOST_NAMES) return;
    this.seen.add(key);
    for (const use of this.reading.scope.occurrences(name)) {
      if (use >= from && use < to) this.queue.push(use);
    }
  }

  /** Looks at every call of the innermost function with a name around a token. */
  private followFunction(token: number): void {
    const { tokens } = this.reading;
    for (let fn = functionAround(tokens, token); fn; fn = functionAround(tokens, fn.head)) {
      const name = nameOfFunction(tokens, fn);
      if (name === undefined) continue;
      this.follow(name, 0, tokens.starts.length);
      return;
    }
  }

  /** The innermost call around a token that leads to the API. */
  private callAround(token: number): boolean {
    const { tokens } = this.reading;
    for (let open = tokens.parents[token]!; !holdsStatements(tokens, open); open = tokens.parents[open]!) {
      if (wordAt(tokens, open) === '(' && this.leads(open)) return true;
    }
    return false;
  }

  /** The call of something that the name at `token` is the beginning of: `client.post(…)`. */
  private callBehind(token: number): boolean {
    const { tokens } = this.reading;
    if (tokens.kinds[token] !== Kind.word) return false;
    for (let i = token + 1; i < tokens.starts.length; ) {
      const word = wordAt(tokens, i);
      if (word === '.' || word === '?.') i += tokens.kinds[i + 1] === Kind.word ? 2 : 1;
      else if (word === '!') i++;
      else if (word === '<') i = behindTypeArguments(tokens, i);
      else if (word !== '(') return false;
      else if (this.leads(i)) return true;
      else i = behind(tokens, i);
    }
    return false;
  }

  /** True when the call with its arguments at token `open` leads to the API, or may for some callers. */
  private leads(open: number): boolean {
    const { calls, open: depends } = this.read(open);
    if (depends) this.followFunction(open);
    return depends || calls.length > 0;
  }

  private read(open: number): Reached {
    const known = this.reached.get(open);
    if (known) return known;
    // A function that calls itself leads nowhere else.
    this.reached.set(open, NOWHERE);
    const call = this.cutter.call(open);
    const once = call ? this.wrappers.follow(call, open) : NOWHERE;
    const times = call && (once.open || once.calls.length > 0) ? this.times(call, open, once) : [];
    const reached = times.length > 0 ? { calls: times, open: once.open } : once;
    this.reached.set(open, reached);
    return reached;
  }

  /** The requests of a call that sends several, one after the other or one of them. */
  private times(call: CallExpression, open: number, once: Reached): readonly ApiCall[] {
    const choices = this.wrappers.eachChoice(call, open);
    return choices.length > 0 || !once.open ? choices : this.wrappers.eachTurn(call, open);
  }
}

/** One of the calls to the host and version that a request goes to which is made for each of them. */
const alike = ({ url: { host, version } }: ApiCall, calls: readonly ApiCall[]): ApiCall | undefined =>
  host.kind !== 'literal' || version.kind !== 'literal'
    ? undefined
    : calls.find(({ url }) => isSame(url.host, host.value) && isSame(url.version, version.value));

const isSame = (fact: Fact<string>, value: string): boolean =>
  fact.kind === 'literal' && fact.value === value;
