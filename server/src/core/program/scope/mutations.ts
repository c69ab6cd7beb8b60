import { type PropertySet, PUSHED } from '../../binding.ts';
import { type CallExpression, unknownAt } from '../../expression.ts';
import { SourceText } from '../../source.ts';
import type { Effect, Step } from '../effects.ts';
import type { Grammar } from '../grammar.ts';
import { headerName } from '../headers.ts';
import type { ProgramScope } from '../scope.ts';

/** What calling methods of an object, one on what the other gives, sets in it; undefined when that is not known. */
export function setsOfCalls(
  scope: ProgramScope,
  effect: Effect & { kind: 'call' },
  conditional: boolean,
): PropertySet[] | undefined {
  const path = effect.path.slice(0, -1).map((s) => s.name);
  const steps = [{ step: effect.path.at(-1)!, call: effect.call }, ...effect.calls];
  const sets: PropertySet[] = [];
  for (const { step, call } of steps) {
    const how = mutation(scope, step.name);
    if (how === undefined) {
      // What is changed behind this may be a part of the object.
      return steps.some((s) => s !== steps[0] && mutation(scope, s.step.name)) ? undefined : sets;
    }
    const added = how === 'unknown' ? undefined : setBy(scope, how, path, step, call, conditional);
    if (!added) return undefined;
    sets.push(...added);
    if (how === 'opaque') break;
  }
  return sets;
}

/** How a method changes the object it is called on; undefined for one that does not. */
export function mutation(
  scope: ProgramScope,
  method: string,
): Grammar['mutators'][string] | 'setter' | undefined {
  const { mutators, setter } = scope.grammar;
  if (Object.hasOwn(mutators, method)) return mutators[method];
  return setter?.(method) === undefined ? undefined : 'setter';
}

function setBy(
  scope: ProgramScope,
  how: 'set' | 'default' | 'merge' | 'opaque' | 'push' | 'setter',
  path: readonly string[],
  step: Step,
  { args, named }: CallExpression,
  conditional: boolean,
): PropertySet[] | undefined {
  if (how === 'setter') {
    const property = scope.grammar.setter!(step.name)!;
    const key = SourceText.decoded(property, scope.to.source.range(step.span.start, step.span.end));
    const [value, ...others] = args;
    if (!value || others.length > 0) return undefined;
    return [{ path: [...path, property], keySpan: step.span, key, value, conditional }];
  }
  if (how === 'push' || (how === 'set' && args.length === 1)) {
    const key = scope.to.source.slice(step.span.start, step.span.end);
    return args.map((value) => ({ path: [...path, PUSHED], keySpan: step.span, key, value, conditional }));
  }
  if (how === 'merge') {
    const sets: PropertySet[] = [];
    for (const argument of [...args, ...(named ? [named] : [])]) {
      const members = scope.values.members(argument);
      if (!members.complete) return undefined;
      for (const m of members.list) {
        const keySpan = { start: argument.start, end: argument.start };
        sets.push({
          path: [...path, m.key],
          keySpan,
          key: m.keySource,
          value: m.value,
          conditional: conditional || m.conditional,
        });
      }
    }
    return sets;
  }
  const [key, second] = args;
  const name = key && headerName(key, scope.values);
  const value = how === 'opaque' && key ? unknownAt(key) : second;
  if (!name || !value) return undefined;
  const doubtful = conditional || how === 'default';
  return [{ path: [...path, name.text], keySpan: key!, key: name, value, conditional: doubtful }];
}
