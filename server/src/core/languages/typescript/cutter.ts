import type { CallExpression, Expression } from '../../expression.ts';
import { escapedName } from '../../name-pattern.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { calleeStart, type Island } from './islands.ts';
import { lower } from './lower.ts';
import type { Reading } from './reading.ts';
import { behind, Kind, wordAt } from './tokens.ts';

/** Functions that no client has, seen without parsing what they are given. */
const NO_CLIENT =
  /^(?:stringify|URL|URLSearchParams|Headers|String|Number|Boolean|Date|it|test|describe|expect|log|warn|info|error|debug|encodeURIComponent|useEffect|useMemo|then|catch|finally|super|json|text|push|map|filter|join|includes|startsWith|parse|require|setTimeout|Promise|all|toString|trim|split|slice)$/;

/** A call whose end is missing is not looked at further than this. */
const LONGEST_OPEN = 4_000;

/** Cuts calls out of the text and parses them alone. */
export class Cutter {
  private readonly calls = new Map<number, CallExpression | undefined>();
  private readonly callees = new Map<number, Expression | undefined>();
  private readonly own = new Map<string, boolean>();

  constructor(private readonly reading: Reading) {}

  /** The call whose arguments token `open` begins; undefined when nothing is called there that may be a client. */
  call(open: number): CallExpression | undefined {
    if (this.calls.has(open)) return this.calls.get(open);
    const first = this.first(open);
    const call = first === undefined ? undefined : this.lowered(first, open);
    this.calls.set(open, call);
    return call;
  }

  /** What is called there, its arguments left aside. */
  callee(open: number): Expression | undefined {
    if (this.callees.has(open)) return this.callees.get(open);
    const { tokens, islands, source } = this.reading;
    const first = this.first(open);
    const island = first === undefined ? undefined : islands.piece(first, tokens.starts[open]!, '()');
    const node = island && callIn(island, tokens.starts[first!]!);
    const call = node && lower(source, island, node);
    const callee = call?.kind === 'call' && !island!.root.broken ? call.callee : undefined;
    this.callees.set(open, callee);
    return callee;
  }

  /** The member expression that token `last` ends, and that is not called. */
  member(last: number): Expression | undefined {
    const { tokens, islands, source } = this.reading;
    const first = calleeStart(tokens, last + 1);
    const island = first === undefined ? undefined : islands.piece(first, tokens.ends[last]!, '()');
    const node = island && callIn(island, tokens.starts[first!]!);
    const call = node && !island.root.broken ? lower(source, island, node) : undefined;
    return call?.kind === 'call' ? call.callee : undefined;
  }

  private first(open: number): number | undefined {
    const { tokens } = this.reading;
    const name = open > 0 ? wordAt(tokens, open - 1) : '';
    const isOther =
      NO_CLIENT.test(name) && (/^\??\.$/.test(wordAt(tokens, open - 2)) || !this.declares(name));
    return isOther ? undefined : calleeStart(tokens, open);
  }

  /** True for the name of a function of the text itself. */
  private declares(name: string): boolean {
    const known = this.own.get(name);
    if (known !== undefined) return known;
    const declared = new RegExp(
      String.raw`\b(?:function\s*\*?|const|let|var)\s+${escapedName(name)}(?![\w$])`,
    );
    const found = declared.test(this.reading.tokens.text);
    this.own.set(name, found);
    return found;
  }

  private lowered(first: number, open: number): CallExpression | undefined {
    const { tokens, islands, source } = this.reading;
    const close = tokens.mates[open]!;
    const last = close >= 0 ? close : tokens.limits[open]! - 1;
    const end = tokens.ends[Math.max(last, open)]!;
    const length = end - tokens.starts[first]!;
    if (close < 0 && length > LONGEST_OPEN) return this.upToComma(first, open, last);
    const whole = islands.piece(first, end, close >= 0 ? '' : this.closers(open, last));
    const call = whole && callIn(whole, tokens.starts[first]!);
    if (whole && call) {
      const lowered = lower(source, whole, call);
      if (lowered.kind !== 'call') return undefined;
      return { ...lowered, intact: lowered.intact && close >= 0 && !whole.root.broken };
    }
    return this.upToComma(first, open, last);
  }

  /** The call with its first argument only. */
  private upToComma(first: number, open: number, last: number): CallExpression | undefined {
    const { tokens, islands, source } = this.reading;
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
    for (let i = open + 1; i <= last; ) {
      if (wordAt(tokens, i) === ',' && tokens.parents[i] === open) return i;
      i = tokens.kinds[i] === Kind.open ? Math.max(i + 1, behind(tokens, i)) : i + 1;
    }
    return undefined;
  }
}

/** The call expression that begins at index `start` of the text. */
function callIn(island: Island, start: number): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = island.root;
  while (node && node.type !== 'call_expression' && node.type !== 'new_expression') {
    node = node.children.find((c) => c.start + island.shift === start && c.type !== 'comment');
  }
  return node;
}
