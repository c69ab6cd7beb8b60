import { applyEdits } from '../edits.ts';
import type { Json, JsonMember, TextEdit } from '../model.ts';
import type { Range } from '../source.ts';
import type { Draft, DraftList, DraftMember, DraftObject } from './draft.ts';
import { isUntouched } from './draft.ts';
import { BARE, type Layout } from './layout.ts';
import { isNumber, mayBeMissing, memberName } from './maybe-missing.ts';
import type { Style } from './style.ts';
import { Unwritable } from './unwritable.ts';

/** Objects that would be longer than this get a line for each member where those around them have one. */
const LONGEST_OBJECT = 60;

/** `isFree ? 500 : undefined`, and the other way round. */
const CHOSEN = /^([^?:]+?)\s*\?\s*(?:([^?:]+?)\s*:\s*undefined|undefined\s*:\s*([^?:]+?))$/;

/** `plan?.credits ?? 100` */
const HAS_FALLBACK = /\?\?\s*(?:-?[\d_.]+|null|["'`][^"'`]*["'`])$/;

/** Writes values where they were not, in the style of what stands around them. */
export class NewText {
  /** The member in whose place something is written: its comments stay where they are. */
  private slot: JsonMember | undefined;
  /** True while the value of a statement is written, whose place is that of its expression. */
  private isSetting = false;

  /** @param edits those that change what is written in its place. */
  constructor(
    private readonly style: Style,
    private readonly edits: (draft: Draft) => readonly TextEdit[],
  ) {}

  /** A list of what were objects, in a language in which the list says of what it is one. */
  listOfTexts({ items }: DraftList): string {
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

  /** A value that a statement sets in an object that is written as `around`, `extended` before its members. */
  setText(value: Draft, around: Layout | undefined, extended: string | undefined): string {
    this.isSetting = true;
    try {
      const text = this.text(value, around);
      const { pad, object } = this.style.notation;
      const open = object[0] + pad;
      if (extended === undefined) return text;
      if (!text.startsWith(open)) throw new Unwritable();
      return `${open}${extended}, ${text.slice(open.length)}`;
    } finally {
      this.isSetting = false;
    }
  }

  private changed(draft: DraftObject | DraftList, { range }: Json): string {
    return applyEdits(this.style.document, this.edits(draft), range);
  }

  private placeOf(json: Json, member: JsonMember | undefined): Range {
    if (!member) return json.range;
    const place = this.style.places.get(member);
    if (!place && this.isSetting && !member.typed && member.shorthand === undefined)
      return member.place ?? json.range;
    if (!place || place.end <= place.valueStart) throw new Unwritable();
    return { start: place.valueStart, end: place.end };
  }

  private slice({ start, end }: Range): string {
    return this.style.document.slice(start, end);
  }

  private constant(value: string | number | boolean): string {
    if (this.style.isForeign) throw new Unwritable();
    if (typeof value === 'string') return this.style.quote + value + this.style.quote;
    if (typeof value === 'number') return String(value);
    return value ? this.style.notation.true : this.style.notation.false;
  }

  memberText({ condition, ...member }: DraftMember, around: Layout): string {
    const { optional } = this.style.notation;
    if (condition === undefined) return this.plainMember(member, around);
    if (!optional) throw new Unwritable();
    const [before, between, behind] = optional;
    return before + condition + between + this.plainMember(member, around) + behind;
  }

  private plainMember({ key, origin, slot, value }: DraftMember, around: Layout): string {
    if (slot) this.slot = slot;
    if (origin?.shorthand !== undefined && isUntouched(value)) {
      const name = this.slice(origin.keyRange);
      return name === key ? name : key + origin.shorthand + name;
    }
    const isShort = this.style.notation.shorthand && this.style.key[0] === '';
    if (value.kind === 'written' && value.text === key && isShort) return key;
    const moved = origin?.place && !isUntouched(value) ? undefined : this.valueText(value, origin, around);
    if (moved === undefined) throw new Unwritable();
    if (moved === key && isShort && this.isSetting) return key;
    return this.style.key[0] + key + this.style.key[1] + this.unlessMissing(value, moved);
  }

  /** An object around a value that may not be there is not there either. */
  private unlessMissing(value: Draft, text: string): string {
    const { missing, unlessNone } = this.style.notation;
    if (unlessNone && value.kind === 'object' && !value.json) {
      const [first, ...others] = value.members.flatMap(({ value: inner }) =>
        inner.kind === 'scalar' && inner.json.kind === 'dynamic' ? [inner.json] : [],
      );
      if (!first) return text;
      const isOne = value.members.length === 1;
      if (!isOne && others.length === 0 && this.isOfNewKey) return text;
      if (!isOne) throw new Unwritable();
      const written = unlessNone(this.slice(first.range), text);
      if (written === undefined) throw new Unwritable();
      return written;
    }
    if (missing === undefined || value.kind !== 'object' || value.json) return text;
    const given = value.members.map(({ value: inner }) => (inner.kind === 'scalar' ? inner.json : undefined));
    const [json, ...others] = given;
    if (json?.kind !== 'dynamic') return text;
    // One that is there for sure brings the object along.
    if (!this.isOfNewKey && others.some((other) => other?.kind !== 'dynamic')) return text;
    const code = this.slice(json.range);
    if (!this.isOfNewKey && others.length > 0) {
      const codes = given.map((one) => this.slice(one!.range));
      const conditions = codes.map(
        (one) => mayBeMissing(one, missing, this.style.document) && `${one} === ${missing}`,
      );
      if (codes.some((one) => CHOSEN.test(one))) throw new Unwritable();
      return conditions.every(Boolean) ? `${conditions.join(' && ')} ? ${missing} : ${text}` : text;
    }
    const [, condition, kept, other] = CHOSEN.exec(code) ?? [];
    if (condition !== undefined && missing === 'undefined') {
      const there = text.replace(code, () => kept ?? other!);
      return kept === undefined
        ? `${condition} ? undefined : ${there}`
        : `${condition} ? ${there} : undefined`;
    }
    if (HAS_FALLBACK.test(code)) return text;
    const isOptional = mayBeMissing(code, missing, this.style.document);
    if (isOptional && code.includes('?.')) return `${code} === undefined ? undefined : ${text}`;
    // It may be missing, and a condition on it would be hard to read.
    if (/\?\.|\bundefined\b/.test(code)) throw new Unwritable();
    const name = memberName(code);
    if (name === undefined) return text;
    // A condition on it stands before it.
    const before = this.style.document.slice(Math.max(0, json.range.start - 160), json.range.start);
    if (new RegExp(String.raw`(?:\bif\s*\(|\.\.\.\()[^;{}]*(?<![\w$])${name}(?![\w$])[^;]*$`).test(before))
      return text;
    // A refill that is always given says that v1 got what it fills up.
    const isAlone = value.members.length === 1 && missing === 'undefined';
    const isUnsure = isAlone && code.includes('.') && !isNumber(name, this.style.document);
    return isUnsure || isOptional ? `${code} === ${missing} ? ${missing} : ${text}` : text;
  }

  /** True in the body of a request that makes a key, whose credits have to say how many remain. */
  private get isOfNewKey(): boolean {
    const { root } = this.style;
    return root?.kind === 'object' && root.members.some(({ key }) => key === 'apiId');
  }

  private valueText(value: Draft, origin: JsonMember | undefined, around: Layout): string {
    // What is written in the text keeps what stands around it: a cast, a name.
    const written = origin && isUntouched(value) ? this.placeOf(origin.value, origin) : undefined;
    return written ? this.slice(written) : this.text(value, around);
  }

  private newObject({ members }: DraftObject, around: Layout | undefined): string {
    if (this.style.isForeign || this.isWithinFlat(around)) throw new Unwritable();
    const [open, close] = this.brackets(around);
    // Named arguments are no object inside of others.
    if (/^\w*\($/.test(open) && !/^(?:array|dict|\w*[mM]apOf)\($/.test(open)) throw new Unwritable();
    if (this.style.notation.isTyped && /^map\[\w+\](?!any|interface)/.test(open)) throw new Unwritable();
    const inner = { ...(around ?? BARE), line: undefined };
    const texts = members.map((m) => this.memberText(m, inner));
    const line = around?.line;
    const long = texts.join(', ').length > LONGEST_OBJECT || this.style.notation.isJson;
    const comments = members.map((m) => this.commentsOf(m));
    const isCommented = comments.some(({ above, behind }) => above.length > 0 || behind !== '');
    if (isCommented && (line === undefined || this.style.lineEnd !== ',')) throw new Unwritable();
    const isMany = isCommented || texts.some((text) => text.includes('\n')) || (line !== undefined && long);
    if (!isMany || line === undefined) {
      const isInline = around !== undefined && around.line === undefined;
      // Brackets of arguments tell nothing of those of objects.
      const isAlike = isInline && members.length > 0 && (around.open === open || around.open === '');
      const pad = isAlike ? around.pad : this.style.notation.pad;
      return texts.length === 0
        ? open + close
        : open + pad + texts.join(around?.comma ?? this.style.comma) + pad + close;
    }
    const unit = unitOf(around!);
    const deeper = line + unit;
    const nested = members.map((m) => this.memberText(m, { ...inner, line: deeper, lastLine: line }));
    const indented = nested.map((text) => text.replaceAll(/\n(?=[^\n])/g, `\n${unit}`));
    const ready = nested.map((text, i) => (isNewText(members[i]!) ? text : indented[i]!));
    const comma = around!.trailingComma && !this.style.notation.isJson ? this.style.lineEnd : '';
    const lines = ready.map((text, i) => {
      const { above, behind } = comments[i]!;
      const end = i < ready.length - 1 ? this.style.lineEnd : comma;
      return above.map((comment) => deeper + comment).join('') + deeper + text + end + behind;
    });
    return open + lines.join('') + line + close;
  }

  /** The comments of a member that comes from elsewhere: those in the lines above it, and the one behind it. */
  private commentsOf({ origin }: DraftMember): {
    readonly above: readonly string[];
    readonly behind: string;
  } {
    const place = origin && origin !== this.slot ? this.style.places.get(origin) : undefined;
    if (!place?.isPlain) return { above: [], behind: '' };
    const { document } = this.style;
    const behind =
      /^(?:[ \t]*,)?([ \t]*(?:\/\/[^\n\r]*|\/\*(?:[^*\n]|\*(?!\/))*\*\/|#[^\n\r]*))[ \t]*\r?\n/.exec(
        document.slice(place.end, place.end + 200),
      )?.[1] ?? '';
    const above: string[] = [];
    let end = document.lastIndexOf('\n', place.start - 1);
    // What stands above a line is about what begins it.
    if (document.slice(end + 1, place.start).trim() !== '') return { above, behind };
    while (end > 0) {
      const start = document.lastIndexOf('\n', end - 1) + 1;
      const line = document.slice(start, end).trim();
      if (!/^(?:\/\/|\/\*(?:[^*]|\*(?!\/))*\*\/$|#)/.test(line)) break;
      above.unshift(line);
      end = start - 1;
    }
    return { above, behind };
  }

  private newList({ items }: DraftList, around: Layout | undefined): string {
    if (this.style.isForeign || this.isWithinFlat(around)) throw new Unwritable();
    const [open, close] = this.listBrackets(around);
    const line = around?.line;
    if (items.length === 0) return open + close;
    const one = (item: Draft, within: Layout | undefined): string => {
      const text = this.text(item, within);
      // The list says the type already.
      return this.style.notation.isTyped ? text.replace(/^map\[\w+\](?:any|interface\{\})(?=\{)/, '') : text;
    };
    if (line !== undefined && this.style.notation.isJson) {
      const unit = unitOf(around!);
      const inner: Layout = { ...around!, line: line + unit, lastLine: line };
      const texts = items.map((item) => one(item, inner));
      return open + line + unit + texts.join(`,${line}${unit}`) + line + close;
    }
    return open + items.map((item) => one(item, around)).join(', ') + close;
  }

  /** True in an object that holds plain values only. */
  private isWithinFlat(around: Layout | undefined): boolean {
    return around !== undefined && this.style.notation.isFlat === true;
  }

  /** Objects are written as the one around them is. */
  private brackets(around: Layout | undefined): readonly [string, string] {
    const { key, notation } = this.style;
    // Named arguments, where members of objects are written as they are.
    const isBare = around?.open === '(' && key[0] === notation.key[0] && key[1] === notation.key[1];
    if (!around || around.open === '' || isBare) return notation.object;
    return [around.open.replace(/[ \t]*\r?\n[ \t]*/g, ' '), around.close];
  }

  private listBrackets(around: Layout | undefined): readonly [string, string] {
    const [open, close] = this.style.notation.list;
    return [open.replace('%', around?.open.replace(/\{$/, '') ?? ''), close];
  }
}

/** True for a value written anew, which is indented as it should be. */
const isNewText = ({ value }: DraftMember): boolean =>
  (value.kind === 'object' || value.kind === 'list') && !value.json;

/** What one level of indentation is. */
function unitOf({ line, lastLine }: Layout): string {
  if (line === undefined || lastLine === undefined || !line.startsWith(lastLine)) return '  ';
  return line.slice(lastLine.length) || '  ';
}
