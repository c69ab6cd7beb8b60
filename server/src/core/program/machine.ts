import { type CallExpression, calledAlone, type Expression, type Frame, type Span } from '../expression.ts';
import { within as inFrame } from '../frame.ts';
import type { Values } from '../resolve.ts';
import { SourceText } from '../source.ts';
import { truthOf } from '../truth.ts';
import type { Client, Meaning, Member, Role, Type } from './client.ts';
import { type Effect, type Step, sameSpan } from './effects.ts';
import type { Found, Frames, Happened, ProgramScope } from './scope.ts';
import { writtenTo } from './streams.ts';

/** Roles that say how others are found. */
type Unheld =
  | 'options'
  | 'self'
  | 'option'
  | 'scheme'
  | 'resource'
  | 'request'
  | 'target'
  | 'ignored'
  | 'value'
  | 'part';

/** Something a request or its client was given. */
export interface Given {
  readonly role: Exclude<Role, Unheld>;
  /** Missing for a method that the member's name says. */
  readonly value?: Expression;
  /** The name of a header: an expression, or the name that a member stands for. */
  readonly header?: Expression | { readonly name: string; readonly span: Span };
  /** The HTTP method that a member stands for, and where it is named. */
  readonly method?: { readonly name: string; readonly span: Span };
  /** True for a method that follows from a flag: one that is named comes before it. */
  readonly flag?: true;
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
  /** Of a request that is one of several, all the calls that make one. */
  readonly calls?: readonly CallExpression[];
  /** True when it was given to something that may send it. */
  readonly handed?: true;
  /** What sent a request made before. */
  readonly sending?: CallExpression | undefined;
  /** That call with all that is called on what it gives. */
  readonly whole: Span | undefined;
  /** The name of what was called: a place to speak of the method. */
  readonly token: Span;
  readonly sent: boolean;
  /** True where nothing can be added to it any more. */
  readonly closed?: true;
  /** The calls of functions of the text that it came through, the outermost last. */
  readonly frames: Frames;
}

const DEEPEST = 40;
/** Choices of choices double the work at every step: nothing that is made by people takes so many. */
const MOST_STEPS = 1000;
/** Roles of values that may be objects which hold headers or a body. */
const HOLDERS: ReadonlySet<Role> = new Set([
  'url',
  'base',
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
  private steps = 0;
  private readonly clients: readonly Client[];
  private readonly altered: ReadonlySet<Client>;
  private readonly memberNames = new Set<string>();
  /** Of classes of the text what they have of clients. */
  private readonly owned = new Map<string, Thing | undefined>();

  constructor(
    private readonly scope: ProgramScope,
    private readonly values: Values,
    text: string,
  ) {
    this.clients = scope.grammar.clients.filter((c) => !c.evidence || c.evidence.test(text));
    this.altered = new Set(this.clients.filter((c) => c.altered?.test(text)));
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
    if (callee.kind !== 'name') return false;
    const { binding } = this.scope.find(name, callee.start);
    return (
      binding.kind === 'import' || (binding.kind === 'value' && /^(?:call|member)$/.test(binding.value.kind))
    );
  }

  /** True when an object has a method of that name, or may have any. */
  has({ type, prefix }: Thing, method: string): boolean {
    return memberOf(type, prefix + method) !== undefined || type.others !== 'harmless';
  }

  /** What an expression gives; undefined when it is no object of a client. */
  thing(expression: Expression): Thing | undefined {
    if (this.depth === 0) this.steps = 0;
    if (this.depth > DEEPEST || ++this.steps > MOST_STEPS) return undefined;
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
        const found = this.scope.find(expression.name, expression.start);
        const { kind } = found.binding;
        if (this.scope.names.bases.has(expression.name)) {
          const own = this.ownClass(expression.name);
          if (own) return own;
        }
        if (kind === 'unknown' && found.parameter !== undefined) return this.yielded(expression, found);
        return kind === 'value' || kind === 'instance' ? this.kept(found, expression) : this.root(expression);
      }
      case 'self':
        return this.embedded(expression) ?? this.ownClass(this.scope.ownerAt(expression.start));
      case 'member':
        return this.member(expression);
      case 'call':
        return this.call(expression);
      case 'choice':
        if (expression.how === 'fallback') return this.fallback(expression);
        if (expression.how !== 'either') return undefined;
        return this.decided(expression) ?? this.either(expression.first, expression.second);
      default:
        return undefined;
    }
  }

  /** What is made where nothing was given: `client || Client.new(…)`. What is given may hold more. */
  private fallback({ first, second }: Expression & { kind: 'choice' }): Thing | undefined {
    const given = this.thing(first);
    if (given?.made) return given;
    const made = this.thing(second);
    return made ? { ...made, complete: false } : given;
  }

  /** What a choice gives whose condition is known. */
  private decided(choice: Expression & { kind: 'choice' }): Thing | undefined {
    const { value } = this.values.resolve(choice);
    return value.kind === 'call' ? this.thing(value) : undefined;
  }

  /** One of two requests: `verb == :get ? Get.new(uri) : Post.new(uri)`. */
  private either(first: Expression, second: Expression): Thing | undefined {
    const [a, b] = [this.thing(first), this.thing(second)];
    const isSame = a && b && a.type === b.type && a.given.length === b.given.length && !a.sent && !b.sent;
    if (!a?.call || !b?.call || !isSame) return undefined;
    const given = a.given.map((g, i): Given => {
      const other = b.given[i]!;
      const alike = g.role === other.role && g.method?.name === other.method?.name;
      return alike ? g : { role: g.role, conditional: true };
    });
    const calls = [a.call, b.call, ...(a.calls ?? []), ...(b.calls ?? [])];
    return { ...a, given, complete: a.complete && b.complete, calls };
  }

  /** What a variable or field holds. */
  private kept({ binding, happened, type }: Found, at: Span): Thing | undefined {
    if (binding.kind === 'instance') return this.after(this.instance(binding.type, at), happened);
    const value = binding.kind === 'value' ? this.thing(binding.value) : undefined;
    const thing = this.after(value ?? (type === undefined ? undefined : this.instance(type, at)), happened);
    // Where another may be put in its place, that one may hold more.
    return thing && binding.kind === 'value' && !binding.certain ? { ...thing, complete: false } : thing;
  }

  private member(expression: Expression & { kind: 'member' }): Thing | undefined {
    if (this.scope.names.isSelf(expression.object)) {
      return this.kept(this.scope.findField(expression.property, expression.start), expression);
    }
    const root = this.root(expression);
    if (root) return root;
    const object = this.thing(expression.object);
    if (!object) return expression.called ? this.call(calledAlone(expression)) : undefined;
    const key = object.prefix + expression.property;
    const member = memberOf(object.type, key);
    if (member?.gives) return this.apply(object, member, [], undefined, expression.propertySpan, false);
    const indexed = memberOf(object.type, `${object.prefix}[]`);
    if (indexed?.gives) {
      const { start, end } = expression.propertySpan;
      const index: Expression = {
        kind: 'text',
        value: this.values.source.slice(start, end),
        closed: true,
        start,
        end,
      };
      return this.apply(object, indexed, [index], undefined, expression.propertySpan, false);
    }
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
    const [first = '', ...rest] = type.split('.');
    const path = this.scope.pathOf({ kind: 'name', name: first, start: at.start, end: at.start });
    for (const written of new Set([[path, ...rest].join('.'), type])) {
      const name = `instance ${written}`;
      const client = this.clients.find((c) => Object.hasOwn(c.roots, name));
      if (!client) continue;
      const start = this.start(client, client.roots[name]!, false, at);
      const owner = this.scope.ownerAt(at.start);
      return {
        ...start,
        given: this.registered(start, (_, types) => owner !== undefined && types.includes(owner)),
      };
    }
    return undefined;
  }

  /**
   * What the text gives objects of a client that are made elsewhere: `AddHttpClient("unkey", c => …)`. `fits` tells by
   * the call and the names of the types written behind its name.
   */
  private registered(
    { client, type }: Thing,
    fits: (call: CallExpression, types: readonly string[]) => boolean,
  ): readonly Given[] {
    const by = type === client.types[client.registry?.gives ?? ''] ? client.registry?.by : undefined;
    const calls = by === undefined ? [] : this.scope.callsNamed(by);
    for (const call of calls) {
      const { text } = this.values.source;
      const types = text.slice(tokenOf(call.callee).end, call.list.start).match(/\w+/g) ?? [];
      const code = call.args.find((argument) => argument.kind === 'function');
      const given =
        fits(call, types) && code
          ? this.part(client, 'hook', code, { setup: client.registry!.gives })
          : undefined;
      if (given) return given.given;
    }
    return [];
  }

  /** Of an object that is asked for by a name that it was registered under. */
  private asked(thing: Thing, call: CallExpression | undefined): Thing {
    if (call?.callee.kind !== 'member' || call.callee.property !== thing.client.registry?.asked) return thing;
    const nameOf = ({ args: [first] }: CallExpression): string => {
      const text = first && first.kind !== 'function' ? this.values.text(first) : undefined;
      return text?.isLiteral ? text.text : '';
    };
    const name = nameOf(call);
    const given = this.registered(
      thing,
      (registry, types) => types.length === 0 && nameOf(registry) === name,
    );
    return { ...thing, given: [...given, ...thing.given] };
  }

  private start(client: Client, type: string, made: boolean, at: Span): Thing {
    return {
      client,
      type: client.types[type]!,
      prefix: '',
      given: [],
      complete: (made || !client.types[type]!.defaults) && !this.altered.has(client),
      made,
      call: undefined,
      whole: undefined,
      token: at,
      sent: false,
      frames: new Map(),
    };
  }

  private call(call: CallExpression): Thing | undefined {
    const whole = this.scope.withEarlierArguments(call);
    if (whole) return this.thing(whole);
    const invoked = this.invoked(call);
    if (invoked) {
      const { object, member, token } = invoked;
      if (member) return this.apply(object, member, call.args, call, token, false);
      const { others } = object.type;
      if (object.prefix !== '' || others === 'harmless') return undefined;
      const complete = object.complete && others === 'fluent';
      return { ...object, complete, call: object.call ?? call, whole: call };
    }
    const { callee } = call;
    const own =
      callee.kind === 'name' && this.scope.names.bases.has(callee.name) && this.ownClass(callee.name);
    // What its constructor does with it is not known.
    if (own) return { ...own, complete: false };
    const place = this.scope.placeOf(call);
    const result = place && this.scope.resultOf(place);
    if (place && result) {
      const inner = this.scope.within(place, call, () => this.thing(result));
      // What is being typed is not all of it.
      const complete = inner?.complete === true && !place.node.broken;
      return inner && { ...inner, complete, frames: new Map([...inner.frames, [place.area, call]]) };
    }
    const reduced = this.scope.reduce(call, this.values);
    return reduced && reduced !== call ? this.thing(reduced) : undefined;
  }

  /** The object of a client that a call is made on, and what it calls. */
  private invoked(
    call: CallExpression,
  ): { readonly object: Thing; readonly member: Member | undefined; readonly token: Span } | undefined {
    const { callee, constructs } = call;
    const token = tokenOf(callee);
    const path = this.scope.pathOf(callee);
    for (const client of path === undefined ? [] : this.clients) {
      const found = memberAt(client, path!, constructs ? 'new' : '');
      if (found) return { object: this.start(client, found.type, true, call), member: found.member, token };
    }
    if (constructs) return undefined;
    if (callee.kind === 'member') {
      const object =
        this.thing(callee.object) ??
        this.address(callee.object, callee.property) ??
        this.anything(callee.object, callee.property);
      const member = object && memberOf(object.type, object.prefix + callee.property);
      // Beside what a class got from a client it has methods of its own.
      const isOwn = this.scope.names.isSelf(callee.object);
      if (isOwn && (!member || this.scope.placeOf(call))) return undefined;
      return object && { object, member, token };
    }
    if (callee.kind !== 'name' || this.scope.placeOf(call)) return undefined;
    const object = this.ownClass(this.scope.ownerAt(call.start));
    const member = object && memberOf(object.type, callee.name);
    return member && { object, member, token };
  }

  /** Something that is not known, whose method has a name that only a client has. */
  private anything(object: Expression, method: string): Thing | undefined {
    const made = object.kind === 'call' ? object.callee : object;
    const name = made.kind === 'member' ? made.property : made.kind === 'name' ? made.name : undefined;
    if (name === undefined || (object.kind === 'call' && !/client|http/i.test(name))) return undefined;
    if (this.scope.placeNamed(method)) return undefined;
    for (const client of this.clients) {
      const type = Object.hasOwn(client.roots, 'anything') ? client.roots['anything']! : undefined;
      if (type !== undefined && memberOf(client.types[type]!, method))
        return this.start(client, type, false, object);
    }
    return undefined;
  }

  /** A text as the address that methods of a client make a request of: `"https://…".PostJsonAsync(body)`. */
  private address(text: Expression, method: string): Thing | undefined {
    for (const client of this.clients) {
      const type = Object.hasOwn(client.roots, 'text') ? client.roots['text']! : undefined;
      if (type === undefined || !memberOf(client.types[type]!, method)) continue;
      if (!/^(?:text|template|reference)$/.test(this.values.resolve(text).value.kind)) continue;
      const start = this.start(client, type, true, text);
      return { ...start, given: [{ role: 'url', value: text, conditional: false }] };
    }
    return undefined;
  }

  /** The object of a client that an object of a struct has the methods of: `type Unkey struct { *req.Client }`. */
  private embedded(self: Span): Thing | undefined {
    const { names } = this.scope;
    const owner = this.scope.ownerAt(self.start);
    for (const base of (owner !== undefined && names.bases.get(owner)) || []) {
      const field = base.slice(base.lastIndexOf('.') + 1);
      if (!names.fields.get(owner!)?.has(field)) continue;
      const thing = this.kept(this.scope.findField(field, self.start, owner), self);
      if (thing) return thing;
    }
    return undefined;
  }

  /** What a class of the text has of a client that it is made from: `include HTTParty`. */
  private ownClass(owner: string | undefined): Thing | undefined {
    if (owner === undefined) return undefined;
    if (this.owned.has(owner)) return this.owned.get(owner);
    this.owned.set(owner, undefined);
    let thing: Thing | undefined;
    for (const base of this.scope.names.bases.get(owner) ?? []) {
      const client = this.clients.find((c) => Object.hasOwn(c.roots, `inherits ${base}`));
      const at = { start: 0, end: 0 };
      const type = client?.roots[`inherits ${base}`];
      thing ??=
        client && type !== undefined
          ? this.start(client, type, !client.types[type]!.defaults, at)
          : this.ownClass(base);
    }
    for (const [name, member] of Object.entries(thing?.type.members ?? {})) {
      if (!thing || member.sends || member.gives !== undefined) continue;
      if (this.scope.usesOwn(owner, name)) thing = { ...thing, complete: false };
      for (const { call, conditional } of this.scope.ownCalls(owner, name)) {
        const { given, complete } = this.take(
          thing.client,
          member,
          call.args,
          call,
          call.callee,
          conditional,
        );
        thing = { ...thing, given: [...thing.given, ...given], complete: thing.complete && complete };
      }
    }
    this.owned.set(owner, thing);
    return thing;
  }

  /** What code is called with that is given to a client: `Net::HTTP.start(host) { |http| … }`. */
  private yielded({ name, start }: Expression & { kind: 'name' }, { happened }: Found): Thing | undefined {
    const call = this.scope.callAround(name, start);
    const { object, member, token } = (call && this.invoked(call)) ?? {};
    if (!call || !object || !token || member?.yields === undefined) return undefined;
    const { given, complete } = this.take(object.client, member, call.args, call, token, false);
    const type = member.yields === 'same' ? object.type : object.client.types[member.yields];
    if (!type) return undefined;
    const thing = {
      ...object,
      type,
      prefix: '',
      given: [...object.given, ...given],
      complete: object.complete && complete,
    };
    return this.after(thing, happened);
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
      ...(member.closes ? { closed: true as const } : {}),
    };
    if (!taken.request) return this.asked(own, call);
    const { request } = taken;
    return {
      ...request,
      given: [...own.given, ...request.given],
      complete: own.complete && request.complete,
      ...(member.sends ? { sent: true, sending: call } : {}),
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
    const one = (meant: Role, value: Expression, at: number): void => {
      const role = meant === 'resource' ? roleOfResource(value) : meant;
      if (role === 'ignored' || role === 'value' || role === 'self') return;
      if (role === 'option' || role === 'scheme') {
        const next = args[at + 1];
        const behind = role === 'option' ? this.optionOf(member, value) : undefined;
        if (typeof behind === 'object' && 'args' in behind) {
          for (const [i, inner] of behind.args.entries()) {
            const argument = args[at + 1 + i];
            if (argument) one(inner, argument, at + 1 + i);
          }
        } else if (behind === 'hook') complete = false;
        else if (next && !this.paired(client, member, role, value, next, given, conditional))
          complete = false;
        return;
      }
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
        const each = this.scope.loopOver(value);
        if (each) given.push({ role: 'headers', value: each.object, conditional });
        else if (content) given.push({ role, value: content, header: value, conditional });
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
    if (call?.named && this.scope.grammar.bracelessObjects && !member.named)
      one(roles[args.length] ?? 'ignored', call.named, args.length);
    else if (call?.named && !this.options(client, call.named, member, given, conditional)) complete = false;
    const filled = call?.block && this.part(client, 'hook', call.block, member);
    if (filled) given.push(...filled.given);
    if (filled && !filled.complete) complete = false;
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
      const doubtful = conditional || m.conditional;
      if (!this.meant(client, m.key, m.value, this.values.valueOf(m), member, given, doubtful))
        complete = false;
    }
    return complete;
  }

  /** One named value. False when it may hold more than is known. */
  private meant(
    client: Client,
    key: string,
    place: Span,
    value: Expression,
    member: Member,
    given: Given[],
    conditional: boolean,
  ): boolean {
    const meaning = meaningOf(member, key);
    if (typeof meaning !== 'string') {
      if ('args' in meaning) return true;
      if ('named' in meaning) {
        return this.options(client, value, { ...member, named: meaning.named }, given, conditional);
      }
      const holds = truthOf(this.values.resolve(value).value);
      if (holds !== false) {
        const method = { name: meaning.method, span: place };
        given.push({ role: 'method', method, flag: true, conditional: conditional || holds === undefined });
      }
      return true;
    }
    if (/^(?:ignored|options|request|target|value|self|option|scheme)$/.test(meaning)) return true;
    if (meaning === 'resource') {
      given.push({ role: roleOfResource(value), value, conditional });
      return true;
    }
    if (meaning === 'header') {
      given.push({ role: meaning, value, header: { name: key, span: place }, conditional });
      return true;
    }
    const part = this.part(client, meaning, value, member);
    if (part) given.push(...part.given.map((g) => (conditional ? { ...g, conditional } : g)));
    else if (meaning !== 'part') given.push({ role: meaning as Given['role'], value, conditional });
    return part ? part.complete : meaning !== 'part';
  }

  /** Two arguments, the first of which says what the second is. False when that is not known. */
  private paired(
    client: Client,
    member: Member,
    role: 'option' | 'scheme',
    first: Expression,
    second: Expression,
    given: Given[],
    conditional: boolean,
  ): boolean {
    if (role === 'scheme') {
      const { start, end } = first;
      const blank = SourceText.decoded(' ', this.values.source.range(end, end));
      const space: Expression = { kind: 'text', value: blank, closed: true, start: end, end };
      const value: Expression = { kind: 'template', parts: [first, space, second], start, end: second.end };
      given.push({ role: 'header', value, header: { name: 'Authorization', span: first }, conditional });
      return true;
    }
    const key = this.optionName(first);
    return key !== undefined && this.meant(client, key, first, second, member, given, conditional);
  }

  private optionOf(member: Member, option: Expression): Meaning {
    const key = this.optionName(option);
    return key === undefined ? 'hook' : meaningOf(member, key);
  }

  /** The name of an option: a text, or a constant of a client. */
  private optionName(option: Expression): string | undefined {
    const text = this.values.text(option);
    if (text.isLiteral) return text.text;
    return option.kind === 'name' && this.scope.pathOf(option) === option.name ? option.name : undefined;
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
      if (effect.kind === 'unknown') thing = this.setInLoop(thing, effect, conditional);
      else if (effect.kind === 'given') {
        const acted = this.actedOn(thing, effect.to, effect.node, conditional);
        const before = thing;
        const done = acted
          ? undefined
          : this.scope.doneBy(effect.to, effect.node, (inner, frame) =>
              this.doneTo(before, inner, frame, conditional),
            );
        if (acted) thing = acted;
        else if (done) thing = done;
        else thing = { ...thing, handed: true, complete: thing.complete && this.scope.isReader(effect.to) };
      } else if (effect.kind === 'set') thing = this.assigned(thing, effect.path, effect.value, conditional);
      else thing = this.called(thing, effect, conditional);
    }
    return thing;
  }

  /** An object after a function of the text did something to it: `sign(request)`. */
  private doneTo(thing: Thing, happened: readonly Happened[], frame: Frame, conditional: boolean): Thing {
    const after = this.after(thing, happened) ?? thing;
    const given = after.given.map((g, i): Given => {
      if (i < thing.given.length) return g;
      const header = g.header && 'kind' in g.header ? { header: inFrame(g.header, frame) } : {};
      const value = g.value ? { value: inFrame(g.value, frame) } : {};
      return { ...g, ...value, ...header, conditional: conditional || g.conditional };
    });
    return { ...after, given };
  }

  /** An object after something happened that is not understood, unless it is `headers.each { |name, value| req[name] = value }`. */
  private setInLoop(thing: Thing, effect: Effect & { kind: 'unknown' }, conditional: boolean): Thing {
    const each = effect.index && this.scope.loopOver(effect.index);
    const holder = thing.prefix + effect.path.map((step) => step.name).join('.');
    if (!each || !memberOf(thing.type, `${holder}[]`)) return { ...thing, complete: false };
    return { ...thing, given: [...thing.given, { role: 'headers', value: each.object, conditional }] };
  }

  /** An object after a function of its client acted on it: `curl_setopt($handle, …)`. Undefined for other functions. */
  private actedOn(
    thing: Thing,
    call: CallExpression | undefined,
    node: Span,
    conditional: boolean,
  ): Thing | undefined {
    const path = call && this.scope.pathOf(call.callee);
    const member = path === undefined ? undefined : memberAt(thing.client, path, '')?.member;
    const at = member?.args?.indexOf('self') ?? -1;
    const argument = call?.args[at];
    if (!call || !member || !argument || !sameSpan(argument, node)) return undefined;
    const { given, complete } = this.take(thing.client, member, call.args, call, call.callee, conditional);
    return { ...thing, given: [...thing.given, ...given], complete: thing.complete && complete };
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
      if (member.writes) return this.written(after, member, effect, conditional);
      if (member.sends || (member.gives !== undefined && member.gives !== 'same')) return after;
      const { given, complete } = this.take(after.client, member, call.args, call, span, conditional);
      after = { ...after, given: [...after.given, ...given], complete: after.complete && complete };
      if (member.gives === undefined) return after;
    }
    return after;
  }

  /** A request after its body was written to a stream of it. */
  private written(
    thing: Thing,
    { gives }: Member,
    effect: Effect & { kind: 'call' },
    conditional: boolean,
  ): Thing {
    const stream = thing.client.types[gives ?? ''];
    const writes = (name: string): boolean => stream !== undefined && memberOf(stream, name) !== undefined;
    const [only, ...others] = writtenTo(effect, this.scope, writes);
    const given: Given =
      only?.value && others.length === 0
        ? { role: 'text', value: only.value, conditional: conditional || only.conditional }
        : { role: 'form', conditional };
    return { ...thing, given: [...thing.given, given] };
  }
}

/** A method stands where an address may: `new RestRequest(Method.Post)`. */
const roleOfResource = (value: Expression): 'method' | 'url' =>
  value.kind === 'member' && value.object.kind === 'name' && value.object.name === 'Method'
    ? 'method'
    : 'url';

/** What a call names: `Post` of `Net::HTTP::Post.new`. */
function tokenOf(callee: Expression): Span {
  if (callee.kind !== 'member') return callee;
  return callee.property === 'new' && callee.object.kind === 'member'
    ? callee.object.propertySpan
    : callee.propertySpan;
}

const meaningOf = ({ named = {} }: Member, key: string): Meaning =>
  Object.hasOwn(named, key) ? named[key]! : (named['*'] ?? 'ignored');

/** The function or constructor of a client that has this path, and the type it is a member of. */
function memberAt(
  client: Client,
  path: string,
  suffix: string,
): { readonly type: string; readonly member: Member } | undefined {
  for (const [root, type] of Object.entries(client.roots)) {
    if (root !== '' && path !== root && !path.startsWith(`${root}.`)) continue;
    const rest = root === '' ? path : path.slice(root.length + 1);
    const key = suffix === '' ? rest : rest === '' ? suffix : `${rest}.${suffix}`;
    const member = memberOf(client.types[type]!, key);
    if (member) return { type, member };
  }
  return undefined;
}

const memberOf = (type: Type, key: string): Member | undefined =>
  Object.hasOwn(type.members, key) ? type.members[key] : undefined;
