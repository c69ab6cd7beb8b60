import type { Block, Command, Test, Word } from './syntax.ts';

/** Nesting beyond which blocks are no longer told apart. */
const DEEPEST = 200;

/** A construct of several parts: `if`, `case`, the commands between `{` and `}`. */
interface Construct {
  readonly block: Block;
  readonly keyword: 'if' | 'case' | 'group';
  /** How many commands there were at its beginning. */
  readonly from: number;
  /** The commands that decide over the branch to come. */
  deciders: number;
  readonly word: Word | undefined;
}

/** Keeps track of the block that the next command of a script is in. */
export class Blocks {
  readonly script: Block = { kind: 'script', parent: undefined, depth: 0 };
  readonly functions: Block[] = [];
  current: Block = this.script;
  private floor: Block = this.script;
  private readonly constructs = new Map<Block, Construct>();
  /** Blocks that `&&` and `||` opened: they end with the line. */
  private readonly chained = new Map<Block, '&&' | '||'>();
  /** Name of the function whose body comes next. */
  private named: string | undefined;

  constructor(private readonly commands: readonly Command[]) {}

  open(kind: Block['kind'], more: Partial<Block> = {}): Block {
    if (this.current.depth >= DEEPEST) return this.current;
    const parent = this.current;
    this.current = { kind, parent, depth: parent.depth + 1, ...more };
    return this.current;
  }

  /** Opens a part of the script that ends where its caller says; to be given back to {@link Blocks.leave}. */
  enter(): { readonly floor: Block; readonly current: Block } {
    const outer = { floor: this.floor, current: this.current };
    this.floor = this.open('subshell');
    return outer;
  }

  /** Goes back to where {@link Blocks.enter} was called; gives the part's own block. */
  leave(outer: { readonly floor: Block; readonly current: Block }): Block {
    const own = this.floor;
    this.floor = outer.floor;
    this.current = outer.current;
    return own;
  }

  /** The next `{` or `(` opens the body of the function `name`. */
  expectFunction(name: string): void {
    this.named = name;
  }

  openGroup(kind: 'group' | 'subshell'): void {
    const { named } = this;
    this.named = undefined;
    if (named !== undefined) this.functions.push(this.open('function', { name: named }));
    else if (kind === 'group') this.construct('group');
    else this.open('subshell');
  }

  /** Opens the construct that begins with `keyword`. */
  construct(keyword: Construct['keyword'], word?: Word): void {
    const block = this.open('group');
    const from = this.commands.length;
    this.constructs.set(block, { block, keyword, from, deciders: 0, word });
  }

  /** `then`, `elif` and `else` of the innermost `if`. */
  branch(keyword: 'then' | 'elif' | 'else'): void {
    const found = this.innermost('if');
    if (!found) return;
    if (keyword === 'then' && this.current !== found.block && this.current.choice === found.block) {
      this.endChain();
      return;
    }
    this.current = found.block;
    // `if TEST; then … else …` with one command as its test.
    const [command] = this.commands.slice(found.from, found.from + 1);
    if (keyword === 'then') found.deciders = this.commands.length - found.from;
    const decided = command && found.deciders === 1 && keyword !== 'elif';
    if (keyword === 'elif') found.deciders = 2;
    const test: Test | undefined = decided
      ? { kind: 'command', command, holds: keyword === 'then' }
      : undefined;
    this.open('branch', { choice: found.block, ...(test ? { test } : {}) });
  }

  /** True where the pattern of a `case` is due. */
  get awaitsPattern(): boolean {
    return this.constructs.get(this.current)?.keyword === 'case' && this.current !== this.floor;
  }

  openCaseBranch(patterns: readonly Word[]): void {
    const word = this.constructs.get(this.current)?.word;
    this.open('branch', {
      choice: this.current,
      ...(word ? { test: { kind: 'case', word, patterns } } : {}),
    });
  }

  /** `;;` */
  endCaseBranch(): void {
    const found = this.innermost('case');
    if (found) this.current = found.block;
  }

  /** A command that runs if the one before it held, or, behind `||`, did not. */
  chain(operator: '&&' | '||', before: Command | undefined): void {
    const goesOn = this.chained.get(this.current);
    // Behind `a && b ||` and `a || b &&` it is not said which of both decides.
    const decided = before && (goesOn === undefined || (goesOn === '&&' && operator === '&&'));
    if (!decided) this.endChain();
    const test: Test | undefined = decided
      ? { kind: 'command', command: before, holds: operator === '&&' }
      : undefined;
    const block = this.open('branch', test ? { test } : {});
    if (block !== this.floor) this.chained.set(block, operator);
  }

  /** The end of a line or list of commands. */
  endChain(): void {
    while (this.chained.has(this.current) && this.current !== this.floor) this.close(this.current);
  }

  closeIf = (): void => this.closeConstruct('if');
  closeCase = (): void => this.closeConstruct('case');
  closeLoop = (): void => this.closeNearest((b) => b.kind === 'loop');
  closeSubshell = (): void =>
    this.closeNearest((b) => b.kind === 'subshell' || (b.kind === 'function' && !this.constructs.has(b)));
  /** `}` */
  closeGroup = (): void =>
    this.closeNearest((b) => b.kind === 'function' || this.constructs.get(b)?.keyword === 'group');
  /** `end` of fish, which closes whatever is open. */
  closeAny = (): void =>
    this.closeNearest((b) => b.kind === 'loop' || b.kind === 'function' || this.constructs.has(b));

  /** True when a `(` of this part of the script is still open. */
  get insideParentheses(): boolean {
    for (let b: Block | undefined = this.current; b && b !== this.floor; b = b.parent) {
      if (b.kind === 'subshell') return true;
    }
    return false;
  }

  private closeConstruct(keyword: Construct['keyword']): void {
    const found = this.innermost(keyword);
    if (found) this.close(found.block);
  }

  private innermost(keyword: Construct['keyword']): Construct | undefined {
    for (let b: Block | undefined = this.current; b && b !== this.floor; b = b.parent) {
      const found = this.constructs.get(b);
      if (found?.keyword === keyword) return found;
    }
    return undefined;
  }

  private closeNearest(matches: (block: Block) => boolean): void {
    for (let b: Block | undefined = this.current; b && b !== this.floor; b = b.parent) {
      if (matches(b)) {
        this.close(b);
        return;
      }
    }
  }

  private close(block: Block): void {
    this.current = block.parent ?? this.script;
  }
}
