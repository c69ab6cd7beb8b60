import type { CallExpression, Expression } from '../../expression.ts';
import { childOf } from '../../syntax.ts';
import { type Area, functionOf } from '../areas.ts';
import { sameSpan } from '../effects.ts';
import type { ProgramScope } from '../scope.ts';

/** Classes that classes are made from. */
const MOST_CLASSES = 20;

/** The class around an index of the text. */
export function ownerAt(scope: ProgramScope, at: number): string | undefined {
  return scope.names.ownerOf(scope.names.areaAt(at));
}

/** The class of the object that a method at index `at` is called on, as far as the calls tell that are followed. */
export function classAt(scope: ProgramScope, at: number): string | undefined {
  const own = scope.names.ownerOf(scope.names.areaAt(at));
  let found = own;
  const methods = new Set<Area>();
  for (let place = at; found !== undefined; ) {
    const method = functionOf(scope.names.areaAt(place));
    const call = method && scope.frames.get(method);
    if (!method || !call || methods.has(method)) break;
    if (call.callee.kind !== 'member' || !scope.names.isSelf(call.callee.object)) break;
    methods.add(method);
    place = call.start;
    const caller = scope.names.ownerOf(scope.names.areaAt(place));
    if (caller === undefined || !lineOf(scope, caller).includes(found)) break;
    found = caller;
  }
  return found;
}

/** A class and those of the text that it is made from, the nearest first. */
export function lineOf(scope: ProgramScope, owner: string): readonly string[] {
  const line = [owner];
  for (let i = 0; i < line.length && line.length < MOST_CLASSES; i++) {
    for (const base of scope.names.bases.get(line[i]!) ?? []) if (!line.includes(base)) line.push(base);
  }
  return line;
}

/** True for an object that is known to be one of a class of the text. */
export function isOfClass(scope: ProgramScope, object: Expression, owner: string | undefined): boolean {
  if (owner === undefined) return false;
  const isOwner = (name: string | undefined): boolean =>
    name !== undefined && lineOf(scope, name.slice(name.lastIndexOf('.') + 1)).includes(owner);
  if (scope.names.isSelf(object)) return isOwner(classAt(scope, object.start));
  // A method of the class itself: `Client.send()`.
  if (object.kind === 'name' && scope.names.classes.has(object.name) && isOwner(object.name)) return true;
  const found =
    object.kind === 'name'
      ? scope.find(object.name, object.start)
      : object.kind === 'member' && scope.names.isSelf(object.object)
        ? scope.fields.find(object.property, object.start)
        : undefined;
  const { binding, type } = found ?? {};
  if (isOwner(type) || (binding?.kind === 'instance' && isOwner(binding.type))) return true;
  const value = found ? (binding?.kind === 'value' ? binding.value : undefined) : object;
  if (value?.kind === 'name' && value !== object) return isOfClass(scope, value, owner);
  if (value?.kind === 'object' && value.shape) return isOwner(madeType(scope, value));
  if (value?.kind !== 'call') return false;
  return (value.callee.kind === 'name' && isOwner(value.callee.name)) || isOwner(givenType(scope, value));
}

/** The type that a literal is of: `client{…}`. */
const madeType = ({ to }: ProgramScope, { start, end }: Expression): string | undefined =>
  /^&?(\w+)\s*\{/.exec(to.source.text.slice(start, end))?.[1];

/** The type of what a function of the text gives, or of the first that it gives. */
function givenType({ functions, to }: ProgramScope, call: Expression & { kind: 'call' }): string | undefined {
  const place = functions.placeOf(call);
  const result = place && childOf(place.node, 'result');
  return result && /^\(?(?:\w+\s+)?\*?(\w+)\s*(?:,|\)|$)/.exec(to.written(result))?.[1];
}

/** The calls by which a class or its constructor uses what it is made from: `base_uri 'https://…'`. */
export function ownCalls(
  scope: ProgramScope,
  owner: string,
  name: string,
): readonly { call: CallExpression; conditional: boolean }[] {
  return scope.names.usesOf(name).flatMap((node) => {
    const call = node.parent && scope.to.expression(node.parent);
    if (call?.kind !== 'call' || ownerAt(scope, node.start) !== owner) return [];
    const { callee } = call;
    const isOwn =
      sameSpan(callee, node) ||
      (callee.kind === 'member' && sameSpan(callee.propertySpan, node) && scope.names.isSelf(callee.object));
    if (!isOwn || scope.functions.placeOf(call)) return [];
    const area = functionOf(scope.names.areaAt(node.start));
    const arms = scope.branches
      .arms(node)
      .filter((arm) => !area?.shape?.constructs || !scope.names.isFunction(arm));
    return [{ call, conditional: arms.length > 0 }];
  });
}

/** True where a class uses something of what it is made from as a value, which may then be changed. */
export function usesOwn(scope: ProgramScope, owner: string, name: string): boolean {
  return scope.names.usesOf(name).some((node) => {
    if (ownerAt(scope, node.start) !== owner || scope.names.functions.has(name)) return false;
    const member = node.parent && scope.to.expression(node.parent);
    if (member?.kind !== 'member' || scope.names.fields.get(owner)?.has(name)) return false;
    return sameSpan(member.propertySpan, node) && scope.names.isSelf(member.object);
  });
}
