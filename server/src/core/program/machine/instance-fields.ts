import type { Expression } from '../../expression.ts';
import type { Machine } from '../machine.ts';
import { classAt } from '../scope/classes.ts';
import type { Thing } from './things.ts';

/**
 * What a field holds of an object that is made of a class of the text: `bot = Bot()`, `bot.client`; or of one that a
 * method gives to the function: `do(c, path)`, `c.http`.
 */
export function fieldOfInstance(
  machine: Machine,
  member: Expression & { kind: 'member' },
): Thing | undefined {
  const { object, property, start } = member;
  if (object.kind !== 'name') return undefined;
  const { scope } = machine;
  const { binding } = scope.find(object.name, object.start);
  const value = binding.kind === 'value' ? binding.value : undefined;
  if (value && scope.names.isSelf(value)) {
    const own = classAt(scope, value.start);
    return own === undefined ? undefined : machine.kept(scope.fields.find(property, start, own), member);
  }
  const made = value?.kind === 'call' && value.callee.kind === 'name' ? value.callee.name : undefined;
  const owner = binding.kind === 'instance' ? binding.type : made;
  if (owner === undefined || !scope.names.fields.get(owner)?.has(property)) return undefined;
  const thing = machine.kept(scope.fields.find(property, start, owner), member);
  // What sets it from outside is not looked for.
  return thing && { ...thing, complete: false };
}
