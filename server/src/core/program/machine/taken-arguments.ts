import type { CallExpression, Expression, Span } from '../../expression.ts';
import { SourceText } from '../../source.ts';
import { truthOf } from '../../truth.ts';
import { type Client, type Meaning, type Member, meaningOf, type Role } from '../client.ts';
import type { Machine } from '../machine.ts';
import { loopOver } from '../scope/loops.ts';
import { pathOf } from '../scope/paths.ts';
import type { Given, Thing } from './things.ts';

/** Roles of values that may be objects which hold headers or a body. */
const HOLDERS: ReadonlySet<Role> = new Set([
  'url',
  'base',
  'headers',
  'json',
  'text',
  'form',
  'part',
  'credentials',
  'hook',
]);

/** What the arguments of a call mean. */
export interface Taken {
  readonly given: readonly Given[];
  /** False when there may be more of it. */
  readonly complete: boolean;
  /** The request that is one of the arguments. */
  readonly request: Thing | undefined;
}

/** An object with what it was given. */
export const withTaken = (thing: Thing, { given, complete }: Taken): Thing => ({
  ...thing,
  given: [...thing.given, ...given],
  complete: thing.complete && complete,
});

/** The meaning of a call's arguments; `token` is where the member is named. */
export function take(
  machine: Machine,
  client: Client,
  member: Member,
  args: readonly Expression[],
  call: CallExpression | undefined,
  token: Span,
  conditional: boolean,
): Taken {
  const given: Given[] = [];
  let complete = call?.intact ?? true;
  let request: Thing | undefined;
  if (member.method)
    given.push({ role: 'method', method: { name: member.method, span: token }, conditional });
  const roles = member.args ?? [];
  const one = (meant: Role, value: Expression, at: number): void => {
    const role = meant === 'resource' ? roleOfResource(value) : meant;
    if (role === 'ignored' || role === 'value' || role === 'self') return;
    if (role === 'option' || role === 'scheme') {
      const next = args[at + 1];
      const behind = role === 'option' ? optionOf(machine, member, value) : undefined;
      if (typeof behind === 'object' && 'args' in behind) {
        for (const [i, inner] of behind.args.entries()) {
          const argument = args[at + 1 + i];
          if (argument) one(inner, argument, at + 1 + i);
        }
      } else if (behind === 'hook') complete = false;
      else if (next && !takePaired(machine, client, member, role, value, next, given, conditional))
        complete = false;
      return;
    }
    const part = partOf(machine, client, role, value, member);
    if (part) {
      given.push(...part.given.map((g) => (conditional ? { ...g, conditional } : g)));
      if (!part.complete) complete = false;
    } else if (role === 'options') {
      if (!takeOptions(machine, client, value, member, given, conditional)) complete = false;
    } else if (role === 'request' || role === 'target') {
      request = machine.thing(value);
      const isUrl =
        role === 'target' &&
        !request &&
        /^(?:text|template|reference)$/.test(machine.values.resolve(value).value.kind);
      // What is not known may still be the address.
      if (role === 'target' && !request) given.push({ role: 'url', value, conditional });
      if (!isUrl && !request) complete = false;
    } else if (role === 'header') {
      const content = args[at + 1];
      const each = loopOver(machine.scope, value);
      if (each) given.push({ role: 'headers', value: each.object, conditional });
      else if (content) given.push({ role, value: content, header: value, conditional });
      else complete = false;
    } else if (role === 'part') {
      const { kind } = machine.values.resolve(value).value;
      if (!/^(?:text|template|json|object|array|null)$/.test(kind)) complete = false;
      given.push({ role: 'json', value, conditional });
    } else if (role !== 'hook' || machine.values.resolve(value).value.kind !== 'null')
      given.push({ role, value, conditional });
  };
  if (member.header !== undefined && args[0]) {
    given.push({
      role: 'header',
      value: args[0],
      header: { name: member.header, span: token },
      conditional,
    });
  } else for (const [at, value] of args.entries()) one(roles[at] ?? 'ignored', value, at);
  if (call?.named && machine.scope.grammar.bracelessObjects && !member.named)
    one(roles[args.length] ?? 'ignored', call.named, args.length);
  else if (call?.named && !takeOptions(machine, client, call.named, member, given, conditional))
    complete = false;
  const filled = call?.block && partOf(machine, client, 'hook', call.block, member);
  if (filled) given.push(...filled.given);
  if (filled && !filled.complete) complete = false;
  return { given, complete, request };
}

/** Named values. False when there may be more of them. */
function takeOptions(
  machine: Machine,
  client: Client,
  value: Expression,
  member: Member,
  given: Given[],
  conditional: boolean,
): boolean {
  const { kind } = machine.values.resolve(value).value;
  if (kind === 'null' || kind === 'undefined' || kind === 'function') return kind !== 'function';
  const members = machine.values.members(value);
  let { complete } = members;
  for (const m of members.list) {
    const doubtful = conditional || m.conditional;
    if (!takeNamed(machine, client, m.key, m.value, machine.values.valueOf(m), member, given, doubtful))
      complete = false;
  }
  return complete;
}

/** One named value. False when it may hold more than is known. */
function takeNamed(
  machine: Machine,
  client: Client,
  key: string,
  place: Span,
  value: Expression,
  member: Member,
  given: Given[],
  conditional: boolean,
): boolean {
  const meaning = meaningOf(member, key);
  if (typeof meaning !== 'string') {
    if ('args' in meaning) return true;
    if ('named' in meaning) {
      return takeOptions(machine, client, value, { ...member, named: meaning.named }, given, conditional);
    }
    const holds = truthOf(machine.values.resolve(value).value);
    if (holds !== false) {
      const method = { name: meaning.method, span: place };
      given.push({ role: 'method', method, flag: true, conditional: conditional || holds === undefined });
    }
    return true;
  }
  if (/^(?:ignored|options|request|target|value|self|option|scheme)$/.test(meaning)) return true;
  if (meaning === 'resource') {
    given.push({ role: roleOfResource(value), value, conditional });
    return true;
  }
  if (meaning === 'header') {
    given.push({ role: meaning, value, header: { name: key, span: place }, conditional });
    return true;
  }
  const part = partOf(machine, client, meaning, value, member);
  if (part) given.push(...part.given.map((g) => (conditional ? { ...g, conditional } : g)));
  else if (meaning !== 'part') given.push({ role: meaning as Given['role'], value, conditional });
  return part ? part.complete : meaning !== 'part';
}

/** Two arguments, the first of which says what the second is. False when that is not known. */
function takePaired(
  machine: Machine,
  client: Client,
  member: Member,
  role: 'option' | 'scheme',
  first: Expression,
  second: Expression,
  given: Given[],
  conditional: boolean,
): boolean {
  if (role === 'scheme') {
    const { start, end } = first;
    const blank = SourceText.decoded(' ', machine.values.source.range(end, end));
    const space: Expression = { kind: 'text', value: blank, closed: true, start: end, end };
    const value: Expression = { kind: 'template', parts: [first, space, second], start, end: second.end };
    given.push({ role: 'header', value, header: { name: 'Authorization', span: first }, conditional });
    return true;
  }
  const key = optionName(machine, first);
  return key !== undefined && takeNamed(machine, client, key, first, second, member, given, conditional);
}

function optionOf(machine: Machine, member: Member, option: Expression): Meaning {
  const key = optionName(machine, option);
  return key === undefined ? 'hook' : meaningOf(member, key);
}

/** The name of an option: a text, or a constant of a client. */
function optionName(machine: Machine, option: Expression): string | undefined {
  const text = machine.values.text(option);
  if (text.isLiteral) return text.text;
  return option.kind === 'name' && pathOf(machine.scope, option) === option.name ? option.name : undefined;
}

/** An object that passes on what it was given: headers, a body, or what a function fills in. */
export function partOf(
  machine: Machine,
  client: Client,
  role: Role,
  value: Expression,
  { setup }: Member,
): Thing | undefined {
  if (!HOLDERS.has(role)) return undefined;
  const { value: code } = machine.values.resolve(value);
  if (setup !== undefined && code.kind === 'function') {
    const happened = machine.scope.history.doneIn(code);
    return happened && machine.after(machine.start(client, setup, true, code), happened);
  }
  const thing = machine.thing(value);
  return thing?.type.part ? thing : undefined;
}

/** A method stands where an address may: `new RestRequest(Method.Post)`. */
const roleOfResource = (value: Expression): 'method' | 'url' =>
  value.kind === 'member' && value.object.kind === 'name' && value.object.name === 'Method'
    ? 'method'
    : 'url';
