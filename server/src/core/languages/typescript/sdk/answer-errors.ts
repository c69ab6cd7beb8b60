import type { Reading } from '../reading.ts';
import { wordAt } from '../tokens.ts';
import { areTold, type CaughtAs, type MembersOfV1 } from './caught.ts';
import {
  type ErrorUse,
  errorMembers,
  errorUse,
  goesOn,
  isOnlySaid,
  parameterOf,
  together,
} from './error-uses.ts';
import { lineOf } from './lines.ts';
import { variableUses } from './variable-uses.ts';

/** The first and last token of something. */
export type Tokenspan = readonly [first: number, last: number];

const CODE_COMPARED =
  'A code of v1 errors is compared here, and v2 has error types in its place. Compare what v2 throws by hand: its `error.type`.';
const NO_REQUEST = 'The errors that are handed on have no `requestId` any more.';
const TYPES = 'The `code` and `docs` of its errors are now the error type of v2.';
/** Functions that hand an error to each other. */
const DEEPEST = 2;
/** Members of errors of v1 that only have a type in their place in v2. */
const TYPED = /^(?:code|docs)$/;

/** What a program asks of the errors that a call answers. */
export class AnswerErrors {
  private as: CaughtAs | undefined;
  private compared: readonly string[] = [];
  private isHandedOn = false;
  private readonly asked = new Set<ErrorUse>();
  /** Names of the members that are read; undefined where all of them may be. */
  private names: Set<string> | undefined = new Set();
  /** Lines where a member is read that is the type of v2 now, by the names of those. */
  private readonly lines = new Map<number, Set<string>>();
  /** Lines where an error goes on as a whole. */
  private readonly wholes = new Set<number>();

  constructor(private readonly reading: Reading) {}

  /** How they are to be given on; undefined where nobody asks for them. */
  get caught(): CaughtAs | undefined {
    return this.as;
  }

  /** With all members. */
  get all(): MembersOfV1 {
    return { codes: this.compared, names: undefined };
  }

  /** For a user, what became of their members. */
  get notes(): readonly string[] {
    const { compared, lines, wholes } = this;
    const hasRequest = this.reading.source.text.includes('.requestId');
    const codes =
      compared.length > 0
        ? [`v2 has no codes like ${compared.join(', ')}: the status of its errors tells them.`]
        : [];
    if (this.isHandedOn) return [...codes, TYPES, ...(hasRequest ? [] : [NO_REQUEST])];
    const byNames = new Map<string, number[]>();
    for (const [line, names] of [...lines].toSorted(([a], [b]) => a - b)) {
      const said = [...names].toSorted().map((name) => `\`${name}\``);
      const subject = `${said.join(' and ')} ${said.length > 1 ? 'are' : 'is'}`;
      byNames.set(subject, [...(byNames.get(subject) ?? []), line]);
    }
    const rest = hasRequest ? '' : ', and there is no `requestId`';
    return [
      ...codes,
      ...[...byNames].map(([subject, at]) => `Line ${at.join(', ')}: ${subject} the error type of v2 now.`),
      ...(wholes.size === 0
        ? []
        : [
            `Line ${[...wholes].toSorted((a, b) => a - b).join(', ')}: \`code\` and \`docs\` of this error are the error type of v2 now${rest}.`,
          ]),
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
    asked.forEach((use, i) => {
      this.asked.add(use);
      this.read(use, uses[i]!);
    });
    const { names } = this;
    this.as =
      codes || this.asksMembers
        ? { codes: this.compared, names: names?.size ? names : undefined }
        : this.asksMessage
          ? 'message'
          : 'error';
    return undefined;
  }

  /** Keeps what a use reads, also in a function of the text that is given it. */
  private read(use: ErrorUse, [first, last]: Tokenspan, depth = 0): void {
    const { reading } = this;
    const { tokens } = reading;
    if (use === 'test') return;
    const parameter = depth < DEEPEST ? parameterOf(reading, first, last) : undefined;
    if (parameter !== undefined) {
      // Its type may ask for more than is read.
      if (/^[:?]$/.test(wordAt(tokens, parameter + 1))) this.names = undefined;
      for (const one of variableUses(reading, parameter))
        this.read(errorUse(reading, one, one), [one, one], depth + 1);
      return;
    }
    const members = errorMembers(reading, first, last);
    if (!members) this.names = undefined;
    if (use === 'whole' && !isOnlySaid(reading, first)) this.wholes.add(lineOf(reading, first));
    for (const member of members ?? []) {
      const name = wordAt(tokens, member);
      this.names?.add(name);
      const isTold =
        use === 'members' || use === 'code' || (typeof use === 'object' && goesOn(reading, member));
      if (!isTold || !TYPED.test(name) || isOnlySaid(reading, first)) continue;
      const line = lineOf(reading, member);
      this.lines.set(line, (this.lines.get(line) ?? new Set()).add(name));
    }
  }
}
