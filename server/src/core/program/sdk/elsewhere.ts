import { type CallExpression, calledName, type Expression } from '../../expression.ts';
import type { Client, Member } from '../client.ts';
import type { Thing } from '../machine/things.ts';
import type { Machine } from '../machine.ts';

/** What types of requests are called, whatever their package is imported as. */
const REQUEST = /\bV[12][A-Z]\w*Request(?:Body)?\b/;

/**
 * A client of an SDK that was made in another file, where a call leaves no doubt that it is one: by the names of its
 * members, and by what the method is given.
 */
export function clientElsewhere(machine: Machine, call: CallExpression): Thing | undefined {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.object.kind !== 'member' || machine.scope.functions.placeOf(call))
    return undefined;
  const { object, property } = callee.object;
  const prefix = `${property}.`;
  for (const client of machine.clients) {
    const type = client.sdk?.unseen;
    const members = type === undefined ? {} : client.types[type]!.members;
    const key = prefix + callee.property;
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    if (type === undefined || !member || !isCalledSo(machine, client, member, object)) continue;
    if (isGivenRequest(machine, call, member, client))
      return { ...machine.start(client, type, false, call), prefix };
  }
  return undefined;
}

/** True for an object that has a name as the SDK's clients do where that matters, and is of no class that the text names. */
function isCalledSo(machine: Machine, { sdk }: Client, { request }: Member, object: Expression): boolean {
  const { value } = machine.values.resolve(object);
  const isMade = value.kind === 'call' && /^[A-Z]/.test(calledName(value.callee) ?? '');
  if (request?.named && isMade) return false;
  return sdk?.called?.test(calledName(object.kind === 'call' ? object.callee : object) ?? '') !== false;
}

/** True for a request as only methods of the SDK take one. */
function isGivenRequest(
  machine: Machine,
  call: CallExpression,
  { request, symbol }: Member,
  { sdk }: Client,
): boolean {
  if (request?.at !== undefined) {
    const written = writtenAs(machine, call.args[request.at]);
    return (
      REQUEST.test(written) ||
      sdk!.models.some((path) => written.includes(`${path.slice(path.lastIndexOf('/') + 1)}.`))
    );
  }
  const entries = call.named?.entries ?? [];
  if (call.args.length > 0 || entries.length === 0) return false;
  // What v1 calls `keys.get` and `keys.update`, dictionaries have as well.
  return symbol === undefined || entries.some((e) => e.kind === 'member' && isNameOfRequest(e.key));
}

const isNameOfRequest = (key: Expression): boolean =>
  key.kind === 'text' && /^request$|_id$/.test(key.value.text);

/** The text of an argument, or of what its name was given. */
function writtenAs({ scope, values }: Machine, argument: Expression | undefined): string {
  const binding = argument?.kind === 'name' ? scope.find(argument.name, argument.start).binding : undefined;
  const { start, end } = (binding?.kind === 'value' ? binding.value : argument) ?? { start: 0, end: 0 };
  return values.source.text.slice(start, end);
}
