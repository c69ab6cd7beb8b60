import type { Binding, Changes, PropertySet } from '../binding.ts';
import { UNCHANGED } from '../binding.ts';
import type { CallExpression, Expression, Span } from '../expression.ts';
import type { Scope, Values } from '../resolve.ts';
import { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import { nodeAt } from '../syntax.ts';
import { type Effect, effectOf, sameSpan } from './effects.ts';
import type { FunctionShape, Grammar, Lowering } from './grammar.ts';
import { headerName } from './headers.ts';
import { type Area, armsOf, dominates, type FunctionPlace, type NameEvent, type Names } from './names.ts';

/** An effect, and whether it is certain to have happened at the place it was asked for. */
export interface Happened {
  readonly effect: Effect;
  readonly conditional: boolean;
}

/** A name's binding with what was done to the value since it was given. */
export interface Found {
  readonly binding: Binding;
  readonly happened: readonly Happened[];
}

/** The calls that functions are followed from. */
export type Frames = ReadonlyMap<Area, CallExpression>;

const GLOBAL: Found = { binding: { kind: 'global' }, happened: [] };
const UNKNOWN: Found = { binding: { kind: 'unknown' }, happened: [] };
/** Functions that read what they are given and keep no hold of it, in any language. */
const READERS =
  /^(?:print\w*|log\w*|info|debug|warn\w*|error|len|str|String|dump\w*|format\w*|Sprintf|echo|puts|p|inspect|clone|copy|dict|list|json|count|isset|empty|Println|Printf|Errorf|panic|expect|unwrap)$/;

/** The names of one text, as the values of expressions are found with them. */
export class ProgramScope implements Scope {
  private readonly effects = new Map<SyntaxNode, Effect | undefined>();
  /** Arguments of the calls that functions are followed from, by function. */
  private frames: Frames = new Map();
  private readonly readsOnlyOf = new Map<FunctionPlace, boolean>();
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

  lookup(name: string, at: number): Binding {
    return this.find(name, at).binding;
  }

  self(property: string, at: number): Binding {
    return this.findField(property, at).binding;
  }

  /** What `name` stands for at index `at`, and what was done to it until then. */
  find(name: string, at: number): Found {
    for (let area: Area | undefined = this.names.areaAt(at); area; area = area.parent) {
      const events = area.names.get(name);
      if (events) return this.bind(events, area, name, at);
      if (area.kind !== 'class' || !this.grammar.bareFields) continue;
      if (this.names.fields.get(area.owner!)?.has(name)) return this.findField(name, at);
    }
    return this.constants(name) ?? GLOBAL;
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
    return this.valueOf(event, name, at, area, events);
  }

  private isBefore(event: NameEvent, at: number): boolean {
    return event.end <= at;
  }

  /** The event whose value a name has at index `at`. */
  private reaching(events: readonly NameEvent[], area: Area, at: number): NameEvent | undefined {
    const valued = events.filter(
      (e) => e.declared.kind === 'parameter' || hasValue(e) || e.declared.kind === 'assignment' || typeOf(e),
    );
    if (events.length === 1) return events[0];
    const home = functionOf(area);
    if (functionOf(this.names.areaAt(at)) !== home) return valued.length === 1 ? valued[0] : undefined;
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
    const isPlain = plain !== undefined && /^(?:text|number|boolean|template|json)$/.test(plain.kind);
    const uses = isPlain ? [] : this.names.usesIn(area, name);
    const happened = this.happened(uses, event, nextAfter(event, events), at);
    if (declared.kind === 'parameter') {
      const given = this.argument(area, name);
      if (given)
        return {
          binding: { kind: 'value', value: given, certain: true, changes: this.changes(happened) },
          happened,
        };
    }
    const type = typeOf(event);
    const value = 'value' in declared ? this.expressionOf(declared.value) : undefined;
    if (!value || value.kind === 'null' || value.kind === 'undefined') {
      if (type !== undefined) return { binding: { kind: 'instance', type }, happened };
      if (!value) return { binding: { kind: 'unknown' }, happened };
    }
    const certain = declared.kind !== 'parameter' && this.isCertain(event, at);
    return { binding: { kind: 'value', value, certain, changes: this.changes(happened) }, happened };
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

  /** A field of the class around index `at`. */
  findField(property: string, at: number): Found {
    const owner = this.names.ownerOf(this.names.areaAt(at));
    const events = owner === undefined ? undefined : this.names.fields.get(owner)?.get(property);
    if (owner === undefined) return UNKNOWN;
    if (!events) return this.computed(property, owner);
    const valued = events.filter(hasValue);
    const uses = this.names.usesOf(property).flatMap((node) => this.fieldUse(node, property, owner) ?? []);
    if (valued.length > 1) return UNKNOWN;
    const event = valued[0] ?? events.find((e) => typeOf(e) !== undefined);
    if (!event) return UNKNOWN;
    const happened = this.happened(uses, event, undefined, at);
    const value = 'value' in event.declared ? this.expressionOf(event.declared.value) : undefined;
    const type = events.map(typeOf).find((t) => t !== undefined);
    const nothing = !value || value.kind === 'null' || value.kind === 'undefined';
    if (nothing) return type === undefined ? UNKNOWN : { binding: { kind: 'instance', type }, happened };
    const made = this.typed(value, type);
    return {
      binding: made ?? { kind: 'value', value, certain: true, changes: this.changes(happened) },
      happened,
    };
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
    if (value.kind !== 'name' || type === undefined) return undefined;
    const { kind } = this.lookup(value.name, value.start);
    return kind === 'unknown' ? { kind: 'instance', type } : undefined;
  }

  /** The node that means the field, where `node` is its name: `self.name` around it, or the name itself. */
  private fieldUse(node: SyntaxNode, property: string, owner: string): SyntaxNode | undefined {
    if (this.names.ownerOf(this.names.areaAt(node.start)) !== owner) return undefined;
    const member = node.parent && this.to.expression(node.parent);
    if (member?.kind === 'member' && sameSpan(member.propertySpan, node)) {
      return this.names.isSelf(member.object) ? node.parent : undefined;
    }
    return this.grammar.bareFields && !this.names.homeOf(property, node.start) ? node : undefined;
  }

  /** The constants of a class or enumeration of the text, as an object. */
  private constants(name: string): Found | undefined {
    const fields = this.names.fields.get(name);
    if (!fields) return undefined;
    const area = this.names.file.children.find((c) => c.owner === name);
    const node = area?.node;
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
    const value: Expression = { kind: 'object', entries, intact: true, start: node.start, end: node.end };
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
    for (const node of uses) {
      if (node === event.declared.node || (next && node.start >= next.declared.node.start)) continue;
      if (own && node.start >= own.start && node.end <= own.end) continue;
      const other = functionOf(this.names.areaAt(node.start)) !== home;
      if (!other && (node.start >= at || node.end <= event.declared.node.start)) continue;
      const effect = this.effect(node);
      if (!effect) continue;
      // A constructor has run before any method of its object.
      const constructed = other && (functionOf(this.names.areaAt(node.start))?.shape?.constructs ?? false);
      const arms = constructed ? this.arms(node).filter((arm) => !this.isFunction(arm)) : this.arms(node);
      found.push({ effect, conditional: constructed ? arms.length > 0 : !dominates(arms, here) });
    }
    return found;
  }

  /** What code in place does with the last object it is called with: `headers -> headers.set(…)`. */
  doneIn(code: Span): readonly Happened[] | undefined {
    let area: Area | undefined = this.names.areaAt(code.start);
    while (area && !(area.start === code.start && area.end === code.end)) area = area.parent;
    const parameters = [...(area?.names ?? [])].filter(([, [e]]) => e?.declared.kind === 'parameter');
    const name = parameters.at(-1)?.[0];
    return name === undefined || !area ? undefined : this.find(name, area.end - 1).happened;
  }

  private effect(node: SyntaxNode): Effect | undefined {
    if (!this.effects.has(node)) this.effects.set(node, effectOf(node, this.grammar, this.to));
    return this.effects.get(node);
  }

  /** The changes that effects make to a plain object. */
  private changes(happened: readonly Happened[]): Changes {
    if (happened.length === 0) return UNCHANGED;
    const sets: PropertySet[] = [];
    let sealed = true;
    for (const { effect, conditional } of happened) {
      if (effect.kind === 'set') sets.push(this.set(effect, effect.value, conditional));
      else if (effect.kind === 'call') {
        const added = this.called(effect, conditional);
        if (added) sets.push(...added);
        else sealed = false;
      } else if (effect.kind === 'unknown' || !this.isReader(effect.to)) sealed = false;
    }
    return { sets, sealed };
  }

  private set(effect: Effect, value: Expression, conditional: boolean): PropertySet {
    const last = effect.path.at(-1)!;
    const key = this.to.source.slice(last.span.start, last.span.end);
    return { path: effect.path.map((s) => s.name), keySpan: last.span, key, value, conditional };
  }

  /** What calling a method of an object sets in it; undefined when that is not known. */
  private called(effect: Effect & { kind: 'call' }, conditional: boolean): PropertySet[] | undefined {
    const method = effect.path.at(-1)!.name;
    const how = Object.hasOwn(this.grammar.mutators, method) ? this.grammar.mutators[method] : undefined;
    if (!how) return [];
    if (how === 'unknown' || !this.values) return undefined;
    const path = effect.path.slice(0, -1).map((s) => s.name);
    const { args, named } = effect.call;
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
    const [key, value] = args;
    const name = key && headerName(key, this.values);
    if (!name || !value) return undefined;
    return [{ path: [...path, name.text], keySpan: key!, key: name, value, conditional }];
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
    const result = place.shape.parameters.every(({ name }) =>
      this.names
        .usesOf(name)
        .filter((node) => this.names.homeOf(name, node.start) === place.area)
        .every((node) => {
          const effect = this.effect(node);
          if (!effect) return true;
          if (effect.kind === 'given') return this.isReader(effect.to);
          return effect.kind === 'call' && !Object.hasOwn(this.grammar.mutators, effect.path.at(-1)!.name);
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
    const before = this.frames;
    this.frames = new Map([...before, ...frames]);
    try {
      return work();
    } finally {
      this.frames = before;
    }
  }

  /** What the call that a function is followed from gives its parameter. */
  private argument(area: Area, name: string): Expression | undefined {
    const call = this.frames.get(area);
    const index = area.shape?.parameters.findIndex((p) => p.name === name) ?? -1;
    const parameter = area.shape?.parameters[index];
    if (!call || !parameter) return undefined;
    if (parameter.named) return this.remaining(area.shape!, call);
    if (parameter.rest) return undefined;
    const named = call.named?.entries.find(
      (e) => e.kind === 'member' && e.key.kind === 'text' && e.key.value.text === name,
    );
    return named?.value ?? call.args[index];
  }

  /** The named arguments of a call that no parameter of the function is named after. */
  private remaining(shape: FunctionShape, call: CallExpression): Expression {
    const own = new Set(shape.parameters.map((p) => p.name));
    const entries = (call.named?.entries ?? []).filter(
      (e) => e.kind === 'spread' || e.key.kind !== 'text' || !own.has(e.key.value.text),
    );
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
    const place = this.placeOf(call);
    if (place) return this.resultOf(place);
    // An object of a class of the text has what the class gives all of them.
    const made = call.callee.kind === 'name' ? this.constants(call.callee.name) : undefined;
    return made?.binding.kind === 'value' ? made.binding.value : undefined;
  }

  /** The only expression that a function of the text gives, beside nothing. */
  resultOf(place: FunctionPlace): Expression | undefined {
    const results = this.resultsOf(place).map((node) => this.to.expression(node));
    const [result, ...others] = results.filter((e) => e.kind !== 'null' && e.kind !== 'undefined');
    return others.length === 0 ? result : undefined;
  }

  /** The function of the text that a call calls; undefined when that is not certain. */
  placeOf(call: CallExpression): FunctionPlace | undefined {
    const { callee } = call;
    const name =
      callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;
    const places = name === undefined ? undefined : this.names.functions.get(name);
    if (places?.length !== 1) return undefined;
    const [place] = places;
    if (callee.kind === 'name')
      return place!.owner === undefined || this.grammar.bareFields ? place : undefined;
    // A method of an object of another kind may have the same name.
    if (callee.kind !== 'member') return undefined;
    const own =
      this.names.isSelf(callee.object) ||
      (callee.object.kind === 'name' && callee.object.name === place!.owner);
    return own || place!.owner !== undefined ? place : undefined;
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

  private isFunction = (node: SyntaxNode): boolean =>
    this.names.areaOf(node).node === node && this.names.areaOf(node).kind === 'function';

  private arms(node: SyntaxNode): readonly SyntaxNode[] {
    return armsOf(node, this.grammar, this.isFunction);
  }

  private nodeAt(at: number): SyntaxNode {
    const root = this.names.roots.find((r) => r.start <= at && at < r.end) ?? this.names.roots.at(-1)!;
    return nodeAt(root, at, at);
  }
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
