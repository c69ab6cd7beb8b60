import type { Member, Resolved } from '../../binding.ts';
import { merge } from '../../binding.ts';
import type { Expression } from '../../expression.ts';
import type { Header } from '../../model.ts';
import type { Headers } from '../../program/headers.ts';
import type { Values } from '../../resolve.ts';
import { HOLE, SourceText } from '../../source.ts';
import { membersIn } from '../../values/members.ts';
import { type Options, optionOf, type RequestArguments } from './arguments.ts';
import type { Chain } from './chain.ts';
import type { OptionKeys } from './clients/client.ts';
import type { Match } from './origin.ts';
import type { Reading } from './reading.ts';

/** The headers that a request is given by its arguments and its client's defaults. */
export function headersOf(reading: Reading, match: Match, request: RequestArguments): Headers {
  const { values, scope } = reading;
  const keys = match.client.options;
  const list: Header[] = [];
  let complete = request.complete && match.sealed && match.proven;
  if (match.client.lateDefaults?.some((name) => scope.occurrences(name).length > 0)) complete = false;
  for (const options of request.options) {
    if (keys.hooks?.some((hook) => options.members.list.some((m) => m.key === hook))) complete = false;
    const { member, certain } = optionOf([options], keys.headers);
    // Headers written behind an unknown spread replace its own; hooks and credentials in it are not replaced.
    const replaces = member !== undefined && certain && !keys.hooks && !keys.auth;
    if (!options.members.complete && !replaces) complete = false;
    if (member && !collect(values, member, list)) complete = false;
    list.push(...credentials(reading, keys, options));
  }
  return { list, complete };
}

/** The headers that a chain of calls behind a request gives it. */
export function chainedHeaders({ values, source }: Reading, { links, complete }: Chain): Headers {
  const list: Header[] = [];
  let known = complete;
  for (const { role, args } of links) {
    const [first, second] = args;
    if (role === 'headers' && first && second) {
      const name = values.text(first);
      if (name.isLiteral) list.push({ name: name.text, nameRange: name.range(), value: values.text(second) });
      else known = false;
    } else if (role === 'headers' && first) {
      if (!collectFrom(values, values.resolve(first), list)) known = false;
    } else if ((role === 'credentials' || role === 'bearer') && first) {
      const at = source.range(first.start, first.end);
      list.push({ name: 'Authorization', nameRange: at, value: SourceText.decoded(HOLE, at) });
    }
  }
  return { list, complete: known };
}

/** Adds what a `headers` option holds. False when there may be more. */
function collect(values: Values, member: Member, list: Header[]): boolean {
  const resolved = values.resolve(member.value);
  const { value } = resolved;
  if (value.kind === 'undefined') return true;
  const whole: Resolved = { ...resolved, changes: merge(resolved.changes, member.changes) };
  return collectFrom(values, whole, list, member.conditional);
}

function collectFrom(values: Values, whole: Resolved, list: Header[], conditional = false): boolean {
  const { value, changes } = whole;
  if (value.kind === 'array')
    return pairs(values, value.items, list) && value.complete && changes.sealed && changes.sets.length === 0;
  const { list: members, complete } = membersIn(values, whole);
  let known = complete;
  for (const m of members) if (!add(values, m, conditional, list)) known = false;
  return known && !(conditional && members.length === 0);
}

/** One header; a group of defaults for a method (`common: {…}`) is taken apart. */
function add(values: Values, member: Member, conditional: boolean, list: Header[]): boolean {
  const { value } = values.resolve(member.value);
  if (value.kind === 'object') return collect(values, member, list);
  if (value.kind === 'undefined' || value.kind === 'null') return true;
  const header: Header = {
    name: member.key,
    nameRange: member.keySource.range(),
    value: values.text(member.value),
  };
  const doubtful = conditional || member.conditional || isChoiceOfNothing(member.value);
  list.push(doubtful ? { ...header, conditional: true } : header);
  return true;
}

/** `token ? … : undefined` sends the header or does not. */
const isChoiceOfNothing = (e: Expression): boolean =>
  e.kind === 'choice' && (e.how === 'guard' || e.first.kind === 'undefined' || e.second.kind === 'undefined');

/** `[['name', 'value'], …]` */
function pairs(values: Values, items: readonly Expression[], list: Header[]): boolean {
  let known = true;
  for (const item of items) {
    const pair = values.resolve(item).value;
    const [key, value] = pair.kind === 'array' && pair.complete && pair.items.length === 2 ? pair.items : [];
    const name = key && values.text(key);
    if (!name?.isLiteral || !value) known = false;
    else list.push({ name: name.text, nameRange: name.range(), value: values.text(value) });
  }
  return known;
}

/** The header that `auth: {…}` and its like become. */
function credentials({ source, values }: Reading, keys: OptionKeys, options: Options): Header[] {
  const { member } = optionOf([options], keys.auth);
  if (!member || member.value.kind === 'undefined') return [];
  const nameRange = member.keySource.range();
  const at = source.range(member.value.start, member.value.end);
  const scheme = values.members(member.value).list.some((m) => m.key === 'bearer') ? 'Bearer ' : 'Basic ';
  const value = SourceText.join([SourceText.decoded(scheme, at), SourceText.decoded(HOLE, at)]);
  const header: Header = { name: 'Authorization', nameRange, value };
  return [member.conditional ? { ...header, conditional: true } : header];
}
