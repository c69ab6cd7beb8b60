import type { Binding, Changes } from '../../binding.ts';
import { UNCHANGED } from '../../binding.ts';
import type { CallExpression, Expression, Frame, FunctionExpression } from '../../expression.ts';
import { unknownAt } from '../../expression.ts';
import type { Held } from '../../scope.ts';
import { assignedValue, isAssignedMember } from './assigned.ts';
import { type Declarations, isEmpty } from './declarations.ts';
import { nameOfFunction } from './function-names.ts';
import type { Functions } from './functions.ts';
import { functionAt } from './local-functions.ts';
import type { Text } from './text.ts';
import { Block, Kind, tokenAt, wordAt } from './tokens.ts';
import { WrittenMembers } from './written-members.ts';

/** What members need to know of names. */
interface Names {
  lookup(name: string, at: number, frame?: Frame): Binding;
  changes(value: Expression, uses: readonly number[], from: number, at: number): Changes;
  remember(key: string, find: () => Binding): Binding;
  givenTo(name: string, path: readonly string[]): Expression | undefined;
}

const UNKNOWN: Binding = { kind: 'unknown' };
/** Members of a component that hold its methods. */
const METHODS = /^(?:methods|actions|computed|getters|watch)$/;

/** The members of the classes and objects of one text. */
export class Members {
  private readonly written: WrittenMembers;

  constructor(
    private readonly text: Text,
    private readonly declarations: Declarations,
    private readonly functions: Functions,
    private readonly names: Names,
  ) {
    this.written = new WrittenMembers(text, declarations, functions);
  }

  self(property: string, at: number): Binding {
    const token = tokenAt(this.text.tokens, at);
    const body = this.classAround(token);
    if (body >= 0) return this.member(property, body, token);
    const open = this.objectAround(token);
    return this.names.remember(`object.${property}:${open}`, () => this.objectMember(property, open));
  }

  /** The `{` of the object whose method a token is in, or -1. */
  private objectAround(token: number): number {
    const { parents, blocks } = this.text.tokens;
    let inside = token;
    for (let open = parents[token] ?? -1; open >= 0; inside = open, open = parents[open]!) {
      if (blocks[open] === Block.object && blocks[inside] === Block.code) return open;
    }
    return -1;
  }

  /** A member of the object that token `open` begins, or of what a function and its prototype make. */
  private objectMember(property: string, open: number): Binding {
    const { tokens } = this.text;
    const holder = this.component(open);
    const given = this.declarations
      .occurrences(property)
      .filter((o) => isAssignedMember(tokens, o) && this.isOwn(o))
      .filter((o) => this.component(this.objectAround(o)) === holder);
    const own = open < 0 ? undefined : this.written.entry(property, open);
    const begun = own || open < 0 ? undefined : this.begun(property, open);
    if (begun && given.length === 0)
      return { kind: 'value', value: begun, certain: false, changes: UNCHANGED };
    if (own && given.length === 0) return { kind: 'value', value: own, certain: true, changes: UNCHANGED };
    const value = own || given.length !== 1 ? undefined : assignedValue(this.text, given[0]!);
    return value ? { kind: 'value', value, certain: true, changes: UNCHANGED } : UNKNOWN;
  }

  /** The object whose methods stand in the object that token `open` begins: that of a component, or itself. */
  private component(open: number): number {
    const { tokens } = this.text;
    const nested = open > 1 && METHODS.test(wordAt(tokens, open - 2)) && wordAt(tokens, open - 1) === ':';
    return nested ? tokens.parents[open]! : open;
  }

  /** What a member begins with in the `data` or `state` of the component around the object that token `open` begins. */
  private begun(property: string, open: number): Expression | undefined {
    const { tokens } = this.text;
    const component = this.component(open);
    if (component < 0) return undefined;
    const given = this.written.entry('data', component) ?? this.written.entry('state', component);
    const fn = given?.kind === 'function' ? functionAt(tokens, given.start) : undefined;
    const data = fn && this.functions.result(fn);
    if (data?.kind !== 'object' || !data.intact) return undefined;
    const entry = data.entries.find((e) => e.kind === 'member' && isNamed(e.key, property));
    return entry && !isEmpty(entry.value) ? entry.value : undefined;
  }

  /** `this.name` or `Type.prototype.name`. */
  private isOwn(token: number): boolean {
    const { tokens } = this.text;
    return wordAt(tokens, token - 1) === '.' && /^(?:this|prototype)$/.test(wordAt(tokens, token - 2));
  }

  property(holder: Expression, property: string): Held | undefined {
    const type = holder.kind === 'call' && holder.constructs ? this.classOf(holder.callee) : holder;
    if (type?.kind !== 'function') return undefined;
    const body = this.classBody(type);
    if (body < 0) return holder === type ? undefined : this.ofPrototype(type, property);
    const made = holder.kind === 'call' ? this.constructed(body, holder, type.frame) : type.frame;
    return { binding: this.member(property, body, body), frame: made };
  }

  /** `Type.prototype.name = …` */
  private ofPrototype(type: FunctionExpression, property: string): Held | undefined {
    const { tokens } = this.text;
    const fn = functionAt(tokens, type.start);
    const name = fn && nameOfFunction(tokens, fn);
    if (name === undefined) return undefined;
    const value = this.names.givenTo(name, ['prototype', property]);
    return (
      value && { binding: { kind: 'value', value, certain: true, changes: UNCHANGED }, frame: undefined }
    );
  }

  /** What a call of a class's constructor makes of its parameters. */
  private constructed(body: number, call: CallExpression, outer: Frame | undefined): Frame | undefined {
    const { tokens } = this.text;
    const token = this.declarations.occurrences('constructor').find((o) => tokens.parents[o] === body);
    const fn = token === undefined ? undefined : functionAt(tokens, tokens.starts[token]!);
    return fn ? this.functions.frame(fn, call.args, call.intact, outer) : outer;
  }

  private classOf(callee: Expression): Expression | undefined {
    if (callee.kind !== 'name') return undefined;
    const binding = this.names.lookup(callee.name, callee.start, callee.frame);
    return binding.kind === 'value' ? binding.value : undefined;
  }

  /** The `{` of a class that begins where the expression does, or -1. */
  private classBody(type: Expression): number {
    const { tokens } = this.text;
    const first = tokenAt(tokens, type.start);
    if (first < 0 || wordAt(tokens, first) !== 'class') return -1;
    for (let i = first + 1, left = 60; left > 0 && i < tokens.starts.length; i++, left--) {
      if (tokens.kinds[i] === Kind.open && tokens.blocks[i] === Block.class) return i;
    }
    return -1;
  }

  /** A member of the class whose body token `body` begins, or of the class it extends, as seen from token `at`. */
  private member(property: string, body: number, at: number): Binding {
    const key = `this.${property}:${body}:${this.text.islands.statementAround(at).first}`;
    return this.names.remember(key, () => {
      const own = this.field(property, body, at);
      if (own) return own;
      const base = this.parent(body);
      const inherited = base?.kind === 'value' ? this.classBody(base.value) : -1;
      return inherited < 0 || inherited === body ? UNKNOWN : this.member(property, inherited, at);
    });
  }

  /** What the class whose body token `body` begins extends. */
  private parent(body: number): Binding | undefined {
    const { tokens } = this.text;
    for (let i = body - 1, left = 60; i > tokens.parents[body]! && left > 0; i--, left--) {
      const word = wordAt(tokens, i);
      if (word === 'class') break;
      if (word === 'extends') return this.names.lookup(wordAt(tokens, i + 1), tokens.starts[i + 1]!);
    }
    return undefined;
  }

  /** What the class around a token, or one that this extends, extends that the text does not hold. */
  extended(token: number): Binding | undefined {
    let body = this.classAround(token);
    for (let left = 10; left > 0 && body >= 0; left--) {
      const parent = this.parent(body);
      if (parent?.kind !== 'value') return parent;
      body = this.classBody(parent.value);
    }
    return undefined;
  }

  /** The class body around a token, or -1. */
  classAround(token: number): number {
    let open = this.text.tokens.parents[token] ?? -1;
    while (open >= 0 && this.text.tokens.blocks[open] !== Block.class) open = this.text.tokens.parents[open]!;
    return open;
  }

  /** Undefined for what the class does not have itself. */
  private field(property: string, body: number, at: number): Binding | undefined {
    const { tokens, islands } = this.text;
    const inside = this.declarations.occurrences(property).filter((o) => this.classAround(o) === body);
    const uses = inside.filter(
      (o) => /^\??\.$/.test(wordAt(tokens, o - 1)) && wordAt(tokens, o - 2) === 'this',
    );
    const assigned = uses.filter((o) => isAssignedMember(tokens, o));
    const found: { value: Expression; certain: boolean; from: number }[] = [];
    let type: string | undefined;
    for (const o of inside) {
      const field = this.written.field(o, body);
      if (field === 'unknown') return UNKNOWN;
      if (field && 'type' in field) type = field.type;
      else if (field) found.push({ ...field, from: o });
    }
    for (const o of assigned) {
      const value = assignedValue(this.text, o);
      const certain = islands.statementAround(o - 2).first === o - 2 && this.inConstructor(o);
      found.push({
        value: value ?? unknownAt({ start: tokens.starts[o]!, end: tokens.ends[o]! }),
        certain,
        from: o,
      });
    }
    if (found.length === 0) return type === undefined ? undefined : { kind: 'instance', type };
    if (found.length > 1) return UNKNOWN;
    const { value, certain, from } = found[0]!;
    const changes = this.names.changes(
      value,
      uses.filter((o) => o !== from),
      from,
      at,
    );
    return { kind: 'value', value, certain, changes };
  }

  /** True directly in the body of a constructor. */
  private inConstructor(token: number): boolean {
    const { tokens } = this.text;
    const block = this.text.islands.statementAround(token).block;
    const close = block - 1;
    if (block < 1 || tokens.kinds[close] !== Kind.close) return false;
    const open = tokens.mates[close]!;
    return open > 0 && wordAt(tokens, open - 1) === 'constructor';
  }
}

const isNamed = (key: Expression, name: string): boolean => key.kind === 'text' && key.value.text === name;
