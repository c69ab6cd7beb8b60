import type { Step } from '../catalogue/changes.ts';
import type { DraftObject } from './draft.ts';
import { isNamedList } from './named-lists.ts';

/** Longer code is not written again. */
const LONGEST_CODE = 100;
/** Code that a method may be called of as it stands. */
const IS_ONE = /^(?:await\s+)?[\w$]+(?:\??\.[\w$]+|!|\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^[\]]*\])*$/;

/** What stands between two of which one is taken. */
const CHOSEN = /\s*(?:\?\?|\|\|)\s*/;

/** What is a list whatever it is made of. */
const GIVES_LIST = /\.(?:map|filter|flatMap|slice|concat)\([\s\S]*\)$/;

/**
 * Gives the items of a list that JavaScript makes elsewhere a member that they may lack, where the list is sent. False
 * where the list is written in the body, or how its code looks is not known.
 */
export function fillMade(
  body: DraftObject,
  { list, field, value }: Step & { readonly kind: 'setEach' },
  document: string,
): boolean {
  const sent = sentList(body, list);
  if (!sent) return false;
  const { index, slot, value: made } = sent;
  const { kind } = made;
  const isMade = kind === 'scalar' ? made.json.kind === 'dynamic' : kind === 'list';
  if (!isMade || (kind === 'list' && (!slot.place || isNamedList(slot.value, document)))) return false;
  const { start, end } = slot.shorthand === undefined ? (slot.place ?? slot.value.range) : slot.keyRange;
  const code = document.slice(start, end);
  const choices = code.split(CHOSEN);
  if (code.length > LONGEST_CODE || /\n|^await\b/.test(code)) return false;
  if (!choices.every((one) => IS_ONE.test(one))) return false;
  const call = kind === 'list' || GIVES_LIST.test(code) ? '.map' : '?.map';
  const text = `${choices.length > 1 ? `(${code})` : code}${call}((limit) => ({ ${field}: ${value}, ...limit }))`;
  body.members[index] = { key: list, slot, value: { kind: 'written', text } };
  return true;
}

/** The member of a body that has a list as v1 had it, with its index. */
function sentList({ members }: DraftObject, list: string) {
  const index = members.findIndex(({ key }) => key === list);
  const member = members[index];
  const slot = member?.origin;
  if (!member || !slot || member.slot !== slot || slot.typed || slot.earlier) return undefined;
  return { index, slot, value: member.value };
}

/** `[limit.model_dump() for limit in limits]`: what is made of each item, and what it is made of. */
const COMPREHENSION = /^\[\s*([\s\S]+?)(\s+for\s+[\w, ()]+\s+in\s+[^[\]{}]+)\]$/;
const DICTIONARY = /^\{(\s*)[^{}]*\}$/;
const LONGEST_COMPREHENSION = 300;

/** The same where a comprehension of Python makes the list. */
export function fillComprehension(
  body: DraftObject,
  { list, field, value }: Step & { readonly kind: 'setEach' },
  document: string,
): boolean {
  const sent = sentList(body, list);
  if (!sent || sent.slot.place) return false;
  const { index, slot } = sent;
  const { start, end } = slot.value.range;
  const code = document.slice(start, end);
  const [, item, each] = (code.length < LONGEST_COMPREHENSION && COMPREHENSION.exec(code)) || [];
  if (item === undefined || /\bawait\b/.test(code) || new RegExp(`["']?${field}\\b`).test(item)) return false;
  const quote = /["']/.exec(document.slice(slot.keyRange.start - 1, start))?.[0] ?? '"';
  const own = `${quote}${field}${quote}: ${value ? 'True' : 'False'}, `;
  const [dictionary, pad] = DICTIONARY.exec(item) ?? [];
  if (dictionary === undefined && !IS_ONE.test(item)) return false;
  const filled =
    dictionary === undefined ? `{${own}**${item}}` : `{${pad}${own}${dictionary.slice(1 + pad!.length)}`;
  body.members[index] = { key: list, slot, value: { kind: 'written', text: `[${filled}${each}]` } };
  return true;
}
