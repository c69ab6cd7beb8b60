import type { Notation } from '../call-editor.ts';
import type { Json, JsonMember, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { renamedDeclaration, skippedDeclaration } from './declarations.ts';
import type { Draft, DraftList, DraftMember, DraftObject } from './draft.ts';
import { isHere, isSetLater, isUntouched } from './draft.ts';
import type { Layout } from './layout.ts';
import { insertion, isMadeOf, keyEdit, merged } from './member-edits.ts';
import { removals } from './member-removals.ts';
import { isExtendedList } from './named-lists.ts';
import { NewText } from './new-text.ts';
import { statementRemoval } from './statements.ts';
import { Style } from './style.ts';
import { isTagged, typedRemovals } from './typed-members.ts';
import { Unwritable } from './unwritable.ts';

/** The edits that make what is written in the text what a draft says; undefined where that cannot be done surely. */
export function draftEdits(
  draft: Draft,
  document: string,
  notation: Notation,
): readonly TextEdit[] | undefined {
  const edits = attempt(() => new Printer(document, notation, draft).edits(draft));
  const isKept = ({ range, newText }: TextEdit): boolean =>
    placeholders(document.slice(range.start, range.end)) === placeholders(newText);
  // Values that are given behind a text of JSON belong to what stands for them in it, by their order.
  return notation.isJson && !edits?.every(isKept) ? undefined : edits;
}

/** `%s` and `"{}"`, as functions that format texts take them. */
const placeholders = (text: string): string =>
  text.match(/%[-+#0-9.]*[a-zA-Z]|(?<=["'])\{\}(?=\\?["'])/g)?.join(' ') ?? '';

/** The text of a draft that is written in the document, changed; undefined where that cannot be done surely. */
export function draftText(draft: Draft, document: string, notation: Notation): string | undefined {
  // Arguments with names are no object where names of objects are quoted, and what is called stands before them.
  const isArguments = draft.kind === 'object' && draft.json && document[draft.json.range.start] === '(';
  if (isArguments && notation.key[0] !== '') return undefined;
  return attempt(() => new Printer(document, notation, draft).written.text(draft, undefined));
}

function attempt<T>(print: () => T): T | undefined {
  try {
    return print();
  } catch (error) {
    if (error instanceof Unwritable) return undefined;
    throw error;
  }
}

/** Writes drafts in the style of what stands around them. */
class Printer {
  readonly written: NewText;
  private readonly style: Style;

  constructor(document: string, notation: Notation, root: Draft) {
    this.style = new Style(document, notation, root);
    this.written = new NewText(this.style, (draft) => this.edits(draft));
  }

  /** Edits in the place of what is written. */
  edits(draft: Draft): readonly TextEdit[] {
    if (isUntouched(draft)) return [];
    if (draft.kind === 'object' && draft.json) return this.objectEdits(draft, draft.json);
    if (draft.kind === 'list' && draft.json) return this.listEdits(draft, draft.json);
    throw new Unwritable();
  }

  private objectEdits(draft: DraftObject, json: Json & { kind: 'object' }): readonly TextEdit[] {
    const layout = this.style.layouts.get(json);
    const edits: TextEdit[] = [];
    const keptSlots = new Set(draft.members.flatMap((m) => m.slot ?? []));
    const members = draft.members.filter((m) => !isSetLater(m, draft));
    const kept = members.filter((m) => m.slot);
    const fresh = (from: number, to: number): DraftMember[] => members.slice(from, to).filter((m) => !m.slot);
    for (const member of kept) edits.push(...this.memberEdits(member, layout));
    for (const member of draft.members)
      if (isSetLater(member, draft)) edits.push(...this.settingEdits(member, layout));

    const gone = json.members.filter((m) => !keptSlots.has(m)).flatMap((m) => [...(m.earlier ?? []), m]);
    const declared = gone.filter((m) => m.declared);
    edits.push(...declared.flatMap((m) => skippedDeclaration(m) ?? []));
    const written = gone.filter((m) => isHere(m, json) && !m.declared);
    const { document } = this.style;
    if (written.length > 0) edits.push(...removals(written, json, keptSlots, layout, document));
    const others = gone.filter((member) => !isHere(member, json) && !member.declared);
    const tagged = others.filter((member) => isTagged(member, document));
    edits.push(...typedRemovals(tagged, json, document));
    for (const member of others) {
      if (tagged.includes(member)) continue;
      edits.push(statementRemoval(member, document));
    }

    // Members without a place of their own go before the next that has one, or behind the last.
    let from = 0;
    for (const [i, member] of members.entries()) {
      if (!member.slot) continue;
      const added = fresh(from, i);
      from = i + 1;
      if (added.length === 0) continue;
      const place = this.style.places.get(member.slot);
      if (!place?.isPlain || !layout) throw new Unwritable();
      const text = added.map((m) => this.written.memberText(m, layout) + this.joint(layout)).join('');
      edits.push(insertion(place.start, text));
    }
    const added = fresh(from, members.length);
    if (added.length > 0) {
      if (!layout) throw new Unwritable();
      const last = kept.at(-1);
      const texts = added.map((m) => this.written.memberText(m, layout));
      if (!last) {
        if (gone.length > 0) throw new Unwritable();
        if (this.style.document.slice(layout.inside.start, layout.inside.end).trim() !== '')
          throw new Unwritable();
        return [{ range: layout.inside, newText: ` ${texts.join(layout.comma)} ` }];
      }
      const place = this.style.places.get(last.slot!);
      if (!place?.isPlain) throw new Unwritable();
      edits.push(insertion(place.end, texts.map((text) => this.joint(layout) + text).join('')));
    }
    return merged(edits);
  }

  private joint(layout: Layout): string {
    return layout.line === undefined ? layout.comma : this.style.lineEnd + layout.line;
  }

  /** What changes in a member that stays where it is, or in whose place another stands. */
  private memberEdits(member: DraftMember, layout: Layout | undefined): readonly TextEdit[] {
    const slot = member.slot!;
    const { origin, key, value } = member;
    if (origin === slot) {
      const inner = this.innerEdits(member);
      if (key === slot.key) return inner;
      if (slot.typed) {
        const renamed = renamedDeclaration(slot, key);
        if (!renamed || slot.earlier) throw new Unwritable();
        return [renamed, ...inner];
      }
      const named = [slot, ...(slot.earlier ?? [])];
      return [...named.map((one) => keyEdit(one, key)), ...inner];
    }
    if (slot.earlier) throw new Unwritable();
    const place = this.style.places.get(slot);
    if (!place && this.isPut(slot)) return this.settingEdits(member, undefined);
    if (!place || !layout || (slot.shorthand === undefined && place.end <= slot.keyRange.end))
      throw new Unwritable();
    // In a part that is there only sometimes nothing may stand that came from elsewhere.
    if (!place.isPlain && !isMadeOf(value, slot)) throw new Unwritable();
    return [
      { range: { start: place.start, end: place.end }, newText: this.written.memberText(member, layout) },
    ];
  }

  /** True for a member that a call of a chain puts: `new JSONObject().put("name", value)`. */
  private isPut({ keyRange: { start } }: JsonMember): boolean {
    const before = this.style.document.slice(Math.max(0, start - 40), start);
    return this.style.notation.setter !== undefined && /(?:\.|[{;\n]\s*)put\(\s*["']$/.test(before);
  }

  /** What changes in a statement that sets a member: `body.credits = { remaining: value }`. */
  private settingEdits(member: DraftMember, layout: Layout | undefined): readonly TextEdit[] {
    const { origin, slot, key, value } = member;
    if (origin === slot) return this.memberEdits(member, undefined);
    if (!slot || slot.earlier || slot.typed || !isMadeOf(value, slot)) throw new Unwritable();
    const { start, end } = slot.place ?? slot.value.range;
    const between = this.style.document.slice(slot.keyRange.end, start);
    const isPlain = slot.shorthand !== undefined || /^["']?\]?\s*[:=]\s*\(*$/.test(between);
    const { extend, isTyped, object, pad, setter } = this.style.notation;
    const isCall = setter && !member.extends && /^["']?,\s*$/.test(between);
    // An object of a language with types says which one it has, as the one that it comes into does; so does one whose kind
    // is said before its bracket.
    const isKind = layout !== undefined && layout.open !== object[0] && layout.open !== '{';
    const typed = isTyped && layout ? { ...layout, line: undefined } : undefined;
    const around = isCall ? undefined : (typed ?? (isKind ? { ...layout, line: undefined, pad } : undefined));
    if (!isCall && (!(extend || (typed && !member.extends)) || !isPlain)) throw new Unwritable();
    const made = this.written.setText(value, around, member.extends ? this.extended(slot, key) : undefined);
    const isGuarded = isCall && typeof setter === 'function';
    const wrapped = !isCall && /^[{[]/.test(made) ? this.style.notation.wrapped : undefined;
    const text = isGuarded
      ? setter(this.style.document.slice(start, end), made)
      : (wrapped?.[0] ?? '') + made + (wrapped?.[1] ?? '');
    if (text === undefined) throw new Unwritable();
    if (slot.shorthand !== undefined) {
      // The name may be that of a field, which its type declares elsewhere.
      if (slot.keyRange.start !== start) throw new Unwritable();
      return [{ range: slot.keyRange, newText: key + slot.shorthand + text }];
    }
    return [
      { range: slot.keyRange, newText: key },
      { range: { start, end }, newText: text },
    ];
  }

  /** What takes over the members that an object has where a statement adds to it. */
  private extended({ keyRange }: JsonMember, key: string): string {
    const { document, notation } = this.style;
    const [, holder, open] =
      /([\w$]+)(\.|\[["':])$/.exec(document.slice(Math.max(0, keyRange.start - 80), keyRange.start)) ?? [];
    if (holder === undefined || !notation.extend || notation.extend === 'alone') throw new Unwritable();
    const [before, between, behind] = notation.extend;
    const declared = [
      ...document
        .slice(0, keyRange.start)
        .matchAll(new RegExp(String.raw`\b(?:const|let|var)\s+${escapedName(holder)}\b([^=;\n]*)=`, 'g')),
    ].at(-1)?.[1];
    const close = open === '[:' ? ']' : `${open!.slice(1)}]`;
    const value = holder + (between === '[' ? open + key + close : between + key) + behind;
    return before + (/\bunknown\b/.test(declared ?? '') ? `(${value} as object)` : value);
  }

  /** Edits inside of the value of a member that is written where it was. */
  private innerEdits({ origin, value }: DraftMember): readonly TextEdit[] {
    if (isUntouched(value)) return [];
    if (value.kind === 'written' && origin && !origin.place && origin.shorthand === undefined) {
      const { keyRange, key, value: before } = origin;
      const isShort =
        this.style.notation.shorthand && value.text === key && keyRange.end - keyRange.start === key.length;
      const isBare = isShort && !/["'\].]/.test(this.style.document[keyRange.start - 1] ?? '');
      const range = isBare ? { start: keyRange.start, end: before.range.end } : before.range;
      return [{ range, newText: value.text }];
    }
    if (origin && isExtendedList(value, this.style.document)) return this.edits(value);
    // What a name stands for may be used elsewhere.
    if (origin?.place || origin?.shorthand !== undefined) throw new Unwritable();
    return this.edits(value);
  }

  private listEdits(draft: DraftList, json: Json & { kind: 'array' }): readonly TextEdit[] {
    if (draft.items.length < json.items.length) throw new Unwritable();
    const edits: TextEdit[] = [];
    const isNew = draft.items.every(
      (item) => !('json' in item && item.json && json.items.includes(item.json)),
    );
    if (this.style.notation.isTyped && isNew)
      return [{ range: json.range, newText: this.written.listOfTexts(draft) }];
    for (const [i, item] of json.items.entries()) {
      const now = draft.items[i]!;
      if (item.range.start < json.range.start || item.range.end > json.range.end) throw new Unwritable();
      if ('json' in now && now.json === item) edits.push(...this.edits(now));
      else if (this.style.notation.isTyped) throw new Unwritable();
      else edits.push({ range: item.range, newText: this.written.text(now, undefined) });
    }
    const added = draft.items.slice(json.items.length);
    if (added.length > 0) {
      const last = json.items.at(-1)?.range;
      if (!last || last.end > json.range.end || last.start < json.range.start) throw new Unwritable();
      edits.push(
        insertion(last.end, added.map((item) => `, ${this.written.text(item, undefined)}`).join('')),
      );
    }
    return edits;
  }
}
