import { type Expression, joinedParts, oneOf } from '../../expression.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { type Area, functionOf } from '../areas.ts';
import { namesMembers } from '../grammar.ts';
import {
  hasValue,
  type NameEvent,
  nextAfter,
  typeOf,
  valueExpression,
  valueIn,
  withoutNothing,
} from '../name-events.ts';
import type { ProgramScope } from '../scope.ts';
import { dominates } from './branches.ts';
import { changesOf, isPlain } from './changes.ts';
import { lineOf } from './classes.ts';
import { constantsOf, instanceOf } from './constants.ts';
import { type Found, known, UNKNOWN } from './found.ts';
import { callsOf, constructionsOf } from './named-calls.ts';
import { argumentGiven, argumentOf } from './parameters.ts';

const GLOBAL: Found = { binding: { kind: 'global' }, happened: [] };

/** What `name` stands for at index `at`, and what was done to it until then. */
export function findName(scope: ProgramScope, name: string, at: number): Found {
  let isHidden = false;
  for (let area: Area | undefined = scope.names.areaAt(at); area; area = area.parent) {
    const events = isHidden ? undefined : area.names.get(name);
    isHidden ||= scope.names.hides(area, name);
    if (events && !isInitialised(scope, events, area, at)) return bind(scope, events, area, name, at);
    if (area.kind !== 'class' || !namesMembers(scope.grammar)) continue;
    const owned = lineOf(scope, area.owner!).some((owner) => scope.names.fields.get(owner)?.has(name));
    if (owned) return scope.fields.find(name, at, area.owner);
  }
  return constantsOf(scope, name) ?? resultNamed(scope, name, at) ?? GLOBAL;
}

/** True in the value of a variable whose name is that of another one around it: `let client = client.clone()`. */
function isInitialised(scope: ProgramScope, events: readonly NameEvent[], area: Area, at: number): boolean {
  if (scope.grammar.blocks.size === 0 || area.kind === 'file' || area.kind === 'class') return false;
  return events.every(({ declared }) => {
    const value = declared.kind === 'variable' ? declared.value : undefined;
    return value !== undefined && value.start <= at && at < value.end;
  });
}

/** What a function gives that is called by its name alone. */
function resultNamed(scope: ProgramScope, name: string, at: number): Found | undefined {
  if (!scope.grammar.bareMembers || !scope.names.functions.has(name)) return undefined;
  const span = { start: at, end: at + name.length };
  const callee: Expression = { kind: 'name', name, ...span };
  const list = { start: span.end, end: span.end };
  const value: Expression = {
    kind: 'call',
    callee,
    args: [],
    intact: true,
    constructs: false,
    list,
    ...span,
  };
  if (!scope.functions.placeOf(value)) return undefined;
  return known(value);
}

/** What a name stands for that `area` declares. */
function bind(
  scope: ProgramScope,
  events: readonly NameEvent[],
  area: Area,
  name: string,
  at: number,
): Found {
  const [only] = events;
  const special = events.find((e) => e.declared.kind === 'import' || e.declared.kind === 'self')?.declared;
  if (special?.kind === 'import') {
    return { binding: { kind: 'import', module: special.module, name: special.imported }, happened: [] };
  }
  if (special) {
    const { start, end } = scope.to.span(special.node);
    return known({ kind: 'self', start, end });
  }
  const event =
    events.length === 1 &&
    only!.end > at &&
    area.kind === 'file' &&
    functionOf(scope.names.areaAt(at)) !== undefined
      ? only!
      : reaching(scope, events, area, at);
  if (!event) return UNKNOWN;
  const found = valueAt(scope, event, name, at, area, events);
  return event.declared.kind === 'parameter' ? { ...found, parameter: event.declared.node.start } : found;
}

/** The event whose value a name has at index `at`. */
function reaching(
  scope: ProgramScope,
  events: readonly NameEvent[],
  area: Area,
  at: number,
): NameEvent | undefined {
  const valued = events.filter(
    (e) =>
      (e.declared.kind === 'parameter' || hasValue(e) || e.declared.kind === 'assignment' || typeOf(e)) &&
      !scope.branches.isDead(e.declared.node),
  );
  const home = functionOf(area);
  const [only] = events;
  if (events.length === 1 && only) {
    const isLater = only.declared.kind === 'assignment' && only.end > at;
    return isLater && functionOf(scope.names.areaAt(at)) === home ? undefined : only;
  }
  if (functionOf(scope.names.areaAt(at)) !== home) {
    const others = withoutNothing(scope.to, valued);
    return others.length === 1 ? others[0] : undefined;
  }
  const before = valued.filter((e) => e.end <= at || e.declared.kind === 'parameter');
  const last = before.reduce<NameEvent | undefined>((a, b) => (a && a.end > b.end ? a : b), undefined);
  if (!last) return undefined;
  const here = scope.names.nodeAt(at);
  if (!dominates(scope.branches.arms(last.declared.node), scope.branches.arms(here))) {
    return isFallback(scope, last, valued) || addsQuery(scope, last) ? last : undefined;
  }
  // What comes around again in a loop may have another value by then.
  for (let node: SyntaxNode | undefined = here; node; node = node.parent) {
    if (!scope.grammar.loops.has(node.type)) continue;
    const loop = node;
    const holds = (e: NameEvent): boolean =>
      e.declared.node.start >= loop.start && e.declared.node.end <= loop.end;
    if (!holds(last) && valued.some((e) => e !== last && holds(e))) return undefined;
  }
  return last;
}

/** True for a value given where an environment, a parameter or an option gave none: `if base == "" { base = "…" }`. */
function isFallback(scope: ProgramScope, last: NameEvent, valued: readonly NameEvent[]): boolean {
  const [first, second, ...others] = valued;
  if (second !== last || others.length > 0) return false;
  return first!.declared.kind === 'parameter' || valueExpression(scope.to, valueIn(first!))?.kind === 'call';
}

/** True for a URL that gets a query, or more of it, where there is one: `if len(query) > 0 { u += "?" + query.Encode() }`. */
function addsQuery(scope: ProgramScope, { declared }: NameEvent): boolean {
  const value = 'value' in declared ? valueExpression(scope.to, declared.value) : undefined;
  if (value?.kind !== 'template') return false;
  const [own, first] = joinedParts(value);
  if (own?.kind !== 'name' || own.name !== declared.name) return false;
  return first?.kind === 'text' && /^[?&]/.test(first.value.text);
}

/** The value that an event gives a name, as it is at index `at`. */
function valueAt(
  scope: ProgramScope,
  event: NameEvent,
  name: string,
  at: number,
  area: Area,
  events: readonly NameEvent[],
): Found {
  const { declared } = event;
  const plain = valueExpression(scope.to, valueIn(event));
  const given = declared.kind === 'parameter' ? argumentGiven(scope, area, name) : undefined;
  const held = given ?? plain;
  const uses = held && isPlain(scope, held) ? [] : scope.names.usesIn(area, name);
  const happened = scope.history.of(uses, event, nextAfter(event, events), at);
  if (given) {
    const changes = changesOf(scope, happened, given);
    return { binding: { kind: 'value', value: given, certain: true, changes }, happened };
  }
  const passed = givenWhereMade(scope, event, area, name);
  if (passed)
    return {
      binding: { kind: 'value', value: passed, certain: false, changes: changesOf(scope, happened) },
      happened,
    };
  const type = typeOf(event);
  const value = 'value' in declared ? valueExpression(scope.to, declared.value) : undefined;
  if (!value || value.kind === 'null' || value.kind === 'undefined') {
    if (type !== undefined) return { binding: instanceOf(scope, type), happened };
    if (!value) return { binding: { kind: 'unknown' }, happened };
  }
  // A function that is followed from a call was given all that the call has.
  const isDefault = declared.kind === 'parameter' && scope.frames.get(area)?.intact === true;
  const certain = isDefault || (declared.kind !== 'parameter' && isCertain(scope, event, at));
  return {
    binding: { kind: 'value', value, certain, changes: changesOf(scope, happened, value) },
    happened,
    type,
  };
}

/** What the text gives a parameter without a type where it makes objects: `Client::new("https://…")`. */
function givenWhereMade(
  scope: ProgramScope,
  event: NameEvent,
  area: Area,
  name: string,
): Expression | undefined {
  const { shape } = area;
  if (event.declared.kind !== 'parameter' || hasValue(event) || typeOf(event) !== undefined) return undefined;
  const index = shape?.constructs ? shape.parameters.findIndex((p) => p.name === name) : -1;
  if (!shape || index < 0) return undefined;
  const owner = scope.names.ownerOf(area);
  const calls = [...callsOf(scope, shape.name, area), ...(owner ? constructionsOf(scope, owner) : [])];
  const given = calls.flatMap((call) => argumentOf(scope, call, shape, name) ?? []);
  return oneOf(given);
}

/** False for a value that was given under a condition, seen from outside of it. */
function isCertain(scope: ProgramScope, event: NameEvent, at: number): boolean {
  const given = scope.branches.arms(event.declared.node);
  if (given.length === 0) return true;
  const home = functionOf(scope.names.areaAt(event.declared.node.start));
  return (
    functionOf(scope.names.areaAt(at)) !== home ||
    dominates(given, scope.branches.arms(scope.names.nodeAt(at)))
  );
}
