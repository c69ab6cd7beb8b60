import { type CallExpression, calledAlone, calledName, type Expression, type Span } from '../expression.ts';
import type { Values } from '../resolve.ts';
import { type Client, type Member, memberOf } from './client.ts';
import { alteredBy } from './machine/alterations.ts';
import { InheritedClients } from './machine/inherited-clients.ts';
import { fieldOfInstance } from './machine/instance-fields.ts';
import { givenBy, invokedBy, macroOf } from './machine/invocations.ts';
import { instanceOf, withRegistered } from './machine/registered-clients.ts';
import { take } from './machine/taken-arguments.ts';
import type { Given, Thing } from './machine/things.ts';
import { withEarlierArguments } from './scope/call-values.ts';
import { ownerAt } from './scope/classes.ts';
import type { Found, Happened } from './scope/found.ts';
import { callAround } from './scope/named-calls.ts';
import { pathOf } from './scope/paths.ts';
import type { ProgramScope } from './scope.ts';

const DEEPEST = 40;

/** Choices of choices double the work at every step: nothing that is made by people takes so many. */
const MOST_STEPS = 1000;

/** Follows objects of HTTP clients through one text. */
export class Machine {
  readonly values: Values;
  readonly clients: readonly Client[];
  readonly inherited: InheritedClients;
  private depth = 0;
  private steps = 0;
  private readonly altered: ReadonlySet<Client>;
  private readonly memberNames = new Set<string>();

  constructor(
    readonly scope: ProgramScope,
    text: string,
  ) {
    this.values = scope.values;
    this.inherited = new InheritedClients(this);
    this.clients = scope.grammar.clients.filter(
      (c) => (!c.evidence || c.evidence.test(text)) && !c.sdk?.mocks?.test(text),
    );
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
    const name = calledName(callee) ?? '';
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

  /** An object after what was done by its name. */
  after(object: Thing | undefined, happened: readonly Happened[]): Thing | undefined {
    return alteredBy(this, object, happened);
  }

  private step(expression: Expression): Thing | undefined {
    switch (expression.kind) {
      case 'name': {
        const found = this.scope.find(expression.name, expression.start);
        const { kind } = found.binding;
        if (this.scope.names.bases.has(expression.name)) {
          const own = this.inherited.of(expression.name);
          if (own) return own;
        }
        if (kind === 'unknown' && found.parameter !== undefined) return this.yielded(expression, found);
        return kind === 'value' || kind === 'instance' ? this.kept(found, expression) : this.root(expression);
      }
      case 'self':
        return (
          this.inherited.embedded(expression) ?? this.inherited.of(ownerAt(this.scope, expression.start))
        );
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
  kept({ binding, happened, type }: Found, at: Span): Thing | undefined {
    if (binding.kind === 'instance') return this.after(instanceOf(this, binding.type, at), happened);
    const value = binding.kind === 'value' ? this.thing(binding.value) : undefined;
    const thing = this.after(
      value ?? (type === undefined ? undefined : instanceOf(this, type, at)),
      happened,
    );
    // Where another may be put in its place, that one may hold more.
    return thing && binding.kind === 'value' && !binding.certain ? { ...thing, complete: false } : thing;
  }

  private member(expression: Expression & { kind: 'member' }): Thing | undefined {
    if (this.scope.names.isSelf(expression.object)) {
      return this.kept(this.scope.fields.find(expression.property, expression.start), expression);
    }
    const root = this.root(expression);
    if (root) return root;
    const object = this.thing(expression.object);
    if (!object)
      return (
        (expression.called ? this.call(calledAlone(expression)) : undefined) ??
        fieldOfInstance(this, expression)
      );
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
    const path = pathOf(this.scope, expression);
    if (path === undefined) return undefined;
    for (const client of this.clients) {
      if (Object.hasOwn(client.roots, path)) return this.start(client, client.roots[path]!, true, expression);
    }
    return undefined;
  }

  start(client: Client, type: string, made: boolean, at: Span): Thing {
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
    const whole = withEarlierArguments(this.scope, call);
    if (whole) return this.thing(whole);
    const invoked = invokedBy(this, call);
    if (invoked) {
      const { object, member, token } = invoked;
      if (member) return this.apply(object, member, call.args, call, token, false);
      const { others } = object.type;
      const macro = macroOf(this.scope, object, call);
      if (macro) return givenBy(this, macro, call);
      if (object.prefix !== '' || others === 'harmless') return undefined;
      // What is asked later of what was sent is asked of its answer.
      if (object.sent && object.whole && call.start >= object.whole.end) return undefined;
      const complete = object.complete && others === 'fluent';
      return { ...object, complete, call: object.call ?? call, whole: call };
    }
    const { callee } = call;
    const own =
      callee.kind === 'name' && this.scope.names.bases.has(callee.name) && this.inherited.of(callee.name);
    // What its constructor does with it is not known.
    if (own) return { ...own, complete: false };
    const place = this.scope.functions.placeOf(call);
    if (place && this.scope.functions.resultOf(place)) return givenBy(this, place, call);
    const reduced = this.scope.reduce(call, this.values);
    return reduced && reduced !== call ? this.thing(reduced) : undefined;
  }

  /** What code is called with that is given to a client: `Net::HTTP.start(host) { |http| … }`. */
  private yielded({ name, start }: Expression & { kind: 'name' }, { happened }: Found): Thing | undefined {
    const call = callAround(this.scope, name, start);
    const { object, member, token } = (call && invokedBy(this, call)) ?? {};
    if (!call || !object || !token || member?.yields === undefined) return undefined;
    const { given, complete } = take(this, object.client, member, call.args, call, token, false);
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
    const taken = take(this, object.client, member, args, call, token, conditional);
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
      ...(member.operation === undefined ? {} : { member }),
    };
    if (!taken.request) return withRegistered(this, own, call);
    const { request } = taken;
    return {
      ...request,
      given: [...own.given, ...request.given],
      complete: own.complete && request.complete,
      ...(member.sends ? { sent: true, sending: call } : {}),
    };
  }
}
