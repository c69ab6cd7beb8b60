import type { CallExpression } from '../../expression.ts';
import type { Area } from '../areas.ts';
import { sameSpan } from '../effects.ts';
import type { ProgramScope } from '../scope.ts';

/** Uses of a constructor that are looked at. */
const MOST_CALLS = 50;

/** The calls of one function that the text names. */
export function callsOf(scope: ProgramScope, name: string, area: Area): readonly CallExpression[] {
  const found: CallExpression[] = [];
  for (const node of scope.names.usesOf(name).slice(0, MOST_CALLS)) {
    for (let at = node.parent; at; at = at.parent) {
      const expression = scope.to.expression(at);
      if (expression.kind === 'member' && sameSpan(expression.propertySpan, node)) continue;
      if (expression.kind === 'call' && scope.functions.placeOf(expression)?.area === area)
        found.push(expression);
      break;
    }
  }
  return found;
}

/** The calls that make an object of a class: `new Client(…)`, `Client(…)`, `Client.new(…)`. */
export function constructionsOf(scope: ProgramScope, owner: string): readonly CallExpression[] {
  const found: CallExpression[] = [];
  for (const node of scope.names.usesOf(owner).slice(0, MOST_CALLS)) {
    for (let at = node.parent; at; at = at.parent) {
      const expression = scope.to.expression(at);
      if (expression.kind === 'call') {
        const { callee } = expression;
        const isNew = callee.kind === 'member' && callee.property === 'new';
        if (sameSpan(callee, node) || (isNew && sameSpan(callee.object, node))) found.push(expression);
        break;
      }
      if (!sameSpan(expression, node)) break;
    }
  }
  return found;
}

/** The calls of what has this name, wherever it comes from. */
export function callsNamed(scope: ProgramScope, name: string): readonly CallExpression[] {
  return scope.names.usesOf(name).flatMap((node) => {
    for (let at = node.parent; at; at = at.parent) {
      const expression = scope.to.expression(at);
      if (expression.kind === 'call') {
        const { callee } = expression;
        return sameSpan(callee.kind === 'member' ? callee.propertySpan : callee, node) ? [expression] : [];
      }
      if (!sameSpan(expression, node) && expression.kind !== 'member') break;
    }
    return [];
  });
}

/** The call that is given the code whose parameter `name` is. */
export function callAround(scope: ProgramScope, name: string, at: number): CallExpression | undefined {
  const code = scope.names.homeOf(name, at)?.node;
  for (let node = code?.parent, depth = 0; code && node && depth < 3; node = node.parent, depth++) {
    const expression = scope.to.expression(node);
    if (expression.kind !== 'call') continue;
    return [...expression.args, expression.block].some((e) => e && sameSpan(e, code))
      ? expression
      : undefined;
  }
  return undefined;
}
