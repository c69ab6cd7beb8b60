import type { Binding, Changes } from '../../binding.ts';
import { UNCHANGED } from '../../binding.ts';
import type { CallExpression, Expression, Span } from '../../expression.ts';
import { unknownAt } from '../../expression.ts';
import type { Scope, Values } from '../../resolve.ts';
import type { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { changesOf } from './changes.ts';
import { type Declaration, Declarations } from './declarations.ts';
import type { Islands } from './islands.ts';
import { lower } from './lower.ts';
import { reduceCall } from './pure.ts';
import { Block, Kind, type Tokens, tokenAt, wordAt } from './tokens.ts';

interface Assignment {
  readonly value: Expression | undefined;
  readonly certain: boolean;
  /** Where it is given its value. */
  readonly from: number;
  /** True for a value given after the declaration: only what stands behind it sees the value. */
  readonly later: boolean;
  readonly uses: readonly number[];
}

/** Puts another function in the place of the global fetch: `globalThis.fetch = …`, `vi.stubGlobal('fetch', …)`. */
const REPLACES_FETCH =
  /\b(?:globalThis|window|global|self)(?:\.fetch|\[['"]fetch['"]\])\s*=(?![=>])|\b(?:stubGlobal|spyOn|replaceProperty|stub|method|fn)\([^()]{0,80}['"`]fetch['"`]|\bfetchMock\b|\bjest-fetch-mock\b/;

const UNKNOWN: Binding = { kind: 'unknown' };

/** The names of one TypeScript or JavaScript text. */
export class NameScope implements Scope {
  private readonly declarations: Declarations;
  private readonly known = new Map<string, Binding>();
  private fetchReplaced: boolean | undefined;
  private readonly assignments = new Map<number, Assignment>();

  constructor(
    private readonly source: SourceText,
    private readonly tokens: Tokens,
    private readonly islands: Islands,
  ) {
    this.declarations = new Declarations(source, tokens, islands);
  }

  /** True when the text puts another function, a mock or a wrapper, in the place of the global fetch. */
  get replacesFetch(): boolean {
    this.fetchReplaced ??= REPLACES_FETCH.test(this.tokens.text);
    return this.fetchReplaced;
  }

  reduce(call: CallExpression, values: Values): Expression | undefined {
    return reduceCall(call, this, values);
  }

  /** Every place where the word `name` stands as a name, as tokens. */
  occurrences(name: string): readonly number[] {
    return this.declarations.occurrences(name);
  }

  /** True when a statement that exports mentions the name: other modules may then add to what it holds. */
  isExported(name: string): boolean {
    return this.occurrences(name).some((o) => {
      const { first, block } = this.islands.statementAround(o);
      return block < 0 && /^(?:export|module|exports)$/.test(wordAt(this.tokens, first));
    });
  }

  /** The places that mean the variable declared at `token`. */
  usesOf(token: number): readonly number[] {
    const name = wordAt(this.tokens, token);
    const declaration = this.declarations.visible(name, token);
    if (declaration?.token !== token) return [];
    return this.declarations.usesOf(name, declaration);
  }

  lookup(name: string, at: number): Binding {
    const token = tokenAt(this.tokens, at);
    const declaration = this.declarations.visible(name, token);
    if (!declaration) return { kind: 'global' };
    return this.remember(`${declaration.token}:${this.place(token)}`, () =>
      this.bind(name, declaration, token),
    );
  }

  /** The statement a place stands in: what is known of a name is the same all over it. */
  private place(token: number): number {
    return this.islands.statementAround(token).first;
  }

  private remember(key: string, find: () => Binding): Binding {
    const known = this.known.get(key);
    if (known) return known;
    // A value that refers to itself is not known.
    this.known.set(key, UNKNOWN);
    const binding = find();
    this.known.set(key, binding);
    return binding;
  }

  private bind(name: string, declaration: Declaration, at: number): Binding {
    if (declaration.import) return { kind: 'import', ...declaration.import };
    const { value, certain, from, later, uses } = this.assignment(name, declaration);
    if (!value) return UNKNOWN;
    return {
      kind: 'value',
      value,
      certain: certain && (!later || from < at),
      changes: this.changes(value, uses, from, at),
    };
  }

  /** How a variable gets its only value. */
  private assignment(name: string, declaration: Declaration): Assignment {
    const known = this.assignments.get(declaration.token);
    if (known) return known;
    const found = this.findAssignment(name, declaration);
    this.assignments.set(declaration.token, found);
    return found;
  }

  private findAssignment(name: string, declaration: Declaration): Assignment {
    const { token, value, certain } = declaration;
    if (!value && !declaration.assignable) return { value, certain, from: token, later: false, uses: [] };
    const uses = this.declarations.usesOf(name, declaration);
    const assigned = uses.filter((o) => this.isAssigned(o));
    if (assigned.length === 0) return { value, certain, from: token, later: false, uses };
    if (value || assigned.length > 1 || !declaration.assignable) {
      return { value: undefined, certain: false, from: token, later: false, uses };
    }
    const from = assigned[0]!;
    const block = this.islands.statementAround(from).block;
    const sure = this.isPlainStatement(from) && block === this.islands.statementAround(token).block;
    const rest = uses.filter((o) => o !== from);
    return { value: this.assignedValue(from), certain: sure, from, later: true, uses: rest };
  }

  private changes(value: Expression, uses: readonly number[], from: number, at: number): Changes {
    if (value.kind === 'text' || value.kind === 'number' || value.kind === 'template') return UNCHANGED;
    return changesOf(
      { source: this.source, tokens: this.tokens, islands: this.islands },
      value,
      uses,
      from,
      at,
    );
  }

  /** True when an assignment makes a statement of its own, so that it runs with its block. */
  private isPlainStatement(token: number): boolean {
    return this.islands.statementAround(token).first === token;
  }

  private isAssigned(token: number): boolean {
    const { tokens } = this;
    const before = token > 0 ? wordAt(tokens, token - 1) : '';
    const after = token + 1 < tokens.starts.length ? wordAt(tokens, token + 1) : '';
    if (before === '++' || before === '--' || after === '++' || after === '--') return true;
    return /^(?:=|\+=|-=|\?\?=|\|\|=|&&=)$/.test(after) && before !== '.' && before !== '?.';
  }

  /** The right side of the plain assignment to the name at `token`. */
  private assignedValue(token: number): Expression | undefined {
    if (wordAt(this.tokens, token + 1) !== '=') return undefined;
    const island = this.islands.statement(token);
    let node: SyntaxNode | undefined = island && this.islands.node(island, token);
    while (node && node.type !== 'assignment_expression') node = node.parent;
    const right = node && childOf(node, 'right');
    return island && right && !right.broken ? lower(this.source, island, right) : undefined;
  }

  self(property: string, at: number): Binding {
    const token = tokenAt(this.tokens, at);
    const body = this.classAround(token);
    if (body < 0) return UNKNOWN;
    return this.remember(`this.${property}:${body}:${this.place(token)}`, () =>
      this.field(property, body, token),
    );
  }

  /** The class body around a token, or -1. */
  classAround(token: number): number {
    let open = this.tokens.parents[token] ?? -1;
    while (open >= 0 && this.tokens.blocks[open] !== Block.class) open = this.tokens.parents[open]!;
    return open;
  }

  private field(property: string, body: number, at: number): Binding {
    const { tokens } = this;
    const inside = this.occurrences(property).filter((o) => this.classAround(o) === body);
    const uses = inside.filter(
      (o) => /^\??\.$/.test(wordAt(tokens, o - 1)) && wordAt(tokens, o - 2) === 'this',
    );
    const assigned = uses.filter((o) => this.isAssignedField(o));
    const found: { value: Expression; certain: boolean; from: number }[] = [];
    for (const o of inside) {
      const field = this.declarations.field(o, body);
      if (field === 'unknown') return UNKNOWN;
      if (field) found.push({ ...field, from: o });
    }
    for (const o of assigned) {
      const value = this.assignedValue(o);
      const certain = this.isPlainStatement(o - 2) && this.inConstructor(o);
      found.push({ value: value ?? unknownAt(this.span(o)), certain, from: o });
    }
    if (found.length !== 1) return UNKNOWN;
    const { value, certain, from } = found[0]!;
    const changes = this.changes(
      value,
      uses.filter((o) => o !== from),
      from,
      at,
    );
    return { kind: 'value', value, certain, changes };
  }

  private isAssignedField(token: number): boolean {
    const after = token + 1 < this.tokens.starts.length ? wordAt(this.tokens, token + 1) : '';
    return /^(?:=|\+=|\?\?=|\|\|=)$/.test(after);
  }

  /** True directly in the body of a constructor. */
  private inConstructor(token: number): boolean {
    const { tokens } = this;
    const block = this.islands.statementAround(token).block;
    const close = block - 1;
    if (block < 1 || tokens.kinds[close] !== Kind.close) return false;
    const open = tokens.mates[close]!;
    return open > 0 && wordAt(tokens, open - 1) === 'constructor';
  }

  private span(token: number): Span {
    return { start: this.tokens.starts[token]!, end: this.tokens.ends[token]! };
  }
}
