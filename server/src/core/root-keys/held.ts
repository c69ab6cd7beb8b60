import type { Span } from '../expression.ts';
import { saysRootKey } from './names.ts';

/** What a program keeps its settings in, as a part of the names before `.UNKEY_ROOT_KEY`. */
const SETTINGS =
  /env|config|cfg|conf|settings|secrets?|vars|bindings|opt(?:ion)?s|props|process|^this|^self/i;
/** What only asks for a setting. */
const ASKS = /has|contains|exists|includes|key\?|exist\?|delete|unset|missing|mask|redact|hide/i;
/** `process.env.NAME`, `this.rootKey`, `$root_key`, `env::NAME`. */
const PATH = /^[$@]{0,2}((?:[A-Za-z_$][\w$]*(?:\?\.|!?\.|::|->))*)[$@]?([A-Za-z_][\w$]*)$/;
/** `os.environ["NAME"]`, `System.getenv("NAME")`, `ENV.fetch('NAME', nil)`. */
const LOOKUP = /^([\w$.:@>-]+[?!]?)\s*[[(]\s*(["'`]?)([\w$]+)\2\s*(?:,[^()[\]]*)?[\])]$/;
/** What gives the value itself, or a copy. */
const TAIL =
  /(?:!|\?|\s+as\s+[\w<>]+|\.(?:unwrap|unwrap_or_default|to_string|toString|trim|strip|clone|to_owned|as_str|orEmpty|to_s|chomp)\(?\)?|\.(?:expect|unwrap_or|orElse)\(\s*"[^"]*"[^()]*\))$/;
const LEAD = /^(?:await\s+|&|\*|\.\.\.)/;

/** An assignment up to where the name of a variable of the environment begins. */
const ASSIGNED =
  /(?:(?:\b(?:this|self)\.|\$this->)|[$@]|(?<![\w.>]))([A-Za-z_]\w*)\??(?:\s*:\s*[\w<>&.]+(?:\s*\|\s*\w+)?)?(?:\s*,\s*\w+)?\s*(?::=|(?<![=!<>+])=)\s*(?:["'](?=\$))?([$&*]?\{?(?:await\s+)?[\w$.:!?>-]*[[(]?)(["'`]?)$/;
/** A member of an object up to there: `rootKey: process.env.`. */
const MEMBER =
  /["']?\b(root_?[kK]ey|unkey_?[rR]oot_?[kK]ey)["']?\s*(?::|=>)\s*((?:[\w$.:!?>-]*[[(]?))(["'`]?)$/;
/** `{ UNKEY_ROOT_KEY: rootKey } = process.env` behind the name. */
const RENAMED = /^\s*:\s*([A-Za-z_]\w*)[^{}]{0,200}\}\s*=\s*[\w.]*env\b/;
/** The end of a value, behind the name: the quote and the bracket that close the name are not the end yet. */
const ENDS =
  /^(?::?-[^{}\n]*\})?(?:["'`]|(?!["'`]))\s*(?:,[^()[\]\n]*)?(?:[)\]}]|(?![)\]}]))(?:!|\?(?![.?\w])|\.(?:unwrap|expect|unwrap_or_default|trim|strip)\([^()\n]*\))*["']?(?:\s+as\s+\w+)?[ \t]*(?:$|[;,)}]|\r?\n(?!\s*(?:\?[^?]|[.&=<>+]))|\?\?|\|\||or\b|if\b|#|\/\/)/;
/** Behind a name that has a default: what only asks for the value, as in `os.getenv("NAME", "") != ""`. */
const ASKED =
  /^["'`]\s*,[^()[\]\n]*[)\]]\s*(?:[!=]=|is\b|[<>]|(?:\.|&\.)(?:is|has|len|length|size|nil|present|blank|empty)(?![a-z]))/;
const LONGEST = 160;

/** Which expressions of one text are a root key: by their name, or because they were given one. */
export class HeldRootKeys {
  private readonly given = new Map<string, number>();
  private readonly judged = new Map<string, boolean>();
  private readonly assigned = new Map<string, number>();
  private readonly named = new Map<string, boolean>();

  /** @param keys indexes of the keys that are written out in `text`. */
  constructor(
    private readonly text: string,
    keys: readonly Span[],
  ) {
    for (const { start, end } of keys) this.assign(start, end, true);
    for (const { name, start, end } of rootKeyWords(text))
      if (saysRootKey(name)) this.assign(start, end, false);
  }

  /** Notes what is given the value that stands from `start` to `end`. */
  private assign(start: number, end: number, written: boolean): void {
    const before = this.text.slice(Math.max(0, start - LONGEST), start);
    const after = this.text.slice(end, end + LONGEST);
    const renamed = written ? undefined : RENAMED.exec(after)?.[1];
    const found = ASSIGNED.exec(before) ?? MEMBER.exec(before);
    if (renamed !== undefined) this.note(renamed);
    else if (
      found &&
      endsValue(after) &&
      !ASKED.test(after) &&
      (written ? /^["'`]$/.test(found[3]!) && found[2] === '' : reads(found))
    )
      this.note(found[1]!);
  }

  private note(name: string): void {
    this.given.set(name, (this.given.get(name) ?? 0) + 1);
  }

  /** What a reader may be told of `expression` when it is a root key: its name; undefined when that is not proven. */
  nameOf(expression: string): string | undefined {
    let bare = expression.trim();
    if (bare.length > LONGEST) return undefined;
    for (let before = ''; before !== bare; ) {
      before = bare;
      bare = bare.replace(TAIL, '').replace(LEAD, '').trim();
    }
    const lookup = LOOKUP.exec(bare);
    if (lookup) {
      const [, callee, quote, name] = lookup;
      return quote !== '' && isSettings(callee!) && saysRootKey(name!) ? name : undefined;
    }
    const path = PATH.exec(bare);
    if (!path) return undefined;
    const [, objects, name] = path as unknown as [string, string, string];
    if (saysRootKey(name))
      return (objects === '' ? !this.isItsName(name) : isSettings(objects)) ? name : undefined;
    const own = objects === '' || /^(?:this\.|self\.|this->)$/.test(objects);
    const times = this.given.get(name);
    if (times === undefined) return undefined;
    const isOne = /root_?key/i.test(name)
      ? this.assignmentsOf(name) <= times
      : own && this.isGivenOnlyThat(name);
    return isOne ? name : undefined;
  }

  /** True for a constant that holds the name of the variable: `const UNKEY_ROOT_KEY = "UNKEY_ROOT_KEY"`. */
  private isItsName(name: string): boolean {
    const known = this.named.get(name);
    if (known !== undefined) return known;
    const is = new RegExp(`\\b${name}\\b[^\\n=]{0,40}=\\s*["'\`](?!unkey)`).test(this.text);
    this.named.set(name, is);
    return is;
  }

  /** True for a name that means one thing in all of the text, and is given nothing but a root key. */
  private isGivenOnlyThat(name: string): boolean {
    const known = this.judged.get(name);
    if (known !== undefined) return known;
    const others = [
      `\\bimport\\b[^;\\n]*\\b${name}\\b`,
      `\\b(?:const|let|var)\\s*[{[][^=]{0,300}\\b${name}\\b`,
      `\\bfor\\s*\\(?\\s*(?:const|let|var)?[^;\\n]{0,40}\\b${name}\\b[^;\\n]*\\b(?:of|in)\\b`,
      `\\b${name}\\s*=>`,
      `(?<!\\b(?:if|while|switch)\\s*)\\([^()]{0,300}\\b${name}\\b[^()]{0,300}\\)\\s*(?::[^={;\\n]{0,80})?(?:=>|\\{)`,
      `\\b(?:def|func|fn|fun|function|sub)\\b[^\\n]{0,200}\\([^\\n)]{0,300}\\b${name}\\b`,
      `\\b(?:catch\\s*\\((?:\\w+\\s+)?|as\\s+|rescue\\b[^\\n]{0,80}=>\\s*)${name}\\b`,
      `\\|[^|\\n]{0,80}\\b${name}\\b[^|\\n]{0,80}\\|`,
    ];
    const given = this.assignmentsOf(name);
    const only = given === this.given.get(name) && !new RegExp(others.join('|')).test(this.text);
    this.judged.set(name, only);
    return only;
  }

  /** How often the text gives a variable something. */
  private assignmentsOf(name: string): number {
    const known = this.assigned.get(name);
    if (known !== undefined) return known;
    const times = [
      ...this.text.matchAll(
        new RegExp(
          `(?<![\\w.?&])${name}\\b(?:\\s*,\\s*\\w+(?=\\s+:?=))?[^\\n=(){};,]{0,40}:?(?<![!<>+=])=(?![=>~}])`,
          'g',
        ),
      ),
    ].length;
    this.assigned.set(name, times);
    return times;
  }
}

/** True when `after` begins with what ends a value, rather than with what asks something of it. */
export const endsValue = (after: string): boolean => ENDS.test(after);

const isSettings = (path: string): boolean => SETTINGS.test(path) && !ASKS.test(path);

/** True when what stands between `=` and the name reads a setting: nothing, `$`, `process.env.`, `os.getenv("`. */
function reads([, , accessor, quote]: RegExpExecArray): boolean {
  const path = accessor!.replace(/^[$&*{]*(?:await\s+)?/, '');
  // `!!process.env.NAME` says whether there is one.
  if (path.startsWith('!')) return false;
  // A name in quotes alone is a text.
  if (path === '') return quote === '';
  return isSettings(path);
}

const LONGEST_NAME = 100;

/** Every word of a text that ends with `ROOT_KEY` or has it before the name of a stage, in order. */
export function rootKeyWords(text: string): readonly (Span & { readonly name: string })[] {
  return [...text.matchAll(/ROOT_?KEY/g)].flatMap(({ index }) => {
    let [start, end] = [index, index];
    while (start > Math.max(0, index - LONGEST_NAME) && /\w/.test(text[start - 1]!)) start--;
    while (end < Math.min(text.length, index + LONGEST_NAME) && /\w/.test(text[end]!)) end++;
    return [{ start, end, name: text.slice(start, end) }];
  });
}
