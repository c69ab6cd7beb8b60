import type { Binding } from '../../binding.ts';
import type { CallExpression, Expression, Span } from '../../expression.ts';
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
    const step = /^\.([\w$]+)\(\)/.exec(rest);
    if (!step || !Object.hasOwn(client.factories, step[1]!)) break;
    const call = origin.made[made++];
    if (!call) return undefined;
    factories.push({ call, factory: step[1]! });
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
  if (callee.kind !== 'name' || callee.name !== 'fetch' || call.constructs) return undefined;
  if (scope.lookup('fetch', callee.start).kind === 'global') return undefined;
  const client = clients.find((c) => c.name === 'fetch')!;
  return {
    client,
    shape: client.calls['']!,
    name: '',
    token: callee,
    factories: [],
    sealed: false,
    proven: false,
  };
}

function originOf(expression: Expression, scope: NameScope, depth: number): Origin | undefined {
  if (depth > DEEPEST) return undefined;
  switch (expression.kind) {
    case 'name':
      return ofBinding(
        scope.lookup(expression.name, expression.start),
        expression.name,
        expression,
        scope,
        depth,
      );
    case 'member': {
      if (expression.object.kind === 'self') {
        const binding = scope.self(expression.property, expression.start);
        return binding.kind === 'value'
          ? ofBinding(binding, expression.property, expression.propertySpan, scope, depth)
          : undefined;
      }
      const object = originOf(expression.object, scope, depth + 1);
      if (!object) return undefined;
      const path = expression.property === 'default' ? object.path : `${object.path}.${expression.property}`;
      return { ...object, path, token: expression.propertySpan };
    }
    case 'call': {
      const module = moduleOf(expression, scope);
      if (module !== undefined) return { path: module, made: [], token: expression, sealed: true };
      const callee = originOf(expression.callee, scope, depth + 1);
      return callee && { ...callee, path: `${callee.path}()`, made: [...callee.made, expression] };
    }
    default:
      return undefined;
  }
}

function ofBinding(
  binding: Binding,
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
      const origin = originOf(binding.value, scope, depth + 1);
      if (!origin) return undefined;
      const shared = origin.made.length > 0 && scope.isExported(name);
      return { ...origin, token, sealed: origin.sealed && binding.changes.sealed && !shared };
    }
    default:
      return undefined;
  }
}

/** The module that `require('m')` gives; `import('m')` is lowered alike. */
function moduleOf(call: CallExpression, scope: NameScope): string | undefined {
  const { callee, args } = call;
  if (callee.kind !== 'name' || !/^(?:require|import)$/.test(callee.name)) return undefined;
  if (scope.lookup(callee.name, callee.start).kind !== 'global') return undefined;
  const [specifier] = args;
  return specifier?.kind === 'text' && specifier.closed
    ? specifier.value.text.replace(/^node:/, '')
    : undefined;
}
