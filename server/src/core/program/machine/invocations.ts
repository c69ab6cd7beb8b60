import { type CallExpression, calledName, type Expression, type Span } from '../../expression.ts';
import type { FunctionPlace } from '../areas.ts';
import { type Member, memberAt, memberOf } from '../client.ts';
import type { Machine } from '../machine.ts';
import { ownerAt } from '../scope/classes.ts';
import { pathOf } from '../scope/paths.ts';
import type { ProgramScope } from '../scope.ts';
import { clientElsewhere } from '../sdk/elsewhere.ts';
import { type Thing, tokenOf } from './things.ts';

/** The object of a client that a call is made on, and what it calls. */
export function invokedBy(
  machine: Machine,
  call: CallExpression,
): { readonly object: Thing; readonly member: Member | undefined; readonly token: Span } | undefined {
  const { callee, constructs } = call;
  const token = tokenOf(callee);
  const path = pathOf(machine.scope, callee);
  for (const client of path === undefined ? [] : machine.clients) {
    const found = memberAt(client, path!, constructs ? 'new' : '');
    if (found) return { object: machine.start(client, found.type, true, call), member: found.member, token };
  }
  if (constructs) return undefined;
  if (callee.kind === 'member') {
    const object =
      machine.thing(callee.object) ??
      addressWith(machine, callee.object, callee.property) ??
      anythingWith(machine, callee.object, callee.property) ??
      addressedBy(machine, call) ??
      clientElsewhere(machine, call);
    const member = object && memberOf(object.type, object.prefix + callee.property);
    // Beside what a class got from a client it has methods of its own.
    const isOwn = machine.scope.names.isSelf(callee.object);
    if (isOwn && (!member || machine.scope.functions.placeOf(call))) return undefined;
    return object && { object, member, token };
  }
  if (callee.kind !== 'name' || machine.scope.functions.placeOf(call)) return undefined;
  const object = machine.inherited.of(ownerAt(machine.scope, call.start));
  const member = object && memberOf(object.type, callee.name);
  return member && { object, member, token };
}

/** The function that the text gave the class of an object for calls of this name. */
export function macroOf(
  scope: ProgramScope,
  { type }: Thing,
  { callee }: CallExpression,
): FunctionPlace | undefined {
  const found = type.macros ? scope.names.functions.get(`${type.macros}::${calledName(callee)}`) : undefined;
  return found?.length === 1 ? found[0] : undefined;
}

/** What a function of the text gives to a call of it. */
export function givenBy(machine: Machine, place: FunctionPlace, call: CallExpression): Thing | undefined {
  const result = machine.scope.functions.resultOf(place);
  const inner = result && machine.scope.within(place, call, () => machine.thing(result));
  // What is being typed is not all of it.
  const complete = inner?.complete === true && !place.node.broken;
  return inner && { ...inner, complete, frames: new Map([...inner.frames, [place.area, call]]) };
}

/** Something that is not known, whose method has a name that only a client has. */
function anythingWith(machine: Machine, object: Expression, method: string): Thing | undefined {
  const made = object.kind === 'call' ? object.callee : object;
  const name = calledName(made);
  if (name === undefined || (object.kind === 'call' && !/client|http/i.test(name))) return undefined;
  if (machine.scope.names.functions.has(method)) return undefined;
  for (const client of machine.clients) {
    const type = Object.hasOwn(client.roots, 'anything') ? client.roots['anything']! : undefined;
    if (type !== undefined && memberOf(client.types[type]!, method))
      return machine.start(client, type, false, object);
  }
  return undefined;
}

const API = /^https:\/\/api\.unkey\.(?:dev|com)\//;

/** An object made elsewhere, whose method is given a whole address of the API: `session.post(f"{BASE}/keys.getKey")`. */
function addressedBy(machine: Machine, call: CallExpression): Thing | undefined {
  const { callee } = call;
  if (callee.kind !== 'member') return undefined;
  const name = calledName(callee.object) ?? '';
  const { text } = machine.values.source;
  const found = machine.clients.find(({ addressed, types }) => {
    if (!addressed?.called.test(name) || !memberOf(types[addressed.type]!, callee.property)) return false;
    return addressed.fits(text.slice(Math.max(0, call.start - 40), call.start), text);
  });
  if (!found || machine.scope.functions.placeOf(call)) return undefined;
  const named = call.named?.entries.map((entry) => entry.value) ?? [];
  const isAddressed = [...call.args.slice(0, 2), ...named].some((argument) =>
    API.test(machine.values.text(argument).text),
  );
  return isAddressed ? machine.start(found, found.addressed!.type, false, callee.object) : undefined;
}

/** A text as the address that methods of a client make a request of: `"https://…".PostJsonAsync(body)`. */
function addressWith(machine: Machine, text: Expression, method: string): Thing | undefined {
  for (const client of machine.clients) {
    const type = Object.hasOwn(client.roots, 'text') ? client.roots['text']! : undefined;
    if (type === undefined || !memberOf(client.types[type]!, method)) continue;
    if (!/^(?:text|template|reference)$/.test(machine.values.resolve(text).value.kind)) continue;
    const start = machine.start(client, type, true, text);
    return { ...start, given: [{ role: 'url', value: text, conditional: false }] };
  }
  return undefined;
}
