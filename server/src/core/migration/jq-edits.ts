import type { TextEdit } from '../model.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';
import { type Kind, memberOf } from './jq-members.ts';
import { JqText, Unread, WORD } from './jq-text.ts';

/** What becomes of a program of jq. */
export interface JqChange {
  readonly edits: readonly TextEdit[];
  /** What it reads that v2 does not answer, and where. */
  readonly lacking: readonly { readonly at: number; readonly name: string }[];
  /** True for one that gives the answer as it is. */
  readonly isWhole: boolean;
  /** True for one that gives items of its list as they are. */
  readonly givesItems: boolean;
  /** The edit of the code of an error that it gives. */
  readonly code: TextEdit | undefined;
}

const CODE = /\s*"([A-Z_]+)"/y;

/** Gathers what becomes of the names in a program of jq. */
export class JqEdits extends JqText {
  private readonly edits: TextEdit[] = [];
  private readonly lacking: { at: number; name: string }[] = [];
  /** Index in `edits` of the code of an error that was read last. */
  private code = -1;
  /** Where the name of the error that was read last ends. */
  private errorEnd = -1;

  constructor(
    text: string,
    private readonly start: number,
    private readonly operation: string,
  ) {
    super(text);
  }

  /** What becomes of the program, which makes `kind` of `input`. */
  protected change(kind: Kind, input: Kind): JqChange {
    const { edits, lacking } = this;
    return {
      edits,
      lacking,
      isWhole: kind === input,
      givesItems: kind === 'item' || kind === 'list',
      code: kind === 'code' ? edits[this.code] : undefined,
    };
  }

  private replace(from: number, to: number, newText: string): void {
    this.edits.push({ range: { start: this.start + from, end: this.start + to }, newText });
  }

  /** `== "NOT_FOUND"`, behind the code of an error: v2 has its status. */
  protected compareCode(): void {
    const from = this.at;
    const literal = this.take(CODE);
    const text = literal?.trim();
    const status = text === undefined ? undefined : statusOfCode(text.slice(1, -1));
    const edit = this.edits[this.code];
    if (status === undefined || !edit) throw new Unread();
    this.edits[this.code] = { ...edit, newText: 'status' };
    this.replace(from + literal!.length - text!.length, this.at, String(status));
  }

  /** `{id}`, which is `{id: .id}`. */
  protected shorthand(name: string, from: number, input: Kind): void {
    const { to } = this.member(name, input);
    if (to !== name) this.replace(from + name.length, from + name.length, `: .${to}`);
  }

  private member(name: string, input: Kind): { readonly to: string; readonly kind: Kind } {
    const { to, kind } = memberOf(this.operation, name, input) ?? this.unknown();
    if (to === null) this.lacking.push({ at: this.start + this.at - name.length, name });
    return { to: to ?? name, kind };
  }

  private unknown(): never {
    throw new Unread();
  }

  protected name(input: Kind): Kind | undefined {
    const from = this.at;
    const name = this.take(WORD);
    if (name === undefined) return undefined;
    if (input === 'error' && name === 'requestId' && /^\??\.$/.test(this.text.slice(this.errorEnd, from))) {
      this.replace(this.errorEnd - 'error'.length, this.errorEnd, 'meta');
      return 'plain';
    }
    const { to, kind } = this.member(name, input);
    if (to !== name) this.replace(from, this.at, to);
    if (kind === 'error') this.errorEnd = this.at;
    if (kind === 'code') this.code = this.edits.length - 1;
    return kind;
  }
}
