import type { CallExpression, Expression } from '../../expression.ts';
import type { Scope } from '../../scope.ts';
import { moduleName } from './imports.ts';

/** `JSON.stringify` for that member of that global; undefined for what the text declares itself. */
export function globalName(callee: Expression, scope: Scope): string | undefined {
  if (callee.kind === 'name') {
    const binding = scope.lookup(callee.name, callee.start, callee.frame);
    if (binding.kind === 'global') return callee.name;
    return binding.kind === 'import' && WEB.test(binding.module) && WEB_CLASS.test(binding.name)
      ? binding.name
      : undefined;
  }
  if (callee.kind !== 'member' || callee.object.kind !== 'name') return undefined;
  const { name, start } = callee.object;
  if (!/^(?:JSON|Object|globalThis|window|self)$/.test(name) || scope.lookup(name, start).kind !== 'global')
    return undefined;
  return name === 'JSON' || name === 'Object' ? `${name}.${callee.property}` : callee.property;
}

/** Modules whose classes are those of the web, or do the same. */
const WEB = /^(?:url|undici|node-fetch|cross-fetch|@angular\/common\/http)$/;
const WEB_CLASS = /^(?:URL|Headers|URLSearchParams|HttpHeaders|HttpParams)$/;

/** `module.name` of what was imported: `path.join`. */
export function importedName(callee: Expression, scope: Scope): string | undefined {
  if (callee.kind === 'name') {
    const binding = scope.lookup(callee.name, callee.start, callee.frame);
    if (binding.kind === 'import') return `${binding.module}.${binding.name}`;
    const module =
      binding.kind === 'value' && binding.value.kind === 'call' ? moduleOf(binding.value, scope) : undefined;
    return module && `${module}.default`;
  }
  if (callee.kind !== 'member') return undefined;
  const { object: owner, property } = callee;
  const of = importedName(owner, scope);
  return of && `${of.replace(/\.(?:default|\*)$/, '')}.${property}`;
}

/** The module that `require('m')` gives; `import('m')` is lowered alike. */
export function moduleOf(call: CallExpression, scope: Scope): string | undefined {
  const { callee, args } = call;
  if (callee.kind !== 'name' || !/^(?:require|import)$/.test(callee.name)) return undefined;
  if (scope.lookup(callee.name, callee.start).kind !== 'global') return undefined;
  const [specifier] = args;
  return specifier?.kind === 'text' && specifier.closed ? moduleName(specifier.value.text) : undefined;
}
