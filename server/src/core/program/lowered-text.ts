import type { Expression, Span } from '../expression.ts';
import { unknownAt } from '../expression.ts';
import type { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Grammar, Lowering } from './grammar.ts';

/** The expressions of one text's nodes, each made once. */
export class LoweredText implements Lowering {
  private readonly known = new Map<SyntaxNode, Expression>();

  constructor(
    readonly source: SourceText,
    readonly roots: readonly SyntaxNode[],
    private readonly grammar: Grammar,
  ) {}

  written(node: SyntaxNode): string {
    return this.source.text.slice(node.start, node.end);
  }

  span({ start, end }: SyntaxNode): Span {
    return { start, end };
  }

  expression(node: SyntaxNode | undefined): Expression {
    if (!node) return unknownAt({ start: 0, end: 0 });
    const known = this.known.get(node);
    if (known) return known;
    // What the parser made up where something is missing.
    const expression = node.end > node.start ? this.grammar.lower(node, this) : undefined;
    const result = expression ?? unknownAt(node);
    this.known.set(node, result);
    return result;
  }
}
