import type { CallExpression, Span } from '../../expression.ts';
import type { Machine } from '../machine.ts';
import { ownerAt } from '../scope/classes.ts';
import { callsNamed } from '../scope/named-calls.ts';
import { pathOf } from '../scope/paths.ts';
import { partOf } from './taken-arguments.ts';
import { type Given, type Thing, tokenOf } from './things.ts';

/** The object of a client that has a type, made elsewhere. */
export function instanceOf(machine: Machine, type: string, at: Span): Thing | undefined {
  const [first = '', ...rest] = type.split('.');
  const path = pathOf(machine.scope, { kind: 'name', name: first, start: at.start, end: at.start });
  for (const written of new Set([[path, ...rest].join('.'), type])) {
    const name = `instance ${written}`;
    const client = machine.clients.find((c) => Object.hasOwn(c.roots, name));
    if (!client) continue;
    const start = machine.start(client, client.roots[name]!, false, at);
    const owner = ownerAt(machine.scope, at.start);
    const given = registeredFor(machine, start, (_, types) => owner !== undefined && types.includes(owner));
    return { ...start, given: given.length > 0 ? given : (onlyMade(machine, start, type)?.given ?? []) };
  }
  return undefined;
}

/** Calls of one name that are followed. */
const MOST_MADE = 8;
const API = /^https:\/\/api\.unkey\.(?:dev|com)(?=\/|$)/;

/** The only object of a type that the text makes, if it is made for the API: what takes one of that type takes this. */
function onlyMade(machine: Machine, { client, type }: Thing, written: string): Thing | undefined {
  const calls = callsNamed(machine.scope, written.split('.').at(-1)!);
  if (calls.length > MOST_MADE) return undefined;
  const made = calls.flatMap((call) => {
    const thing = machine.thing(call);
    return thing?.client === client && thing.type === type ? [thing] : [];
  });
  const [only, ...others] = made;
  if (!only || others.length > 0) return undefined;
  const isForApi = only.given.some(
    ({ role, value }) => role === 'base' && value !== undefined && API.test(machine.values.text(value).text),
  );
  return isForApi ? only : undefined;
}

/**
 * What the text gives objects of a client that are made elsewhere: `AddHttpClient("unkey", c => …)`. `fits` tells by
 * the call and the names of the types written behind its name.
 */
function registeredFor(
  machine: Machine,
  { client, type }: Thing,
  fits: (call: CallExpression, types: readonly string[]) => boolean,
): readonly Given[] {
  const by = type === client.types[client.registry?.gives ?? ''] ? client.registry?.by : undefined;
  const calls = by === undefined ? [] : callsNamed(machine.scope, by);
  for (const call of calls) {
    const { text } = machine.values.source;
    const types = text.slice(tokenOf(call.callee).end, call.list.start).match(/\w+/g) ?? [];
    const code = call.args.find((argument) => argument.kind === 'function');
    const given =
      fits(call, types) && code
        ? partOf(machine, client, 'hook', code, { setup: client.registry!.gives })
        : undefined;
    if (given) return given.given;
  }
  return [];
}

/** Of an object that is asked for by a name that it was registered under. */
export function withRegistered(machine: Machine, thing: Thing, call: CallExpression | undefined): Thing {
  if (call?.callee.kind !== 'member' || call.callee.property !== thing.client.registry?.asked) return thing;
  const nameOf = ({ args: [first] }: CallExpression): string => {
    const text = first && first.kind !== 'function' ? machine.values.text(first) : undefined;
    return text?.isLiteral ? text.text : '';
  };
  const name = nameOf(call);
  const given = registeredFor(
    machine,
    thing,
    (registry, types) => types.length === 0 && nameOf(registry) === name,
  );
  return { ...thing, given: [...given, ...thing.given] };
}
