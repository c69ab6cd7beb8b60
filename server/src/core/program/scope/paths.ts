import type { Expression } from '../../expression.ts';
import type { ProgramScope } from '../scope.ts';

/**
 * Where an expression comes from, with dots: `requests.Session`, `net/http.NewRequest`. Undefined for what is no name
 * of a module, a class or something global.
 */
export function pathOf(scope: ProgramScope, expression: Expression): string | undefined {
  if (expression.kind === 'name') {
    const { binding } = scope.find(expression.name, expression.start);
    if (binding.kind === 'global') return expression.name;
    // `post = requests.post`
    if (binding.kind === 'value' && binding.value.kind === 'member' && binding.value.end < expression.start)
      return binding.certain ? pathOf(scope, binding.value) : undefined;
    if (binding.kind !== 'import') return undefined;
    return binding.name === '*' ? binding.module : `${binding.module}.${binding.name}`;
  }
  if (expression.kind !== 'member') return undefined;
  const object = pathOf(scope, expression.object);
  return object === undefined ? undefined : `${object}.${expression.property}`;
}
