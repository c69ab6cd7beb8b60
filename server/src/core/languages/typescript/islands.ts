import type { Span } from '../../expression.ts';
import { nodeAt, type SyntaxNode, type SyntaxParser } from '../../syntax.ts';
import { type Statement, Statements } from './statements.ts';
import { Block, behind, Kind, type Tokens, wordAt } from './tokens.ts';

/** A piece of the text, parsed alone. An index of `root` plus `shift` is an index of the text. */
export interface Island {
  readonly root: SyntaxNode;
  readonly shift: number;
  /** Where it ends in the text: what was added to close its brackets lies behind. */
  readonly limit: number;
}

/** UTF-16 units that are parsed of one text: where calls stand in calls that stand in calls, they are parsed again. */
const MOST_CHARACTERS = 3_000_000;

/** Parses the pieces of one text that matter. */
export class Islands {
  private readonly statements: Statements;
  private readonly parsed = new Map<number, Island | undefined>();
  private characters = 0;

  constructor(
    private readonly tokens: Tokens,
    private readonly syntax: SyntaxParser,
    private readonly grammar: string,
  ) {
    this.statements = new Statements(tokens);
  }

  private parse(text: string): SyntaxNode | undefined {
    this.characters += text.length;
    return this.characters > MOST_CHARACTERS ? undefined : this.syntax.parse(this.grammar, text);
  }

  statementAround(token: number): Statement {
    return this.statements.around(token);
  }

  /** The statements in the block that token `block` begins, or those of the whole text for -1. */
  statementsIn(block: number): readonly Statement[] {
    return this.statements.in(block);
  }

  /** The statement around a token, parsed; a class member inside a class of its own. */
  statement(token: number): Island | undefined {
    const { first, end, block } = this.statements.around(token);
    if (this.parsed.has(first)) return this.parsed.get(first);
    const { starts, ends, blocks } = this.tokens;
    const text = this.tokens.text.slice(starts[first], ends[end - 1]);
    const member = block >= 0 && blocks[block] === Block.class;
    const prefix = member ? 'class _ {' : '';
    const root = this.parse(member ? `${prefix}${text}}` : text);
    const island = root && { root, shift: starts[first]! - prefix.length, limit: ends[end - 1]! };
    this.parsed.set(first, island);
    return island;
  }

  /** The parameter list that token `open` begins, parsed as that of an arrow function. */
  parameters(open: number): Island | undefined {
    const { text, starts, ends, mates } = this.tokens;
    const close = mates[open]!;
    if (close < 0) return undefined;
    // The member that stands around it makes modifiers of parameters legal.
    const prefix = 'class _ {constructor';
    const root = this.parse(`${prefix}${text.slice(starts[open], ends[close])} {}}`);
    return root && { root, shift: starts[open]! - prefix.length, limit: ends[close]! };
  }

  /** The tokens from `first` up to `end`, parsed as the pattern of a parameter. */
  pattern(first: number, end: number): Island | undefined {
    const { text, starts, ends } = this.tokens;
    const prefix = 'class _ {constructor(';
    const limit = ends[end - 1]!;
    const root = this.parse(`${prefix}${text.slice(starts[first], limit)}) {}}`);
    return root && { root, shift: starts[first]! - prefix.length, limit };
  }

  /** The text from token `first` up to index `end`, with what is needed to close its brackets. */
  piece(first: number, end: number, closers: string, openers = ''): Island | undefined {
    const start = this.tokens.starts[first]!;
    const root = this.parse(`${openers}${this.tokens.text.slice(start, end)}${closers}`);
    return root && { root, shift: start - openers.length, limit: end };
  }

  /** The smallest node around a token in an island. */
  node(island: Island, token: number): SyntaxNode {
    const { starts, ends } = this.tokens;
    return nodeAt(island.root, starts[token]! - island.shift, ends[token]! - island.shift);
  }

  /** The node of a type around a token, in the statement around it. */
  enclosing(token: number, type: string): readonly [Island?, SyntaxNode?] {
    const island = this.statement(token);
    let node: SyntaxNode | undefined = island && this.node(island, token);
    while (node && node.type !== type) node = node.parent;
    return node && island ? [island, node] : [];
  }
}

/** The span of a node in the text. */
export function spanOf(island: Island, node: SyntaxNode): Span {
  const end = Math.min(node.end + island.shift, island.limit);
  return { start: Math.min(node.start + island.shift, end), end };
}

/**
 * The first token of what is called by the `(` token `open`: of `new a.b<T>(`, `new`. Undefined when nothing is called:
 * a parenthesis around an expression, a condition, a parameter list of a declaration.
 */
export function calleeStart(tokens: Tokens, open: number): number | undefined {
  const { kinds, mates } = tokens;
  let i = open - 1;
  if (i >= 0 && wordAt(tokens, i) === '?.') i--;
  if (i >= 0 && wordAt(tokens, i) === '>') i = beforeTypeArguments(tokens, i);
  for (;;) {
    while (i >= 0 && wordAt(tokens, i) === '!') i--;
    if (i < 0) return undefined;
    if (kinds[i] === Kind.close) {
      const word = wordAt(tokens, i);
      if (word !== ')' && word !== ']') return undefined;
      const group = mates[i]!;
      if (group < 0) return undefined;
      const before = group - 1;
      const named =
        before >= 0 &&
        (kinds[before] === Kind.word ? !CONTROL.test(wordAt(tokens, before)) : kinds[before] === Kind.close);
      if (named) {
        i = before;
        continue;
      }
      return word === ']' ? undefined : group;
    }
    if (kinds[i] !== Kind.word) return undefined;
    const before = i > 0 ? wordAt(tokens, i - 1) : '';
    if (before === '.' || before === '?.') {
      i -= 2;
      continue;
    }
    if (CONTROL.test(wordAt(tokens, i)) || before === 'function') return undefined;
    return before === 'new' ? i - 1 : i;
  }
}

/** The token behind the type arguments that the `<` token `open` begins; the end of the text where they do not end. */
export function behindTypeArguments(tokens: Tokens, open: number): number {
  for (let i = open, depth = 0, left = 60; left > 0 && i < tokens.starts.length; i++, left--) {
    const word = wordAt(tokens, i);
    if (tokens.kinds[i] === Kind.open) i = Math.max(i, behind(tokens, i) - 1);
    else if (word === '<') depth++;
    else if (word === '>' && --depth === 0) return i + 1;
    else if (word === ';') break;
  }
  return tokens.starts.length;
}

const CONTROL =
  /^(?:if|for|while|switch|with|catch|return|function|await|typeof|void|in|of|case|throw|async|yield|delete)$/;

/** The token before the type arguments that the `>` token `close` ends; `close` itself where they do not begin. */
export function beforeTypeArguments(tokens: Tokens, close: number): number {
  let depth = 0;
  for (let i = close, left = 60; left > 0 && i >= 0; i--, left--) {
    const word = wordAt(tokens, i);
    if (tokens.kinds[i] === Kind.close && tokens.mates[i]! >= 0) i = tokens.mates[i]!;
    else if (word === '>') depth++;
    else if (word === '<' && --depth === 0) return i - 1;
    else if (word === ';' || word === '=>') return close;
  }
  return close;
}
