import type { Draft, DraftMember, DraftObject } from './draft.ts';
import { isSetLater, isWhole } from './draft.ts';
import { type Obstacle, obstacle } from './obstacle.ts';

/** Why a field whose value is not seen stays as it is. */
export const unseenAt = (field: string): Obstacle =>
  obstacle(`The value of "${field}" is made elsewhere, and v2 takes it in another form. Change it by hand.`);

/** True for what says that there is no value. */
export const isNull = (draft: Draft): boolean => draft.kind === 'scalar' && draft.json.kind === 'null';

/** A member taken out of the body: where it was, and, of one inside of a member of the body, that one. */
export interface Taken {
  readonly body: DraftObject;
  readonly member: DraftMember;
  /** Index in the body at which it, or the member that held it, stands. */
  readonly at: number;
  /** The object it was taken from. */
  readonly holder: DraftObject;
  readonly within: number;
}

/** The member at a place, names joined by dots, taken out of a body; undefined where none is. */
export function take(body: DraftObject, place: string): Taken | Obstacle | undefined {
  const names = place.split('.');
  const last = names.pop()!;
  let holder = body;
  let at = -1;
  for (const name of names) {
    const index = holder.members.findIndex((m) => m.key === name);
    if (index < 0) return undefined;
    if (holder === body) at = index;
    const inner = holder.members[index]!.value;
    if (isNull(inner)) return undefined;
    if (inner.kind !== 'object' || !isWhole(inner)) {
      // `hash.value` of something that is a text already.
      return inner.kind === 'scalar' && inner.json.kind !== 'dynamic' ? undefined : unseenAt(name);
    }
    holder = inner;
  }
  const within = holder.members.findIndex((m) => m.key === last);
  if (within < 0) return undefined;
  const [member] = holder.members.splice(within, 1);
  return { body, member: member!, at: at < 0 ? within : at, holder, within };
}

/** What was made of a part of a member that goes now stands where that member stood. */
export function giveSlot({ body, holder, member, within }: Taken): void {
  const made = body.members[within - 1];
  if (holder === body && made && !made.slot && member.slot)
    body.members[within - 1] = { ...made, slot: member.slot };
}

/** Puts a member that was taken out at another place. */
export function put({ body, member, at, holder, within }: Taken, place: string): Obstacle | undefined {
  const names = place.split('.');
  const first = names[0]!;
  const own = body.members.findIndex((m) => m.key === first && !isSetLater(m, body));
  const index = own < 0 ? body.members.findIndex((m) => m.key === first) : own;
  const known = body.members[index];
  if (names.length === 1) {
    const renamed: DraftMember = { ...member, key: first };
    if (known && (member.condition ?? known.condition) !== undefined) return unseenAt(member.key);
    if (known) body.members[index] = replacing(known, member.value);
    else if (holder === body) body.members.splice(within, 0, renamed);
    else body.members.splice(at, 0, without(renamed));
    return undefined;
  }
  if (member.condition !== undefined) return unseenAt(member.key);
  const name = names[1]!;
  const inner: DraftMember =
    holder === body ? without({ ...member, key: name }) : { ...without(member), key: name };
  // What statements set stays where they do.
  const isApart = holder === body && (isSetLater(member, body) || (known && isSetLater(known, body)));
  if (known && !isApart) {
    if (known.value.kind !== 'object' || !isWhole(known.value)) return unseenAt(first);
    known.value.members.push(inner);
    return undefined;
  }
  const made: DraftMember = {
    key: first,
    value: { kind: 'object', members: [inner] },
    ...(holder === body && member.slot ? { slot: member.slot } : {}),
  };
  body.members.splice(holder === body ? within : at, 0, made);
  // The first that is set makes the object.
  const [, ...others] = body.members
    .filter((m) => m.key === first)
    .toSorted((a, b) => placeIn(a, body) - placeIn(b, body));
  for (const one of others) if (isSetLater(one, body)) one.extends = true;
  return undefined;
}

/** Where a member is given its value: at the beginning for what is written in the body itself. */
const placeIn = (member: DraftMember, body: DraftObject): number =>
  isSetLater(member, body) ? member.slot!.keyRange.start : 0;

/** The same in another place. */
export const without = ({ key, value, origin }: DraftMember): DraftMember => ({
  key,
  value,
  ...(origin ? { origin } : {}),
});

/** Another value in the place of a member. */
const replacing = ({ key, slot }: DraftMember, value: Draft): DraftMember => ({
  key,
  value,
  ...(slot ? { slot } : {}),
});
