import { type Expression, unknownAt } from '../../expression.ts';
import type { SourceText } from '../../source.ts';
import { childOf, type SyntaxNode } from '../../syntax.ts';
import type { Functions } from './functions.ts';
import { importOf } from './imports.ts';
import type { Islands } from './islands.ts';
import { functionFrom, functionOf, headBefore } from './local-functions.ts';
import { lower } from './lower.ts';
import { functionBody, isParameterList } from './parameters.ts';
import type { Text } from './text.ts';
import { behind, holdsStatements, Kind, type Tokens, wordAt } from './tokens.ts';
import { typeOf } from './types.ts';
import { Words } from './words.ts';

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
  /** The name of the type that is written behind it. */
  readonly type?: string;
}

type Found = Pick<Declaration, 'value' | 'certain' | 'assignable' | 'import' | 'type'>;
const UNKNOWN: Found = { value: undefined, certain: false, assignable: false };

/** Finds where names are declared, from the tokens around the places where they stand. */
export class Declarations {
  private words: Words | undefined;
  private readonly places = new Map<string, readonly number[]>();
  private readonly found = new Map<string, readonly Declaration[]>();

  private readonly source: SourceText;
  private readonly tokens: Tokens;
  private readonly islands: Islands;

  constructor(
    text: Text,
    private readonly functions: Functions,
  ) {
    this.source = text.source;
    this.tokens = text.tokens;
    this.islands = text.islands;
  }

  /** Every token that is the word `name`. */
  occurrences(name: string): readonly number[] {
    const known = this.places.get(name);
    if (known) return known;
    this.words ??= new Words(this.tokens);
    // A declaration that is still being typed has no name yet.
    const found = name === '' ? [] : this.words.places(name);
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
    for (let i = firstAtOrAfter(places, declaration.from); i < places.length; i++) {
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
    if (after === '=>') {
      // The last word of a return type declares nothing.
      if (/^[:|&>]$/.test(before) && headBefore(tokens, token + 1) !== undefined) return undefined;
      return { token, from: token, to: functionBody(tokens, token + 1), ...UNKNOWN };
    }
    const parameters = this.parametersAround(token);
    if (parameters !== undefined) {
      const to = functionBody(tokens, behind(tokens, parameters));
      return { token, from: parameters, to, ...this.parameter(token, parameters, before, after) };
    }
    const statement = this.islands.statementAround(token);
    const lead = this.leadingWord(statement.first);
    const block = statement.block;
    const scope = { token, from: block + 1, to: block < 0 ? tokens.starts.length : tokens.limits[block]! };
    // `function* name`, and not `yield* name` or a product.
    const isGenerator = before === '*' && wordAt(tokens, token - 2) === 'function';
    if (isGenerator || /^(?:function|class|namespace|module|enum)$/.test(before))
      return { ...scope, ...this.named(token, before) };
    if (lead === 'import') {
      const imported = importOf(tokens, statement, token);
      return imported && { ...scope, ...UNKNOWN, import: imported };
    }
    if (/^(?:const|let|var|using)$/.test(lead)) {
      if (!/^(?:const|let|var|using|,|\{|\[|\.\.\.|:)$/.test(before)) return undefined;
      const variable = this.variable(token);
      // What is exported and may be assigned is a property of a component.
      const given = lead === 'let' && wordAt(tokens, statement.first) === 'export';
      return variable && { ...scope, ...variable, ...(given ? { certain: false } : {}) };
    }
    if (/^(?:const|let|var)$/.test(before) || this.isLoopVariable(token, before))
      return { ...scope, ...this.headAround(token), ...UNKNOWN };
    return undefined;
  }

  /** What sees a name that the head of a loop or of a `catch` declares: the head and the body. */
  private headAround(token: number): Pick<Declaration, 'from' | 'to'> | undefined {
    const { tokens } = this;
    let open = tokens.parents[token]!;
    while (open > 0 && wordAt(tokens, open) !== '(' && !holdsStatements(tokens, open))
      open = tokens.parents[open]!;
    if (open < 1 || !/^(?:for|await|catch)$/.test(wordAt(tokens, open - 1))) return undefined;
    if (wordAt(tokens, open + 1) === 'var') return undefined;
    return { from: open, to: this.bodyEnd(behind(tokens, open)) };
  }

  /** The token behind the statement that token `first` begins, `else` and what follows it included. */
  private bodyEnd(first: number): number {
    const { tokens } = this;
    const count = tokens.starts.length;
    for (let at = first; at < count; ) {
      const word = wordAt(tokens, at);
      const head = /^(?:for|if|while)$/.test(word) ? at + (wordAt(tokens, at + 1) === 'await' ? 2 : 1) : -1;
      if (head >= 0 && head < count && wordAt(tokens, head) === '(') {
        at = behind(tokens, head);
        continue;
      }
      const end = word === '{' ? behind(tokens, at) : Math.max(at + 1, this.islands.statementAround(at).end);
      if (end >= count || wordAt(tokens, end) !== 'else') return end;
      at = end + 1;
    }
    return count;
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
    if (/^(?:function|\*|class)$/.test(keyword)) return this.known(keyword === 'class' ? token - 1 : token);
    if (keyword !== 'enum') return UNKNOWN;
    const [island, node] = this.islands.enclosing(token, 'enum_declaration');
    return node && island
      ? { value: lower(this.source, island, node), certain: true, assignable: false }
      : UNKNOWN;
  }

  /** The function or class that begins with token `first`. */
  private known(first: number): Found {
    const value = functionFrom(this.tokens, first);
    return value ? { value, certain: true, assignable: false } : UNKNOWN;
  }

  /** What `const name = …` or a pattern around the name gives it; undefined when the name is not declared there. */
  private variable(token: number): Found | undefined {
    // A function is read where it is called, not here.
    if (wordAt(this.tokens, token - 1).length > 2 && wordAt(this.tokens, token + 1) === '=') {
      const found = this.known(token + 2);
      if (found.value) return found;
    }
    const [island, declarator] = this.islands.enclosing(token, 'variable_declarator');
    if (!island || !declarator) return wordAt(this.tokens, token - 1).length > 2 ? UNKNOWN : undefined;
    const name = childOf(declarator, 'name');
    const node = this.islands.node(island, token);
    if (!name || node.start < name.start || node.end > name.end) return undefined;
    const initial = childOf(declarator, 'value');
    if (initial?.broken) return UNKNOWN;
    const value = initial && lower(this.source, island, initial);
    // What begins empty is filled in elsewhere: by a template, a callback.
    if (value && isEmpty(value) && wordAt(this.tokens, token - 1) !== 'const')
      return { value: unknownAt(value), certain: true, assignable: false };
    if (name.type === 'identifier') return { value, certain: true, assignable: !value };
    if (!value) return UNKNOWN;
    const taken = this.functions.takenApart(island, name, value).get(this.tokens.starts[token]!);
    return taken && { value: taken, certain: true, assignable: false };
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
    if (this.tokens.parents[token] !== open) return this.takenApart(token, open);
    if (/^(?:\.\.\.)$/.test(before) || !/^[=:]$/.test(after)) return UNKNOWN;
    const island = this.islands.parameters(open);
    let node: SyntaxNode | undefined = island && this.islands.node(island, token);
    while (node && node.type !== 'required_parameter') node = node.parent;
    const value = node && childOf(node, 'value');
    const type = node && island && typeOf(this.source, island, node);
    if (!island || value?.broken) return UNKNOWN;
    if (!value) return type === undefined ? UNKNOWN : { ...UNKNOWN, type };
    return { value: lower(this.source, island, value), certain: false, assignable: false };
  }

  /** A name in a pattern in the place of a parameter, that may have a default of its own. */
  private takenApart(token: number, open: number): Found {
    const fn = functionOf(this.tokens, open);
    const value = fn && this.functions.frame(fn, [], false, undefined).values.get(this.tokens.starts[token]!);
    return value?.kind === 'choice' ? { value, certain: false, assignable: false } : UNKNOWN;
  }
}

/** True for a value that only keeps the place of another one. */
export const isEmpty = (value: Expression): boolean =>
  /^(?:null|undefined)$/.test(value.kind) ||
  (value.kind === 'text' && value.value.text === '') ||
  (value.kind === 'boolean' && !value.value);

/** Index of the first number at or after `at` in ascending `starts`. */
function firstAtOrAfter(starts: ArrayLike<number>, at: number): number {
  let lo = 0;
  let hi = starts.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (starts[mid]! < at) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}
