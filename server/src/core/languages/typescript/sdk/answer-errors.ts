import type { Reading } from '../reading.ts';
import { areTold, type CaughtAs } from './caught.ts';
import { type ErrorUse, errorUse, together } from './error-uses.ts';

/** The first and last token of something. */
export type Tokenspan = readonly [first: number, last: number];

const CODE_COMPARED =
  'A code of v1 errors is compared here, and v2 has error types in its place. Compare what v2 throws by hand: its `error.type`.';
const NO_REQUEST = 'The errors that are handed on have no `requestId` any more.';
const TYPES = 'The `code` and `docs` of its errors are now the error type of v2.';

/** What a program asks of the errors that a call answers. */
export class AnswerErrors {
  private as: CaughtAs | undefined;
  private compared: readonly string[] = [];
  private isHandedOn = false;
  private readonly asked = new Set<ErrorUse>();

  constructor(private readonly reading: Reading) {}

  /** How they are to be given on; undefined where nobody asks for them. */
  get caught(): CaughtAs | undefined {
    return this.as;
  }

  /** Codes of v1 that they are compared with. */
  get codes(): readonly string[] {
    return this.compared;
  }

  /** For a user, what became of their members. */
  get notes(): readonly string[] {
    const asked = this.isHandedOn && !this.reading.source.text.includes('.requestId');
    const always = asked ? [TYPES, NO_REQUEST] : [TYPES];
    if (this.compared.length === 0) return always;
    return [
      `v2 has no codes like ${this.compared.join(', ')}: the status of its errors tells them.`,
      ...always,
    ];
  }

  /** They go on with the answer that they are in. */
  handOn(): void {
    this.isHandedOn = true;
  }

  private get asksMembers(): boolean {
    const { asked } = this;
    if (asked.has('members') || asked.has('whole')) return true;
    // What is shown as a whole had members, and its message is not that of an `Error` of v2.
    return this.asksMessage && asked.has('show');
  }

  /** True where its message is read: what v2 throws has the whole answer in its own. */
  private get asksMessage(): boolean {
    return this.asked.has('message') && !this.asked.has('throw');
  }

  /** Takes uses of them into account; what is in the way. */
  use(uses: readonly Tokenspan[]): string | undefined {
    const asked = uses.map(([first, last]) => errorUse(this.reading, first, last));
    const own = asked.map((use) => (typeof use === 'object' || use === 'code' ? use : undefined));
    const codes = together([this.compared, ...own]);
    if (codes === 'code' || (codes && !areTold(codes))) return CODE_COMPARED;
    this.compared = codes ?? [];
    if (asked.includes('whole')) this.isHandedOn = true;
    for (const use of asked) this.asked.add(use);
    this.as = codes || this.asksMembers ? this.compared : this.asksMessage ? 'message' : 'error';
    return undefined;
  }
}
