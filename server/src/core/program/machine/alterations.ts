import type { CallExpression, Expression, Frame, Span } from '../../expression.ts';
import { within } from '../../frame.ts';
import { type Member, memberAt, memberOf } from '../client.ts';
import { type Effect, type Step, sameSpan } from '../effects.ts';
import type { Machine } from '../machine.ts';
import type { Happened } from '../scope/found.ts';
import { loopOver } from '../scope/loops.ts';
import { pathOf } from '../scope/paths.ts';
import { writtenTo } from '../streams.ts';
import { take, withTaken } from './taken-arguments.ts';
import type { Given, Thing } from './things.ts';

/** An object after what was done by its name. */
export function alteredBy(
  machine: Machine,
  object: Thing | undefined,
  happened: readonly Happened[],
): Thing | undefined {
  if (!object) return undefined;
  let thing = object;
  for (const { effect, conditional } of happened) {
    if (effect.kind === 'unknown') thing = setInLoop(machine, thing, effect, conditional);
    else if (effect.kind === 'given') {
      const acted = actedOn(machine, thing, effect.to, effect.node, conditional);
      const before = thing;
      const done = acted
        ? undefined
        : machine.scope.history.doneBy(effect.to, effect.node, (inner, frame) =>
            doneTo(machine, before, inner, frame, conditional),
          );
      if (acted) thing = acted;
      else if (done) thing = done;
      else
        thing = {
          ...thing,
          handed: true,
          complete: thing.complete && machine.scope.readers.isReader(effect.to),
        };
    } else if (effect.kind === 'set')
      thing = assigned(machine, thing, effect.path, effect.value, conditional);
    else thing = calledOn(machine, thing, effect, conditional);
  }
  return thing;
}

/** An object after a function of the text did something to it: `sign(request)`. */
function doneTo(
  machine: Machine,
  thing: Thing,
  happened: readonly Happened[],
  frame: Frame,
  conditional: boolean,
): Thing {
  const after = alteredBy(machine, thing, happened) ?? thing;
  const given = after.given.map((g, i): Given => {
    if (i < thing.given.length) return g;
    const header = g.header && 'kind' in g.header ? { header: within(g.header, frame) } : {};
    const value = g.value ? { value: within(g.value, frame) } : {};
    return { ...g, ...value, ...header, conditional: conditional || g.conditional };
  });
  return { ...after, given };
}

/** An object after something happened that is not understood, unless it is `headers.each { |name, value| req[name] = value }`. */
function setInLoop(
  machine: Machine,
  thing: Thing,
  effect: Effect & { kind: 'unknown' },
  conditional: boolean,
): Thing {
  const each = effect.index && loopOver(machine.scope, effect.index);
  const holder = thing.prefix + effect.path.map((step) => step.name).join('.');
  if (!each || !memberOf(thing.type, `${holder}[]`)) return { ...thing, complete: false };
  return { ...thing, given: [...thing.given, { role: 'headers', value: each.object, conditional }] };
}

/** An object after a function of its client acted on it: `curl_setopt($handle, …)`. Undefined for other functions. */
function actedOn(
  machine: Machine,
  thing: Thing,
  call: CallExpression | undefined,
  node: Span,
  conditional: boolean,
): Thing | undefined {
  const path = call && pathOf(machine.scope, call.callee);
  const member = path === undefined ? undefined : memberAt(thing.client, path, '')?.member;
  const at = member?.args?.indexOf('self') ?? -1;
  const argument = call?.args[at];
  if (!call || !member || !argument || !sameSpan(argument, node)) return undefined;
  const taken = take(machine, thing.client, member, call.args, call, call.callee, conditional);
  return withTaken(thing, taken);
}

/** An object after one of its members was set. */
function assigned(
  machine: Machine,
  thing: Thing,
  path: readonly Step[],
  value: Expression,
  conditional: boolean,
): Thing {
  const last = path.at(-1)!;
  const key = thing.prefix + path.map((s) => s.name).join('.');
  const holder =
    thing.prefix +
    path
      .slice(0, -1)
      .map((s) => s.name)
      .join('.');
  const member = memberOf(thing.type, `${key}=`);
  const indexed = memberOf(thing.type, `${holder}[]`);
  const found = member ?? indexed;
  if (!found) return thing.type.others === 'unknown' ? { ...thing, complete: false } : thing;
  const given: Given[] = [];
  if (member) {
    if (member.header !== undefined)
      given.push({ role: 'header', value, header: { name: member.header, span: last.span }, conditional });
    else {
      const taken = take(machine, thing.client, member, [value], undefined, last.span, conditional);
      given.push(...taken.given);
      if (!taken.complete) return { ...thing, given: [...thing.given, ...given], complete: false };
    }
  } else given.push({ role: 'header', value, header: { name: last.name, span: last.span }, conditional });
  return { ...thing, given: [...thing.given, ...given] };
}

/** An object after methods of it were called, one on what the other gives. */
function calledOn(
  machine: Machine,
  thing: Thing,
  effect: Effect & { kind: 'call' },
  conditional: boolean,
): Thing {
  const path = effect.path.map((step) => step.name).join('.');
  const calls = [{ name: path, span: effect.path.at(-1)!.span, call: effect.call }];
  for (const { step, call } of effect.calls) calls.push({ ...step, call });
  let after = thing;
  for (const { name, span, call } of calls) {
    const member = memberOf(after.type, after.prefix + name);
    if (!member) return after.type.others === 'unknown' ? { ...after, complete: false } : after;
    // What sends a request, or makes another object, does nothing to this one.
    if (member.writes) return writtenInto(machine, after, member, effect, conditional);
    if (member.sends || (member.gives !== undefined && member.gives !== 'same')) return after;
    const taken = take(machine, after.client, member, call.args, call, span, conditional);
    after = withTaken(after, taken);
    if (member.gives === undefined) return after;
  }
  return after;
}

/** A request after its body was written to a stream of it. */
function writtenInto(
  machine: Machine,
  thing: Thing,
  { gives }: Member,
  effect: Effect & { kind: 'call' },
  conditional: boolean,
): Thing {
  const stream = thing.client.types[gives ?? ''];
  const writes = (name: string): boolean => stream !== undefined && memberOf(stream, name) !== undefined;
  const [only, ...others] = writtenTo(effect, machine.scope, writes);
  const given: Given =
    only?.value && others.length === 0
      ? { role: 'text', value: only.value, conditional: conditional || only.conditional }
      : { role: 'form', conditional };
  return { ...thing, given: [...thing.given, given] };
}
