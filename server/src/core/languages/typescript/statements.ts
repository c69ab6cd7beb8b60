import { lastAtOrBefore } from '../../line-index.ts';
import { Block, behind, blockAround, Kind, type Tokens, wordAt } from './tokens.ts';

/** Tokens from `first` up to but not including `end`. */
export interface Statement {
  readonly first: number;
  readonly end: number;
  /** The bracket whose statement it is, or -1. */
  readonly block: number;
}

/** Words that go on with an expression or a statement that the line before could have ended. */
const CONTINUES = /^(?:as|satisfies|in|of|instanceof|extends|implements|else|catch|finally|from|is)$/;
/** Words that need something after them. */
const OPEN_ENDED =
  /^(?:as|satisfies|in|of|instanceof|extends|implements|new|typeof|void|delete|await|const|let|var|export|import|from|function|class|async|case|keyof|readonly|private|public|protected|static|declare|abstract|type|interface|enum|namespace|throw)$/;

/** Cuts a text into statements, one block at a time and only where asked. */
export class Statements {
  private readonly starts = new Map<number, readonly number[]>();

  constructor(private readonly tokens: Tokens) {}

  /** The statement or class member that holds a token, in the innermost block around it. */
  around(token: number): Statement {
    const block = blockAround(this.tokens, token);
    const starts = this.startsIn(block);
    const at = lastAtOrBefore(starts, token);
    return { first: starts[at] ?? token, end: starts[at + 1] ?? this.limit(block), block };
  }

  /** The statements or class members directly in the block that token `block` begins; -1 is the whole text. */
  in(block: number): readonly Statement[] {
    const starts = this.startsIn(block);
    const limit = this.limit(block);
    return starts.map((first, i) => ({ first, end: starts[i + 1] ?? limit, block }));
  }

  private limit(block: number): number {
    return block < 0 ? this.tokens.starts.length : this.tokens.limits[block]!;
  }

  private startsIn(block: number): readonly number[] {
    const known = this.starts.get(block);
    if (known) return known;
    const { kinds, starts, limits, mates } = this.tokens;
    const found: number[] = [];
    const limit = block < 0 ? starts.length : limits[block]!;
    let boundary = true;
    for (let i = block + 1; i < limit; ) {
      if (boundary || this.begins(i, found.at(-1)!)) found.push(i);
      const isOpen = kinds[i] === Kind.open;
      boundary = (isOpen && mates[i]! < 0) || this.ends(i, found.at(-1)!);
      i = isOpen ? Math.max(i + 1, behind(this.tokens, i)) : i + 1;
    }
    this.starts.set(block, found);
    return found;
  }

  /** True when a statement surely ends with token `i`. */
  private ends(i: number, first: number): boolean {
    const { kinds } = this.tokens;
    if (kinds[i] === Kind.operator) {
      const word = wordAt(this.tokens, i);
      return word === ';' || (word === ':' && /^(?:case|default)$/.test(wordAt(this.tokens, first)));
    }
    return kinds[i] === Kind.word && /^(?:else|do|try|finally)$/.test(wordAt(this.tokens, i));
  }

  /** True when token `i`, somewhere behind token `first`, begins a new statement: by a line break, as scripts do. */
  private begins(i: number, first: number): boolean {
    const { tokens } = this;
    const { kinds, breaks, blocks, mates } = tokens;
    const last = i - 1;
    const before = wordAt(tokens, last);
    const word = wordAt(tokens, i);
    if (!breaks[i]) {
      // `if (x) {…} return …` on one line.
      if (before !== '}' || blocks[mates[last]!] !== Block.code || kinds[i] !== Kind.word) return false;
      return (
        !CONTINUES.test(word) && /^(?:if|for|while|function|switch|class|async)$/.test(wordAt(tokens, first))
      );
    }
    if (kinds[last] === Kind.operator && before !== '++' && before !== '--' && before !== '>') return false;
    if (kinds[last] === Kind.word && OPEN_ENDED.test(before)) return false;
    if (kinds[i] === Kind.operator) return word === '@' || word === '++' || word === '--';
    if (kinds[i] === Kind.open) return word === '{' && before === '}' && blocks[mates[last]!] === Block.code;
    return !(kinds[i] === Kind.word && CONTINUES.test(word));
  }
}
