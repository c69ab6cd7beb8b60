import { escapedName } from '../name-pattern.ts';
import { type CodeFunction, namedFunctionAround } from '../outline.ts';
import type { Range } from '../source.ts';
import { sendersOf } from './senders.ts';
import type { Surroundings } from './surroundings.ts';

/** What begins the expression whose members end before a name. */
const ROOT = /([$@]?[A-Za-z_][\w$]*)[^\s;,={}]*$/;
/** The longest such expression. */
const LONGEST_CHAIN = 200;
/** What stands between a name that gets a value and the value: its type, other names of a pattern. */
const GETS = /^(?:\s*[,:}\]][^=;\n(]*|\s*)\s*:?=(?![=>])/;
/** A value, to the end of its statement. */
const VALUE = /^[^;]*/;
const NAME = /(?<![\w$.>"'])[$@]?[A-Za-z_][\w$]*/g;
/** Functions that give what they are given in another form. */
const READS = /(?:pars|load|decod|read|json|from|unmarshal|convert|deserializ)\w*[!?]?$/i;
/** Variables whose values come of variables. */
const DEEPEST = 5;

/** Which variables may hold an answer to one of some calls, for what reads it in ways that are not followed. */
export class AnswerNames {
  /** Finds calls of functions that send, and of those that call them. */
  private readonly sends: RegExp;
  /** Those, and what they call: an answer may be handed to them. */
  private readonly reached: ReadonlySet<CodeFunction>;

  constructor(
    private readonly calls: readonly Range[],
    private readonly around: Surroundings,
  ) {
    const { document, outline } = around;
    const senders = new Set<CodeFunction>();
    for (const range of calls) {
      const own = namedFunctionAround(outline, range.start);
      for (const one of [...sendersOf(range, around), ...(own ? [own] : [])]) senders.add(one);
    }
    for (let size = -1; size !== senders.size; ) {
      size = senders.size;
      for (const { index } of document.matchAll(calledPattern(senders, 'g'))) {
        const caller = namedFunctionAround(outline, index);
        if (caller) senders.add(caller);
      }
    }
    const isCalled = (fn: CodeFunction): boolean => {
      const called = calledPattern(new Set([fn]));
      return [...senders].some(({ range }) => called.test(document.slice(range.start, range.end)));
    };
    this.sends = calledPattern(senders);
    this.reached = new Set([...senders, ...outline.functions.filter(isCalled)]);
  }

  /** True for the name of a member at an offset, where what it is read of may hold an answer. */
  mayHold(at: number): boolean {
    const { document, outline } = this.around;
    // Scripts without functions, and languages whose functions are not known.
    if (outline.functions.length === 0) return true;
    if (this.isCaught(at)) return true;
    const root = ROOT.exec(document.slice(Math.max(0, at - LONGEST_CHAIN), at))?.[1];
    return root !== undefined && this.comesOfCall(root, at, 0);
  }

  /** True for a place in what catches what one of the calls throws. */
  private isCaught(at: number): boolean {
    return this.around.outline.handlers.some(
      ({ tried, body }) => body.start <= at && at < body.end && this.isSentIn(tried),
    );
  }

  /** True for code that has one of the calls, or the name of a function that sends. */
  private isSentIn(range: Range): boolean {
    return this.hasCall(range) || this.sends.test(this.around.document.slice(range.start, range.end));
  }

  private hasCall({ start, end }: Range): boolean {
    return this.calls.some((call) => call.start >= start && call.start < end);
  }

  private comesOfCall(name: string, at: number, depth: number): boolean {
    const { document, outline } = this.around;
    const uses = outline.usesOf(name, at)?.filter(({ given, range }) => given && range.start < at) ?? [];
    const values = uses.flatMap(({ range }) => {
      const lead = GETS.exec(document.slice(range.end, range.end + LONGEST_CHAIN));
      if (!lead) return [];
      const start = range.end + lead[0].length;
      return { start, end: start + VALUE.exec(document.slice(start, start + LONGEST_CHAIN))![0].length };
    });
    // A parameter: a function that does not send itself may be handed an answer.
    if (values.length === 0) return this.isHanded(at);
    if (depth === DEEPEST) return true;
    return values.some((value) => {
      if (this.isSentIn(value)) return true;
      const names = namesIn(document.slice(value.start, value.end));
      return names.some(
        (one) =>
          one !== name &&
          outline.usesOf(one, value.start) !== undefined &&
          this.comesOfCall(one, value.start, depth + 1),
      );
    });
  }

  private isHanded(at: number): boolean {
    const own = namedFunctionAround(this.around.outline, at);
    return own !== undefined && !this.hasCall(own.range) && this.reached.has(own);
  }
}

/** Finds calls of functions by their names. */
function calledPattern(functions: ReadonlySet<CodeFunction>, flags = ''): RegExp {
  const names = [...functions].flatMap(({ name }) => (name === undefined ? [] : calledAs(name)));
  return new RegExp(names.length === 0 ? '(?!)' : String.raw`(?<![\w$])(?:${names.join('|')})`, flags);
}

/** A function of PowerShell, which has a hyphen in its name, is called without brackets, in any case of its letters. */
const calledAs = (name: string): string =>
  name.includes('-')
    ? name.replaceAll(/[a-z]/gi, (c) => `[${c.toLowerCase()}${c.toUpperCase()}]`) + String.raw`(?![\w-])`
    : escapedName(name) + String.raw`\s*[(<!]`;

/** The names in code of what it may give: what functions are given that make something else of it are left out. */
function namesIn(code: string): readonly string[] {
  const found = new Set<string>();
  const lists: boolean[] = [];
  let from = 0;
  for (const { index, 0: mark } of [...code.matchAll(/[()]|$/g)]) {
    const part = code.slice(from, index);
    if (!lists.includes(false)) for (const name of part.match(NAME) ?? []) found.add(name);
    const callee = /[\w$!?]+\s*(?:<[^()]*>)?$/.exec(part)?.[0].trim();
    if (mark === '(') lists.push(callee === undefined || READS.test(callee));
    else lists.pop();
    from = index + 1;
  }
  return [...found];
}
