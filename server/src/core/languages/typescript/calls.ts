import type { CallExpression } from '../../expression.ts';
import type { ApiCall } from '../../model.ts';
import type { Range } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { parseApiUrl } from '../../url.ts';
import { isDescribed } from './context.ts';
import { definedAt } from './defined.ts';
import { calleeStart, type Island } from './islands.ts';
import { lower } from './lower.ts';
import { matchClient } from './origin.ts';
import type { Reading } from './reading.ts';
import { bareCall, readRequest } from './request.ts';
import { behind, holdsStatements, Kind, tokenAt, wordAt } from './tokens.ts';

/** Hosts of the API, and paths with a version and a name. */
const ANCHOR = /api\.unkey\.(?:com|dev)|\/v[12x]\/+[\w$]/gi;
/** Functions that no client has, seen without parsing what they are given. */
const NO_CLIENT =
  /^(?:stringify|URL|URLSearchParams|Headers|String|it|test|describe|expect|log|error|encodeURIComponent|useEffect|useCallback|useMemo|then|catch|super)$/;
/** Names that are followed from definition to use; more are not written by people. */
const MOST_NAMES = 200;

/** Finds the calls of one text: from the places that name the API, and from the names defined there. */
export class CallFinder {
  private readonly calls = new Map<number, ApiCall | undefined>();
  private readonly seen = new Set<string>();
  private readonly queue: number[] = [];

  constructor(private readonly reading: Reading) {}

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
    const found = [...this.calls.values()].filter((call) => call !== undefined);
    const used = offsetsOf(found);
    const bare = anchors.flatMap((token) => this.bare(token, used) ?? []);
    return [...found, ...bare].sort((a, b) => a.range.start - b.range.start);
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
    if (!defined) return;
    const key = `${defined.name}:${defined.from}`;
    if (this.seen.has(key) || this.seen.size >= MOST_NAMES) return;
    this.seen.add(key);
    for (const use of this.reading.scope.occurrences(defined.name)) {
      if (use >= defined.from && use < defined.to) this.queue.push(use);
    }
  }

  /** The innermost call of a client around a token that goes to the API. */
  private callAround(token: number): boolean {
    const { tokens } = this.reading;
    for (let open = tokens.parents[token]!; !holdsStatements(tokens, open); open = tokens.parents[open]!) {
      if (wordAt(tokens, open) === '(' && this.call(open)) return true;
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
      else if (word === '<') i = this.behindTypeArguments(i);
      else if (word !== '(') return false;
      else if (this.call(i)) return true;
      else i = behind(tokens, i);
    }
    return false;
  }

  private behindTypeArguments(open: number): number {
    const { tokens } = this.reading;
    for (let i = open, depth = 0; i < Math.min(open + 60, tokens.starts.length); i++) {
      const word = wordAt(tokens, i);
      if (word === '<') depth++;
      else if (word === '>' && --depth === 0) return i + 1;
      else if (word === ';') break;
    }
    return tokens.starts.length;
  }

  /** The request sent by the call whose arguments token `open` begins. */
  private call(open: number): ApiCall | undefined {
    if (this.calls.has(open)) return this.calls.get(open);
    const call = this.read(open);
    this.calls.set(open, call);
    return call;
  }

  private read(open: number): ApiCall | undefined {
    const { tokens, scope } = this.reading;
    const first = calleeStart(tokens, open);
    if (first === undefined || NO_CLIENT.test(wordAt(tokens, open - 1))) return undefined;
    const call = this.lowered(first, open);
    const match = call && matchClient(call, scope);
    // A request made on its own is read where it is sent.
    return match && readRequest(this.reading, call, match);
  }

  /** The call that begins with token `first`, cut out of the text and parsed alone. */
  private lowered(first: number, open: number): CallExpression | undefined {
    const { tokens, islands, source } = this.reading;
    const close = tokens.mates[open]!;
    const last = close >= 0 ? close : tokens.limits[open]! - 1;
    const end = tokens.ends[Math.max(last, open)]!;
    const whole = islands.piece(first, end, close >= 0 ? '' : this.closers(open, last));
    const call = whole && callIn(whole, tokens.starts[first]!);
    if (whole && call) {
      const lowered = lower(source, whole, call);
      if (lowered.kind !== 'call') return undefined;
      return { ...lowered, intact: lowered.intact && close >= 0 && !whole.root.broken };
    }
    const comma = this.firstComma(open, last);
    const start = comma === undefined ? undefined : islands.piece(first, tokens.starts[comma]!, ')');
    const partial = start && callIn(start, tokens.starts[first]!);
    const lowered = start && partial && lower(source, start, partial);
    return lowered?.kind === 'call' ? { ...lowered, intact: false } : undefined;
  }

  /** What closes the brackets that are open at token `last` of the arguments that token `open` begins. */
  private closers(open: number, last: number): string {
    const { tokens } = this.reading;
    let closers = '';
    if (tokens.kinds[last] === Kind.string) {
      const written = wordAt(tokens, last);
      if (written.length < 2 || written.at(-1) !== written[0]) closers = written[0]!;
    }
    let innermost =
      tokens.kinds[last] === Kind.open && tokens.mates[last]! < 0 ? last : tokens.parents[last]!;
    for (; innermost >= open; innermost = tokens.parents[innermost]!) {
      const word = wordAt(tokens, innermost);
      closers += word === '(' ? ')' : word === '[' ? ']' : word === '`' ? '`' : '}';
    }
    return closers;
  }

  private firstComma(open: number, last: number): number | undefined {
    const { tokens } = this.reading;
    for (let i = open + 1; i <= last; i++) {
      if (wordAt(tokens, i) === ',' && tokens.parents[i] === open) return i;
    }
    return undefined;
  }

  /** A string that is a URL of the API and that no call is known to use. */
  private bare(token: number, used: ReadonlySet<number>): ApiCall | undefined {
    const { tokens, islands, source, values } = this.reading;
    const end = tokens.kinds[token] === Kind.open ? behind(tokens, token) - 1 : token;
    const range = source.range(tokens.starts[token]!, tokens.ends[end]!);
    if (touches(range, used)) return undefined;
    const piece = islands.piece(token, tokens.ends[end]!, '');
    const node = piece && literalIn(piece.root);
    if (!piece || !node || node.broken || node.end + piece.shift !== tokens.ends[end]) return undefined;
    const text = values.text(lower(source, piece, node), true);
    if (/\s/.test(text.text)) return undefined;
    const url = parseApiUrl(text);
    if (!url || url.operation.kind === 'absent') return undefined;
    if (isDescribed(tokens, token, islands.statementAround(token).first)) return undefined;
    return this.isOnlyDescribed(token) ? undefined : bareCall(range, url);
  }

  /** True for a constant that is used, and in nothing but mocks, routes and assertions. */
  private isOnlyDescribed(token: number): boolean {
    const { tokens, islands, scope } = this.reading;
    const defined = definedAt(this.reading, token);
    if (!defined) return false;
    const uses = scope
      .occurrences(defined.name)
      .filter((use) => use >= defined.from && use < defined.to && use !== defined.token);
    return (
      uses.length > 0 && uses.every((use) => isDescribed(tokens, use, islands.statementAround(use).first))
    );
  }
}

/** The document offsets that the URLs of these calls were read from. */
function offsetsOf(calls: readonly ApiCall[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { url } of calls) for (let i = 0; i < url.text.length; i++) found.add(url.text.offset(i));
  return found;
}

function touches(range: Range, offsets: ReadonlySet<number>): boolean {
  for (let at = range.start; at < range.end; at++) if (offsets.has(at)) return true;
  return false;
}

/** The call expression that begins at index `start` of the text. */
function callIn(island: Island, start: number): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = island.root;
  while (node && node.type !== 'call_expression' && node.type !== 'new_expression') {
    node = node.children.find((c) => c.start + island.shift === start && c.type !== 'comment');
  }
  return node;
}

function literalIn(root: SyntaxNode): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = root;
  while (node && node.type !== 'string' && node.type !== 'template_string') node = node.children[0];
  return node;
}
