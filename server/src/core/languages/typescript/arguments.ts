import type { Member, Members } from '../../binding.ts';
import type { CallExpression, Expression } from '../../expression.ts';
import type { Values } from '../../resolve.ts';
import { membersIn } from '../../values/members.ts';
import type { Names, Role } from './clients/client.ts';
import type { Match } from './origin.ts';

/** One set of options of a request, the client's own first. */
export interface Options {
  readonly members: Members;
  readonly expression: Expression;
}

/** The arguments of a request by what they are. */
export interface RequestArguments {
  readonly url: Expression | undefined;
  /** The URL that others are resolved against, from a factory's argument. */
  readonly base: Expression | undefined;
  readonly options: readonly Options[];
  readonly method: Expression | undefined;
  /** The argument that is the body, and how it is sent. */
  readonly body: { readonly role: 'json' | 'text' | 'form'; readonly value: Expression } | undefined;
  /** False when arguments may be missing from this. */
  readonly complete: boolean;
}

/** Sorts the arguments of a call and of the factories that made its client. */
export function argumentsOf(call: CallExpression, match: Match, values: Values): RequestArguments {
  let url: Expression | undefined;
  let base: Expression | undefined;
  let method: Expression | undefined;
  let body: RequestArguments['body'];
  let complete = call.intact;
  const options: Options[] = [];
  const take = (args: readonly Expression[], roles: readonly Role[], ofFactory: boolean): void => {
    let at = 0;
    for (const value of args) {
      let role = roles[at++];
      if (role === 'target') {
        role = isOptions(value, values) ? 'options' : 'url';
        if (role === 'options' && roles[at] === 'options') at++;
      }
      if (role === 'payload') role = hasOptions(value, values) ? 'options' : 'json';
      if (role === 'url') {
        const request = requestOf(value, values);
        url = request?.url ?? value;
        options.push(...(request?.options ?? []));
      } else if (role === 'base') base = value;
      else if (role === 'method') method = value;
      else if (role === 'options') {
        const { kind } = values.resolve(value).value;
        // A callback may stand in the place of a request's options; given to a factory, it makes its defaults.
        if (kind === 'function' && ofFactory) complete = false;
        if (kind === 'undefined' || kind === 'function') continue;
        options.push({ members: values.members(value), expression: value });
      } else if (role === 'json' || role === 'text' || role === 'form') {
        if (values.resolve(value).value.kind !== 'function') body = { role, value };
      }
    }
  };
  for (const { call: factory, factory: name } of match.factories) {
    take(factory.args, match.client.factories[name] ?? [], true);
    if (!factory.intact) complete = false;
  }
  take(call.args, match.shape.args, false);
  return { url, base, method, options, body, complete };
}

/** Names that options of a request have and bodies of the API do not. */
const OPTION = /^(?:headers|json|data|body|params|searchParams|query|method|timeout|signal|withCredentials)$/;

const hasOptions = (value: Expression, values: Values): boolean =>
  values.members(value).list.some((member) => OPTION.test(member.key));

const isOptions = (value: Expression, values: Values): boolean =>
  values.resolve(value).value.kind === 'object';

/** The URL and options of a `new Request(url, options)` given to fetch, with the headers set on it afterwards. */
function requestOf(
  value: Expression,
  values: Values,
): { url: Expression; options: readonly Options[] } | undefined {
  const { value: request, certain, changes } = values.resolve(value);
  if (request.kind !== 'call' || !request.constructs || request.callee.kind !== 'name') return undefined;
  const [url, init] = request.args;
  if (request.callee.name !== 'Request' || !url) return undefined;
  const object: Expression = init ?? {
    kind: 'object',
    entries: [],
    intact: true,
    start: request.end,
    end: request.end,
  };
  const resolved = values.resolve(object);
  // Headers set on a request whose options had none begin with an empty list.
  const { list, complete, settled } = membersIn(values, resolved);
  const headers = list.findLast((m) => m.key === 'headers');
  const set = changes.sets.filter((s) => s.path[0] === 'headers' && s.path.length === 2);
  const understood = changes.sealed && set.length === changes.sets.length;
  const members: Member[] = [...list];
  if (set.length > 0) {
    const at = members.findLastIndex((m) => m.key === 'headers');
    const own = set.map((s) => ({ ...s, path: s.path.slice(1) }));
    const empty: Expression = {
      kind: 'object',
      entries: [],
      intact: true,
      start: request.end,
      end: request.end,
    };
    const member: Member = {
      key: 'headers',
      keySource: set[0]!.key,
      value: headers?.value ?? empty,
      conditional: false,
      changes: { sets: [...(headers?.changes.sets ?? []), ...own], sealed: headers?.changes.sealed ?? true },
    };
    if (at < 0) members.push(member);
    else members[at] = member;
  }
  const known = certain && understood && request.intact;
  const whole: Members = {
    list: members,
    complete: complete && known,
    settled: known ? settled : members.length,
  };
  return { url, options: [{ members: whole, expression: object }] };
}

/** The last member of that name over all options, and whether it is certain that no other one wins. */
export function optionOf(
  options: readonly Options[],
  name: Names | undefined,
): { readonly member: Member | undefined; readonly certain: boolean; readonly in: Options | undefined } {
  let certain = true;
  if (name === undefined) return { member: undefined, certain, in: undefined };
  const isNamed = (m: Member): boolean => (typeof name === 'string' ? m.key === name : name.includes(m.key));
  for (let i = options.length - 1; i >= 0; i--) {
    const { members } = options[i]!;
    const at = members.list.findLastIndex(isNamed);
    const member = members.list[at];
    if (member) {
      const settled = certain && at >= members.settled && !member.conditional;
      return { member, certain: settled, in: options[i] };
    }
    if (!members.complete) certain = false;
  }
  return { member: undefined, certain, in: undefined };
}
