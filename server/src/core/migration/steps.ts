import type { Step } from '../catalogue/changes.ts';
import type { Draft, DraftList, DraftMember, DraftObject } from './draft.ts';
import { codeOf, isWhole, valueAt } from './draft.ts';
import { giveSlot, isNull, put, type Taken, take, unseenAt, without } from './draft-moves.ts';
import { fillComprehension, fillMade } from './filled-lists.ts';
import { joinedIn, limitCode, namedLimitCode } from './limit-code.ts';
import { isDifferent } from './limit-rates.ts';
import { nameIn, textsOf } from './listed-names.ts';
import { isObstacle, type Obstacle, obstacle } from './obstacle.ts';
import { permissionText, queryOf } from './permission-text.ts';
import { spreadLimitCode } from './spread-limits.ts';
import { unseenPart } from './unseen.ts';

/** The text around a body. */
export interface BodyText {
  /** Tells what types names have, and what the code around the body is. */
  readonly document: string;
  /** True in JavaScript. */
  readonly isScript?: boolean;
  /** Of the notation of the body. */
  readonly eachMade?: RegExp | undefined;
  /** True where a user is told of parts that are not seen. */
  readonly tellsUnseen?: boolean;
}

/** Does `steps` to the body of a request. `notes` gets what a user should look at. */
export function applySteps(
  steps: readonly Step[],
  body: Draft,
  notes: Set<string>,
  text: BodyText,
): Obstacle | undefined {
  for (const step of steps) {
    const found = applyStep(step, steps, body, notes, text);
    if (found) return found;
  }
  return undefined;
}

/** True for a zero, or the text of one. */
function isZeroOf(value: Draft): boolean {
  if (value.kind === 'written') return /^["']?0["']?$/.test(value.text);
  if (value.kind !== 'scalar') return false;
  const { json } = value;
  return (json.kind === 'number' && json.value === 0) || (json.kind === 'string' && json.value.text === '0');
}

const UNSEEN = obstacle('The body is made elsewhere. Change the names of its fields there, then this call.');

function applyStep(
  step: Step,
  steps: readonly Step[],
  body: Draft,
  notes: Set<string>,
  { document, isScript = false, tellsUnseen = false, eachMade }: BodyText,
): Obstacle | undefined {
  if (step.kind === 'wrap')
    return body.kind === 'object'
      ? undefined
      : obstacle('v2 takes an object with the list of keys in it. Write it by hand.');
  if (body.kind !== 'object') return UNSEEN;
  const unseen = isWhole(body) ? undefined : unseenPart(body, step, steps, document, tellsUnseen);
  if (unseen) return unseen;
  const note = (): void => {
    if (step.note) notes.add(step.note);
  };
  switch (step.kind) {
    case 'move': {
      const taken = take(body, step.from);
      if (!taken) return undefined;
      if (isObstacle(taken)) return taken;
      note();
      // A place inside of which the value was is not taken: `hash.value` becomes `hash`.
      const isTaken = valueAt(body, step.to) !== undefined && !step.from.startsWith(`${step.to}.`);
      return isTaken ? undefined : put(taken, step.to);
    }
    case 'drop': {
      const taken = take(body, step.field);
      if (!taken) return undefined;
      if (isObstacle(taken)) return taken;
      const isZero = step.unlessZero !== undefined && isZeroOf(taken.member.value);
      if (step.unlessZero !== undefined && !isZero) return obstacle(step.unlessZero);
      if (!isZero) note();
      giveSlot(taken);
      return undefined;
    }
    case 'append': {
      const taken = take(body, step.from);
      if (!taken) return undefined;
      if (isObstacle(taken)) return taken;
      if (!step.differ || isDifferent(taken.member.value, step.differ, document)) note();
      const { value } = taken.member;
      const code = isScript && !isNull(value) ? codeOf(value, document) : undefined;
      const list =
        code === undefined
          ? isScript
            ? (namedLimitCode(taken.member, step, document) ?? spreadLimitCode(value, step, document))
            : undefined
          : limitCode(code, step, document);
      return append(step, taken, body, list);
    }
    case 'names': {
      const list = valueAt(body, step.field);
      if (!list) return undefined;
      const texts =
        list.kind === 'scalar' || list.kind === 'list'
          ? textsOf(list, step.take, document, eachMade)
          : undefined;
      if (texts !== undefined) {
        const member = body.members.find((m) => m.key === step.field)!;
        member.value = { kind: 'written', text: texts };
        note();
        return undefined;
      }
      if (list.kind !== 'list' || !list.json?.complete) return unseenAt(step.field);
      const names: Draft[] = [];
      for (const item of list.items) {
        // A text is what v2 takes already.
        const isText = item.kind === 'scalar' && item.json.kind === 'string';
        const name = isText ? item : item.kind === 'object' ? nameIn(item, step.take) : undefined;
        const hasId = item.kind === 'object' && isWhole(item) && nameIn(item, ['id']);
        if (!name && hasId)
          return obstacle(
            `v2 knows ${step.field} by ${step.take[0]}, not by id. Write the ${step.take[0]} in the place of the id.`,
          );
        if (!name) return unseenAt(step.field);
        names.push(name);
      }
      list.items = names;
      note();
      return undefined;
    }
    case 'setEach': {
      const list = valueAt(body, step.list);
      if (!list || isNull(list)) return undefined;
      const isFilled = isScript
        ? fillMade(body, step, document)
        : body.kind === 'object' && fillComprehension(body, step, document);
      if (isFilled) {
        note();
        return undefined;
      }
      if (list.kind !== 'list' || !list.json?.complete) return unseenAt(step.list);
      for (const item of list.items) {
        if (item.kind !== 'object' || !isWhole(item)) return unseenAt(step.list);
        if (!item.members.some((m) => m.key === step.field))
          item.members.push({ key: step.field, value: { kind: 'constant', value: step.value } });
      }
      note();
      return undefined;
    }
    case 'permissionQuery': {
      const taken = take(body, step.from);
      if (!taken) return undefined;
      if (isObstacle(taken)) return taken;
      const { value } = taken.member;
      const built = value.kind === 'scalar' && value.json.kind === 'dynamic' ? value.json.text : undefined;
      if (built !== undefined) {
        const { key } = taken.member;
        return put({ ...taken, member: { key, value: { kind: 'written', text: built } } }, step.to);
      }
      const text = value.kind === 'scalar' ? permissionText(value, document) : undefined;
      if (text === 'likely')
        notes.add('v2 takes permissions as a text: a AND b, not an object with and or or.');
      const joined = isScript ? joinedIn(value, document) : undefined;
      if (joined !== undefined) {
        note();
        return put(
          { ...taken, member: { ...taken.member, value: { kind: 'written', text: joined } } },
          step.to,
        );
      }
      const query = text ? '' : queryOf(value);
      if (query === undefined) return unseenAt(step.from);
      note();
      return put(
        value.kind === 'scalar'
          ? taken
          : { ...taken, member: { ...taken.member, value: { kind: 'constant', value: query! } } },
        step.to,
      );
    }
    case 'each': {
      const list = valueAt(body, step.list);
      if (!list) return undefined;
      if (list.kind !== 'list' || !list.json?.complete) return unseenAt(step.list);
      for (const item of list.items) {
        const found = applySteps(step.steps, item, notes, { document, isScript });
        if (found) return found;
      }
      return undefined;
    }
  }
}

function append(
  step: Step & { kind: 'append' },
  taken: Taken,
  body: DraftObject,
  code: string | undefined,
): Obstacle | undefined {
  const { value, slot } = taken.member;
  const known = valueAt(body, step.to);
  if (code !== undefined && !known) {
    const member = {
      key: step.to,
      value: { kind: 'written', text: code },
      ...(slot ? { slot } : {}),
    } as const;
    body.members.splice(taken.within, 0, member);
    return undefined;
  }
  if (known && known.kind !== 'list') return unseenAt(step.to);
  let list: DraftList;
  if (known) list = known;
  else {
    list = { kind: 'list', items: [] };
    body.members.splice(taken.within, 0, { key: step.to, value: list, ...(slot ? { slot } : {}) });
  }
  if (isNull(value)) return undefined;
  if (value.kind === 'list' && value.json)
    return obstacle(
      `v1 took one object as "${step.from}", not a list. v2 takes a list as "${step.to}". Change it by hand.`,
    );
  if (value.kind !== 'object' || !isWhole(value)) return unseenAt(step.from);
  const members: DraftMember[] = Object.entries(step.set).map(([key, constant]) => ({
    key,
    value: { kind: 'constant', value: constant },
  }));
  for (const [key, sources] of Object.entries(step.members)) {
    const source = sources.map((name) => value.members.find((m) => m.key === name)).find((m) => m);
    if (source) members.push({ ...without(source), key });
  }
  list.items.push({ kind: 'object', members });
  return undefined;
}
