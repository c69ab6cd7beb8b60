import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import type { ServiceHost } from './service.ts';

/**
 * A node of a syntax tree, copied out of the WASM heap: nothing to free, no cost per access. `start` and `end` are
 * UTF-16 indexes into the parsed text, half-open.
 */
export interface SyntaxNode {
  /** Name in the grammar: `call_expression`, `string`; of an operator its text. */
  readonly type: string;
  /** The name its parent gives it: `function`, `arguments`. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly parent: SyntaxNode | undefined;
  /** Named nodes and those that have a field; punctuation is left out. */
  readonly children: readonly SyntaxNode[];
  /** True when the parser had to skip or invent something in it. */
  readonly broken: boolean;
}

/** Parses islands of source text. Owned by the service, shared by all languages. */
export interface SyntaxParser {
  /**
   * The root of `text`'s tree, from a cache where the same text was parsed before. Undefined while the grammar is
   * not loaded: the analysis is then run again once it is.
   */
  parse(grammar: string, text: string): SyntaxNode | undefined;
}

/** Text of one grammar whose trees are kept, in UTF-16 units. A node takes some 100 bytes, and there is one in about 5 characters. */
const CACHED_CHARACTERS = 400_000;
/** Longer islands are data rather than code. */
const LONGEST_ISLAND = 200_000;

/**
 * Parses with tree-sitter grammars that it loads as they are asked for. Trees live in the WASM heap only while
 * {@link Grammars.parse} copies them, so that memory stays flat over any number of edits.
 */
export class Grammars implements SyntaxParser {
  private readonly parsers = new Map<string, Parser>();
  private readonly wanted = new Set<string>();
  private readonly failed = new Set<string>();
  /** By grammar. */
  private readonly caches = new Map<string, TreeCache>();
  private runtime: Promise<boolean> | undefined;
  private disposed = false;

  constructor(private readonly host: ServiceHost) {}

  parse(grammar: string, text: string): SyntaxNode | undefined {
    const parser = this.parsers.get(grammar);
    if (!parser) {
      if (!this.failed.has(grammar)) this.wanted.add(grammar);
      return undefined;
    }
    if (text.length > LONGEST_ISLAND) return undefined;
    const cache = this.caches.get(grammar) ?? new TreeCache();
    this.caches.set(grammar, cache);
    const known = cache.get(text);
    if (known) return known;
    const root = read(parser, text);
    if (root) cache.keep(text, root);
    return root;
  }

  /**
   * Loads the grammars that {@link Grammars.parse} was asked for and did not have. True when there is a new one, so
   * that what was analysed without it is worth a second look. Failures are reported once and not tried again.
   */
  async loadMissing(): Promise<boolean> {
    const names = [...this.wanted];
    this.wanted.clear();
    const loaded = await Promise.all(names.map((name) => this.load(name)));
    return loaded.includes(true);
  }

  /** Frees the parsers. Nothing is parsed afterwards. */
  dispose(): void {
    this.disposed = true;
    for (const parser of this.parsers.values()) parser.delete();
    this.parsers.clear();
    this.caches.clear();
  }

  private async load(name: string): Promise<boolean> {
    if (this.parsers.has(name)) return true;
    this.runtime ??= this.start();
    try {
      if (!(await this.runtime)) {
        this.failed.add(name);
        return false;
      }
      const language = await Language.load(await this.host.readAsset(`tree-sitter-${name}.wasm`));
      if (this.disposed) return false;
      if (this.parsers.has(name)) return true;
      this.parsers.set(name, new Parser().setLanguage(language));
      return true;
    } catch (error) {
      this.failed.add(name);
      this.host.warn(
        `The ${name} grammar could not be loaded, so ${name} code is not checked. ${reason(error)}`,
      );
      return false;
    }
  }

  private async start(): Promise<boolean> {
    try {
      await Parser.init({ wasmBinary: await this.host.readAsset('tree-sitter.wasm') });
      return true;
    } catch (error) {
      this.host.warn(`The parser could not be started, so source code is not checked. ${reason(error)}`);
      return false;
    }
  }
}

/** Trees by their texts; those that were not asked for longest are forgotten. */
class TreeCache {
  private readonly trees = new Map<string, SyntaxNode>();
  private characters = 0;

  get(text: string): SyntaxNode | undefined {
    const known = this.trees.get(text);
    if (!known) return undefined;
    this.trees.delete(text);
    this.trees.set(text, known);
    return known;
  }

  keep(text: string, root: SyntaxNode): void {
    this.trees.set(text, root);
    this.characters += text.length;
    for (const [oldest] of this.trees) {
      if (this.characters <= CACHED_CHARACTERS || oldest === text) break;
      this.trees.delete(oldest);
      this.characters -= oldest.length;
    }
  }
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The tree as plain objects. Undefined when tree-sitter gives up on the text. */
function read(parser: Parser, text: string): SyntaxNode | undefined {
  const tree = parser.parse(text);
  if (!tree) return undefined;
  const cursor = tree.walk();
  try {
    return copy(cursor, undefined, 0);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

type Building = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] } & { children: SyntaxNode[] };

/** Deeper nesting is not written by people; the copy stops there and calls the rest broken. */
const DEEPEST = 600;

function copy(cursor: TreeCursor, parent: SyntaxNode | undefined, depth: number): SyntaxNode {
  const type = cursor.nodeType;
  const node: Building = {
    type,
    field: cursor.currentFieldName ?? undefined,
    start: cursor.startIndex,
    end: cursor.endIndex,
    parent,
    children: [],
    broken: type === 'ERROR' || cursor.nodeIsMissing || depth > DEEPEST,
  };
  if (depth > DEEPEST || !cursor.gotoFirstChild()) return node;
  do {
    const named = cursor.nodeIsNamed;
    if (named || cursor.currentFieldId !== 0) {
      const child = copy(cursor, node, depth + 1);
      node.children.push(child);
      if (child.broken) node.broken = true;
    } else if (cursor.nodeIsMissing) {
      node.broken = true;
    }
  } while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return node;
}

/** The child that `field` names. */
export function childOf({ children }: SyntaxNode, field: string): SyntaxNode | undefined {
  // A loop, because this is asked for every node that is lowered.
  for (const child of children) if (child.field === field) return child;
  return undefined;
}

/** The smallest node around the characters from `start` up to `end`. */
export function nodeAt(root: SyntaxNode, start: number, end: number): SyntaxNode {
  let node = root;
  for (;;) {
    const inner = childAround(node, start, end);
    if (!inner) return node;
    node = inner;
  }
}

function childAround({ children }: SyntaxNode, start: number, end: number): SyntaxNode | undefined {
  for (const child of children)
    if (child.start <= start && child.end >= end && child.end > child.start) return child;
  return undefined;
}
