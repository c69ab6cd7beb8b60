import type { CallExpression, Expression, Frame, MemberExpression, Span } from '../../expression.ts';
import { within } from '../../frame.ts';
import type { Held } from '../../scope.ts';
import { moduleOf } from './called-names.ts';
import type { CallShape, HttpClient } from './clients/client.ts';
import { clients } from './clients/clients.ts';
import type { NameScope } from './scope.ts';

/** Where a function comes from: `axios.create().get`. */
interface Origin {
  readonly path: string;
  /** The calls that made the objects on the way, one for each `()` of the path. */
  readonly made: readonly CallExpression[];
  /** The last name of it in the call itself. */
  readonly token: Span;
  /** False when an object on the way may have been changed in ways that were not seen. */
  readonly sealed: boolean;
}

/** The client function that a call calls. */
export interface Match {
  readonly client: HttpClient;
  readonly shape: CallShape;
  /** Name of the function within its client; `''` for the client itself. */
  readonly name: string;
  readonly token: Span;
  /** Arguments of the factories that made the client, with their roles. */
  readonly factories: readonly { readonly call: CallExpression; readonly factory: string }[];
  /** False when defaults may have been added that were not seen. */
  readonly sealed: boolean;
  /** False for a function that only has the name of a client. */
  readonly proven: boolean;
}

const DEEPEST = 12;

/** The client function that `call` calls; undefined when it is none. */
export function matchClient(call: CallExpression, scope: NameScope): Match | undefined {
  const origin = originOf(call.callee, scope, 0);
  if (!origin) return named(call, scope);
  for (const client of clients) {
    for (const root of client.roots) {
      const match = origin.path.startsWith(root)
        ? matchRest(origin, client, origin.path.slice(root.length))
        : undefined;
      if (!match) continue;
      const replaced = match.client.name === 'fetch' && scope.replacesFetch;
      return replaced ? { ...match, sealed: false, proven: false } : match;
    }
  }
  return named(call, scope);
}

function matchRest(origin: Origin, client: HttpClient, path: string): Match | undefined {
  const factories: { call: CallExpression; factory: string }[] = [];
  let rest = path;
  // The last calls of the path are the factories; those before it made the root itself.
  let made = origin.made.length - rest.split('()').length + 1;
  for (;;) {
    const step = /^(?:\.([\w$]+))?\(\)/.exec(rest);
    const factory = step?.[1] ?? '';
    if (!step || !Object.hasOwn(client.factories, factory)) break;
    const call = origin.made[made++];
    if (!call) return undefined;
    factories.push({ call, factory });
    rest = rest.slice(step[0].length);
  }
  const name = rest === '' ? '' : /^\.([\w$]+)$/.exec(rest)?.[1];
  if (name === undefined || !Object.hasOwn(client.calls, name)) return undefined;
  const { token, sealed } = origin;
  return { client, shape: client.calls[name]!, name, token, factories, sealed, proven: true };
}

/** A `fetch` that was handed in: its arguments are those of fetch, what it adds to them is not known. */
function named(call: CallExpression, scope: NameScope): Match | undefined {
  const { callee } = call;
  if (call.constructs) return undefined;
  const given =
    callee.kind === 'name'
      ? callee.name === 'fetch' && scope.lookup('fetch', callee.start, callee.frame).kind !== 'global'
      : callee.kind === 'member' && callee.property === 'fetch' && callee.object.kind !== 'self';
  return given ? handedFetch(callee.kind === 'member' ? callee.propertySpan : callee) : undefined;
}

/** What is given the arguments of fetch, and may add to them. */
export function handedFetch(token: Span): Match {
  const client = clients.find((c) => c.name === 'fetch')!;
  return {
    client,
    shape: client.calls['']!,
    name: '',
    token,
    factories: [],
    sealed: false,
    proven: false,
  };
}

function originOf(expression: Expression, scope: NameScope, depth: number): Origin | undefined {
  if (depth > DEEPEST) return undefined;
  switch (expression.kind) {
    case 'name': {
      const { name, start, frame } = expression;
      return ofBinding({ binding: scope.lookup(name, start, frame), frame }, name, expression, scope, depth);
    }
    case 'member': {
      const { object: holder, property, propertySpan } = expression;
      const held =
        holder.kind === 'self' ? selfHeld(expression, holder.frame, scope) : heldBy(holder, property, scope);
      if (held) return ofBinding(held, property, propertySpan, scope, depth);
      if (holder.kind === 'self') return inherited(expression, scope);
      const object = originOf(holder, scope, depth + 1);
      if (!object) return undefined;
      const path = property === 'default' ? object.path : `${object.path}.${property}`;
      return { ...object, path, token: propertySpan };
    }
    case 'call': {
      const module = moduleOf(expression, scope);
      if (module !== undefined) return { path: module, made: [], token: expression, sealed: true };
      const injected = injectedType(expression);
      if (injected !== undefined) return { path: `:${injected}`, made: [], token: expression, sealed: false };
      const callee = originOf(expression.callee, scope, depth + 1);
      return callee && { ...callee, path: `${callee.path}()`, made: [...callee.made, expression] };
    }
    default:
      return undefined;
  }
}

const selfHeld = (
  { property, start }: { readonly property: string; readonly start: number },
  frame: Frame | undefined,
  scope: NameScope,
): Held | undefined => {
  const binding = scope.self(property, start);
  return binding.kind === 'value' || binding.kind === 'instance' ? { binding, frame } : undefined;
};

/** `this.get` of a class that extends one of another module. */
function inherited(
  { property, propertySpan, start }: MemberExpression,
  scope: NameScope,
): Origin | undefined {
  const parent = scope.extended(start);
  if (parent?.kind !== 'import') return undefined;
  return {
    path: `${parent.module}.${parent.name}.${property}`,
    ...{ made: [], token: propertySpan, sealed: true },
  };
}

/** A property of an object that a class of the text makes: `client.http`. */
function heldBy(holder: Expression, property: string, scope: NameScope): Held | undefined {
  if (holder.kind !== 'name') return undefined;
  const { name, start, frame } = holder;
  const binding = scope.lookup(name, start, frame);
  const made = binding.kind === 'value' ? within(binding.value, frame) : undefined;
  const held = made?.kind === 'call' && made.constructs ? scope.property(made, property) : undefined;
  return held?.binding.kind === 'unknown' ? undefined : held;
}

function ofBinding(
  { binding, frame }: Held,
  name: string,
  token: Span,
  scope: NameScope,
  depth: number,
): Origin | undefined {
  switch (binding.kind) {
    case 'global':
      // Without its import, `http` may be the one that mocks requests.
      if (name === 'http') return undefined;
      return { path: name, made: [], token, sealed: true };
    case 'import': {
      const whole = binding.name === 'default' || binding.name === '*';
      return {
        path: whole ? binding.module : `${binding.module}.${binding.name}`,
        made: [],
        token,
        sealed: true,
      };
    }
    case 'value': {
      if (!binding.certain) return undefined;
      const origin = originOf(within(binding.value, frame), scope, depth + 1);
      if (!origin) return undefined;
      const shared = origin.made.length > 0 && scope.isExported(name);
      return { ...origin, token, sealed: origin.sealed && binding.changes.sealed && !shared };
    }
    case 'instance':
      return { path: `:${binding.type}`, made: [], token, sealed: false };
    default:
      return undefined;
  }
}

/** The class that Angular's `inject(HttpClient)` gives an object of. */
function injectedType({ callee, args }: CallExpression): string | undefined {
  const [type] = args;
  return callee.kind === 'name' && callee.name === 'inject' && type?.kind === 'name' ? type.name : undefined;
}
