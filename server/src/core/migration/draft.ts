import type { QueryField } from '../call-editor.ts';
import type { Json, JsonMember } from '../model.ts';

/** A value of a body on its way to v2. What has a `json` is written in the text, and changed in its place. */
export type Draft = DraftObject | DraftList | DraftScalar | DraftConstant | DraftText;

/** An object as it is to be. */
export interface DraftObject {
  readonly kind: 'object';
  readonly json?: Json & { readonly kind: 'object' };
  members: DraftMember[];
}

/** A list as it is to be. */
export interface DraftList {
  readonly kind: 'list';
  readonly json?: Json & { readonly kind: 'array' };
  items: Draft[];
}

/** What is written in the text and stays as it is. */
export interface DraftScalar {
  readonly kind: 'scalar';
  readonly json: Json;
  /** The member whose value it was. */
  readonly member?: JsonMember;
}

/** What v1 needed not to be told. */
export interface DraftConstant {
  readonly kind: 'constant';
  readonly value: string | number | boolean;
}

/** What an editor wrote. */
export interface DraftText {
  readonly kind: 'written';
  readonly text: string;
}

/** A member as it is to be, and where it comes from. */
export interface DraftMember {
  key: string;
  value: Draft;
  /** The member in whose place it stands. */
  readonly slot?: JsonMember;
  /** The member of the text that it is, perhaps under another name. Missing: it is written anew. */
  readonly origin?: JsonMember;
  /** True where the object that it is may have members already, which another statement gave it. */
  extends?: true;
  /** The code of the condition under which a member that is written anew is there. */
  readonly condition?: string;
  /** The parameter of the query that it is. */
  readonly parameter?: QueryField;
}

/** The draft of what is written: nothing is changed. */
export function draftOf(json: Json, member?: JsonMember): Draft {
  switch (json.kind) {
    case 'object':
      return {
        kind: 'object',
        json,
        members: json.members.map((m) => ({
          key: m.key,
          value: draftOf(m.value, m),
          slot: m,
          origin: m,
        })),
      };
    case 'array':
      return { kind: 'list', json, items: json.items.map((item) => draftOf(item)) };
    default:
      return { kind: 'scalar', json, ...(member ? { member } : {}) };
  }
}

/** True for a member that a statement sets in an object which is written before: `body.name = value`. */
export const isSetLater = ({ slot }: DraftMember, body: DraftObject): boolean =>
  slot !== undefined && body.json !== undefined && !isHere(slot, body.json);

/** True for a member that is written within an object. */
export const isHere = ({ keyRange }: JsonMember, { range }: Json): boolean =>
  keyRange.start >= range.start && keyRange.end <= range.end;

/** True when a draft is what is written. */
export function isUntouched(draft: Draft): boolean {
  switch (draft.kind) {
    case 'object': {
      const { json, members } = draft;
      return (
        json !== undefined &&
        members.length === json.members.length &&
        members.every(
          (m, i) => m.origin === json.members[i] && m.key === m.origin?.key && isUntouched(m.value),
        )
      );
    }
    case 'list': {
      const { json, items } = draft;
      return (
        json !== undefined &&
        items.length === json.items.length &&
        items.every((item, i) => isOf(item, json.items[i]!) && isUntouched(item))
      );
    }
    default:
      return draft.kind === 'scalar';
  }
}

const isOf = (draft: Draft, json: Json): boolean => 'json' in draft && draft.json === json;

/** The value at a place, names joined by dots; undefined where nothing is. */
export function valueAt(draft: Draft, place: string): Draft | undefined {
  let value: Draft | undefined = draft;
  for (const name of place.split('.')) {
    if (value?.kind !== 'object') return undefined;
    value = value.members.find((m) => m.key === name)?.value;
  }
  return value;
}

/** True for an object all of whose members are seen. */
export const isWhole = (object: DraftObject): boolean =>
  object.json?.complete !== false && !object.json?.broken;

/** The code of a value of which no more is known. */
export function codeOf(draft: Draft, document: string): string | undefined {
  if (draft.kind !== 'scalar' || draft.json.kind !== 'dynamic') return undefined;
  const { start, end } = draft.member?.place ?? draft.json.range;
  return document.slice(start, end);
}
