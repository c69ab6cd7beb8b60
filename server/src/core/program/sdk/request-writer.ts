import { applyEdits } from '../../edits.ts';
import type { Span } from '../../expression.ts';
import type { Draft, DraftMember, DraftObject } from '../../migration/draft.ts';
import type { Json, TextEdit } from '../../model.ts';
import type { SyntaxNode } from '../../syntax.ts';
import { memberEdits } from './members.ts';
import { inDocument, type SdkText } from './programs.ts';

/** How one language writes a request of its SDK. `Type`: what is known of the type of a value. Undefined: it cannot be done surely. */
export interface RequestNotation<Type> {
  /** A field with its value, behind which a comma may stand. `was`: what is written in its place. */
  member(type: Type, name: string, value: string, was: string): string | undefined;
  typeOf(holder: Type, name: string): Type | undefined;
  itemType(list: Type): Type | undefined;
  constant(value: string | number | boolean, type: Type): string | undefined;
  /** What is written in the text, which stays. */
  scalar(json: Json, type: Type): string | undefined;
  /** An object that is written in the text: its brackets and members, in order, and what else changes in it. */
  parts(json: Json, type: Type): WrittenObject | undefined;
  newObject(type: Type, members: string): string | undefined;
  newList(type: Type, items: string): string | undefined;
}

/** Places of an object in the text, as indexes into it. */
export interface WrittenObject {
  readonly whole: Span;
  readonly inside: Span;
  readonly members: readonly Span[];
  /** What else changes; `now` is what will be between the brackets. */
  readonly edits: (now: string) => readonly TextEdit[];
}

/**
 * Edits of the document that make a request of the text what `made` says. Undefined where they cannot be made surely, or
 * would leave one of the nodes `old`, which are of v1.
 */
export function requestEdits<Type>(
  { source, to }: SdkText,
  made: Draft,
  type: Type,
  notation: RequestNotation<Type>,
  old: readonly SyntaxNode[],
): readonly TextEdit[] | undefined {
  if (made.kind !== 'object') return undefined;
  const edits = objectEdits(source.text, made, type, notation);
  const isGone = (node: SyntaxNode): boolean =>
    edits?.some(
      ({ range, newText }) =>
        range.start <= node.start && range.end >= node.end && !newText.includes(to.written(node)),
    ) === true;
  return edits && old.every(isGone) ? inDocument(source, edits) : undefined;
}

/** The code of a value of a request, parts of which may be written in the text. Undefined where it cannot be made surely. */
export const valueCode = <Type>(
  { source }: SdkText,
  made: Draft,
  type: Type,
  notation: RequestNotation<Type>,
): string | undefined => new RequestWriter(source.text, notation).value(made, type);

/** Edits, with indexes into `text`, that make an object of the text what `draft` says. */
function objectEdits<Type>(
  text: string,
  draft: DraftObject,
  type: Type,
  notation: RequestNotation<Type>,
): readonly TextEdit[] | undefined {
  return new RequestWriter(text, notation).edits(draft, type);
}

class RequestWriter<Type> {
  constructor(
    private readonly text: string,
    private readonly notation: RequestNotation<Type>,
  ) {}

  edits({ json, members }: DraftObject, type: Type): readonly TextEdit[] | undefined {
    const parts = json && this.notation.parts(json, type);
    if (!json || !parts || parts.members.length !== json.members.length) return undefined;
    const now: string[][] = json.members.map(() => []);
    const waiting: string[] = [];
    let at = -1;
    for (const member of members) {
      const slot = member.slot ? json.members.indexOf(member.slot) : -1;
      const { start, end } = parts.members[slot] ?? { start: 0, end: 0 };
      const text = this.member(member, type, this.text.slice(start, end));
      if (text === undefined) return undefined;
      if (slot >= 0) at = slot;
      if (at < 0) waiting.push(text);
      else now[at]!.push(...waiting.splice(0), text);
    }
    const kept = now.map((texts, i) => {
      const { start, end } = parts.members[i]!;
      return texts.length === 1 && texts[0] === this.text.slice(start, end) ? undefined : texts;
    });
    const { inside } = parts;
    const edits = memberEdits(this.text, { inside, members: parts.members, now: kept, added: waiting });
    return edits && [...parts.edits(applyEdits(this.text, edits, inside)), ...edits];
  }

  private member({ key, value }: DraftMember, type: Type, was = ''): string | undefined {
    const own = this.notation.typeOf(type, key);
    const text = own === undefined ? undefined : this.value(value, own);
    return text === undefined ? undefined : this.notation.member(type, key, text, was);
  }

  value(draft: Draft, type: Type): string | undefined {
    switch (draft.kind) {
      case 'constant':
        return this.notation.constant(draft.value, type);
      case 'written':
        return undefined;
      case 'scalar':
        return this.notation.scalar(draft.json, type);
      case 'object': {
        if (!draft.json) {
          const members = this.joined(draft.members.map((m) => this.member(m, type)));
          return members === undefined ? undefined : this.notation.newObject(type, members);
        }
        const parts = this.notation.parts(draft.json, type);
        const edits = parts && this.edits(draft, type);
        return edits && applyEdits(this.text, edits, parts.whole);
      }
      case 'list': {
        const item = this.notation.itemType(type);
        if (item === undefined) return undefined;
        const texts = this.joined(draft.items.map((one) => this.value(one, item)));
        const list = texts === undefined ? undefined : this.notation.newList(type, texts);
        const was = draft.json && this.notation.scalar(draft.json, type);
        // Lines are left as they are where nothing else differs.
        return list !== undefined && was !== undefined && bare(was) === bare(list) ? was : list;
      }
    }
  }

  private joined(texts: readonly (string | undefined)[]): string | undefined {
    return texts.includes(undefined) ? undefined : texts.join(', ');
  }
}

const bare = (text: string): string => text.replace(/\s|,(?=\s*[\]}])/g, '');
