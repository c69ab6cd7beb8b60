import type { CallExpression, Expression } from '../../expression.ts';
import type { Scope, Values } from '../../resolve.ts';

type Reduction = (call: CallExpression, args: readonly Expression[]) => Expression | undefined;

const object = (call: CallExpression): Expression => ({
  kind: 'object',
  entries: [],
  intact: true,
  start: call.start,
  end: call.end,
});

/** Global functions and constructors whose result follows from their arguments. */
const GLOBALS: Readonly<Record<string, Reduction>> = {
  'JSON.stringify': (call, [value]) => value && { kind: 'json', value, start: call.start, end: call.end },
  String: (_, [value]) => value,
  'Object.freeze': (_, [value]) => value,
  'Object.assign': (call, args) =>
    args.length > 0
      ? {
          kind: 'object',
          entries: args.map((value) => ({ kind: 'spread', value })),
          intact: call.intact,
          start: call.start,
          end: call.end,
        }
      : undefined,
  structuredClone: (_, [value]) => value,
};
const CONSTRUCTORS: Readonly<Record<string, Reduction>> = {
  URL: (call, [reference, base]) =>
    reference && base ? { kind: 'reference', reference, base, start: call.start, end: call.end } : reference,
  Headers: (call, [init]) => init ?? object(call),
  URLSearchParams: (call, [init]) => init ?? object(call),
};

/** What a call of a well-known pure function stands for; undefined for any other call. */
export function reduceCall(call: CallExpression, scope: Scope, values: Values): Expression | undefined {
  const name = globalName(call.callee, scope);
  if (name !== undefined) {
    const table = call.constructs ? CONSTRUCTORS : GLOBALS;
    if (!Object.hasOwn(table, name) || !call.intact) return undefined;
    return table[name]!(call, call.args);
  }
  return call.intact ? method(call, values) : undefined;
}

/** Methods of text and of URLs. */
function method(call: CallExpression, values: Values): Expression | undefined {
  if (call.callee.kind !== 'member') return undefined;
  const { object: target, property } = call.callee;
  if (property === 'toString' && call.args.length === 0) return target;
  if (property !== 'concat') return undefined;
  const { kind } = values.resolve(target).value;
  if (kind !== 'text' && kind !== 'template') return undefined;
  return { kind: 'template', parts: [target, ...call.args], start: call.start, end: call.end };
}

/** `JSON.stringify` for that member of that global; undefined for what the text declares itself. */
function globalName(callee: Expression, scope: Scope): string | undefined {
  if (callee.kind === 'name') {
    return scope.lookup(callee.name, callee.start).kind === 'global'
      ? callee.name
      : importedUrl(callee, scope);
  }
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return undefined;
  const { name, start } = callee.object;
  if (!/^(?:JSON|Object|globalThis|window|self)$/.test(name) || scope.lookup(name, start).kind !== 'global')
    return undefined;
  return name === 'JSON' || name === 'Object' ? `${name}.${callee.property}` : callee.property;
}

/** `URL` of `node:url` is the global one; `Headers` of a fetch library does the same. */
function importedUrl(callee: Expression & { kind: 'name' }, scope: Scope): string | undefined {
  const binding = scope.lookup(callee.name, callee.start);
  if (binding.kind !== 'import' || !/^(?:url|undici|node-fetch|cross-fetch)$/.test(binding.module))
    return undefined;
  return /^(?:URL|Headers|URLSearchParams)$/.test(binding.name) ? binding.name : undefined;
}
