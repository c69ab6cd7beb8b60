import type { TextEdit } from '../model.ts';
import { movedTo } from '../reads/responses.ts';
import type { Range } from '../source.ts';
import type { JqChange } from './jq-edits.ts';
import { jqProgramEdits } from './jq-program.ts';
import { withoutOtherBranches } from './shell-branches.ts';
import { comparedInShell } from './shell-codes.ts';

/** What becomes of the reads of an answer that a command prints. */
export interface PrintedReads {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly { readonly at: number; readonly message: string }[];
  /** Where it is read in ways that are not followed. */
  readonly unread: readonly number[];
  /** True where items of its list are given on in ways that are not followed. */
  readonly givesItems: boolean;
  /** True where it is printed as it is: who runs the command around it reads it as well. */
  readonly isShown: boolean;
}

/** How far behind a command its answer is looked for. */
const FARTHEST = 20_000;
/** `name=$(`, before a command. */
const KEPT = /(?:^|[\s;])(\w+)=["']?(?:\$\(|`)\s*$/;
/** Variables that hold what others held. */
const DEEPEST = 3;
/** `jq -r --arg id "$ID" '.key'`: the options, and the program. */
const JQ = String.raw`\bjq((?:\s+(?:--(?:arg|argjson)\s+\w+\s+(?:"[^"\n]*"|'[^'\n]*'|[^\s'"]+)|--?[a-zA-Z][\w-]*))*\s+)('[^']*'|"[^"\n]*"|\.[\w.[\]]*)`;
/** Where what it prints goes, where that stands before what it reads. */
const WRITES = String.raw`(?:[ \t]*\d?>>?&?[ \t]*[^\s<>;|&()]+)*`;
/** `jq` alone, and other programs that print what they read. */
const SHOWS = String.raw`(?:jq(?:\s+-[a-zA-Z]+)*|python3? -m json\.tool|cat|head\b[^|\n;)]*)\s*(?=[\n;)&>}]|$)`;
/** `grep -q '"valid":true'`: the text it looks for. */
const GREP = String.raw`grep\s+(?:-\w+\s+)*(?:'([^'\n]*)'|"((?:[^"\\\n]|\\.)*)")`;
/**
 * What a shell may have between a command and the one that its output goes to; options in a variable of `make`, the
 * backslash before a bar in a table of Markdown.
 */
const PIPE = String.raw`(?:[ \t]*\$\(\w+\))*[ \t]*(?:2>\S+[ \t]*)?(?:\\\r?\n[ \t]*)?\\?\|\s*`;
/** What leaves out the last line of a text, which `curl -w` has written, and what gives that alone. */
const TRIMS = String.raw`(?:sed\s+(?:-e\s+)?["']\$\s*d["']|head\s+(?:-n\s*-1|-c\s*-\d+)|sed\s+["']s/[^'"\n]*\$//["'])`;
const TAILS = String.raw`(?:tail\s+(?:-n\s*1|-1|-c\s*-?\d+)|sed\s+-n\s+["']\$p["'])`;

const NOTHING: PrintedReads = { edits: [], notes: [], unread: [], givesItems: false, isShown: false };

/** The programs of `jq` in a text, in quotes or not, with where each begins. */
export const jqPrograms = (document: string): readonly { readonly start: number; readonly text: string }[] =>
  [...document.matchAll(new RegExp(JQ, 'g'))].map((found) => {
    const text = found[2]!;
    return { start: found.index + found[0].length - text.length, text };
  });

/** What `jq` reads of the answer of a command that stands at `place`, at its places in v2. */
export function printedReads({ start, end }: Range, operation: string, document: string): PrintedReads {
  const command = document.slice(start, end);
  const behind = document.slice(end, end + FARTHEST);
  const saved =
    /\s(?:-[a-zA-Z]*o|--output)[ =]*(["']?)([^\s"']+)\1/.exec(command) ??
    /\s1?>[ \t]*(["']?)([^\s"'|;&>]+)\1(?:[ \t]+2>\S+)?[ \t]*$/.exec(command) ??
    /^[ \t]*(?:2>\S+[ \t]*)?1?>[ \t]*(["']?)([^\s"'|;&>]+)\1/.exec(behind);
  if (saved) {
    const inBehind = saved.input === behind ? saved[0].length : 0;
    return new HolderReads(operation, document).ofFile(saved[2]!, end + inBehind);
  }
  const piped = new RegExp(`^${PIPE}(?:${JQ}|(${SHOWS})|${GREP})`).exec(behind);
  if (piped) {
    const reads = new HolderReads(operation, document);
    const isKept = piped[3] !== undefined || isKeptText(piped[4] ?? piped[5], operation);
    if (isKept) return { ...NOTHING, isShown: piped[3] !== undefined };
    if (piped[1] === undefined) return { ...NOTHING, unread: [end + piped[0].length - 1] };
    reads.addProgram(piped, end, start);
    return reads.found();
  }
  if (new RegExp(`^${PIPE}`).test(behind)) return { ...NOTHING, unread: [end] };
  const before = document.slice(Math.max(0, start - 200), start);
  const name = KEPT.exec(before)?.[1];
  const closed = /^\s*(?:\|\|\s*\w+\s*)?[)`]["']?/.exec(behind);
  if (name !== undefined && closed)
    return new HolderReads(operation, document).ofVariable(name, end + closed[0].length);
  return /(?:\(|[=("'`]`)\s*$/.test(before) ? { ...NOTHING, unread: [start] } : { ...NOTHING, isShown: true };
}

/** True for a text of JSON that is written in an answer of v2 as it was in one of v1. */
function isKeptText(pattern: string | undefined, operation: string): boolean {
  const names = [...(pattern ?? '').matchAll(/\\?"(\w+)\\?"\s*:/g)].map(([, name]) => name!);
  return (
    names.length > 0 &&
    names.every((name) => {
      const to = movedTo(operation, name);
      return to?.length === 2 && to[0] === 'data' && to[1] === name;
    })
  );
}

/** Gathers the reads of an answer that variables and files of a script hold. */
class HolderReads {
  private readonly edits: TextEdit[] = [];
  private readonly notes: { at: number; message: string }[] = [];
  private readonly unread: number[] = [];
  private givesItems = false;
  private isShown = false;
  private depth = 0;

  constructor(
    private readonly operation: string,
    private readonly document: string,
    private readonly input: 'answer' | 'item' = 'answer',
  ) {}

  found(): PrintedReads {
    const { edits, notes, unread, givesItems, isShown } = this;
    return { edits, notes, unread, givesItems, isShown };
  }

  ofVariable(name: string, from: number): PrintedReads {
    const value = String.raw`"?\$\{?${name}\}?"?`;
    const print = String.raw`(?:echo(?:\s+-[neE]+)?|printf(?:\s+["']%s(?:\\n)?["'])?)\s+${value}`;
    const trimmed = String.raw`"?\$\{${name}(?:%[^}\n]*|::-\d+|:0:[^}\n]*)\}"?`;
    const status = String.raw`\$\{${name}(?:: ?-\d+|#[^}\n]*)(?::\d+)?\}`;
    const same = [
      String.raw`["']?\$\(\s*(?:${print}${PIPE}${TRIMS}|${TRIMS}\s*<<<\s*${value}|${print})\s*\)["']?`,
      String.raw`(?:${trimmed}|${value}(?=[\s;]))`,
    ];
    const scope = scopeOf(name, same, this.document.slice(from, from + FARTHEST));
    return this.held(
      {
        use: new RegExp(String.raw`\$\{?${name}(?!\w)`, 'g'),
        reads: [`${print}${PIPE}${JQ}`, String.raw`${JQ}${WRITES}\s*<<<\s*${value}`],
        greps: [`${print}${PIPE}${GREP}`, String.raw`${GREP}\s*<<<\s*${value}`],
        shown: [
          String.raw`${print}\s*(?=[;\n}]|$)`,
          `${print}${PIPE}${SHOWS}`,
          String.raw`\bjq(?:\s+-\w+)*\s*<<<\s*${value}`,
        ],
        neutral: [
          String.raw`${print}\s*(?:\|[^\n|;]*)?>&2`,
          String.raw`\[\[?\s+-[nz]\s+${value}\s+\]`,
          `${print}${PIPE}${TAILS}`,
          String.raw`${TAILS}\s*<<<\s*${value}`,
          status,
        ],
        aliases: same.map((text) => String.raw`(\w+)=${text}`),
      },
      scope,
      from,
      name,
    );
  }

  ofFile(file: string, from: number): PrintedReads {
    if (file === '/dev/null') return NOTHING;
    const scope = this.document.slice(from, from + FARTHEST);
    const name = file.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
    const value = String.raw`["']?${name}(?![\w.-])["']?`;
    return this.held(
      {
        use: new RegExp(String.raw`(?<![\w./-])${name}(?![\w.-])`, 'g'),
        reads: [`cat\\s+${value}${PIPE}${JQ}`, String.raw`${JQ}${WRITES}\s+(?:<\s*)?${value}`],
        greps: [`cat\\s+${value}${PIPE}${GREP}`, String.raw`${GREP}\s+${value}`],
        shown: [
          String.raw`\bcat\s+${value}\s*(?=[;\n}]|$)`,
          `cat\\s+${value}${PIPE}${SHOWS}`,
          String.raw`\bjq(?:\s+-\w+)*\s+${value}`,
        ],
        neutral: [
          String.raw`\bcat\s+${value}\s*>&2`,
          String.raw`\brm\s+(?:-\w+\s+)?${value}`,
          String.raw`\[\[?\s+-[sfe]\s+${value}\s+\]`,
        ],
        aliases: [String.raw`(\w+)=["']?\$\(\s*(?:cat\s+|<\s*)${value}\s*\)["']?`],
      },
      scope,
      from,
    );
  }

  private held(ways: Ways, scope: string, from: number, name?: string): PrintedReads {
    const known: Range[] = [];
    const note = ({ index, 0: { length } }: RegExpExecArray): void => {
      known.push({ start: index, end: index + length });
    };
    const each = (patterns: readonly string[], found: (match: RegExpExecArray) => void): void => {
      for (const pattern of patterns)
        for (const match of scope.matchAll(new RegExp(pattern, 'g'))) {
          if (known.some(({ start, end }) => match.index >= start && match.index < end)) continue;
          found(match);
        }
    };
    each(ways.reads, (match) => {
      note(match);
      this.addProgram(match, from);
    });
    each(ways.greps, (match) => {
      if (isKeptText(match[1] ?? match[2], this.operation)) note(match);
    });
    each(ways.aliases, (match) => {
      // What is given back to a variable is read on by its name.
      if (match[1] === name) return note(match);
      if (++this.depth > DEEPEST) return;
      note(match);
      this.ofVariable(match[1]!, from + match.index + match[0].length);
      this.depth--;
    });
    each(ways.neutral, note);
    each(ways.shown, (match) => {
      note(match);
      this.isShown = true;
    });
    for (const { index } of scope.matchAll(ways.use))
      if (!known.some(({ start, end }) => index >= start && index < end)) this.unread.push(from + index);
    return this.found();
  }

  /** Items that a command from `start` to `from` prints: one after another a loop may read them, a variable may hold them. */
  private followItems(start: number, from: number): void {
    const behind = this.document.slice(from, from + 200);
    const loop = new RegExp(
      `^${PIPE}while\\s+(?:IFS=\\S*\\s+)?read\\s+(?:-\\w+\\s+)*(\\w+)\\s*;?\\s*do\\b`,
    ).exec(behind);
    const closed = /^\s*(?:\|\|\s*\w+\s*)?[)`]["']?(?=\s)/.exec(behind);
    const kept = closed && KEPT.exec(this.document.slice(Math.max(0, start - 200), start));
    const name = loop?.[1] ?? kept?.[1];
    const at = from + (loop ?? closed ?? [''])[0].length;
    const reads = new HolderReads(this.operation, this.document, 'item');
    const found = name !== undefined && this.input === 'answer' ? reads.ofVariable(name, at) : undefined;
    if (!found || found.givesItems || found.unread.length > 0) this.givesItems = true;
    this.edits.push(...(found?.edits ?? []));
    this.notes.push(...(found?.notes ?? []));
  }

  /** Adds what becomes of the program that a pattern found, in a text that begins at `from`, of a command at `start`. */
  addProgram(found: RegExpExecArray, from: number, start = from + found.index): void {
    const at = from + found.index;
    const change = programEdits(found, at, this.operation, this.input);
    if (!change) {
      this.unread.push(at + found[0].search(/\bjq\b/));
      return;
    }
    for (const lack of change.lacking) {
      const message = `v2 does not answer ${lack.name}, and has nothing in its place.`;
      this.notes.push({ at: lack.at, message });
    }
    this.isShown ||= change.isWhole;
    if (change.givesItems) this.followItems(start, at + found[0].length);
    const compared = change.code && comparedInShell(change.code, at, at + found[0].length, this.document);
    if (compared === 'unsure')
      this.notes.push({ at, message: 'v2 has no error codes. Compare error.status or error.type.' });
    const edits = change.edits.filter((edit) => !compared || compared === 'unsure' || edit !== change.code);
    this.edits.push(...edits, ...(compared && compared !== 'unsure' ? compared : []));
  }
}

/**
 * The text in which a variable holds what it was given before: to the line that gives it something else, which may read
 * it once more. What is in `same` gives it the same again.
 */
function scopeOf(name: string, same: readonly string[], text: string): string {
  const behind = withoutOtherBranches(text);
  for (const { index, 0: given } of behind.matchAll(new RegExp(String.raw`(?:^|[\s;])${name}=`, 'g'))) {
    const at = index + given.length;
    const value = behind.slice(at);
    if (same.some((text) => new RegExp(`^${text}`).test(value))) continue;
    return behind.slice(0, at + /^(?:[^\\\n]|\\[\s\S])*/.exec(value)![0].length);
  }
  return behind;
}

/** Patterns of what a script does with what a variable or file holds. */
interface Ways {
  /** Every use. */
  readonly use: RegExp;
  readonly reads: readonly string[];
  readonly greps: readonly string[];
  readonly shown: readonly string[];
  readonly neutral: readonly string[];
  /** What gives another variable the same text. */
  readonly aliases: readonly string[];
}

/** What becomes of the program that a pattern found, the text of which begins at `at`. */
function programEdits(
  found: RegExpExecArray,
  at: number,
  operation: string,
  input: 'answer' | 'item',
): JqChange | undefined {
  const [text, options, quoted] = found as unknown as [string, string, string];
  const start = at + text.lastIndexOf(`jq${options}${quoted}`) + 2 + options.length;
  const lead = /^["']/.test(quoted) ? 1 : 0;
  const program = quoted.slice(lead, quoted.length - lead);
  // In double quotes the shell reads it first; more than one answer is read otherwise.
  if (
    (quoted.startsWith('"') && /[\\`]/.test(program)) ||
    /\s(?:-[a-zA-Z]*[sRn]|--slurp|--raw-input)/.test(options)
  )
    return undefined;
  return jqProgramEdits(program, start + lead, operation, input);
}
