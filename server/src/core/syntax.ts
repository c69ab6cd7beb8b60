import type { Tree } from 'web-tree-sitter';

/** Parses islands of source text. Owned by the service, shared by all languages. */
export interface SyntaxParser {
  /**
   * The tree of `text`, from a cache where the same text was parsed before. Undefined while the grammar is
   * not loaded: the analysis is then run again once it is. Valid only until the current analysis ends; do not free it.
   */
  parse(grammar: string, text: string): Tree | undefined;
}
