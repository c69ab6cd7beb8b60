import type { Expression } from '../../expression.ts';
import type { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import { importOf } from './imports.ts';
import { type Island, type Islands, spanOf } from './islands.ts';
import { lower } from './lower.ts';
import { functionBody, isParameterList } from './parameters.ts';
import { behind, holdsStatements, Kind, type Tokens, wordAt } from './tokens.ts';

/** One declaration of a name. */
export interface Declaration {
  /** Where the name stands. */
  readonly token: number;
  /** Tokens from `from` up to but not including `to` see it. */
  readonly from: number;
  readonly to: number;
  readonly value: Expression | undefined;
  /** False where a caller may give another value. */
  readonly certain: boolean;
  /** True for a variable without a value of its own, that is given one later. */
  readonly assignable: boolean;
  readonly import?: { readonly module: string; readonly name: string };
}

type Found = Pick<Declaration, 'value' | 'certain' | 'assignable' | 'import'>;
const UNKNOWN: Found = { value: undefined, certain: false, assignable: false };

/** Finds where names are declared, from the tokens around the places where they stand. */
export class Declarations {
  private readonly places = new Map<string, readonly number[]>();
  private readonly found = new Map<string, readonly Declaration[]>();

  constructor(
    private readonly source: SourceText,
    private readonly tokens: Tokens,
    private readonly islands: Islands,
  ) {}

  /** Every token that is the word `name`. */
  occurrences(name: string): readonly number[] {
    const known = this.places.get(name);
    if (known) return known;
    // A declaration that is still being typed has no name yet.
    if (name === '') return [];
    const { text, starts, kinds, ends } = this.tokens;
    const found: number[] = [];
    let token = 0;
    for (let at = name === '' ? -1 : text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      token = firstAtOrAfter(starts, at, token);
      if (starts[token] === at && kinds[token] === Kind.word && ends[token] === at + name.length)
        found.push(token);
    }
    this.places.set(name, found);
    return found;
  }

  /** The declaration of `name` that token `at` sees: the innermost one. */
  visible(name: string, at: number): Declaration | undefined {
    const declarations = this.of(name);
    // Scopes nest: of those that begin before the place, the last one that holds it is the innermost.
    let lo = 0;
    let hi = declarations.length;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (declarations[mid]!.from <= at) lo = mid + 1;
      else hi = mid;
    }
    for (let i = lo - 1; i >= 0; i--) if (at < declarations[i]!.to) return declarations[i];
    return undefined;
  }

  /** The places that mean the declared name, its own left out. */
  usesOf(name: string, declaration: Declaration): readonly number[] {
    const places = this.occurrences(name);
    const found: number[] = [];
    for (let i = firstAtOrAfter(places, declaration.from, 0); i < places.length; i++) {
      const token = places[i]!;
      if (token >= declaration.to) break;
      if (token !== declaration.token && this.visible(name, token) === declaration) found.push(token);
    }
    return found;
  }

  private of(name: string): readonly Declaration[] {
    const known = this.found.get(name);
    if (known) return known;
    const found = this.occurrences(name).flatMap((token) => this.declaration(token) ?? []);
    found.sort((a, b) => a.from - b.from || b.to - a.to);
    this.found.set(name, found);
    return found;
  }

  private declaration(token: number): Declaration | undefined {
    const { tokens } = this;
    const before = token > 0 ? wordAt(tokens, token - 1) : '';
    const after = token + 1 < tokens.starts.length ? wordAt(tokens, token + 1) : '';
    if (before === '.' || before === '?.') return undefined;
    if (after === '=>') return { token, from: token, to: functionBody(tokens, token + 1), ...UNKNOWN };
    const parameters = this.parametersAround(token);
    if (parameters !== undefined) {
      const to = functionBody(tokens, behind(tokens, parameters));
      return { token, from: parameters, to, ...this.parameter(token, parameters, before, after) };
    }
    const statement = this.islands.statementAround(token);
    const lead = this.leadingWord(statement.first);
    const block = statement.block;
    const scope = { token, from: block + 1, to: block < 0 ? tokens.starts.length : tokens.limits[block]! };
    if (/^(?:function|class|namespace|module|enum|\*)$/.test(before))
      return { ...scope, ...this.named(token, before) };
    if (lead === 'import') {
      const imported = importOf(tokens, statement, token);
      return imported && { ...scope, ...UNKNOWN, import: imported };
    }
    if (/^(?:const|let|var|using)$/.test(lead)) {
      if (!/^(?:const|let|var|using|,|\{|\[|\.\.\.|:)$/.test(before)) return undefined;
      const variable = this.variable(token);
      return variable && { ...scope, ...variable };
    }
    if (/^(?:const|let|var)$/.test(before) || this.isLoopVariable(token, before))
      return { ...scope, ...UNKNOWN };
    return undefined;
  }

  private leadingWord(first: number): string {
    let i = first;
    while (/^(?:export|declare)$/.test(wordAt(this.tokens, i))) i++;
    return wordAt(this.tokens, i);
  }

  /** `for (const [name] of …)`, `catch ({ name })`. */
  private isLoopVariable(token: number, before: string): boolean {
    if (!/^(?:,|\{|\[|\.\.\.|:|\()$/.test(before)) return false;
    const { tokens } = this;
    for (let open = tokens.parents[token]!; open > 0; open = tokens.parents[open]!) {
      const word = wordAt(tokens, open);
      const lead = wordAt(tokens, open - 1);
      if (word === '(') return lead === 'catch';
      if (/^(?:const|let|var)$/.test(lead)) return true;
    }
    return false;
  }

  private named(token: number, keyword: string): Found {
    if (keyword !== 'enum') return UNKNOWN;
    const [island, node] = this.enclosing(token, 'enum_declaration');
    return node && island
      ? { value: lower(this.source, island, node), certain: true, assignable: false }
      : UNKNOWN;
  }

  private enclosing(token: number, type: string): readonly [Island?, SyntaxNode?] {
    const island = this.islands.statement(token);
    let node: SyntaxNode | undefined = island && this.islands.node(island, token);
    while (node && node.type !== type) node = node.parent;
    return node && island ? [island, node] : [];
  }

  /** What `const name = …` or a pattern around the name gives it; undefined when the name is not declared there. */
  private variable(token: number): Found | undefined {
    const [island, declarator] = this.enclosing(token, 'variable_declarator');
    if (!island || !declarator) return wordAt(this.tokens, token - 1).length > 2 ? UNKNOWN : undefined;
    const name = childOf(declarator, 'name');
    const node = this.islands.node(island, token);
    if (!name || node.start < name.start || node.end > name.end) return undefined;
    const initial = childOf(declarator, 'value');
    if (initial?.broken) return UNKNOWN;
    const value = initial && lower(this.source, island, initial);
    if (name.type === 'identifier') return { value, certain: true, assignable: !value };
    if (!value || name.type !== 'object_pattern') return UNKNOWN;
    return this.destructured(island, name, node, value);
  }

  private destructured(island: Island, pattern: SyntaxNode, node: SyntaxNode, value: Expression): Found {
    const span = spanOf(island, node);
    const written = this.source.text.slice(span.start, span.end);
    let key: string;
    if (node.type === 'shorthand_property_identifier_pattern' && node.parent === pattern) key = written;
    else if (node.parent?.type === 'pair_pattern' && node.parent.parent === pattern) {
      const name = childOf(node.parent, 'key');
      if (name?.type !== 'property_identifier') return UNKNOWN;
      // The property's own name declares nothing.
      if (name === node) return UNKNOWN;
      key = this.source.text.slice(name.start + island.shift, name.end + island.shift);
    } else return UNKNOWN;
    const member: Expression = { kind: 'member', object: value, property: key, propertySpan: span, ...span };
    return { value: member, certain: true, assignable: false };
  }

  /** The `(` of the parameter list that declares the name at `token`. */
  private parametersAround(token: number): number | undefined {
    const { tokens } = this;
    let inner = token;
    for (let open = tokens.parents[token]!; open >= 0; open = tokens.parents[open]!) {
      const word = wordAt(tokens, open);
      if (word === '(') {
        if (!isParameterList(tokens, open)) return undefined;
        // Only what stands at the start of a parameter is its name; the rest are types and defaults.
        for (let i = inner - 1; i > open; i--) {
          if (tokens.kinds[i] === Kind.close && tokens.mates[i]! > open) {
            i = tokens.mates[i]!;
            continue;
          }
          const before = wordAt(tokens, i);
          if (before === ',' && tokens.parents[i] === open) break;
          if (before === '=' || before === ':') return undefined;
        }
        return open;
      }
      if (word !== '{' && word !== '[') return undefined;
      if (holdsStatements(tokens, open)) return undefined;
      inner = open;
    }
    return undefined;
  }

  private parameter(token: number, open: number, before: string, after: string): Found {
    if (this.tokens.parents[token] !== open || /^(?:\.\.\.)$/.test(before) || !/^[=:]$/.test(after))
      return UNKNOWN;
    const island = this.islands.parameters(open);
    let node: SyntaxNode | undefined = island && this.islands.node(island, token);
    while (node && node.type !== 'required_parameter') node = node.parent;
    const value = node && childOf(node, 'value');
    if (!island || !value || value.broken) return UNKNOWN;
    return { value: lower(this.source, island, value), certain: false, assignable: false };
  }

  /** The value a class member or parameter property gives the field at `token`; undefined when it declares none. */
  field(token: number, body: number): { value: Expression; certain: boolean } | 'unknown' | undefined {
    const { tokens } = this;
    const before = wordAt(tokens, token - 1);
    const after = token + 1 < tokens.starts.length ? wordAt(tokens, token + 1) : '';
    if (tokens.parents[token] === body) {
      if (before === 'get' || before === 'set' || after === '(') return 'unknown';
      const [island, node] = this.enclosing(token, 'public_field_definition');
      const name = node && childOf(node, 'name');
      if (!island || !name || name.start + island.shift !== tokens.starts[token]) return undefined;
      const value = childOf(node, 'value');
      if (value?.broken) return 'unknown';
      return value && { value: lower(this.source, island, value), certain: true };
    }
    const open = tokens.parents[token]!;
    if (open < 1 || wordAt(tokens, open - 1) !== 'constructor' || tokens.parents[open] !== body)
      return undefined;
    if (!/^(?:private|public|protected|readonly)$/.test(before)) return undefined;
    const { value } = this.parameter(token, open, before, after);
    return value ? { value, certain: false } : 'unknown';
  }
}

/** Index of the first number at or after `at` in ascending `starts`, searched from index `from`. */
function firstAtOrAfter(starts: ArrayLike<number>, at: number, from: number): number {
  let lo = from;
  let hi = starts.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (starts[mid]! < at) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
