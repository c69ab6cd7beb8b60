import type { Binding, Changes } from '../../binding.ts';
import { UNCHANGED } from '../../binding.ts';
import type { CallExpression, Expression, Frame } from '../../expression.ts';
import { inFrame } from '../../frame.ts';
import type { Values } from '../../resolve.ts';
import type { Held, Scope } from '../../scope.ts';
import type { SourceText } from '../../source.ts';
import { assignedValue, isAssigned, isAssignedMember } from './assigned.ts';
import { changesOf } from './changes.ts';
import { type Declaration, Declarations } from './declarations.ts';
import { Functions } from './functions.ts';
import { behindTypeArguments, type Islands } from './islands.ts';
import { listOf } from './list-items.ts';
import { Members } from './members.ts';
import { reduceCall } from './pure.ts';
import { fieldsOfParsed, restOf } from './schema-fields.ts';
import type { Text } from './text.ts';
import { type Tokens, tokenAt, wordAt } from './tokens.ts';
import { fieldsOfItems, fieldsOfType } from './type-fields.ts';

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
  /(?:\.fetch|\[['"]fetch['"]\])(?<=\b(?:globalThis|window|global|self)(?:\.fetch|\[['"]fetch['"]\]))\s*=(?![=>])|['"`]fetch['"`](?<=\b(?:stubGlobal|spyOn|replaceProperty|stub|method|fn)\([^()]{0,80}['"`]fetch['"`])|\bfetchMock\b|\bjest-fetch-mock\b/;

const UNKNOWN: Binding = { kind: 'unknown' };

/** The names of one TypeScript or JavaScript text. */
export class NameScope implements Scope {
  readonly functions: Functions;
  private readonly declarations: Declarations;
  private readonly known = new Map<string, Binding>();
  private fetchReplaced: boolean | undefined;
  private readonly assignments = new Map<number, Assignment>();

  private readonly text: Text;
  private readonly members: Members;

  constructor(
    source: SourceText,
    private readonly tokens: Tokens,
    private readonly islands: Islands,
  ) {
    this.text = { source, tokens, islands };
    this.functions = new Functions(this.text);
    this.declarations = new Declarations(this.text, this.functions);
    this.members = new Members(this.text, this.declarations, this.functions, {
      lookup: this.lookup.bind(this),
      changes: this.changes.bind(this),
      remember: this.remember.bind(this),
      givenTo: this.givenTo.bind(this),
    });
  }

  /** True when the text puts another function, a mock or a wrapper, in the place of the global fetch. */
  get replacesFetch(): boolean {
    this.fetchReplaced ??= REPLACES_FETCH.test(this.tokens.text);
    return this.fetchReplaced;
  }

  reduce(call: CallExpression, values: Values): Expression | undefined {
    const reduced = reduceCall(call, this, values);
    if (reduced || call.constructs || !call.intact) return reduced;
    const { value } = values.resolve(call.callee);
    return value.kind === 'function' ? this.functions.called(value, call) : undefined;
  }

  /** Every place where the word `name` stands as a name, as tokens. */
  occurrences(name: string): readonly number[] {
    return this.declarations.occurrences(name);
  }

  /** True when a statement that exports mentions the name: other modules may then add to what it holds. */
  isExported(name: string): boolean {
    return this.occurrences(name).some((o) => {
      const next = wordAt(this.tokens, o + 1) === '<' ? behindTypeArguments(this.tokens, o + 1) : o + 1;
      const after = next < this.tokens.starts.length ? wordAt(this.tokens, next) : '';
      // What is only used there is not handed on.
      if (/^(?:\.|\?\.|\()$/.test(after)) return false;
      const { first, block } = this.islands.statementAround(o);
      return block < 0 && /^(?:export|module|exports)$/.test(wordAt(this.tokens, first));
    });
  }

  /** What `name.path.to = value` gives a member of something that is not declared here, where that is done once. */
  givenTo(name: string, path: readonly string[]): Expression | undefined {
    const { tokens } = this;
    const found = this.occurrences(path.at(-1)!).filter((o) => {
      let i = o;
      for (const step of [...path].reverse()) {
        if (wordAt(tokens, i) !== step || wordAt(tokens, i - 1) !== '.') return false;
        i -= 2;
      }
      return wordAt(tokens, i) === name && isAssignedMember(tokens, o);
    });
    return found.length === 1 ? assignedValue(this.text, found[0]!) : undefined;
  }

  /** Where the variable that token `at` names is declared. */
  declaredAt(at: number): number | undefined {
    return this.declaredAs(wordAt(this.tokens, at), at);
  }

  /** Where the variable is declared that token `at` sees under a name. */
  declaredAs(name: string, at: number): number | undefined {
    return this.declarations.visible(name, at)?.token;
  }

  /** The places that mean the variable declared at `token`. */
  usesOf(token: number): readonly number[] {
    const name = wordAt(this.tokens, token);
    const declaration = this.declarations.visible(name, token);
    if (declaration?.token !== token) return [];
    return this.declarations.usesOf(name, declaration);
  }

  lookup(name: string, at: number, frame?: Frame): Binding {
    const token = tokenAt(this.tokens, at);
    const declaration = this.declarations.visible(name, token);
    if (!declaration) return { kind: 'global' };
    const given = frame && inFrame(frame, this.tokens.starts[declaration.token]!);
    if (given) return this.argument(name, declaration, given, token);
    return this.remember(`${declaration.token}:${this.place(token)}`, () =>
      this.bind(name, declaration, token),
    );
  }

  /** A parameter that a call gave the value `given`. */
  private argument(name: string, declaration: Declaration, given: Expression, at: number): Binding {
    const uses = this.declarations.usesOf(name, declaration);
    if (uses.some((o) => isAssigned(this.tokens, o))) return UNKNOWN;
    const changes = this.changes(given, uses, declaration.token, at);
    return { kind: 'value', value: given, certain: true, changes };
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
    if (!value)
      return declaration.type === undefined ? UNKNOWN : { kind: 'instance', type: declaration.type };
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
    const assigned = uses.filter((o) => isAssigned(this.tokens, o));
    if (assigned.length === 0) return { value, certain, from: token, later: false, uses };
    if (value || assigned.length > 1 || !declaration.assignable) {
      return { value: undefined, certain: false, from: token, later: false, uses };
    }
    const from = assigned[0]!;
    const block = this.islands.statementAround(from).block;
    const sure =
      this.islands.statementAround(from).first === from &&
      block === this.islands.statementAround(token).block;
    const rest = uses.filter((o) => o !== from);
    return { value: assignedValue(this.text, from), certain: sure, from, later: true, uses: rest };
  }

  private changes(value: Expression, uses: readonly number[], from: number, at: number): Changes {
    if (isText(value) || value.kind === 'number') return UNCHANGED;
    return changesOf(this.text, value, uses, from, at);
  }

  self(property: string, at: number): Binding {
    return this.members.self(property, at);
  }

  fieldsOf(expression: Expression): readonly string[] | undefined {
    const token = expression.kind === 'name' ? tokenAt(this.tokens, expression.start) : -1;
    const declared = token < 0 ? undefined : this.declaredAt(token);
    if (declared === undefined) return undefined;
    const occurrences = (name: string): readonly number[] => this.occurrences(name);
    const own =
      fieldsOfType(this.tokens, declared, occurrences) ??
      fieldsOfParsed(this.tokens, declared, occurrences) ??
      this.fieldsOfRest(declared, occurrences);
    const list = own ? undefined : listOf(this.tokens, declared);
    const root = list && this.declaredAt(list[0]!);
    if (!list || root === undefined) return own;
    const members = list.slice(1).map((at) => wordAt(this.tokens, at));
    return fieldsOfItems(this.tokens, root, members, occurrences);
  }

  /** Of `const { id, ...rest } = input`, where the type of `input` says what there is. */
  private fieldsOfRest(
    declared: number,
    occurrences: (name: string) => readonly number[],
  ): readonly string[] | undefined {
    const rest = restOf(this.tokens, declared);
    const whole = rest && this.declaredAt(rest.whole);
    if (!rest || whole === undefined) return undefined;
    const fields =
      fieldsOfType(this.tokens, whole, occurrences) ?? fieldsOfParsed(this.tokens, whole, occurrences);
    return fields?.filter((field) => !rest.taken.includes(field));
  }

  property(holder: Expression, property: string): Held | undefined {
    return this.members.property(holder, property);
  }

  /** What the class around a place extends that the text does not hold. */
  extended(at: number): Binding | undefined {
    return this.members.extended(tokenAt(this.tokens, at));
  }

  /** The class body around a token, or -1. */
  classAround(token: number): number {
    return this.members.classAround(token);
  }
}

/** Methods that give a text. */
const GIVES_TEXT =
  /^(?:stringify|replace|replaceAll|trim|trimEnd|trimStart|toString|join|concat|toUpperCase|toLowerCase|slice|substring)$/;

/** Texts cannot be changed by whoever gets hold of them. */
function isText(value: Expression): boolean {
  switch (value.kind) {
    case 'text':
    case 'template':
      return true;
    case 'call':
      return value.callee.kind === 'member' && GIVES_TEXT.test(value.callee.property);
    case 'choice':
      return isText(value.first) || isText(value.second);
    default:
      return false;
  }
}
