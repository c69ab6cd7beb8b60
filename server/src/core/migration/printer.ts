import type { Json, JsonMember, Notation, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import type { Draft, DraftList, DraftMember, DraftObject } from './draft.ts';
import { isUntouched } from './draft.ts';
import { type Layout, layoutOf, type MemberPlace } from './layout.ts';
import { applied } from './text-edits.ts';

/** Thrown inside of a {@link Printer} where something cannot be written surely; nothing else sees it. */
class Unwritable extends Error {}

/** Objects that would be longer than this get a line for each member where those around them have one. */
const LONGEST_OBJECT = 60;

/** The edits that make what is written in the text what a draft says; undefined where that cannot be done surely. */
export function draftEdits(
  draft: Draft,
  document: string,
  notation: Notation,
): readonly TextEdit[] | undefined {
  return attempt(() => new Printer(document, notation, draft).edits(draft));
}

/** The text of a draft that is written in the document, changed; undefined where that cannot be done surely. */
export function draftText(draft: Draft, document: string, notation: Notation): string | undefined {
  return attempt(() => new Printer(document, notation, draft).text(draft, undefined));
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
  private readonly layouts = new Map<Json, Layout | undefined>();
  private readonly places = new Map<JsonMember, MemberPlace>();
  private readonly key: readonly [string, string];
  private readonly quote: string;

  constructor(
    private readonly document: string,
    private readonly notation: Notation,
    root: Draft,
  ) {
    if (root.kind === 'object' || root.kind === 'list') if (root.json) this.measure(root.json);
    this.key = this.sampledKey() ?? notation.key;
    this.quote = notation.isJson ? this.key[0] : this.sampledQuote(root);
  }

  private measure(json: Json): void {
    if (json.kind === 'array') for (const item of json.items) this.measure(item);
    if (json.kind !== 'object') return;
    const layout = layoutOf(json, this.document, this.notation);
    this.layouts.set(json, layout);
    for (const [member, place] of layout?.places ?? []) this.places.set(member, place);
    for (const { value } of json.members) this.measure(value);
  }

  /** What stands around the first name that is written. */
  private sampledKey(): readonly [string, string] | undefined {
    for (const [{ keyRange, shorthand }, place] of this.places) {
      if (shorthand !== undefined || place.end <= keyRange.end) continue;
      // What lines values up is not copied.
      const separator = this.document.slice(keyRange.end, place.valueStart).replace(/ {2,}/g, ' ');
      if (!separator.includes('\n')) return [this.document.slice(place.start, keyRange.start), separator];
    }
    return undefined;
  }

  private sampledQuote(root: Draft): string {
    const sampled = (json: Json): string | undefined => {
      if (json.kind === 'string')
        return /^["']/.exec(this.document.slice(json.range.start, json.range.start + 1))?.[0];
      const inner =
        json.kind === 'object' ? json.members.map((m) => m.value) : json.kind === 'array' ? json.items : [];
      for (const one of inner) {
        const found = sampled(one);
        if (found) return found;
      }
      return undefined;
    };
    const json = 'json' in root ? root.json : undefined;
    const ofKey = /^["']$/.test(this.key[0]) ? this.key[0] : undefined;
    return (json && sampled(json)) ?? ofKey ?? this.notation.quote;
  }

  /** Edits in the place of what is written. */
  edits(draft: Draft): readonly TextEdit[] {
    if (isUntouched(draft)) return [];
    if (draft.kind === 'object' && draft.json) return this.objectEdits(draft, draft.json);
    if (draft.kind === 'list' && draft.json) return this.listEdits(draft, draft.json);
    throw new Unwritable();
  }

  private objectEdits(draft: DraftObject, json: Json & { kind: 'object' }): readonly TextEdit[] {
    const layout = this.layouts.get(json);
    const edits: TextEdit[] = [];
    const kept = draft.members.filter((m) => m.slot);
    const keptSlots = new Set(kept.map((m) => m.slot));
    const fresh = (from: number, to: number): DraftMember[] =>
      draft.members.slice(from, to).filter((m) => !m.slot);
    for (const member of kept) edits.push(...this.memberEdits(member, layout));

    const gone = json.members.filter((m) => !keptSlots.has(m));
    if (gone.length > 0) edits.push(...this.removals(gone, keptSlots, layout));

    // Members without a place of their own go before the next that has one, or behind the last.
    let from = 0;
    for (const [i, member] of draft.members.entries()) {
      if (!member.slot) continue;
      const added = fresh(from, i);
      from = i + 1;
      if (added.length === 0) continue;
      const place = this.places.get(member.slot);
      if (!place?.isPlain || !layout) throw new Unwritable();
      const text = added.map((m) => this.memberText(m, layout) + this.joint(layout)).join('');
      edits.push(insertion(place.start, text));
    }
    const added = fresh(from, draft.members.length);
    if (added.length > 0) {
      if (!layout) throw new Unwritable();
      const last = kept.at(-1);
      const texts = added.map((m) => this.memberText(m, layout));
      if (!last) {
        if (gone.length > 0) throw new Unwritable();
        if (this.document.slice(layout.inside.start, layout.inside.end).trim() !== '') throw new Unwritable();
        return [{ range: layout.inside, newText: ` ${texts.join(', ')} ` }];
      }
      const place = this.places.get(last.slot!);
      if (!place?.isPlain) throw new Unwritable();
      edits.push(insertion(place.end, texts.map((text) => this.joint(layout) + text).join('')));
    }
    return merged(edits);
  }

  private joint(layout: Layout): string {
    return layout.line === undefined ? layout.comma : `,${layout.line}`;
  }

  /** What changes in a member that stays where it is, or in whose place another stands. */
  private memberEdits(member: DraftMember, layout: Layout | undefined): readonly TextEdit[] {
    const slot = member.slot!;
    const { origin, key, value } = member;
    if (origin === slot) {
      const inner = this.innerEdits(member);
      if (key === slot.key) return inner;
      if (slot.typed) throw new Unwritable();
      if (slot.shorthand !== undefined) {
        const at = slot.keyRange.start;
        return [insertion(at, key + slot.shorthand), ...inner];
      }
      return [{ range: slot.keyRange, newText: key }, ...inner];
    }
    const place = this.places.get(slot);
    if (!place || !layout || (slot.shorthand === undefined && place.end <= slot.keyRange.end))
      throw new Unwritable();
    // In a part that is there only sometimes nothing may stand that came from elsewhere.
    if (!place.isPlain && !isMadeOf(value, slot)) throw new Unwritable();
    return [{ range: { start: place.start, end: place.end }, newText: this.memberText(member, layout) }];
  }

  /** Edits inside of the value of a member that is written where it was. */
  private innerEdits({ origin, value }: DraftMember): readonly TextEdit[] {
    if (isUntouched(value)) return [];
    // What a name stands for may be used elsewhere.
    if (origin?.place || origin?.shorthand !== undefined) throw new Unwritable();
    return this.edits(value);
  }

  private removals(
    gone: readonly JsonMember[],
    keptSlots: ReadonlySet<JsonMember | undefined>,
    layout: Layout | undefined,
  ): readonly TextEdit[] {
    if (!layout || gone.some((m) => !this.places.get(m)?.isPlain)) throw new Unwritable();
    const inOrder = [...layout.places];
    if (inOrder.every(([m]) => !keptSlots.has(m))) return [{ range: layout.inside, newText: '' }];
    const edits: TextEdit[] = [];
    const lastKept = inOrder.findLastIndex(([m]) => keptSlots.has(m));
    for (const [i, [member, place]] of inOrder.entries()) {
      if (keptSlots.has(member)) continue;
      const previous = inOrder[i - 1]?.[1];
      // The last one takes the comma before it along.
      const takes = i > lastKept && !layout.trailingComma ? 'before' : 'after';
      edits.push({ range: this.lineOrPart(place, previous, takes, layout), newText: '' });
    }
    const [, end] = inOrder[lastKept]!;
    if (lastKept < inOrder.length - 1 && !layout.trailingComma && end.comma !== undefined) {
      const start = end.comma;
      const next = edits.find((e) => e.range.start <= start && e.range.end > start);
      if (!next) edits.push({ range: { start, end: start + 1 }, newText: '' });
    }
    return edits;
  }

  /** The lines of a member with the comments behind it; in one line, the member and one of the commas. */
  private lineOrPart(
    place: MemberPlace,
    previous: MemberPlace | undefined,
    takes: 'before' | 'after',
    layout: Layout,
  ): Range {
    const { document } = this;
    const from = previous?.end ?? layout.inside.start;
    const to = place.comma === undefined ? place.end : place.comma + 1;
    const lead = /\r?\n[ \t>]*$/.exec(document.slice(Math.max(from, place.start - 200), place.start));
    const rest = /^(?:[ \t]*(?:\/\/|#)[^\n]*|[ \t]*\/\*(?:[^*\n]|\*(?!\/))*\*\/)?[ \t]*(?=\r?\n)/.exec(
      document.slice(to, Math.min(document.length, to + 400)),
    );
    if (lead && rest) return { start: place.start - lead[0].length, end: to + rest[0].length };
    if (takes === 'before') {
      const start = previous?.comma === undefined ? place.start : previous.comma;
      return { start, end: to };
    }
    const blanks = /^[ \t]*/.exec(document.slice(to, to + 200))![0].length;
    return { start: place.start, end: to + blanks };
  }

  private listEdits(draft: DraftList, json: Json & { kind: 'array' }): readonly TextEdit[] {
    if (draft.items.length < json.items.length) throw new Unwritable();
    const edits: TextEdit[] = [];
    const isNew = draft.items.every(
      (item) => !('json' in item && item.json && json.items.includes(item.json)),
    );
    if (this.notation.isTyped && isNew) return [{ range: json.range, newText: this.listOfTexts(draft) }];
    for (const [i, item] of json.items.entries()) {
      const now = draft.items[i]!;
      if (item.range.start < json.range.start || item.range.end > json.range.end) throw new Unwritable();
      if ('json' in now && now.json === item) edits.push(...this.edits(now));
      else if (this.notation.isTyped) throw new Unwritable();
      else edits.push({ range: item.range, newText: this.text(now, undefined) });
    }
    const added = draft.items.slice(json.items.length);
    if (added.length > 0) {
      const last = json.items.at(-1)?.range;
      if (!last || last.end > json.range.end || last.start < json.range.start) throw new Unwritable();
      edits.push(insertion(last.end, added.map((item) => `, ${this.text(item, undefined)}`).join('')));
    }
    return edits;
  }

  /** A list of what were objects, in a language in which the list says of what it is one. */
  private listOfTexts({ items }: DraftList): string {
    const isText = items.every((item) => item.kind === 'scalar' && item.json.kind === 'string');
    return `[]${isText ? 'string' : 'any'}{${items.map((item) => this.text(item, undefined)).join(', ')}}`;
  }

  /** A value as it is written somewhere else, or for the first time. `around`: the object it comes into. */
  text(draft: Draft, around: Layout | undefined): string {
    switch (draft.kind) {
      case 'constant':
        return this.constant(draft.value);
      case 'written':
        return draft.text;
      case 'scalar':
        return this.slice(this.placeOf(draft.json, draft.member));
      case 'object':
        return draft.json ? this.changed(draft, draft.json) : this.newObject(draft, around);
      case 'list':
        return draft.json ? this.changed(draft, draft.json) : this.newList(draft, around);
    }
  }

  private changed(draft: DraftObject | DraftList, { range }: Json): string {
    return applied(this.document, range, this.edits(draft));
  }

  private placeOf(json: Json, member: JsonMember | undefined): Range {
    if (!member) return json.range;
    const place = this.places.get(member);
    if (!place) throw new Unwritable();
    return { start: place.valueStart, end: place.end };
  }

  private slice({ start, end }: Range): string {
    return this.document.slice(start, end);
  }

  private constant(value: string | number | boolean): string {
    if (typeof value === 'string') return this.quote + value + this.quote;
    if (typeof value === 'number') return String(value);
    return value ? this.notation.true : this.notation.false;
  }

  private memberText({ key, origin, value }: DraftMember, around: Layout): string {
    if (origin?.shorthand !== undefined && isUntouched(value)) {
      const name = this.slice(origin.keyRange);
      return name === key ? name : key + origin.shorthand + name;
    }
    if (value.kind === 'written' && value.text === key && this.notation.shorthand) return key;
    const moved = origin?.place && !isUntouched(value) ? undefined : this.valueText(value, origin, around);
    if (moved === undefined) throw new Unwritable();
    return this.key[0] + key + this.key[1] + this.unlessMissing(value, moved);
  }

  /** An object around a value that may not be there is not there either. */
  private unlessMissing(value: Draft, text: string): string {
    const { missing } = this.notation;
    if (missing === undefined || value.kind !== 'object' || value.json) return text;
    const [first] = value.members;
    const json = first?.value.kind === 'scalar' ? first.value.json : undefined;
    if (json?.kind !== 'dynamic') return text;
    const code = this.slice(json.range);
    const name = /(?:^|\.)([\w$]+)$/.exec(code)?.[1]?.replaceAll('$', '\\$');
    if (name === undefined || !/^[\w$.]+$/.test(code)) return text;
    const optional = new RegExp(
      String.raw`(?<![\w$])${name}\?\s*:|(?<![\w$])${name}\s*:[^,;)=\n]*\b${missing}\b`,
    );
    return optional.test(this.document) ? `${code} === ${missing} ? ${missing} : ${text}` : text;
  }

  private valueText(value: Draft, origin: JsonMember | undefined, around: Layout): string {
    // What is written in the text keeps what stands around it: a cast, a name.
    const written = origin && isUntouched(value) ? this.placeOf(origin.value, origin) : undefined;
    return written ? this.slice(written) : this.text(value, around);
  }

  private newObject({ members }: DraftObject, around: Layout | undefined): string {
    const [open, close] = this.brackets(around);
    if (this.notation.isTyped && /^map\[\w+\](?!any|interface)/.test(open)) throw new Unwritable();
    const inner = { ...(around ?? BARE), line: undefined };
    const texts = members.map((m) => this.memberText(m, inner));
    const line = around?.line;
    const long = texts.join(', ').length > LONGEST_OBJECT || this.notation.isJson;
    const isMany = texts.some((text) => text.includes('\n')) || (line !== undefined && long);
    if (!isMany || line === undefined) {
      const isInline = around !== undefined && around.line === undefined;
      const pad = isInline && members.length > 0 ? around.pad : this.notation.pad;
      return texts.length === 0 ? open + close : open + pad + texts.join(around?.comma ?? ', ') + pad + close;
    }
    const unit = unitOf(around!);
    const deeper = line + unit;
    const nested = members.map((m) => this.memberText(m, { ...inner, line: deeper, lastLine: line }));
    const indented = nested.map((text) => text.replaceAll(/\n(?=[^\n])/g, `\n${unit}`));
    const ready = nested.map((text, i) => (isNewText(members[i]!) ? text : indented[i]!));
    const comma = around!.trailingComma && !this.notation.isJson ? ',' : '';
    return open + deeper + ready.join(`,${deeper}`) + comma + line + close;
  }

  private newList({ items }: DraftList, around: Layout | undefined): string {
    const [open, close] = this.listBrackets(around);
    const line = around?.line;
    if (items.length === 0) return open + close;
    const one = (item: Draft, within: Layout | undefined): string => {
      const text = this.text(item, within);
      // The list says the type already.
      return this.notation.isTyped ? text.replace(/^map\[\w+\](?:any|interface\{\})(?=\{)/, '') : text;
    };
    if (line !== undefined && this.notation.isJson) {
      const unit = unitOf(around!);
      const inner: Layout = { ...around!, line: line + unit, lastLine: line };
      const texts = items.map((item) => one(item, inner));
      return open + line + unit + texts.join(`,${line}${unit}`) + line + close;
    }
    return open + items.map((item) => one(item, around)).join(', ') + close;
  }

  /** Objects are written as the one around them is. */
  private brackets(around: Layout | undefined): readonly [string, string] {
    return around && around.open !== '' ? [around.open, around.close] : this.notation.object;
  }

  private listBrackets(around: Layout | undefined): readonly [string, string] {
    const [open, close] = this.notation.list;
    return [open.replace('%', around?.open.replace(/\{$/, '') ?? ''), close];
  }
}

const BARE: Layout = {
  places: new Map(),
  inside: { start: 0, end: 0 },
  open: '',
  close: '',
  line: undefined,
  lastLine: undefined,
  pad: '',
  comma: ', ',
  trailingComma: false,
};

/** True for a value written anew, which is indented as it should be. */
const isNewText = ({ value }: DraftMember): boolean =>
  (value.kind === 'object' || value.kind === 'list') && !value.json;

/** What one level of indentation is. */
function unitOf({ line, lastLine }: Layout): string {
  if (line === undefined || lastLine === undefined || !line.startsWith(lastLine)) return '  ';
  return line.slice(lastLine.length) || '  ';
}

/** True for a new value all of which came from one member. */
function isMadeOf(draft: Draft, slot: JsonMember): boolean {
  switch (draft.kind) {
    case 'object':
      return draft.members.every((m) => m.origin === slot || isMadeOf(m.value, slot));
    case 'list':
      return draft.items.every((item) => isMadeOf(item, slot));
    case 'constant':
    case 'written':
      return true;
    case 'scalar':
      return draft.member === slot || isInside(draft.json, slot.value);
  }
}

const isInside = (inner: Json, outer: Json): boolean =>
  inner.range.start >= outer.range.start && inner.range.end <= outer.range.end;

const insertion = (at: number, newText: string): TextEdit => ({ range: { start: at, end: at }, newText });

/** Edits in order, those at one place as one. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
  const found: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const last = found.at(-1);
    if (last && edit.range.start < last.range.end) {
      // What goes twice goes once.
      if (edit.newText !== '' || last.newText !== '') throw new Unwritable();
      found[found.length - 1] = {
        range: { start: last.range.start, end: Math.max(last.range.end, edit.range.end) },
        newText: '',
      };
    } else if (last && last.range.end === edit.range.start) {
      found[found.length - 1] = {
        range: { start: last.range.start, end: edit.range.end },
        newText: last.newText + edit.newText,
      };
    } else found.push(edit);
  }
  return found;
}
