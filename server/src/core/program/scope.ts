import type { Binding, Changes, PropertySet } from '../binding.ts';
import { PUSHED, UNCHANGED } from '../binding.ts';
import {
  type CallExpression,
  type Expression,
  type Frame,
  type ObjectEntry,
  type Span,
  unknownAt,
} from '../expression.ts';
import { inFrame, within } from '../frame.ts';
import type { Held, Scope, Values } from '../resolve.ts';
import { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import { childOf, nodeAt } from '../syntax.ts';
import { truthOf } from '../truth.ts';
import { presenceAsked } from './conditions.ts';
import { type Effect, effectOf, type Step, sameSpan } from './effects.ts';
import type { FunctionShape, Grammar, Lowering, Parameter } from './grammar.ts';
import { headerConstant, headerName } from './headers.ts';
import { type Area, armsOf, dominates, type FunctionPlace, type NameEvent, type Names } from './names.ts';
import { writtenAround } from './streams.ts';

/** An effect, and whether it is certain to have happened at the place it was asked for. */
export interface Happened {
  readonly effect: Effect;
  readonly conditional: boolean;
}

/** A name's binding with what was done to the value since it was given. */
export interface Found {
  readonly binding: Binding;
  readonly happened: readonly Happened[];
  /** Where the parameter is declared that it is. */
  readonly parameter?: number;
  /** The type that a value is said to have. */
  readonly type?: string | undefined;
}

/** The calls that functions are followed from. */
export type Frames = ReadonlyMap<Area, CallExpression>;

const GLOBAL: Found = { binding: { kind: 'global' }, happened: [] };
const UNKNOWN: Found = { binding: { kind: 'unknown' }, happened: [] };
/** Conditions that depend on values which depend on conditions. */
const MOST_CONDITIONS = 2;
/** Functions that give on what they are given: each may do so several times. */
const DEEPEST_FOLLOWED = 3;
/** How often that is looked at in one text; programs that call the API need a fraction of it. */
const MOST_DONE = 500;
/** How many branches are decided upon in one text, and no more where functions call each other in all of them. */
const MOST_DECIDED = 2000;
/** Functions that read what they are given and keep no hold of it, in any language. */
const READERS =
  /^(?:print\w*|log\w*|info|debug|warn\w*|error|error_log|var_dump|var_export|dd|ray|len|str|String|dump\w*|format\w*|Sprintf|echo|puts|p|inspect|clone|copy|dict|list|json|count|isset|empty|Println|Printf|Errorf|panic|expect|unwrap)$/;

/** Classes that classes are made from. */
const MOST_CLASSES = 20;

/** Values a function gives in its branches. */
const MOST_RESULTS = 6;

/** Uses of a constructor that are looked at. */
const MOST_CALLS = 50;

/** The names of one text, as the values of expressions are found with them. */
export class ProgramScope implements Scope {
  private readonly effects = new Map<SyntaxNode, Effect | undefined>();
  /** Arguments of the calls that functions are followed from, by function. */
  private frames: Frames = new Map();
  private readonly exits = new Map<SyntaxNode, readonly SyntaxNode[]>();
  private readonly armsOfNodes = new Map<SyntaxNode, readonly SyntaxNode[]>();
  /** By lists of uses: those that do something. */
  private readonly effective = new WeakMap<readonly SyntaxNode[], readonly SyntaxNode[]>();
  private readonly fieldUses = new Map<string, readonly SyntaxNode[]>();
  private readonly places = new Map<CallExpression, FunctionPlace | undefined>();
  /** Functions whose effects are being looked at. */
  private readonly followed = new Set<FunctionPlace>();
  /** Branches of which it is known whether they are taken as functions are followed now. */
  private decisions = new Map<SyntaxNode, boolean | undefined>();
  private done = 0;
  private decided = 0;
  /** Conditions that are being looked at. */
  private readonly deciding = new Set<SyntaxNode>();
  private readonly readsOnlyOf = new Map<FunctionPlace, boolean>();
  /** Where the values begin whose types are being found. */
  private readonly typing = new Set<number>();
  private readonly readers: ReadonlySet<string>;
  private values: Values | undefined;

  constructor(
    readonly names: Names,
    readonly grammar: Grammar,
    readonly to: Lowering,
  ) {
    this.readers = new Set([
      ...Object.keys(grammar.functions).map((path) => path.slice(path.lastIndexOf('.') + 1)),
      ...grammar.clients.flatMap((c) =>
        Object.values(c.types).flatMap((t) =>
          Object.keys(t.members).map((m) => m.slice(m.lastIndexOf('.') + 1)),
        ),
      ),
    ]);
  }

  /** The values found with this scope: effects such as `headers.update(more)` need them. */
  use(values: Values): void {
    this.values = values;
  }

  lookup(name: string, at: number, frame?: Frame): Binding {
    const { binding, happened, parameter } = this.find(name, at);
    const given = frame && parameter !== undefined ? inFrame(frame, parameter) : undefined;
    if (given) return { kind: 'value', value: given, certain: true, changes: this.changes(happened, given) };
    return this.ofClass(binding);
  }

  self(property: string, at: number): Binding {
    return this.ofClass(this.findField(property, at).binding);
  }

  /** What is known of an object of a class of the text, made elsewhere: what the class gives all of them. */
  private ofClass(binding: Binding): Binding {
    const isKnown = binding.kind !== 'instance' || binding.value !== undefined;
    const made = isKnown ? undefined : this.constants(binding.type)?.binding;
    if (made?.kind !== 'value' || made.value.kind !== 'object') return binding;
    const entries = made.value.entries.map((entry): ObjectEntry => {
      const { start, end } = entry.value;
      const first = unknownAt(entry.value);
      return { ...entry, value: { kind: 'choice', how: 'fallback', first, second: entry.value, start, end } };
    });
    // How it is written as JSON is another matter.
    return { ...made, value: { ...made.value, entries, shape: { always: [] } } };
  }

  /** What `name` stands for at index `at`, and what was done to it until then. */
  find(name: string, at: number): Found {
    let isHidden = false;
    for (let area: Area | undefined = this.names.areaAt(at); area; area = area.parent) {
      const events = isHidden ? undefined : area.names.get(name);
      isHidden ||= this.names.hides(area, name);
      if (events && !this.isInitialised(events, area, at)) return this.bind(events, area, name, at);
      if (area.kind !== 'class' || !this.namesMembers) continue;
      const owned = this.lineOf(area.owner!).some((owner) => this.names.fields.get(owner)?.has(name));
      if (owned) return this.findField(name, at, area.owner);
    }
    return this.constants(name) ?? this.result(name, at) ?? GLOBAL;
  }

  /** True in the value of a variable whose name is that of another one around it: `let client = client.clone()`. */
  private isInitialised(events: readonly NameEvent[], area: Area, at: number): boolean {
    if (this.grammar.blocks.size === 0 || area.kind === 'file' || area.kind === 'class') return false;
    return events.every(({ declared }) => {
      const value = declared.kind === 'variable' ? declared.value : undefined;
      return value !== undefined && value.start <= at && at < value.end;
    });
  }

  private get namesMembers(): boolean {
    return this.grammar.bareFields === true || this.grammar.bareMembers === true;
  }

  /** What a function gives that is called by its name alone. */
  private result(name: string, at: number): Found | undefined {
    if (!this.grammar.bareMembers || !this.names.functions.has(name)) return undefined;
    const span = { start: at, end: at + name.length };
    const callee: Expression = { kind: 'name', name, ...span };
    const list = { start: span.end, end: span.end };
    const value: Expression = {
      kind: 'call',
      callee,
      args: [],
      intact: true,
      constructs: false,
      list,
      ...span,
    };
    if (!this.placeOf(value)) return undefined;
    return { binding: { kind: 'value', value, certain: true, changes: UNCHANGED }, happened: [] };
  }

  private bind(events: readonly NameEvent[], area: Area, name: string, at: number): Found {
    const [only] = events;
    const special = events.find((e) => e.declared.kind === 'import' || e.declared.kind === 'self')?.declared;
    if (special?.kind === 'import') {
      return { binding: { kind: 'import', module: special.module, name: special.imported }, happened: [] };
    }
    if (special) {
      const { start, end } = this.to.span(special.node);
      return {
        binding: { kind: 'value', value: { kind: 'self', start, end }, certain: true, changes: UNCHANGED },
        happened: [],
      };
    }
    const event =
      events.length === 1 && !this.isBefore(only!, at) && area.kind === 'file' && this.functionAt(at)
        ? only!
        : this.reaching(events, area, at);
    if (!event) return UNKNOWN;
    const found = this.valueOf(event, name, at, area, events);
    return event.declared.kind === 'parameter' ? { ...found, parameter: event.declared.node.start } : found;
  }

  private isBefore(event: NameEvent, at: number): boolean {
    return event.end <= at;
  }

  /** The event whose value a name has at index `at`. */
  private reaching(events: readonly NameEvent[], area: Area, at: number): NameEvent | undefined {
    const valued = events.filter(
      (e) =>
        (e.declared.kind === 'parameter' || hasValue(e) || e.declared.kind === 'assignment' || typeOf(e)) &&
        !this.isDead(e.declared.node),
    );
    const home = functionOf(area);
    const [only] = events;
    if (events.length === 1 && only) {
      const isLater = only.declared.kind === 'assignment' && !this.isBefore(only, at);
      return isLater && functionOf(this.names.areaAt(at)) === home ? undefined : only;
    }
    if (functionOf(this.names.areaAt(at)) !== home) {
      const others = this.withoutNothing(valued);
      return others.length === 1 ? others[0] : undefined;
    }
    const before = valued.filter((e) => e.end <= at || e.declared.kind === 'parameter');
    const last = before.reduce<NameEvent | undefined>((a, b) => (a && a.end > b.end ? a : b), undefined);
    if (!last) return undefined;
    const here = this.nodeAt(at);
    if (!dominates(this.arms(last.declared.node), this.arms(here))) {
      return this.isFallback(last, valued) ? last : undefined;
    }
    // What comes around again in a loop may have another value by then.
    for (let node: SyntaxNode | undefined = here; node; node = node.parent) {
      if (!this.grammar.loops.has(node.type)) continue;
      const loop = node;
      const holds = (e: NameEvent): boolean =>
        e.declared.node.start >= loop.start && e.declared.node.end <= loop.end;
      if (!holds(last) && valued.some((e) => e !== last && holds(e))) return undefined;
    }
    return last;
  }

  /** True for a value given where an environment, a parameter or an option gave none: `if base == "" { base = "…" }`. */
  private isFallback(last: NameEvent, valued: readonly NameEvent[]): boolean {
    const [first, second, ...others] = valued;
    if (second !== last || others.length > 0) return false;
    return first!.declared.kind === 'parameter' || this.expressionOf(valueIn(first!))?.kind === 'call';
  }

  private valueOf(
    event: NameEvent,
    name: string,
    at: number,
    area: Area,
    events: readonly NameEvent[],
  ): Found {
    const { declared } = event;
    const plain = this.expressionOf(valueIn(event));
    const given = declared.kind === 'parameter' ? this.argument(area, name) : undefined;
    const known = given ?? plain;
    const uses = known && this.isPlain(known) ? [] : this.names.usesIn(area, name);
    const happened = this.happened(uses, event, nextAfter(event, events), at);
    if (given) {
      const changes = this.changes(happened, given);
      return { binding: { kind: 'value', value: given, certain: true, changes }, happened };
    }
    const passed = this.passed(event, area, name);
    if (passed)
      return {
        binding: { kind: 'value', value: passed, certain: false, changes: this.changes(happened) },
        happened,
      };
    const type = typeOf(event);
    const value = 'value' in declared ? this.expressionOf(declared.value) : undefined;
    if (!value || value.kind === 'null' || value.kind === 'undefined') {
      if (type !== undefined) return { binding: this.instance(type), happened };
      if (!value) return { binding: { kind: 'unknown' }, happened };
    }
    // A function that is followed from a call was given all that the call has.
    const isDefault = declared.kind === 'parameter' && this.frames.get(area)?.intact === true;
    const certain = isDefault || (declared.kind !== 'parameter' && this.isCertain(event, at));
    return {
      binding: { kind: 'value', value, certain, changes: this.changes(happened, value) },
      happened,
      type,
    };
  }

  /** True for a value that nobody can change who is given it. */
  private isPlain(value: Expression): boolean {
    if (value.kind === 'call' && this.isBuffer(value)) return false;
    const isMade = (value.kind === 'call' && !value.constructs) || value.kind === 'choice';
    const { kind } = isMade && this.values ? this.values.resolve(value).value : value;
    // Where texts can be written behind others.
    if (this.grammar.mutators['<<'] && /^(?:text|template)$/.test(kind)) return false;
    return /^(?:text|number|boolean|template|json|reference)$/.test(kind);
  }

  private isBuffer(call: CallExpression): boolean {
    const path = this.grammar.buffers && this.pathOf(call.callee);
    return path !== undefined && this.grammar.buffers!.has(path);
  }

  /** What the text gives a parameter without a type where it makes objects: `Client::new("https://…")`. */
  private passed(event: NameEvent, area: Area, name: string): Expression | undefined {
    const { shape } = area;
    if (event.declared.kind !== 'parameter' || hasValue(event) || typeOf(event) !== undefined)
      return undefined;
    const index = shape?.constructs ? shape.parameters.findIndex((p) => p.name === name) : -1;
    if (!shape || index < 0) return undefined;
    const owner = this.names.ownerOf(area);
    const calls = [...this.callsOf(shape.name, area), ...(owner ? this.constructionsOf(owner) : [])];
    const given = calls.flatMap((call) => this.argumentOf(call, shape, name) ?? []);
    return given.reduceRight<Expression | undefined>(
      (second, first) =>
        second ? { kind: 'choice', how: 'either', first, second, start: first.start, end: first.end } : first,
      undefined,
    );
  }

  /** The calls of one function that the text names. */
  private callsOf(name: string, area: Area): readonly CallExpression[] {
    const found: CallExpression[] = [];
    for (const node of this.names.usesOf(name).slice(0, MOST_CALLS)) {
      for (let at = node.parent; at; at = at.parent) {
        const expression = this.to.expression(at);
        if (expression.kind === 'member' && sameSpan(expression.propertySpan, node)) continue;
        if (expression.kind === 'call' && this.placeOf(expression)?.area === area) found.push(expression);
        break;
      }
    }
    return found;
  }

  /** The calls that make an object of a class: `new Client(…)`, `Client(…)`, `Client.new(…)`. */
  private constructionsOf(owner: string): readonly CallExpression[] {
    const found: CallExpression[] = [];
    for (const node of this.names.usesOf(owner).slice(0, MOST_CALLS)) {
      for (let at = node.parent; at; at = at.parent) {
        const expression = this.to.expression(at);
        if (expression.kind === 'call') {
          const { callee } = expression;
          const isNew = callee.kind === 'member' && callee.property === 'new';
          if (sameSpan(callee, node) || (isNew && sameSpan(callee.object, node))) found.push(expression);
          break;
        }
        if (!sameSpan(expression, node)) break;
      }
    }
    return found;
  }

  /** False for a value that was given under a condition, seen from outside of it. */
  private isCertain(event: NameEvent, at: number): boolean {
    const given = this.arms(event.declared.node);
    if (given.length === 0) return true;
    const home = functionOf(this.names.areaAt(event.declared.node.start));
    return functionOf(this.names.areaAt(at)) !== home || dominates(given, this.arms(this.nodeAt(at)));
  }

  private expressionOf(value: SyntaxNode | Expression | undefined): Expression | undefined {
    if (!value) return undefined;
    if ('kind' in value) return value;
    return this.to.expression(value);
  }

  /** A field of `owner`, of which index `at` is a part; missing: of the innermost class there. */
  findField(property: string, at: number, around = this.classAt(at)): Found {
    if (around === undefined) return UNKNOWN;
    const owner = this.lineOf(around).find((name) => this.names.fields.get(name)?.has(property)) ?? around;
    const events = this.names.fields.get(owner)?.get(property);
    if (!events) return this.computed(property, owner);
    const valued = this.withoutNothing(events.filter(hasValue));
    // Beside its first value, setters may give it that of a parameter.
    const own = valued.length > 1 ? valued.filter((e) => !this.isParameter(e)) : valued;
    if (own.length > 1 || (own.length === 0 && valued.length > 1)) return UNKNOWN;
    const event = own[0] ?? events.find((e) => typeOf(e) !== undefined);
    if (!event) return UNKNOWN;
    const value = 'value' in event.declared ? this.expressionOf(event.declared.value) : undefined;
    const isText = value?.kind === 'text' || value?.kind === 'template';
    const uses = this.usesOfField(property, owner, isText);
    const happened = this.happened(value && this.isPlain(value) ? [] : uses, event, undefined, at);
    const type = events.map(typeOf).find((t) => t !== undefined);
    const nothing = !value || value.kind === 'null' || value.kind === 'undefined';
    if (nothing) return type === undefined ? UNKNOWN : { binding: this.instance(type), happened };
    const made = this.typed(value, type);
    return {
      binding: made ?? {
        kind: 'value',
        value,
        certain: valued.length === 1,
        changes: this.changes(happened, value),
      },
      happened,
      type,
    };
  }

  /** The class of the object that a method at index `at` is called on, as far as the calls tell that are followed. */
  private classAt(at: number): string | undefined {
    const own = this.names.ownerOf(this.names.areaAt(at));
    let found = own;
    const methods = new Set<Area>();
    for (let place = at; found !== undefined; ) {
      const method = functionOf(this.names.areaAt(place));
      const call = method && this.frames.get(method);
      if (!method || !call || methods.has(method)) break;
      if (call.callee.kind !== 'member' || !this.names.isSelf(call.callee.object)) break;
      methods.add(method);
      place = call.start;
      const caller = this.names.ownerOf(this.names.areaAt(place));
      if (caller === undefined || !this.lineOf(caller).includes(found)) break;
      found = caller;
    }
    return found;
  }

  /** A class and those of the text that it is made from, the nearest first. */
  private lineOf(owner: string): readonly string[] {
    const line = [owner];
    for (let i = 0; i < line.length && line.length < MOST_CLASSES; i++) {
      for (const base of this.names.bases.get(line[i]!) ?? []) if (!line.includes(base)) line.push(base);
    }
    return line;
  }

  /** True for an object that is known to be one of a class of the text. */
  isOfClass(object: Expression, owner: string | undefined): boolean {
    if (owner === undefined) return false;
    const isOwner = (name: string | undefined): boolean =>
      name !== undefined && this.lineOf(name.slice(name.lastIndexOf('.') + 1)).includes(owner);
    if (this.names.isSelf(object)) return isOwner(this.classAt(object.start));
    const found =
      object.kind === 'name'
        ? this.find(object.name, object.start)
        : object.kind === 'member' && this.names.isSelf(object.object)
          ? this.findField(object.property, object.start)
          : undefined;
    const { binding, type } = found ?? {};
    if (isOwner(type) || (binding?.kind === 'instance' && isOwner(binding.type))) return true;
    const value = found ? (binding?.kind === 'value' ? binding.value : undefined) : object;
    if (value?.kind === 'name' && value !== object) return this.isOfClass(value, owner);
    return value?.kind === 'call' && value.callee.kind === 'name' && isOwner(value.callee.name);
  }

  /** Without those that give nothing, where others give something: `self._session = None`. */
  private withoutNothing(events: readonly NameEvent[]): readonly NameEvent[] {
    if (events.length < 2) return events;
    const others = events.filter(
      (e) => !/^(?:null|undefined)$/.test(this.expressionOf(valueIn(e))?.kind ?? ''),
    );
    return others.length > 0 ? others : events;
  }

  /** True where a name is given what a function was called with. */
  private isParameter(event: NameEvent): boolean {
    const value = this.expressionOf(valueIn(event));
    if (value?.kind !== 'name') return false;
    const events = this.names.homeOf(value.name, value.start)?.names.get(value.name);
    return events?.every((e) => e.declared.kind === 'parameter') ?? false;
  }

  /** A property that a method without parameters gives. */
  private computed(property: string, owner: string): Found {
    const places = this.names.functions.get(property) ?? [];
    const [place] = places;
    if (places.length !== 1 || place!.owner !== owner || place!.shape.parameters.length > 0) return UNKNOWN;
    const value = this.resultOf(place!);
    return value
      ? { binding: { kind: 'value', value, certain: true, changes: UNCHANGED }, happened: [] }
      : UNKNOWN;
  }

  /** A field set from a parameter of a known type. */
  private typed(value: Expression, type: string | undefined): Binding | undefined {
    // In a broken text the value may be the field itself.
    if (value.kind !== 'name' || type === undefined || this.typing.has(value.start)) return undefined;
    this.typing.add(value.start);
    const { kind } = this.lookup(value.name, value.start);
    this.typing.delete(value.start);
    return kind === 'unknown' ? this.instance(type) : undefined;
  }

  private instance(type: string): Binding {
    const value = this.grammar.typeValue?.(type, this.to);
    return value ? { kind: 'instance', type, value } : { kind: 'instance', type };
  }

  /** Every node that means a field of a class; with `isText` only those that can be read. */
  private usesOfField(property: string, owner: string, isText: boolean): readonly SyntaxNode[] {
    const key = `${owner} ${property} ${isText}`;
    let uses = this.fieldUses.get(key);
    if (!uses) {
      uses = this.names.usesOf(property).flatMap((node) => {
        // What cannot be read may be a part of any class.
        const isLost =
          !isText && this.names.ownerOf(this.names.areaAt(node.start)) === undefined && isInError(node);
        return isLost ? [node] : (this.fieldUse(node, property, owner) ?? []);
      });
      this.fieldUses.set(key, uses);
    }
    return uses;
  }

  /** The node that means the field, where `node` is its name: `self.name` around it, or the name itself. */
  private fieldUse(node: SyntaxNode, property: string, owner: string): SyntaxNode | undefined {
    if (this.names.ownerOf(this.names.areaAt(node.start)) !== owner) return undefined;
    const whole = this.to.expression(node);
    if (whole.kind === 'member') return this.names.isSelf(whole.object) ? node : undefined;
    const member = node.parent && this.to.expression(node.parent);
    if (member?.kind === 'member' && sameSpan(member.propertySpan, node)) {
      return this.names.isSelf(member.object) ? node.parent : undefined;
    }
    return this.namesMembers && !this.names.homeOf(property, node.start) ? node : undefined;
  }

  /** `uri.host` of a text that is a URL. */
  private partOfUrl(holder: Expression, property: string): Expression | undefined {
    const { urlParts = {} } = this.grammar;
    const part = Object.hasOwn(urlParts, property) ? urlParts[property] : undefined;
    if (!part || !this.values || !/^(?:text|template|reference)$/.test(holder.kind)) return undefined;
    const url = this.values.text(holder, true);
    const authority = /^[a-z\uFFFC]+:\/\/([^/?#]*)|^\uFFFC/i.exec(url.text);
    if (!authority) return undefined;
    const end = authority[0].length;
    const value =
      part === 'host' ? url.slice(end - (authority[1] ?? authority[0]).length, end) : url.slice(end);
    const { start, end: last } = holder;
    // A piece that is not known is a hole of the text.
    return { kind: 'text', value, closed: true, start, end: last };
  }

  /** A constant of a class inside of another one: `Config.Paths.LIMIT`. */
  property(holder: Expression, property: string, object: Expression): Held | undefined {
    const isItself = this.grammar.itself?.has(property) && /^(?:text|template|number)$/.test(holder.kind);
    const part = isItself ? holder : this.partOfUrl(holder, property);
    if (part)
      return { binding: { kind: 'value', value: part, certain: true, changes: UNCHANGED }, frame: undefined };
    const header =
      object.kind === 'name' && /Header/.test(object.name) ? headerConstant(property) : undefined;
    if (header !== undefined) {
      const { start, end } = object;
      const value = SourceText.decoded(header, this.to.source.range(start, end));
      const text: Expression = { kind: 'text', value, closed: true, start, end };
      return { binding: { kind: 'value', value: text, certain: true, changes: UNCHANGED }, frame: undefined };
    }
    const name = object.kind === 'member' ? object.property : undefined;
    const binding = name === undefined ? undefined : this.constants(name)?.binding;
    if (binding?.kind !== 'value' || binding.value.kind !== 'object') return undefined;
    const member = binding.value.entries.find(
      (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === property,
    );
    return member && { binding: { ...binding, value: member.value }, frame: undefined };
  }

  /** The constants of a class or enumeration of the text, as an object. */
  private constants(name: string): Found | undefined {
    const fields = this.names.fields.get(name);
    if (!fields) return undefined;
    const node = this.names.classes.get(name)?.node;
    if (!node) return undefined;
    const entries = [...fields].flatMap(([key, events]) => {
      const valued = events.filter(hasValue);
      const value =
        valued.length === 1 && 'value' in valued[0]!.declared
          ? this.expressionOf(valued[0]!.declared.value)
          : undefined;
      if (!value) return [];
      const span = this.to.span(valued[0]!.declared.node);
      const written = SourceText.decoded(key, this.to.source.range(span.start, span.end));
      return [
        {
          kind: 'member' as const,
          key: { kind: 'text' as const, value: written, closed: true, ...span },
          value,
        },
      ];
    });
    // It may have more: fields without a value, or those of what it is made from.
    const value: Expression = { kind: 'object', entries, intact: false, start: node.start, end: node.end };
    return { binding: { kind: 'value', value, certain: true, changes: UNCHANGED }, happened: [] };
  }

  /** What was done, between an event and index `at`, by the uses of a name. */
  private happened(
    uses: readonly SyntaxNode[],
    event: NameEvent,
    next: NameEvent | undefined,
    at: number,
  ): Happened[] {
    const found: Happened[] = [];
    const own = valueIn(event);
    const here = this.arms(this.nodeAt(at));
    const home = functionOf(this.names.areaAt(at));
    const { node: made } = event.declared;
    // What is being typed may be hiding a use.
    const isHidden =
      this.names.isBroken(made.start, at) && functionOf(this.names.areaAt(made.start)) === home;
    if (isHidden) found.push({ effect: { kind: 'unknown', node: made, path: [] }, conditional: true });
    for (const node of this.withEffect(uses)) {
      if (node === event.declared.node || (next && node.start >= next.declared.node.start)) continue;
      if (own && node.start >= own.start && node.end <= own.end) continue;
      const other = functionOf(this.names.areaAt(node.start)) !== home;
      if (!other && (node.start >= at || node.end <= event.declared.node.start)) continue;
      const effect = this.effect(node);
      if (!effect || this.isDead(node)) continue;
      // A constructor has run before any method of its object.
      const constructed = other && (functionOf(this.names.areaAt(node.start))?.shape?.constructs ?? false);
      const all = constructed ? this.arms(node).filter((arm) => !this.isFunction(arm)) : this.arms(node);
      // What is done with each name of an object is done as often as it has some.
      const name = loopNameOf(effect);
      const loop = name && this.loopOver(name)?.loop;
      const arms = loop ? all.filter((arm) => arm.parent !== loop && arm.parent?.parent !== loop) : all;
      found.push({ effect, conditional: !this.isCertainly(arms, constructed ? [] : here) });
    }
    return found;
  }

  /** Those uses of a name that do something. */
  private withEffect(uses: readonly SyntaxNode[]): readonly SyntaxNode[] {
    let found = this.effective.get(uses);
    if (!found) {
      found = uses.filter((node) => this.effect(node));
      this.effective.set(uses, found);
    }
    return found;
  }

  /** True when what stands in the branches `arms` runs wherever `here` does. */
  private isCertainly(arms: readonly SyntaxNode[], here: readonly SyntaxNode[]): boolean {
    if (dominates(arms, here)) return true;
    const from = arms.findIndex((arm, i) => here[i] !== arm);
    return arms.slice(from).every((arm) => this.isTaken(arm));
  }

  /** True for a branch that is taken because something is there which is known here. */
  private isTaken(arm: SyntaxNode): boolean {
    const asked = presenceAsked(arm, this.to);
    if (!asked || !this.values || this.deciding.has(arm) || this.deciding.size >= MOST_CONDITIONS)
      return false;
    const { name, at } = asked;
    this.deciding.add(arm);
    const { value, certain } = this.values.resolve({ kind: 'name', name, start: at, end: at });
    this.deciding.delete(arm);
    const isEmpty =
      value.kind === 'object'
        ? value.entries.length === 0
        : value.kind === 'array' && value.items.length === 0;
    return certain && !isEmpty && truthOf(value) === true;
  }

  /** The class around an index of the text. */
  ownerAt(at: number): string | undefined {
    return this.names.ownerOf(this.names.areaAt(at));
  }

  /** The call that is given the code whose parameter `name` is. */
  callAround(name: string, at: number): CallExpression | undefined {
    const code = this.names.homeOf(name, at)?.node;
    for (let node = code?.parent, depth = 0; code && node && depth < 3; node = node.parent, depth++) {
      const expression = this.to.expression(node);
      if (expression.kind !== 'call') continue;
      return [...expression.args, expression.block].some((e) => e && sameSpan(e, code))
        ? expression
        : undefined;
    }
    return undefined;
  }

  /** True where the text has a function of that name. */
  placeNamed(name: string): boolean {
    return this.names.functions.has(name);
  }

  /** The calls of what has this name, wherever it comes from. */
  callsNamed(name: string): readonly CallExpression[] {
    return this.names.usesOf(name).flatMap((node) => {
      for (let at = node.parent; at; at = at.parent) {
        const expression = this.to.expression(at);
        if (expression.kind === 'call') {
          const { callee } = expression;
          return sameSpan(callee.kind === 'member' ? callee.propertySpan : callee, node) ? [expression] : [];
        }
        if (!sameSpan(expression, node) && expression.kind !== 'member') break;
      }
      return [];
    });
  }

  /** The calls by which a class or its constructor uses what it is made from: `base_uri 'https://…'`. */
  ownCalls(owner: string, name: string): readonly { call: CallExpression; conditional: boolean }[] {
    return this.names.usesOf(name).flatMap((node) => {
      const call = node.parent && this.to.expression(node.parent);
      if (call?.kind !== 'call' || this.ownerAt(node.start) !== owner) return [];
      const { callee } = call;
      const isOwn =
        sameSpan(callee, node) ||
        (callee.kind === 'member' && sameSpan(callee.propertySpan, node) && this.names.isSelf(callee.object));
      if (!isOwn || this.placeOf(call)) return [];
      const area = functionOf(this.names.areaAt(node.start));
      const arms = this.arms(node).filter((arm) => !area?.shape?.constructs || !this.isFunction(arm));
      return [{ call, conditional: arms.length > 0 }];
    });
  }

  /** True where a class uses something of what it is made from as a value, which may then be changed. */
  usesOwn(owner: string, name: string): boolean {
    return this.names.usesOf(name).some((node) => {
      if (this.ownerAt(node.start) !== owner || this.names.functions.has(name)) return false;
      const member = node.parent && this.to.expression(node.parent);
      if (member?.kind !== 'member' || this.names.fields.get(owner)?.has(name)) return false;
      return sameSpan(member.propertySpan, node) && this.names.isSelf(member.object);
    });
  }

  /** What code in place does with the last object it is called with: `headers -> headers.set(…)`. */
  doneIn(code: Span): readonly Happened[] | undefined {
    let area: Area | undefined = this.names.areaAt(code.start);
    while (area && !(area.start === code.start && area.end === code.end)) area = area.parent;
    const parameters = [...(area?.names ?? [])].filter(([, [e]]) => e?.declared.kind === 'parameter');
    const name = parameters.at(-1)?.[0];
    const end = area?.node?.children.at(-1)?.end ?? area?.end;
    return name === undefined || end === undefined ? undefined : this.find(name, end - 1).happened;
  }

  private effect(node: SyntaxNode): Effect | undefined {
    if (!this.effects.has(node)) this.effects.set(node, effectOf(node, this.grammar, this.to));
    return this.effects.get(node);
  }

  /** The changes that effects make to a plain object. */
  private changes(happened: readonly Happened[], value?: Expression): Changes {
    if (happened.length === 0) return UNCHANGED;
    const sets: PropertySet[] = [];
    let sealed = true;
    const isCopied = value !== undefined && this.isCopied(value);
    for (const { effect, conditional } of happened) {
      if (effect.kind === 'given' && isCopied && !this.takesReference(effect)) continue;
      if (effect.kind === 'set')
        sets.push(...(this.setInLoop(effect, conditional) ?? [this.set(effect, effect.value, conditional)]));
      else if (effect.kind === 'call') {
        const added = this.called(effect, conditional);
        if (added) sets.push(...added);
        else sealed = false;
      } else if (effect.kind === 'unknown') {
        const added = this.setInLoop(effect, conditional);
        if (added) sets.push(...added);
        else sealed = false;
      } else {
        const added = this.writtenBy(effect, conditional);
        const inner = added ? undefined : this.changesBy(effect);
        if (added) sets.push(...added);
        else if (inner) {
          sets.push(...inner.sets.map((set) => (conditional ? { ...set, conditional } : set)));
          if (!inner.sealed) sealed = false;
        } else if (!this.isReader(effect.to)) sealed = false;
      }
    }
    return { sets, sealed };
  }

  /** What a loop over an object sets with each of its members: `lines[] = "$name: $value"`, `body[name] = value`. */
  private setInLoop(
    effect: Effect & { kind: 'set' | 'unknown' },
    conditional: boolean,
  ): PropertySet[] | undefined {
    const name = loopNameOf(effect);
    const each = name && this.loopOver(name);
    const members = each && this.values?.members(each.object);
    if (!name || !members?.complete) return undefined;
    const path = effect.path.map((step) => step.name);
    return members.list.map(({ key, keySource, value, conditional: doubtful }) => {
      const own = { keySpan: { start: name.start, end: name.start }, key: keySource };
      if (effect.kind === 'unknown')
        return { ...own, path: [...path, key], value, conditional: conditional || doubtful };
      const { start, end } = value;
      const colon = SourceText.decoded(': ', keySource.range(0, 0));
      const text = (of: SourceText): Expression => ({ kind: 'text', value: of, closed: true, start, end });
      const line: Expression = { kind: 'template', parts: [text(keySource), text(colon), value], start, end };
      return { ...own, path, value: line, conditional: conditional || doubtful };
    });
  }

  /** True for a value of which everyone has a copy. */
  private isCopied(value: Expression): boolean {
    if (!this.grammar.byReference) return false;
    const made = value.kind === 'call' && !value.constructs ? this.values?.resolve(value).value : value;
    return made?.kind === 'object' || made?.kind === 'array';
  }

  /** True for a function that may change what it is given although others would have a copy. */
  private takesReference({ to: call, node }: Effect & { kind: 'given' }): boolean {
    if (!call) return false;
    const { callee } = call;
    const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
    if (this.grammar.byReference?.test(name)) return true;
    const place = this.placeOf(call);
    if (place) return place.shape.parameters.some((p) => p.reference);
    if (callee.kind !== 'name' || this.isReader(call)) return false;
    // What gives nothing that is used does something to what it is given.
    let at: SyntaxNode | undefined = node;
    while (at && !(at.start === call.start && at.end === call.end)) at = at.parent;
    return /statement$/.test(at?.parent?.type ?? '');
  }

  /** The changes that a function of the text makes to an object it is given. */
  private changesBy({ to, node }: Effect & { kind: 'given' }): Changes | undefined {
    return this.doneBy(to, node, (happened, frame) => {
      const { sets, sealed } = this.changes(happened);
      return { sets: sets.map((set) => ({ ...set, value: within(set.value, frame) })), sealed };
    });
  }

  /** What a function puts behind the buffer that it is given: `json.NewEncoder(&buffer).Encode(value)`. */
  private writtenBy(effect: Effect & { kind: 'given' }, conditional: boolean): PropertySet[] | undefined {
    const { to: call, node } = effect;
    const { writers } = this.grammar;
    const path = call && writers && this.pathOf(call.callee);
    const writer = path !== undefined && Object.hasOwn(writers!, path) ? writers![path] : undefined;
    const [buffer] = call?.args ?? [];
    if (!call || !writer || !this.values || !buffer || node.start < buffer.start || node.end > buffer.end)
      return undefined;
    const keySpan = this.to.span(node);
    const key = this.to.source.slice(node.start, node.end);
    const put = (value: Expression | undefined, doubtful: boolean): PropertySet => ({
      path: [PUSHED],
      keySpan,
      key,
      value: value ?? unknownAt(node),
      conditional: doubtful,
    });
    if ('writes' in writer) return [put(writer.writes(call, this.values), conditional)];
    const { methods, as } = writer;
    return writtenAround(effect, this, (method) => methods.has(method)).map((w) =>
      put(
        w.value && as({ ...call, args: [w.value] }, this.values!),
        // It is written there, whatever was made where.
        conditional || w.conditional,
      ),
    );
  }

  private set(effect: Effect, value: Expression, conditional: boolean): PropertySet {
    const last = effect.path.at(-1)!;
    const key = this.to.source.slice(last.span.start, last.span.end);
    return { path: effect.path.map((s) => s.name), keySpan: last.span, key, value, conditional };
  }

  /** What calling methods of an object, one on what the other gives, sets in it; undefined when that is not known. */
  private called(effect: Effect & { kind: 'call' }, conditional: boolean): PropertySet[] | undefined {
    const path = effect.path.slice(0, -1).map((s) => s.name);
    const steps = [{ step: effect.path.at(-1)!, call: effect.call }, ...effect.calls];
    const sets: PropertySet[] = [];
    for (const { step, call } of steps) {
      const how = this.mutation(step.name);
      if (how === undefined) {
        // What is changed behind this may be a part of the object.
        return steps.some((s) => s !== steps[0] && this.mutation(s.step.name)) ? undefined : sets;
      }
      const added = how === 'unknown' ? undefined : this.setBy(how, path, step, call, conditional);
      if (!added) return undefined;
      sets.push(...added);
      if (how === 'opaque') break;
    }
    return sets;
  }

  private mutation(method: string): Grammar['mutators'][string] | 'setter' | undefined {
    const { mutators, setter } = this.grammar;
    if (Object.hasOwn(mutators, method)) return mutators[method];
    return setter?.(method) === undefined ? undefined : 'setter';
  }

  private setBy(
    how: 'set' | 'default' | 'merge' | 'opaque' | 'push' | 'setter',
    path: readonly string[],
    step: Step,
    { args, named }: CallExpression,
    conditional: boolean,
  ): PropertySet[] | undefined {
    if (!this.values) return undefined;
    if (how === 'setter') {
      const property = this.grammar.setter!(step.name)!;
      const key = SourceText.decoded(property, this.to.source.range(step.span.start, step.span.end));
      const [value, ...others] = args;
      if (!value || others.length > 0) return undefined;
      return [{ path: [...path, property], keySpan: step.span, key, value, conditional }];
    }
    if (how === 'push' || (how === 'set' && args.length === 1)) {
      const key = this.to.source.slice(step.span.start, step.span.end);
      return args.map((value) => ({ path: [...path, PUSHED], keySpan: step.span, key, value, conditional }));
    }
    if (how === 'merge') {
      const sets: PropertySet[] = [];
      for (const argument of [...args, ...(named ? [named] : [])]) {
        const members = this.values.members(argument);
        if (!members.complete) return undefined;
        for (const m of members.list) {
          const keySpan = { start: argument.start, end: argument.start };
          sets.push({
            path: [...path, m.key],
            keySpan,
            key: m.keySource,
            value: m.value,
            conditional: conditional || m.conditional,
          });
        }
      }
      return sets;
    }
    const [key, second] = args;
    const name = key && headerName(key, this.values);
    const value = how === 'opaque' && key ? unknownAt(key) : second;
    if (!name || !value) return undefined;
    const doubtful = conditional || how === 'default';
    return [{ path: [...path, name.text], keySpan: key!, key: name, value, conditional: doubtful }];
  }

  /** True for a function that keeps no hold of what it is given and does not change it. */
  isReader(call: CallExpression | undefined): boolean {
    if (!call) return false;
    const { callee } = call;
    const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
    if (READERS.test(name) || this.readers.has(name)) return true;
    const place = this.placeOf(call);
    return place !== undefined && this.readsOnly(place);
  }

  /** True for a function of the text that does nothing to what it is given. */
  private readsOnly(place: FunctionPlace): boolean {
    const known = this.readsOnlyOf.get(place);
    if (known !== undefined) return known;
    this.readsOnlyOf.set(place, false);
    if (place.node.broken) return false;
    const result = place.shape.parameters.every(({ name }) =>
      this.names
        .usesOf(name)
        .filter((node) => this.names.homeOf(name, node.start) === place.area)
        .every((node) => {
          const effect = this.effect(node);
          if (!effect) return true;
          if (effect.kind === 'given') return this.isReader(effect.to);
          return effect.kind === 'call' && this.mutation(effect.path.at(-1)!.name) === undefined;
        }),
    );
    this.readsOnlyOf.set(place, result);
    return result;
  }

  /** Runs `work` as if `place` were called by `call` alone. */
  within<T>(place: FunctionPlace, call: CallExpression, work: () => T): T {
    return this.withFrames(new Map([[place.area, call]]), work);
  }

  /** Runs `work` as if each of these functions were called by its call alone. */
  withFrames<T>(frames: Frames, work: () => T): T {
    const { frames: before, decisions } = this;
    this.frames = new Map([...before, ...frames]);
    this.decisions = new Map();
    try {
      return work();
    } finally {
      this.frames = before;
      this.decisions = decisions;
    }
  }

  /** What the call that a function is followed from gives its parameter. */
  private argument(area: Area, name: string): Expression | undefined {
    const call = this.frames.get(area);
    return call && area.shape && this.argumentOf(call, area.shape, name);
  }

  /** What a call gives one parameter of the function it calls. */
  private argumentOf(call: CallExpression, shape: FunctionShape, name: string): Expression | undefined {
    const index = shape.parameters.findIndex((p) => p.name === name);
    const parameter = shape.parameters[index];
    if (!parameter) return undefined;
    if (parameter.named) return this.remaining(shape, call);
    if (parameter.rest) return undefined;
    const entries = call.named?.entries ?? [];
    const named = entries.find((e) => !parameter.positional && isNamed(e, parameter));
    if (named || call.args[index]) return named?.value ?? call.args[index];
    const isBraceless = this.grammar.bracelessObjects && parameter.positional && index === call.args.length;
    const isOwn = (e: ObjectEntry): boolean => shape.parameters.some((p) => !p.positional && isNamed(e, p));
    return isBraceless && !entries.some(isOwn) ? call.named : undefined;
  }

  /** The named arguments of a call that no parameter of the function is named after. */
  private remaining(shape: FunctionShape, call: CallExpression): Expression {
    const isOwn = (e: ObjectEntry): boolean => shape.parameters.some((p) => !p.positional && isNamed(e, p));
    const entries = (call.named?.entries ?? []).filter((e) => !isOwn(e));
    const { start, end } = call.list;
    return { kind: 'object', entries, intact: call.named?.intact ?? call.intact, start, end };
  }

  reduce(call: CallExpression, values: Values): Expression | undefined {
    const path = this.pathOf(call.callee);
    const suffix = call.constructs ? '.new' : '';
    const { functions } = this.grammar;
    if (path !== undefined && Object.hasOwn(functions, path + suffix))
      return functions[path + suffix]!(call, values);
    const last = call.callee.kind === 'member' ? `*.${call.callee.property}` : undefined;
    if (last !== undefined && Object.hasOwn(functions, last)) {
      const reduced = functions[last]!(call, values);
      if (reduced) return reduced;
    }
    const gotten = this.gotten(call, values);
    if (gotten) return gotten;
    const place = this.placeOf(call);
    if (place) {
      const result = this.resultOf(place);
      return result && within(result, this.frameOf(place, call));
    }
    // An object of a class of the text has what the class gives all of them.
    const made = call.callee.kind === 'name' ? this.constants(call.callee.name) : undefined;
    const value = made?.binding.kind === 'value' ? made.binding.value : undefined;
    // How it is written as JSON is another matter.
    return value?.kind === 'object' ? { ...value, shape: { always: [] } } : value;
  }

  /** The member of an object that a method without arguments gives: `Operation.VERIFY.getPath()`. */
  private gotten({ callee, args, start, end }: CallExpression, values: Values): Expression | undefined {
    const property = callee.kind === 'member' ? this.grammar.getter?.(callee.property) : undefined;
    if (property === undefined || callee.kind !== 'member' || args.length > 0) return undefined;
    const has = values.members(callee.object).list.some((m) => m.key === property);
    return has ? { ...callee, property, start, end } : undefined;
  }

  /** What the parameters of a function stand for in one call of it. */
  private frameOf({ area, shape }: FunctionPlace, call: CallExpression): Frame {
    const values = new Map<number, Expression>();
    for (const { name } of shape.parameters) {
      const event = area.names.get(name)?.find((e) => e.declared.kind === 'parameter');
      const given = this.argumentOf(call, shape, name);
      if (event && given) values.set(event.declared.node.start, given);
    }
    return { values, outer: undefined };
  }

  /** What `work` makes of what a function of the text does to what it is given in place of `node`, and of its parameters. */
  doneBy<T>(
    call: CallExpression | undefined,
    node: Span,
    work: (happened: readonly Happened[], frame: Frame) => T,
  ): T | undefined {
    const place = call && this.placeOf(call);
    const index = call?.args.findIndex((argument) => sameSpan(argument, node)) ?? -1;
    const parameter = index < 0 ? undefined : place?.shape.parameters[index];
    if (!call || !place || !parameter || parameter.rest || parameter.named || this.followed.has(place))
      return undefined;
    if (this.followed.size >= DEEPEST_FOLLOWED || ++this.done > MOST_DONE) return undefined;
    this.followed.add(place);
    try {
      return this.within(place, call, () => {
        const { happened } = this.find(parameter.name, place.area.end - 1);
        return work(happened, this.frameOf(place, call));
      });
    } finally {
      this.followed.delete(place);
    }
  }

  /** The object whose names and values a loop goes through, where an expression is such a name. */
  loopOver(name: Expression): { readonly object: Expression; readonly loop: SyntaxNode } | undefined {
    if (name.kind !== 'name') return undefined;
    const events = this.names.homeOf(name.name, name.start)?.names.get(name.name) ?? [];
    for (const { declared } of events) {
      const each = 'each' in declared ? declared.each : undefined;
      const loop = each && this.loopAround(each);
      if (loop && loop.start <= name.start && name.start < loop.end)
        return { object: this.to.expression(each), loop };
    }
    return undefined;
  }

  private loopAround(node: SyntaxNode): SyntaxNode | undefined {
    const isLoop = (at: SyntaxNode): boolean => {
      if (this.grammar.loops.has(at.type)) return true;
      const expression = this.to.expression(at);
      return expression.kind === 'call' && expression.block !== undefined;
    };
    let at: SyntaxNode | undefined = node;
    while (at && !isLoop(at)) at = at.parent;
    return at;
  }

  /** A call with the arguments that its function was given before: `partial(requests.post, headers=headers)(url)`. */
  withEarlierArguments(call: CallExpression): CallExpression | undefined {
    const { partial } = this.grammar;
    if (partial === undefined || !this.values || call.callee.kind === 'member') return undefined;
    const { value } = this.values.resolve(call.callee);
    if (value.kind !== 'call' || value === call || this.pathOf(value.callee) !== partial) return undefined;
    const [callee, ...before] = value.args;
    if (!callee) return undefined;
    const entries = [value, call].flatMap((c) => c.named?.entries ?? []);
    const intact = value.intact && call.intact;
    const named =
      entries.length > 0 ? { named: { kind: 'object', entries, intact, ...call.list } as const } : {};
    return { ...call, callee, args: [...before, ...call.args], intact, ...named };
  }

  /** What a function of the text gives beside nothing: one expression, or one of several. */
  resultOf(place: FunctionPlace): Expression | undefined {
    const results = this.resultsOf(place).map((node) => this.to.expression(node));
    const some = results.filter((e) => e.kind !== 'null' && e.kind !== 'undefined');
    if (some.length > MOST_RESULTS) return undefined;
    return some.reduceRight<Expression | undefined>(
      (second, first) =>
        second ? { kind: 'choice', how: 'either', first, second, start: first.start, end: first.end } : first,
      undefined,
    );
  }

  /** The function of the text that a call calls; undefined when that is not certain. */
  placeOf(call: CallExpression): FunctionPlace | undefined {
    // Of which class the own object is depends on the calls that led there.
    const isFixed = this.names.bases.size === 0 || this.frames.size === 0;
    if (!isFixed) return this.findPlace(call);
    if (!this.places.has(call)) this.places.set(call, this.findPlace(call));
    return this.places.get(call);
  }

  private findPlace(call: CallExpression): FunctionPlace | undefined {
    const { callee } = call;
    const name =
      callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
    const alike = (name === undefined ? undefined : this.names.functions.get(name)) ?? [];
    const isOwn = alike.length > 1 && callee.kind === 'member' && this.names.isSelf(callee.object);
    const mine = isOwn ? this.ofOwner(alike, call) : [];
    const near = mine.length > 0 ? mine : alike;
    const fitting = near.length > 1 ? near.filter((place) => isMeant(place, call)) : near;
    const meant = fitting.length > 0 ? fitting : near.filter((place) => isOpen(place, call));
    const places = meant.length > 1 ? this.ofOwner(meant, call) : meant;
    if (places.length !== 1) return undefined;
    const [place] = places;
    if (alike.length > 1 && this.isOverridden(alike, call)) return undefined;
    if (callee.kind === 'name') return place!.owner === undefined || this.namesMembers ? place : undefined;
    // A method of an object of another kind may have the same name.
    if (callee.kind !== 'member') return undefined;
    const own =
      this.names.isSelf(callee.object) ||
      (callee.object.kind === 'name' && callee.object.name === place!.owner);
    const isAround = place!.area.start <= call.start && call.end <= place!.area.end;
    return own || (place!.owner !== undefined && !isAround) ? place : undefined;
  }

  /** Of functions of the same name those of the class that a call names: `Client::new()`, `self.send()`. */
  private ofOwner(places: readonly FunctionPlace[], { callee, start }: CallExpression): FunctionPlace[] {
    const object = callee.kind === 'member' ? callee.object : undefined;
    const isOwn = object ? this.names.isSelf(object) : this.grammar.bareFields;
    const word =
      object?.kind === 'name' ? object.name : object?.kind === 'member' ? object.property : undefined;
    const owner = isOwn ? this.classAt(start) : word;
    for (const name of owner === undefined ? [owner] : this.lineOf(owner)) {
      const found = places.filter((place) => place.owner === name);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** True for a method of the own object that a class made from its class has as well: which is meant is not known. */
  private isOverridden(places: readonly FunctionPlace[], { callee, start }: CallExpression): boolean {
    if (callee.kind !== 'member' || !this.names.isSelf(callee.object)) return false;
    const own = this.classAt(start);
    return places.some(
      ({ owner }) =>
        own !== undefined && owner !== undefined && owner !== own && this.lineOf(owner).includes(own),
    );
  }

  private resultsOf(place: FunctionPlace): readonly SyntaxNode[] {
    const found: SyntaxNode[] = [];
    const visit = (node: SyntaxNode): void => {
      const result = this.grammar.returned(node);
      if (result) found.push(result);
      for (const child of node.children) if (!this.isFunction(child)) visit(child);
    };
    if (place.shape.body) visit(place.shape.body);
    return found;
  }

  /**
   * Where an expression comes from, with dots: `requests.Session`, `net/http.NewRequest`. Undefined for what is no name
   * of a module, a class or something global.
   */
  pathOf(expression: Expression): string | undefined {
    if (expression.kind === 'name') {
      const { binding } = this.find(expression.name, expression.start);
      if (binding.kind === 'global') return expression.name;
      // `post = requests.post`
      if (binding.kind === 'value' && binding.value.kind === 'member' && binding.value.end < expression.start)
        return binding.certain ? this.pathOf(binding.value) : undefined;
      if (binding.kind !== 'import') return undefined;
      return binding.name === '*' ? binding.module : `${binding.module}.${binding.name}`;
    }
    if (expression.kind !== 'member') return undefined;
    const object = this.pathOf(expression.object);
    return object === undefined ? undefined : `${object}.${expression.property}`;
  }

  private functionAt(at: number): boolean {
    return functionOf(this.names.areaAt(at)) !== undefined;
  }

  private isFunction = (node: SyntaxNode): boolean => this.names.areaBy(node)?.kind === 'function';

  private allArms(node: SyntaxNode): readonly SyntaxNode[] {
    let arms = this.armsOfNodes.get(node);
    if (!arms) {
      arms = armsOf(node, this.grammar, this.isFunction);
      this.armsOfNodes.set(node, arms);
    }
    return arms;
  }

  private arms(node: SyntaxNode): readonly SyntaxNode[] {
    const arms = this.allArms(node);
    return this.frames.size === 0 ? arms : arms.filter((arm) => this.taken(arm) !== true);
  }

  /** True for what does not run where the functions around it are called as they are followed. */
  isDead(node: SyntaxNode): boolean {
    if (this.frames.size === 0) return false;
    return (
      this.allArms(node).some((arm) => this.taken(arm) === false) ||
      this.exitsBefore(node).some((arm) => this.taken(arm) === true)
    );
  }

  /** Branches before a node, in the blocks around it, that end with leaving the function. */
  private exitsBefore(node: SyntaxNode): readonly SyntaxNode[] {
    let found = this.exits.get(node);
    if (found) return found;
    const exits: SyntaxNode[] = [];
    for (let at = node; at.parent && !this.isFunction(at); at = at.parent) {
      for (const sibling of at.parent.children) {
        if (sibling.start >= at.start) break;
        const arm = this.grammar.branches.has(sibling.type) ? childOf(sibling, 'consequence') : undefined;
        if (arm && leaves(arm)) exits.push(arm);
      }
    }
    found = exits;
    this.exits.set(node, found);
    return found;
  }

  /** Whether a branch is taken, where the call tells that its function is followed from; undefined: not known. */
  private taken(arm: SyntaxNode): boolean | undefined {
    if (this.decisions.has(arm)) return this.decisions.get(arm);
    // What decides about a condition is not made to depend on others without end.
    if (this.deciding.size >= MOST_CONDITIONS || ++this.decided > MOST_DECIDED) return undefined;
    const taken = this.decide(arm);
    this.decisions.set(arm, taken);
    return taken;
  }

  private decide(arm: SyntaxNode): boolean | undefined {
    const { parent, field } = arm;
    const chosen = this.grammar.caseOf?.(arm);
    if (chosen) return this.isChosen(arm, chosen);
    // Whether it is reached is decided where the case is chosen.
    if (parent && this.grammar.caseOf?.(parent)) return true;
    const isThen = field === 'consequence' || (field === 'body' && /^if/.test(parent?.type ?? ''));
    if (!parent || (!isThen && field !== 'alternative')) return undefined;
    const condition = childOf(parent, 'condition');
    const home = functionOf(this.names.areaOf(parent));
    if (!condition || !home || !this.frames.has(home) || this.deciding.has(condition)) return undefined;
    this.deciding.add(condition);
    const holds = this.values?.truth(this.to.expression(condition));
    this.deciding.delete(condition);
    if (holds === undefined) return undefined;
    if (isThen) return holds;
    // Of several alternatives another one may be taken.
    const others = parent.children.filter((c) => c.field === 'alternative');
    return holds ? false : others.length === 1 ? true : undefined;
  }

  /** Whether a branch of a `switch` is taken. */
  private isChosen(
    arm: SyntaxNode,
    { subject, patterns, others: known }: NonNullable<ReturnType<NonNullable<Grammar['caseOf']>>>,
  ): boolean | undefined {
    const home = functionOf(this.names.areaOf(arm));
    if (!home || !this.frames.has(home) || this.deciding.has(subject)) return undefined;
    this.deciding.add(subject);
    const equal = (pattern: SyntaxNode): boolean | undefined => {
      const [first, second] = [this.to.expression(subject), this.to.expression(pattern)];
      return this.values?.truth({ kind: 'equal', first, second, start: arm.start, end: arm.end });
    };
    const others =
      known ?? (arm.parent?.children ?? []).flatMap((c) => this.grammar.caseOf?.(c)?.patterns ?? []);
    const answers = (patterns.length > 0 ? patterns : others).map(equal);
    this.deciding.delete(subject);
    const holds = answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
    return patterns.length > 0 || holds === undefined ? holds : !holds;
  }

  private nodeAt(at: number): SyntaxNode {
    const root = this.names.roots.find((r) => r.start <= at && at < r.end) ?? this.names.roots.at(-1)!;
    return nodeAt(root, at, at);
  }
}

/** True for a block that returns or throws at its end. */
const leaves = (block: SyntaxNode): boolean => {
  const last = block.children.at(-1);
  return (
    last !== undefined &&
    (/^(?:return|raise|throw)/.test(last.type) || (last.type === 'statement_list' && leaves(last)))
  );
};

/** What may be the name that a loop goes through objects with: `"$name: $value"`, `body[name]`, `set(name, …)`. */
function loopNameOf(effect: Effect): Expression | undefined {
  if (effect.kind === 'call') return effect.call.args[0];
  if (effect.kind === 'unknown') return effect.index;
  if (effect.kind !== 'set' || effect.path.at(-1)?.name !== PUSHED) return undefined;
  let first: Expression | undefined = effect.value;
  while (first?.kind === 'template') first = first.parts[0];
  return first === effect.value ? undefined : first;
}

/** True for an argument that is given by the name of a parameter; PHP writes `name: value` for `$name`. */
const isNamed = (entry: ObjectEntry, { name }: Parameter): boolean =>
  entry.kind === 'member' && entry.key.kind === 'text' && entry.key.value.text === name.replace(/^\$/, '');

/** False for a function without a body, or with fewer parameters than a call has arguments, or more. */
function isMeant({ shape: { parameters, body } }: FunctionPlace, { args, named }: CallExpression): boolean {
  const given = args.length + (named?.entries.length ?? 0);
  const needed = parameters.filter((p) => !p.optional).length;
  const fits = needed <= given && given <= parameters.length;
  return body !== undefined && fits && !parameters.at(-1)?.rest;
}

/** True for a function with a body that takes any number of arguments, and needs no more than a call has. */
function isOpen({ shape: { parameters, body } }: FunctionPlace, { args, named }: CallExpression): boolean {
  const needed = parameters.filter((p) => !p.optional && !p.rest).length;
  const given = args.length + (named?.entries.length ?? 0);
  return body !== undefined && needed <= given && parameters.at(-1)?.rest === true;
}

function isInError(node: SyntaxNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.type === 'ERROR') return true;
  return false;
}

const hasValue = (event: NameEvent): boolean =>
  'value' in event.declared && event.declared.value !== undefined;

const valueIn = (event: NameEvent): SyntaxNode | Expression | undefined =>
  'value' in event.declared ? event.declared.value : undefined;

const typeOf = (event: NameEvent): string | undefined =>
  'type' in event.declared ? event.declared.type : undefined;

function functionOf(area: Area | undefined): Area | undefined {
  let at = area;
  while (at && at.kind !== 'function') at = at.parent;
  return at;
}

/** The next event of the name behind `event`, in the text. */
function nextAfter(event: NameEvent, events: readonly NameEvent[]): NameEvent | undefined {
  return events
    .filter((e) => e.declared.node.start > event.declared.node.start)
    .reduce<NameEvent | undefined>(
      (a, b) => (a && a.declared.node.start < b.declared.node.start ? a : b),
      undefined,
    );
}
