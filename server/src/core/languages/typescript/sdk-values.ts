import type { Binding } from '../../binding.ts';
import type { CallExpression, Expression, Frame } from '../../expression.ts';
import { within } from '../../frame.ts';
import { lazy } from '../../lazy.ts';
import { apiMethods } from '../../sdk/methods.ts';
import { assignedValue } from './assigned.ts';
import { moduleOf } from './called-names.ts';
import type { Cutter } from './cutter.ts';
import { functionAt } from './local-functions.ts';
import type { Reading } from './reading.ts';
import { returnedBy } from './returns.ts';
import type { SdkModules } from './sdk-modules.ts';
import { SdkTypes } from './sdk-types.ts';
import { Kind, tokenAt, wordAt } from './tokens.ts';

/** Something of an SDK: `Unkey` of `@unkey/api`, what `new Unkey(…)` gives, a group of its methods. */
export interface SdkValue {
  readonly package: string;
  /** `Unkey`, `Unkey().keys`, `verifyKey`. Empty for the module itself. */
  readonly path: string;
  /** The `new Unkey(…)` it comes from, where that is known. */
  readonly made?: CallExpression;
  /** The token of the name of the type that the text itself writes for it. */
  readonly written?: number;
}

const DEEPEST = 12;
/** Names that stand for several others double the work at every step. */
const MOST_STEPS = 300;
/** An object of `Unkey`, and what gives it. */
const CLIENT = 'Unkey()';
/** All that another file exports which is named after Unkey. */
const FILE = '*';
/** Places where a name may get its value. */
const MOST_ASSIGNMENTS = 20;

/** Finds what of an SDK the expressions of one text stand for. */
export class SdkValues {
  private steps = 0;
  private readonly types: SdkTypes;

  constructor(
    private readonly reading: Reading,
    private readonly cutter: Cutter,
    private readonly modules: SdkModules,
  ) {
    this.types = new SdkTypes(reading, modules, (expression) => this.of(expression, DEEPEST - 4));
  }

  /** Undefined for what is nothing of an SDK, as far as the text tells. */
  of(expression: Expression, depth = 0): SdkValue | undefined {
    if (depth === 0) this.steps = 0;
    if (depth > DEEPEST || ++this.steps > MOST_STEPS) return undefined;
    switch (expression.kind) {
      case 'name': {
        const { name, start, frame } = expression;
        const binding = this.reading.scope.lookup(name, start, frame);
        return (
          this.bound(binding, frame, depth) ??
          this.types.of(expression, []) ??
          this.handedIn(binding, name) ??
          this.assigned(name, start, depth)
        );
      }
      case 'member':
        return this.member(expression, depth);
      case 'call':
        return this.called(expression, depth);
      case 'element':
        return this.oneOf(expression.object, depth);
      case 'choice':
        return this.of(expression.first, depth + 1) ?? this.of(expression.second, depth + 1);
      default:
        return undefined;
    }
  }

  /** What all members of an object are: `clients[region]`. */
  private oneOf(object: Expression, depth: number): SdkValue | undefined {
    const { list } = this.reading.values.members(object);
    if (list.length > MOST_ASSIGNMENTS) return undefined;
    const [first, ...others] = list.map(({ value }) => this.of(value, depth + 1));
    return first && others.every((one) => one?.path === first.path) ? first : undefined;
  }

  private bound(binding: Binding, frame: Frame | undefined, depth: number): SdkValue | undefined {
    if (binding.kind === 'import') {
      const found = this.modules.packageOf(binding.module);
      if (found === undefined) return undefined;
      return { package: found, path: isWhole(binding.name) ? '' : binding.name };
    }
    if (binding.kind === 'instance') return this.instance(binding.type);
    return binding.kind === 'value' ? this.of(within(binding.value, frame), depth + 1) : undefined;
  }

  /** What another file of the program made and exports, or another piece of the document imports. */
  private handedIn(binding: Binding, name: string): SdkValue | undefined {
    if (binding.kind === 'global') return this.modules.globalOf(name);
    // A parameter without a type, where the text imports the SDK.
    if (binding.kind === 'unknown' && this.modules.packageOf('@unkey/api') !== undefined)
      return this.modules.isClient('@unkey/api', name) ? { package: '@unkey/api', path: CLIENT } : undefined;
    if (binding.kind !== 'import') return undefined;
    const { isClient } = this.modules;
    if (isClient(binding.module, name) || isClient(binding.module, binding.name))
      return { package: '@unkey/api', path: CLIENT };
    return isWhole(binding.name) ? this.file(binding.module) : undefined;
  }

  /** All that another file of the program exports, where that is most likely a client, or has one. */
  private file(module: string): SdkValue | undefined {
    return this.modules.holdsClient(module) ? { package: '@unkey/api', path: FILE } : undefined;
  }

  /** An object of a type that the text imports: `Unkey`, `typeof unkey`. */
  private instance(type: string): SdkValue | undefined {
    const { scope } = this.reading;
    const [, query, name] = /^(typeof\s+)?(?:[\w$]+\.)*([\w$]+)$/.exec(type) ?? [];
    const token = name === undefined ? undefined : scope.occurrences(name)[0];
    if (name === undefined || token === undefined) return undefined;
    const at = this.reading.tokens.starts[token]!;
    if (query) return this.of({ kind: 'name', name, start: at, end: at + name.length }, DEEPEST - 2);
    const binding = scope.lookup(name, at);
    const found = binding.kind === 'import' ? this.bound(binding, undefined, 0) : undefined;
    return found && { ...found, path: `${found.path}()` };
  }

  private member(expression: Expression & { readonly kind: 'member' }, depth: number): SdkValue | undefined {
    const { object, property, start } = expression;
    if (object.kind === 'self') {
      const { scope } = this.reading;
      return (
        this.bound(scope.self(property, start), object.frame, depth) ??
        this.types.of(expression, []) ??
        this.assigned(property, start, depth)
      );
    }
    const holder = this.of(object, depth + 1);
    if (holder?.path === FILE) {
      if (/^(?:default|client)$/.test(property) || this.modules.isClient('@unkey/api', property))
        return { ...holder, path: CLIENT };
      // A module of CommonJS may be the client itself.
      return groups().has(property) ? { ...holder, path: `${CLIENT}.${property}` } : undefined;
    }
    if (holder) {
      if (property === 'default' && holder.path === '') return holder;
      return { ...holder, path: holder.path === '' ? property : `${holder.path}.${property}` };
    }
    const module = object.kind === 'call' ? moduleOf(object, this.reading.scope) : undefined;
    if (module !== undefined && this.modules.isClient(module, property))
      return { package: '@unkey/api', path: CLIENT };
    const { value } = this.reading.values.resolve(expression);
    const resolved = isSame(value, expression) ? undefined : this.of(value, depth + 1);
    const named = expression.end - property.length;
    return (
      resolved ??
      this.types.of(object, [property]) ??
      this.assigned(property, named, depth) ??
      this.carried(property)
    );
  }

  /** `ctx.unkey`: what a framework carries from where it was made, in a program that declares or imports the SDK. */
  private carried(property: string): SdkValue | undefined {
    const { scope, tokens } = this.reading;
    const { modules } = this;
    const isKnown =
      modules.generationOf('@unkey/api') !== undefined || modules.packageOf('@unkey/api') !== undefined;
    const isClient = isKnown && modules.isClient('@unkey/api', property);
    const isGiven =
      isClient &&
      scope
        .occurrences(property)
        .some(
          (o) => givesValue(wordAt(tokens, o + 1)) && wordAt(tokens, o + 2) !== DEFAULT_CLASS['@unkey/api'],
        );
    return isClient && !isGiven ? { package: '@unkey/api', path: CLIENT } : undefined;
  }

  private called(call: CallExpression, depth: number): SdkValue | undefined {
    const { scope, values } = this.reading;
    const module = moduleOf(call, scope);
    if (module !== undefined) {
      const found = this.modules.packageOf(module);
      return found === undefined ? this.file(module) : { package: found, path: '' };
    }
    const callee = this.of(call.callee, depth + 1);
    if (callee?.path === CLIENT) return callee;
    if (callee?.path === FILE) return { ...callee, path: CLIENT };
    if (callee) {
      // `import unkey from '@unkey/api'` is how people take what has no default.
      const path = call.constructs && callee.path === '' ? DEFAULT_CLASS[callee.package] : callee.path;
      return path === undefined ? undefined : { ...callee, path: `${path}()`, made: call };
    }
    if (call.constructs) return undefined;
    const { value } = values.resolve(call);
    const found = isSame(value, call) ? undefined : this.of(value, depth + 1);
    return found ?? this.returned(call, depth);
  }

  /** What a function of the text gives, which may have made it only once. */
  private returned(call: CallExpression, depth: number): SdkValue | undefined {
    const { tokens, source, islands, values } = this.reading;
    const { value } = values.resolve(call.callee);
    const fn = value.kind === 'function' ? functionAt(tokens, value.start) : undefined;
    const given = fn && returnedBy({ source, tokens, islands }, fn);
    return (given && this.of(given, depth + 1)) ?? (fn && this.types.given(fn.head));
  }

  /**
   * What a variable, field or member of that name is given, in one of several places: `let unkey; unkey ??= new Unkey()`,
   * `globalThis.unkey = new Unkey()`. Undefined where it is given something else as well.
   */
  private assigned(name: string, at: number, depth: number): SdkValue | undefined {
    const { tokens, scope, source, islands } = this.reading;
    const places = scope.occurrences(name).filter((o) => givesValue(wordAt(tokens, o + 1)));
    if (places.length === 0 || places.length > MOST_ASSIGNMENTS) return undefined;
    const declared = isMember(tokens, tokenAt(tokens, at))
      ? undefined
      : scope.declaredAt(tokenAt(tokens, at));
    let found: SdkValue | undefined;
    for (const place of places) {
      if (declared !== undefined && place !== declared && scope.declaredAt(place) !== declared) continue;
      const value = this.made(place + 2) ?? assignedValue({ source, tokens, islands }, place);
      if (!value || /^(?:null|undefined)$/.test(value.kind)) continue;
      const one = this.of(value, depth + 1);
      if (!one || (found && one.path !== found.path)) return undefined;
      found ??= one;
    }
    return found;
  }

  /** The `new X(…)` that begins with token `first`. */
  private made(first: number): CallExpression | undefined {
    const { tokens } = this.reading;
    if (wordAt(tokens, first) !== 'new') return undefined;
    for (let i = first + 1, left = 8; left > 0 && i < tokens.starts.length; i++, left--) {
      const word = wordAt(tokens, i);
      if (word === '(') return this.cutter.call(i);
      if (tokens.kinds[i] !== Kind.word && word !== '.') return undefined;
    }
    return undefined;
  }
}

/** Groups of methods: `keys`, `apis`. */
const groups = lazy(() => new Set([...apiMethods().keys()].map((name) => name.split('.')[0]!)));

/** The class that people take for the default of a module. */
const DEFAULT_CLASS: Readonly<Record<string, string>> = {
  '@unkey/api': 'Unkey',
  '@unkey/ratelimit': 'Ratelimit',
};

const isWhole = (name: string): boolean => name === '*' || name === 'default';
const givesValue = (sign: string): boolean => /^(?:=|:|\?\?=|\|\|=)$/.test(sign);
const isMember = (tokens: Reading['tokens'], token: number): boolean =>
  token > 0 && /^\??\.$/.test(wordAt(tokens, token - 1));
const isSame = (a: Expression, b: Expression): boolean =>
  a === b || a.kind === 'unknown' || (a.kind === b.kind && a.start === b.start && a.end === b.end);
