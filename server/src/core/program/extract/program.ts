import { type CallExpression, calledName } from '../../expression.ts';
import type { Values } from '../../resolve.ts';
import type { SourceText } from '../../source.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { TEST_FILE } from '../described.ts';
import type { Grammar } from '../grammar.ts';
import { LoweredText } from '../lowered-text.ts';
import { Machine } from '../machine.ts';
import { Names } from '../names.ts';
import { ProgramScope } from '../scope.ts';

/** A URL of the API, or what a path of one begins with. */
export const ANCHOR = /api\.unkey\.(?:com|dev)|\/v[12x]\b/i;

/** One text being read. */
export class Program {
  readonly to: LoweredText;
  readonly names: Names;
  readonly scope: ProgramScope;
  readonly values: Values;
  readonly machine: Machine;
  readonly callNodes: readonly SyntaxNode[];
  readonly strings: readonly SyntaxNode[];
  readonly comments: readonly SourceText[];
  private sites: ReadonlyMap<string, readonly SyntaxNode[]> | undefined;

  constructor(
    readonly source: SourceText,
    roots: readonly SyntaxNode[],
    readonly grammar: Grammar,
    private readonly path: string,
  ) {
    this.to = new LoweredText(source, roots, grammar);
    this.names = new Names(roots, grammar, this.to);
    const { nodes } = this.names;
    this.callNodes = nodes.filter((node) => grammar.calls.has(node.type));
    this.strings = nodes.filter((node) => grammar.strings.has(node.type));
    this.comments = nodes
      .filter((node) => grammar.comments.has(node.type))
      .map((node) => source.slice(node.start, node.end));
    this.scope = new ProgramScope(this.names, grammar, this.to);
    this.values = this.scope.values;
    this.machine = new Machine(this.scope, source.text);
  }

  /** The calls of anything of that name. */
  sitesOf(name: string): readonly SyntaxNode[] {
    this.sites ??= this.sitesByName();
    return this.sites.get(name) ?? [];
  }

  private sitesByName(): ReadonlyMap<string, readonly SyntaxNode[]> {
    const found = new Map<string, SyntaxNode[]>();
    for (const node of this.callNodes) {
      const expression = this.to.expression(node);
      const name = (expression.kind === 'call' && calledName(expression.callee)) || '';
      const known = found.get(name);
      if (known) known.push(node);
      else found.set(name, [node]);
    }
    return found;
  }

  /** True for a call of a method of a client, though the text has a function of that name. */
  isOfClient({ callee }: CallExpression): boolean {
    const object = callee.kind === 'member' ? this.machine.thing(callee.object) : undefined;
    // Others are added to it: extension methods.
    return callee.kind === 'member' && object !== undefined && this.machine.has(object, callee.property);
  }

  /** True for a node in the code of a test. */
  isInTest(node: SyntaxNode): boolean {
    return TEST_FILE.test(this.path) || (this.grammar.inTest?.(node, this.to) ?? false);
  }
}
