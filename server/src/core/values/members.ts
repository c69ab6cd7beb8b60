import {
  type Items,
  type Member,
  type Members,
  merge,
  PUSHED,
  type Resolved,
  UNCHANGED,
} from '../binding.ts';
import { type Expression, type ObjectEntry, type ObjectExpression, unknownAt } from '../expression.ts';
import type { Values } from '../resolve.ts';
import { SourceText } from '../source.ts';
import { isNothing } from '../truth.ts';

/** Members on their way into {@link Members}. */
interface Collected {
  readonly list: Member[];
  /** What is spread and not seen. */
  readonly unseen: Expression[];
  settled: number;
}

const NO_MEMBERS: Members = { list: [], complete: false, settled: 0 };

/** The items of a value already resolved. */
export function itemsIn({ value, certain, changes }: Resolved): Items | undefined {
  const pushed = changes.sets.filter((s) => s.path.length === 1 && s.path[0] === PUSHED);
  const isEmpty = value.kind === 'object' && value.list && pushed.length === changes.sets.length;
  if (value.kind !== 'array' && !isEmpty) return undefined;
  const first =
    value.kind === 'array' ? value.items.map((item) => ({ value: item, conditional: false })) : [];
  const whole = value.kind === 'array' ? value.complete : value.intact;
  return {
    list: [...first, ...pushed.map((s) => ({ value: s.value, conditional: s.conditional }))],
    complete: whole && certain && changes.sealed && pushed.length === changes.sets.length,
  };
}

/** The members of a value already resolved. */
export function membersIn(values: Values, resolved: Resolved): Members {
  const { value, certain, changes } = resolved;
  if (value.kind !== 'object') return NO_MEMBERS;
  const collected: Collected = { list: [], unseen: [], settled: 0 };
  const { list } = collected;
  let complete = collect(values, value, false, collected) && certain && changes.sealed;
  const spreads = value.entries.filter((entry) => entry.kind === 'spread').map((entry) => entry.value);
  const isOpen =
    !complete &&
    certain &&
    changes.sealed &&
    value.intact &&
    collected.unseen.every((e) => spreads.includes(e));
  for (const written of changes.sets) {
    const holds = values.truth(written.condition);
    if (holds === false) continue;
    const set = holds ? { ...written, conditional: false } : written;
    const [first, ...rest] = set.path;
    if (first === undefined) continue;
    if (first === PUSHED) {
      complete = false;
      continue;
    }
    if (rest.length === 0) {
      const { key: keySource, value, conditional } = set;
      list.push({ key: first, keySource, value, conditional, changes: UNCHANGED });
      continue;
    }
    const inner = { sets: [{ ...set, path: rest }], sealed: true };
    const at = list.findLastIndex((m) => m.key === first);
    if (at >= 0) list[at] = { ...list[at]!, changes: merge(list[at]!.changes, inner) };
    else if (!complete) continue;
    else {
      // Where this is allowed it makes the object: `$body['meta']['plan'] = 'pro'`.
      const { key, keySpan, conditional } = set;
      const value = { kind: 'object', entries: [], intact: true, list: true, ...keySpan } as const;
      const keySource = SourceText.decoded(first, key.range(0, 0));
      list.push({ key: first, keySource, value, conditional, changes: inner });
    }
  }
  const settled = certain && changes.sealed ? collected.settled : list.length;
  const isKnown = isOpen && changes.sets.every(({ path }) => path[0] !== PUSHED);
  return { list, complete, settled, ...(isKnown ? { unseen: collected.unseen } : {}) };
}

/** The value of a member with what was changed in it later. */
export function valueOfMember(values: Values, { value, changes }: Member): Expression {
  if (!changes.sealed) return unknownAt(value);
  if (changes.sets.length === 0) return value;
  const { start, end } = value;
  const resolved = values.resolve(value);
  const items = itemsIn({ ...resolved, changes: merge(resolved.changes, changes) });
  if (items) {
    const complete = items.complete && items.list.every((item) => !item.conditional);
    return { kind: 'array', items: items.list.map((item) => item.value), complete, start, end };
  }
  const entries: ObjectEntry[] = [{ kind: 'spread', value }];
  for (const { path, key, value: set, conditional } of changes.sets) {
    if (path.length > 1 || conditional || path[0] === PUSHED) return unknownAt(value);
    entries.push({
      kind: 'member',
      key: { kind: 'text', value: key, closed: true, start, end },
      value: set,
    });
  }
  return { kind: 'object', entries, intact: true, start, end };
}

/** Adds the members of an object that is written down. False when there may be more. */
function collect(values: Values, object: ObjectExpression, conditional: boolean, into: Collected): boolean {
  let complete = object.intact;
  for (const entry of object.entries) {
    const before = into.list.length;
    const known =
      entry.kind === 'spread'
        ? addSpread(values, entry.value, conditional, into)
        : addEntry(values, entry, conditional, into);
    const added = into.list.length - before;
    if (known && added === 1 && entry.kind === 'spread')
      into.list[before] = { ...into.list[before]!, part: entry.value };
    if (known) continue;
    complete = false;
    into.unseen.push(entry.value);
    into.settled = into.list.length;
  }
  return complete;
}

function addEntry(
  values: Values,
  entry: ObjectEntry & { kind: 'member' },
  conditional: boolean,
  into: Collected,
): boolean {
  const key = values.text(entry.key);
  if (!key.isLiteral) return false;
  into.list.push({ key: key.text, keySource: key, value: entry.value, conditional, changes: UNCHANGED });
  return true;
}

function addSpread(values: Values, expression: Expression, conditional: boolean, into: Collected): boolean {
  const complete = values.deeper(() => {
    const resolved = values.resolve(expression);
    const { value } = resolved;
    if (value.kind === 'choice') {
      if (value.how === 'fallback' || !resolved.changes.sealed) return false;
      const second = addSpread(values, value.second, true, into);
      return (value.how === 'guard' || addSpread(values, value.first, true, into)) && second;
    }
    if (isNothing(value) && resolved.certain && resolved.changes === UNCHANGED) return true;
    const { list: members, complete } = membersIn(values, resolved);
    into.list.push(...members.map((m) => (conditional ? { ...m, conditional } : m)));
    return complete;
  });
  return complete ?? false;
}
