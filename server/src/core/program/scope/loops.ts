import { PUSHED } from '../../binding.ts';
import type { Expression } from '../../expression.ts';
import type { SyntaxNode } from '../../syntax.ts';
import type { Effect } from '../effects.ts';
import type { ProgramScope } from '../scope.ts';

/** The object whose names and values a loop goes through, where an expression is such a name. */
export function loopOver(
  scope: ProgramScope,
  name: Expression,
): { readonly object: Expression; readonly loop: SyntaxNode } | undefined {
  if (name.kind !== 'name') return undefined;
  const events = scope.names.homeOf(name.name, name.start)?.names.get(name.name) ?? [];
  for (const { declared } of events) {
    const each = 'each' in declared ? declared.each : undefined;
    const loop = each && loopAround(scope, each);
    if (loop && loop.start <= name.start && name.start < loop.end)
      return { object: scope.to.expression(each), loop };
  }
  return undefined;
}

function loopAround(scope: ProgramScope, node: SyntaxNode): SyntaxNode | undefined {
  const isLoop = (at: SyntaxNode): boolean => {
    if (scope.grammar.loops.has(at.type)) return true;
    const expression = scope.to.expression(at);
    return expression.kind === 'call' && expression.block !== undefined;
  };
  let at: SyntaxNode | undefined = node;
  while (at && !isLoop(at)) at = at.parent;
  return at;
}

/** What may be the name that a loop goes through objects with: `"$name: $value"`, `body[name]`, `set(name, …)`. */
export function loopNameOf(effect: Effect): Expression | undefined {
  if (effect.kind === 'call') return effect.call.args[0];
  if (effect.kind === 'unknown') return effect.index;
  if (effect.kind !== 'set' || effect.path.at(-1)?.name !== PUSHED) return undefined;
  let first: Expression | undefined = effect.value;
  while (first?.kind === 'template') first = first.parts[0];
  return first === effect.value ? undefined : first;
}
