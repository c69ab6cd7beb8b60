import type { Notation } from '../call-editor.ts';
import type { Json, JsonMember } from '../model.ts';
import type { Draft } from './draft.ts';
import { type Layout, layoutOf, type MemberPlace } from './layout.ts';

/** How one body is written: its objects, and what stands around its names and texts. */
export class Style {
  readonly layouts = new Map<Json, Layout | undefined>();
  readonly places = new Map<JsonMember, MemberPlace>();
  readonly key: readonly [string, string];
  readonly quote: string;
  /** What all of it stands in. */
  readonly root: Json | undefined;
  /** True for an object of a language whose notation is not known: nothing new can be written in it. */
  readonly isForeign: boolean;

  constructor(
    readonly document: string,
    readonly notation: Notation,
    root: Draft,
  ) {
    if (root.kind === 'object' || root.kind === 'list') this.root = root.json;
    if (this.root) this.measure(this.root);
    this.key = this.sampledKey() ?? notation.key;
    this.isForeign = notation.isJson === true && !/"\s*:/.test(this.key[1]);
    this.quote = notation.isJson ? this.key[0] : this.sampledQuote(root);
  }

  /** What stands between members in one line. */
  get comma(): string {
    return `${this.notation.separator ?? ','} `;
  }

  /** What stands behind a member on a line of its own. */
  get lineEnd(): string {
    return this.notation.separator ? '' : ',';
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
}
