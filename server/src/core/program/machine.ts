import type { CallExpression, Expression, Span } from '../expression.ts';
import type { Values } from '../resolve.ts';
import type { Client, Member, Role, Type } from './client.ts';
import type { Effect, Step } from './effects.ts';
import type { Frames, Happened, ProgramScope } from './scope.ts';

/** Something a request or its client was given. */
export interface Given {
  readonly role: Exclude<Role, 'options' | 'request' | 'target' | 'ignored' | 'value' | 'part'>;
  /** Missing for a method that the member's name says. */
  readonly value?: Expression;
  /** The name of a header: an expression, or the name that a member stands for. */
  readonly header?: Expression | { readonly name: string; readonly span: Span };
  /** The HTTP method that a member stands for, and where it is named. */
  readonly method?: { readonly name: string; readonly span: Span };
  /** False where it may not have been given. */
  readonly conditional: boolean;
}

/** An object of a client as it is at one place of the text. */
export interface Thing {
  readonly client: Client;
  readonly type: Type;
  /** Members that were gone through without a call: `headers.` of `session.headers.update`. */
  readonly prefix: string;
  /** In the order of the text. */
  readonly given: readonly Given[];
  /** False when it may have been given more. */
  readonly complete: boolean;
  /** False for an object that was not made in this text. */
  readonly made: boolean;
  /** The call that made the request it is or sent; before that the one that made it. */
  readonly call: CallExpression | undefined;
  /** That call with all that is called on what it gives. */
  readonly whole: Span | undefined;
  /** The name of what was called: a place to speak of the method. */
  readonly token: Span;
  readonly sent: boolean;
  /** The calls of functions of the text that it came through, the outermost last. */
  readonly frames: Frames;
}

const DEEPEST = 40;
/** Roles of values that may be objects which hold headers or a body. */
const HOLDERS: ReadonlySet<Role> = new Set([
  'url',
  'headers',
  'json',
  'text',
  'form',
  'part',
  'credentials',
  'hook',
]);

/** Follows objects of HTTP clients through one text. */
export class Machine {
  private depth = 0;
  private readonly clients: readonly Client[];
  private readonly memberNames = new Set<string>();

  constructor(
    private readonly scope: ProgramScope,
    private readonly values: Values,
    text: string,
  ) {
    this.clients = scope.grammar.clients.filter((c) => !c.evidence || c.evidence.test(text));
    for (const client of this.clients) {
      for (const type of Object.values(client.types)) {
        for (const key of Object.keys(type.members))
          this.memberNames.add(key.slice(key.lastIndexOf('.') + 1));
      }
      for (const root of Object.keys(client.roots))
        this.memberNames.add(root.slice(root.lastIndexOf('.') + 1));
    }
  }

  /** False for a call that no client has, seen without following anything. */
  mayMatter({ callee, constructs }: CallExpression): boolean {
    const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
    if (constructs || this.memberNames.has(name)) return true;
    // What the text calls it by may be another name of a function of a client.
    return callee.kind === 'name' && this.scope.find(name, callee.start).binding.kind === 'import';
  }

  /** What an expression gives; undefined when it is no object of a client. */
  thing(expression: Expression): Thing | undefined {
    if (this.depth > DEEPEST) return undefined;
    this.depth++;
    try {
      return this.step(expression);
    } finally {
      this.depth--;
    }
  }

  private step(expression: Expression): Thing | undefined {
    switch (expression.kind) {
      case 'name': {
        const { binding, happened } = this.scope.find(expression.name, expression.start);
        if (binding.kind === 'value') return this.after(this.thing(binding.value), happened);
        if (binding.kind === 'instance') return this.after(this.instance(binding.type, expression), happened);
        return this.root(expression);
      }
      case 'member':
        return this.member(expression);
      case 'call':
        return this.call(expression);
      case 'choice':
        return expression.how === 'fallback' ? this.thing(expression.first) : undefined;
      default:
        return undefined;
    }
  }

  private member(expression: Expression & { kind: 'member' }): Thing | undefined {
    if (this.scope.names.isSelf(expression.object)) {
      const { binding, happened } = this.scope.findField(expression.property, expression.start);
      if (binding.kind === 'value') return this.after(this.thing(binding.value), happened);
      if (binding.kind === 'instance') return this.after(this.instance(binding.type, expression), happened);
      return undefined;
    }
    const root = this.root(expression);
    if (root) return root;
    const object = this.thing(expression.object);
    if (!object) return undefined;
    const key = object.prefix + expression.property;
    const member = memberOf(object.type, key);
    if (member?.gives) return this.apply(object, member, [], undefined, expression.propertySpan, false);
    const goesOn = Object.keys(object.type.members).some((m) => m.startsWith(`${key}.`) || m === `${key}[]`);
    return goesOn ? { ...object, prefix: `${key}.` } : undefined;
  }

  /** A module, class or global that a client starts from. */
  private root(expression: Expression): Thing | undefined {
    const path = this.scope.pathOf(expression);
    if (path === undefined) return undefined;
    for (const client of this.clients) {
      if (Object.hasOwn(client.roots, path)) return this.start(client, client.roots[path]!, true, expression);
    }
    return undefined;
  }

  private instance(type: string, at: Span): Thing | undefined {
    for (const client of this.clients) {
      const name = `instance ${type}`;
      if (Object.hasOwn(client.roots, name)) return this.start(client, client.roots[name]!, false, at);
    }
    return undefined;
  }

  private start(client: Client, type: string, made: boolean, at: Span): Thing {
    return {
      client,
      type: client.types[type]!,
      prefix: '',
      given: [],
      complete: made || !client.types[type]!.defaults,
      made,
      call: undefined,
      whole: undefined,
      token: at,
      sent: false,
      frames: new Map(),
    };
  }

  private call(call: CallExpression): Thing | undefined {
    const { callee } = call;
    const suffix = call.constructs ? 'new' : '';
    const named = this.calledPath(call, suffix);
    if (named) return named;
    if (callee.kind === 'member' && !call.constructs) {
      const object = this.thing(callee.object);
      if (object) {
        const member = memberOf(object.type, object.prefix + callee.property);
        if (member) return this.apply(object, member, call.args, call, callee.propertySpan, false);
        const { others } = object.type;
        if (object.prefix === '' && others !== 'harmless') {
          const complete = object.complete && others === 'fluent';
          return { ...object, complete, call: object.call ?? call, whole: call };
        }
        return undefined;
      }
    }
    const place = this.scope.placeOf(call);
    const result = place && this.scope.resultOf(place);
    if (place && result) {
      const inner = this.scope.within(place, call, () => this.thing(result));
      return inner && { ...inner, frames: new Map([...inner.frames, [place.area, call]]) };
    }
    const reduced = this.scope.reduce(call, this.values);
    return reduced && reduced !== call ? this.thing(reduced) : undefined;
  }

  /** The call of a function or constructor by its path. */
  private calledPath(call: CallExpression, suffix: string): Thing | undefined {
    const path = this.scope.pathOf(call.callee);
    if (path === undefined) return undefined;
    for (const client of this.clients) {
      for (const [root, type] of Object.entries(client.roots)) {
        if (path !== root && !path.startsWith(`${root}.`)) continue;
        const rest = path.slice(root.length + 1);
        const key = suffix === '' ? rest : rest === '' ? suffix : `${rest}.${suffix}`;
        const member = memberOf(client.types[type]!, key);
        if (!member) continue;
        const token = call.callee.kind === 'member' ? call.callee.propertySpan : call.callee;
        return this.apply(this.start(client, type, true, call), member, call.args, call, token, false);
      }
    }
    return undefined;
  }

  /** The object after a member of it was called or read. Undefined where what it gives is not followed. */
  private apply(
    object: Thing,
    member: Member,
    args: readonly Expression[],
    call: CallExpression | undefined,
    token: Span,
    conditional: boolean,
  ): Thing | undefined {
    const taken = this.take(object.client, member, args, call, token, conditional);
    const type =
      member.gives === undefined || member.gives === 'same' ? object.type : object.client.types[member.gives];
    if (!type || (member.gives === undefined && !member.sends)) return undefined;
    const begins = (member.sends || type.request) && !object.type.request;
    const own: Thing = {
      ...object,
      type,
      prefix: '',
      given: [...object.given, ...taken.given],
      complete: object.complete && taken.complete,
      call: begins || !object.call ? (call ?? object.call) : object.call,
      whole: call ?? object.whole,
      token: begins || !object.call || taken.given.some((g) => g.role === 'method') ? token : object.token,
      sent: object.sent || (member.sends ?? false),
    };
    if (!taken.request) return own;
    const { request } = taken;
    return {
      ...request,
      given: [...own.given, ...request.given],
      complete: own.complete && request.complete,
      sent: true,
    };
  }

  /** The meaning of a call's arguments. */
  private take(
    client: Client,
    member: Member,
    args: readonly Expression[],
    call: CallExpression | undefined,
    token: Span,
    conditional: boolean,
  ): { given: Given[]; complete: boolean; request: Thing | undefined } {
    const given: Given[] = [];
    let complete = call?.intact ?? true;
    let request: Thing | undefined;
    if (member.method)
      given.push({ role: 'method', method: { name: member.method, span: token }, conditional });
    const roles = member.args ?? [];
    const one = (role: Role, value: Expression, at: number): void => {
      if (role === 'ignored' || role === 'value') return;
      const part = this.part(client, role, value, member);
      if (part) {
        given.push(...part.given.map((g) => (conditional ? { ...g, conditional } : g)));
        if (!part.complete) complete = false;
      } else if (role === 'options') {
        if (!this.options(client, value, member, given, conditional)) complete = false;
      } else if (role === 'request' || role === 'target') {
        request = this.thing(value);
        const isUrl =
          role === 'target' &&
          !request &&
          /^(?:text|template|reference)$/.test(this.values.resolve(value).value.kind);
        // What is not known may still be the address.
        if (role === 'target' && !request) given.push({ role: 'url', value, conditional });
        if (!isUrl && !request) complete = false;
      } else if (role === 'header') {
        const content = args[at + 1];
        if (content) given.push({ role, value: content, header: value, conditional });
        else complete = false;
      } else if (role === 'part') {
        const { kind } = this.values.resolve(value).value;
        if (!/^(?:text|template|json|object|array|null)$/.test(kind)) complete = false;
        given.push({ role: 'json', value, conditional });
      } else if (role !== 'hook' || this.values.resolve(value).value.kind !== 'null')
        given.push({ role, value, conditional });
    };
    if (member.header !== undefined && args[0]) {
      given.push({
        role: 'header',
        value: args[0],
        header: { name: member.header, span: token },
        conditional,
      });
    } else for (const [at, value] of args.entries()) one(roles[at] ?? 'ignored', value, at);
    if (call?.named && !this.options(client, call.named, member, given, conditional)) complete = false;
    return { given, complete, request };
  }

  /** Named values. False when there may be more of them. */
  private options(
    client: Client,
    value: Expression,
    member: Member,
    given: Given[],
    conditional: boolean,
  ): boolean {
    const { kind } = this.values.resolve(value).value;
    if (kind === 'null' || kind === 'undefined' || kind === 'function') return kind !== 'function';
    const members = this.values.members(value);
    let { complete } = members;
    for (const m of members.list) {
      const role = member.named && Object.hasOwn(member.named, m.key) ? member.named[m.key]! : 'ignored';
      if (/^(?:ignored|options|request|target|value)$/.test(role)) continue;
      const doubtful = conditional || m.conditional || m.changes.sets.length > 0;
      const part = this.part(client, role, m.value, member);
      if (part) given.push(...part.given.map((g) => (doubtful ? { ...g, conditional: doubtful } : g)));
      else if (role !== 'part')
        given.push({ role: role as Given['role'], value: m.value, conditional: doubtful });
      if (part ? !part.complete : role === 'part') complete = false;
    }
    return complete;
  }

  /** An object that passes on what it was given: headers, a body, or what a function fills in. */
  private part(client: Client, role: Role, value: Expression, { setup }: Member): Thing | undefined {
    if (!HOLDERS.has(role)) return undefined;
    const { value: code } = this.values.resolve(value);
    if (setup !== undefined && code.kind === 'function') {
      const happened = this.scope.doneIn(code);
      return happened && this.after(this.start(client, setup, true, code), happened);
    }
    const thing = this.thing(value);
    return thing?.type.part ? thing : undefined;
  }

  /** An object after what was done by its name. */
  private after(object: Thing | undefined, happened: readonly Happened[]): Thing | undefined {
    if (!object) return undefined;
    let thing = object;
    for (const { effect, conditional } of happened) {
      if (effect.kind === 'unknown') thing = { ...thing, complete: false };
      else if (effect.kind === 'given') {
        if (!this.scope.isReader(effect.to)) thing = { ...thing, complete: false };
      } else if (effect.kind === 'set') thing = this.assigned(thing, effect.path, effect.value, conditional);
      else thing = this.called(thing, effect, conditional);
    }
    return thing;
  }

  private assigned(thing: Thing, path: readonly Step[], value: Expression, conditional: boolean): Thing {
    const last = path.at(-1)!;
    const key = thing.prefix + path.map((s) => s.name).join('.');
    const holder =
      thing.prefix +
      path
        .slice(0, -1)
        .map((s) => s.name)
        .join('.');
    const member = memberOf(thing.type, `${key}=`);
    const indexed = memberOf(thing.type, `${holder}[]`);
    const found = member ?? indexed;
    if (!found) return thing.type.others === 'unknown' ? { ...thing, complete: false } : thing;
    const given: Given[] = [];
    if (member) {
      if (member.header !== undefined)
        given.push({ role: 'header', value, header: { name: member.header, span: last.span }, conditional });
      else {
        const taken = this.take(thing.client, member, [value], undefined, last.span, conditional);
        given.push(...taken.given);
        if (!taken.complete) return { ...thing, given: [...thing.given, ...given], complete: false };
      }
    } else given.push({ role: 'header', value, header: { name: last.name, span: last.span }, conditional });
    return { ...thing, given: [...thing.given, ...given] };
  }

  private called(thing: Thing, effect: Effect & { kind: 'call' }, conditional: boolean): Thing {
    const path = effect.path.map((step) => step.name).join('.');
    const calls = [{ name: path, span: effect.path.at(-1)!.span, call: effect.call }];
    for (const { step, call } of effect.calls) calls.push({ ...step, call });
    let after = thing;
    for (const { name, span, call } of calls) {
      const member = memberOf(after.type, after.prefix + name);
      if (!member) return after.type.others === 'unknown' ? { ...after, complete: false } : after;
      // What sends a request, or makes another object, does nothing to this one.
      if (member.sends || (member.gives !== undefined && member.gives !== 'same')) return after;
      const { given, complete } = this.take(after.client, member, call.args, call, span, conditional);
      after = { ...after, given: [...after.given, ...given], complete: after.complete && complete };
      if (member.gives === undefined) return after;
    }
    return after;
  }
}

const memberOf = (type: Type, key: string): Member | undefined =>
  Object.hasOwn(type.members, key) ? type.members[key] : undefined;
