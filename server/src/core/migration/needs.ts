import type { Changes, Need } from '../catalogue/changes.ts';
import { chosenText } from './chosen.ts';
import type { Draft, DraftMember, DraftObject } from './draft.ts';
import { isSetLater, valueAt } from './draft.ts';
import { type Obstacle, obstacle } from './obstacle.ts';
import type { BodyText } from './steps.ts';
import { isSurelyWithout } from './unseen.ts';

/** Gives a body what v2 requires and v1 did not. `had`: the fields that it had for v1. */
export function fillNeeds(
  { needs }: Changes,
  body: DraftObject,
  had: ReadonlySet<string>,
  notes: Set<string>,
  text: BodyText,
): Obstacle | undefined {
  for (const need of needs) {
    if (need.when !== undefined && !had.has(need.when)) continue;
    const found = fill(need, body, notes, text);
    if (found) return found;
  }
  return undefined;
}

function fill(need: Need, body: DraftObject, notes: Set<string>, text: BodyText): Obstacle | undefined {
  const { field, from, value, note } = need;
  if (field.includes('[]')) {
    const [list, inner] = field.split('[].') as [string, string];
    const items = valueAt(body, list);
    if (items?.kind !== 'list') return undefined;
    const lacks = items.items.some((item) => item.kind === 'object' && isLacking(item, inner));
    return lacks ? obstacle(`v2 needs "${inner}" here. ${note}`) : undefined;
  }
  if (need.beside) {
    const first = field.slice(0, field.indexOf('.'));
    for (const member of body.members.filter(({ key }) => key === first)) {
      const alone: DraftObject = { kind: 'object', members: [member] };
      if (isLacking(alone, field)) fillBeside(need, need.beside, alone, notes);
      else fillChosen(need, need.beside, alone, notes, text.document);
    }
    return undefined;
  }
  if (!isLacking(body, field)) {
    if (from !== undefined && !hasMember(body, field) && copy(from, field, body, text)) notes.add(note);
    return undefined;
  }
  if (value !== undefined) {
    body.members.push({ key: field, value: { kind: 'constant', value } });
    notes.add(note);
    return undefined;
  }
  if (from !== undefined && copy(from, field, body, text)) {
    notes.add(note);
    return undefined;
  }
  return lacking(need);
}

const lacking = ({ field, note }: Need): Obstacle => obstacle(`v2 needs "${field}". ${note}`);

/** Why no request of v1 can be one to v2, however it is sent: v2 takes what nothing in it gives. */
export function unfilled({ queryToBody, needs }: Changes): Obstacle | undefined {
  const need = queryToBody
    ? needs.find(({ when, beside, value, from }) => [when, beside, value, from].every((x) => x === undefined))
    : undefined;
  return need && lacking(need);
}

const hasMember = ({ members }: DraftObject, field: string): boolean => members.some((m) => m.key === field);

/** Gives a body the value of one of its fields under another name as well. False where that cannot be done surely. */
function copy(from: string, field: string, body: DraftObject, text: BodyText): boolean {
  const index = body.members.findIndex((m) => m.key === from);
  const copied = body.members[index];
  if (!copied || !isCopied(copied, body, text)) return false;
  // What is not seen has the last word, as it had for v1.
  const first = Math.min(...(body.json?.unseen ?? []).map(({ range }) => range.start));
  const near = [copied, body.members[index + 1]].flatMap((m) => m?.origin?.keyRange ?? []);
  if (!isSurelyWithout(body, field) && near.some(({ start }) => start > first)) return false;
  const { value, origin } = copied;
  body.members.splice(index + 1, 0, { key: field, value, ...(origin ? { origin } : {}) });
  return true;
}

/** Fills what is needed if the field beside it has a certain value. */
function fillBeside(
  { field, value, note }: Need,
  [name, wanted]: readonly [string, string],
  body: DraftObject,
  notes: Set<string>,
): undefined {
  const dot = field.lastIndexOf('.');
  const holder = valueAt(body, field.slice(0, dot));
  const decides = holder && valueAt(holder, name);
  if (holder?.kind !== 'object' || decides?.kind !== 'scalar') return;
  const { json } = decides;
  const isKnown = json.kind === 'string' && json.value.isLiteral;
  if (isKnown && json.value.text !== wanted) return;
  notes.add(note);
  if (isKnown) holder.members.push({ key: field.slice(dot + 1), value: { kind: 'constant', value: value! } });
}

/** The same in code that chooses between objects: `isPaid ? { interval: 'monthly', amount: 5 } : undefined`. */
function fillChosen(
  { field, value, note }: Need,
  [name, wanted]: readonly [string, string],
  body: DraftObject,
  notes: Set<string>,
  document: string,
): void {
  const [first, second, last] = field.split('.');
  const inner = body.members.find(({ key }) => key === first)?.value;
  const holder = inner?.kind === 'object' ? inner.members.find(({ key }) => key === second) : undefined;
  if (holder?.value.kind !== 'scalar' || last === undefined || holder.origin?.place) return;
  const { start, end } = holder.value.json.range;
  let isLacking = false;
  const text = chosenText(document.slice(start, end), (given) => {
    const members = [...given].map(([key, code]) => (key === code ? key : `${key}: ${code}`));
    if (new RegExp(`^["']${wanted}["']$`).test(given.get(name) ?? '') && !given.has(last)) {
      isLacking = true;
      members.push(`${last}: ${value}`);
    }
    return `{ ${members.join(', ')} }`;
  });
  if (text === undefined || !isLacking) return;
  notes.add(note);
  holder.value = { kind: 'written', text };
}

/** True when an object has not what is needed: a part of it that is not seen may. */
function isLacking(object: DraftObject, field: string): boolean {
  const dot = field.indexOf('.');
  if (dot >= 0) {
    // Statements may each give it a part.
    const inner = object.members.filter((m) => m.key === field.slice(0, dot)).map(({ value }) => value);
    const lacks = (one: Draft): boolean => one.kind === 'object' && isLacking(one, field.slice(dot + 1));
    return inner.length > 0 && inner.every(lacks);
  }
  return isSurelyWithout(object, field);
}

/** Code that gives the same wherever it is repeated: texts, names, members of what has a name. */
const REPEATABLE = /^(?!(?:await|yield|new)\b)(?!.*(?:\+\+|--))[^()`|;=\n]*$/;

/** True for a value that may be written twice. */
function isCopied(member: DraftMember, body: DraftObject, { document, isScript }: BodyText): boolean {
  const { value, origin } = member;
  if (value.kind === 'written') return origin?.place === undefined && REPEATABLE.test(value.text);
  if (value.kind !== 'scalar' || isSetLater(member, body)) return false;
  const { start, end } = origin?.place ?? value.json.range;
  const code = document.slice(start, end);
  // In other languages, such quotes may run a command.
  return REPEATABLE.test(isScript ? code.replaceAll('`', '') : code);
}
