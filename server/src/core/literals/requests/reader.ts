import type { TextEdit } from '../../model.ts';
import { unescaped } from '../../program/strings.ts';
import { type Range, SourceText } from '../../source.ts';
import type { StringToken } from '../lexer.ts';
import type { FunctionSyntax } from '../syntax.ts';
import type { TokenList } from '../token-list.ts';
import type { LiteralValues } from '../values.ts';
import type { LiteralIdiom } from './idiom.ts';

/** Tokens of a text, half-open. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** What stands between two commas: its value, and the label before it. */
export interface Argument extends Part {
  readonly label?: string;
  /** The first token, label included. */
  readonly start: number;
}

/** `<String, dynamic>{` */
const TYPE_ARGUMENTS = /^<[\w ,?<>.*]*>\s*[({[]/;

/** How far behind a value its uses are looked for, in tokens. */
const FARTHEST = 4000;

/** Reads and edits the tokens of one text. */
export class RequestReader {
  constructor(
    readonly source: SourceText,
    readonly tokens: TokenList,
    readonly values: LiteralValues,
    readonly idiom: LiteralIdiom,
    readonly functions: FunctionSyntax,
  ) {}

  get text(): string {
    return this.tokens.text;
  }

  /** The code of tokens. */
  code({ from, to }: Part): string {
    const [first, last] = [this.tokens.list[from], this.tokens.list[to - 1]];
    return first && last && to > from ? this.text.slice(first.start, last.end) : '';
  }

  range({ from, to }: Part): Range {
    return this.source.range(this.tokens.list[from]!.start, this.tokens.list[Math.max(from, to - 1)]!.end);
  }

  /** Where a token begins and ends in the text. */
  startOf(at: number): number {
    return this.tokens.list[at]?.start ?? this.text.length;
  }

  endOf(at: number): number {
    return this.tokens.list[at]?.end ?? this.text.length;
  }

  edit(start: number, end: number, newText: string): TextEdit {
    return { range: this.source.range(start, end), newText };
  }

  insert(at: number, newText: string): TextEdit {
    return this.edit(at, at, newText);
  }

  /** The names that are called with a bracket, type arguments before it left out. */
  callee(open: number): readonly string[] {
    const { tokens } = this;
    let last = open - 1;
    if (tokens.isMark(last, '>')) {
      let depth = 0;
      for (let at = last; at > Math.max(0, last - 20); at--) {
        if (tokens.isMark(at, '>')) depth++;
        else if (tokens.isMark(at, '<') && --depth === 0) {
          last = at - 1;
          break;
        }
      }
    }
    return tokens.callee(last + 1);
  }

  /** What stands between a bracket and its partner, cut at commas. */
  args(open: number): readonly Argument[] {
    const { tokens } = this;
    const close = tokens.partner(open);
    if (close < 0) return [];
    const found: Argument[] = [];
    let start = open + 1;
    let angle = 0;
    for (let at = start; at <= close; at++) {
      if (at < close && tokens.opener(at) !== open) continue;
      // `mapOf<String, Any>(…)`
      if (
        tokens.isMark(at, '<') &&
        TYPE_ARGUMENTS.test(this.text.slice(this.startOf(at), this.startOf(at) + 120))
      )
        angle++;
      else if (tokens.isMark(at, '>') && angle > 0) angle--;
      if (at < close && !(tokens.isMark(at, ',') && angle === 0)) continue;
      if (at > start) found.push(this.argument(start, at));
      start = at + 1;
    }
    return found;
  }

  private argument(start: number, to: number): Argument {
    const { tokens } = this;
    const isLabelled = tokens.isWord(start) && to > start + 2 && tokens.isMark(start + 1, ':', '=');
    return isLabelled
      ? { start, from: start + 2, to, label: tokens.written(start) }
      : { start, from: start, to };
  }

  /** A string literal that is all of a part. */
  string({ from, to }: Part): StringToken | undefined {
    return to === from + 1 ? this.tokens.string(from) : undefined;
  }

  /** The characters of a string literal without expressions in it that is all of a part. */
  literal(part: Part): string | undefined {
    const string = this.string(part);
    return string && string.holes.length === 0
      ? unescaped(this.source.slice(string.content.start, string.content.end), string.form).text
      : undefined;
  }

  /** What a string holds, each expression in it a hole. */
  plainText({ form, content, holes }: StringToken): SourceText {
    const pieces: SourceText[] = [];
    let from = content.start;
    for (const { start, end } of holes) {
      pieces.push(unescaped(this.source.slice(from, Math.max(from, start)), form));
      pieces.push(SourceText.hole(this.source.range(start, end)));
      from = end;
    }
    pieces.push(unescaped(this.source.slice(from, Math.max(from, content.end)), form));
    return SourceText.join(pieces, this.source.offset(content.start));
  }

  /** The value of a header: its text as far as it is known. */
  textOf(part: Part): SourceText {
    const value = this.values.evaluate(this.tokens, part.from);
    return value?.end === part.to ? value.text : SourceText.hole(this.range(part));
  }

  /** A part without what only leads to its value: `try`, `await`, `const`, brackets around it. */
  bare({ from, to }: Part): Part {
    const { tokens } = this;
    let start = from;
    let end = to;
    for (;;) {
      if (tokens.isWord(start) && /^(?:try|await|const|new)$/.test(tokens.written(start))) {
        start++;
        if (tokens.isMark(start, '!', '?')) start++;
      } else if (tokens.isMark(start, '(') && tokens.partner(start) === end - 1) {
        start++;
        end--;
      } else if (tokens.isMark(end - 1, '!') && end - 1 > start) end--;
      else return { from: start, to: end };
    }
  }

  /** The value that a name has at a token, where that is certain and nothing was done to it since. */
  named(name: string, at: number): Part | undefined {
    const { tokens } = this;
    let found: number | undefined;
    const scopes = new Set<number>([-1]);
    for (let open = tokens.opener(at); open >= 0; open = tokens.opener(open)) scopes.add(open);
    for (let i = 0; i < tokens.length && i < at + FARTHEST; i++) {
      if (tokens.written(i) !== name || !tokens.isWord(i)) continue;
      if (tokens.isMark(i - 1, '.', '?.')) continue;
      const isLabel =
        tokens.isMark(i - 1, '(', ',') || (this.idiom.forms.wordKeys && tokens.isMark(i - 1, '{'));
      const mark = isLabel ? undefined : this.assignmentBehind(i);
      if (mark !== undefined) {
        if (i > at) {
          if (scopes.has(tokens.opener(i)) && tokens.opener(i) !== -1) return undefined;
          continue;
        }
        // A name of another function.
        if (!scopes.has(tokens.opener(i))) continue;
        found = mark + 1;
      } else if (found !== undefined && i < at && this.isChanged(i)) return undefined;
    }
    if (found === undefined || found > at) return undefined;
    return { from: found, to: this.valueEnd(found) };
  }

  /** The mark behind a name that gives it a value, its type left out. */
  assignmentBehind(at: number): number | undefined {
    const { tokens } = this;
    if (tokens.isMark(at + 1, '=', ':=')) return at + 1;
    if (tokens.written(at).startsWith('@') && tokens.continuesLine(at + 1)) return at;
    if (!tokens.isMark(at + 1, ':')) return undefined;
    for (let i = at + 2; i < at + 16 && i < tokens.length; i++) {
      if (tokens.isMark(i, '=')) return i;
      const isType = tokens.isWord(i) || tokens.isMark(i, '?', '!', '<', '>', ',', '.', '[', ']', ':');
      if (!isType || !tokens.continuesLine(i)) return undefined;
    }
    return undefined;
  }

  /** True where a use of a name may change its value: `body["a"] = …`, `body.put(…)`. */
  isChanged(at: number): boolean {
    const { tokens } = this;
    if (tokens.isMark(at + 1, '[')) return tokens.isMark(tokens.partner(at + 1) + 1, '=', '+=');
    if (!tokens.isMark(at + 1, '.', '?.')) return false;
    if (tokens.isMark(at + 3, '=', '+=')) return true;
    return /^(?:put\w*|add\w*|set\w*|remove\w*|append|update\w*|merge\w*|apply|also|insert)$/.test(
      tokens.written(at + 2),
    );
  }

  /** The end of the value that begins at a token: of its statement. */
  valueEnd(from: number): number {
    const { tokens } = this;
    const level = tokens.opener(from);
    let at = from;
    while (at < tokens.length) {
      // The end of the block that it is in.
      if (level >= 0 && tokens.partner(at) === level) break;
      if (tokens.opener(at) !== level) {
        at++;
        continue;
      }
      if (at > from && tokens.isMark(at, ',', ';', ')', ']', '}')) break;
      if (at > from && !tokens.continuesLine(at) && !this.continues(at)) break;
      const close = tokens.isMark(at, '(', '[', '{') ? tokens.partner(at) : -1;
      if (tokens.written(at) === 'else' && at > from) break;
      at = close > at ? close + 1 : at + 1;
    }
    return at;
  }

  /** True for the first token of a line that goes on with what stands before it. */
  private continues(at: number): boolean {
    const { tokens } = this;
    if (tokens.isMark(at, '.', '?.', '+', '..', '<>', '|>', '?:', '??', '||', '&&')) return true;
    return tokens.isMark(at - 1, '+', '..', '<>', '=', '|>', '?:', '??', '(', ',');
  }

  /** What a part is made of: encoders around it are taken away, and names stand for their values. */
  unwrapped(part: Part, depth = 0): { readonly part: Part; readonly encoded: boolean } {
    const { tokens, idiom } = this;
    const { forms } = idiom;
    const bare = this.bare(part);
    if (depth > 8 || bare.to <= bare.from) return { part: bare, encoded: false };
    const inner = this.encodedIn(bare) ?? this.withoutSuffix(bare);
    if (inner) return { part: this.unwrapped(inner, depth + 1).part, encoded: true };
    if (bare.to === bare.from + 1 && tokens.isWord(bare.from) && !forms.open(tokens, bare.from)) {
      const value = this.named(tokens.written(bare.from), bare.from);
      if (value) return this.unwrapped(value, depth + 1);
    }
    return { part: bare, encoded: false };
  }

  /** `x.toRequestBody(type)`, `x |> Jason.encode!()` */
  private withoutSuffix({ from, to }: Part): Part | undefined {
    const { tokens, idiom } = this;
    let end = to;
    if (tokens.isMark(end - 1, '!', '?')) end--;
    const open = tokens.isMark(end - 1, ')') ? tokens.partner(end - 1) : -1;
    if (open <= from + 1) return undefined;
    const name = tokens.written(open - 1);
    if (tokens.isMark(open - 2, '.', '?.') && idiom.forms.suffixes.test(name) && open - 2 > from)
      return { from, to: tokens.isMark(open - 3, '?', '!') ? open - 3 : open - 2 };
    const start = tokens.valueStart(open - 1);
    const isPiped = tokens.isMark(start - 1, '|>') && start - 1 > from;
    return isPiped && idiom.forms.encoders.test(this.code({ from: start, to: open }))
      ? { from, to: start - 1 }
      : undefined;
  }

  /** `jsonEncode(x)` */
  private encodedIn({ from, to }: Part): Part | undefined {
    const { tokens, idiom } = this;
    const open = tokens.isMark(to - 1, ')') ? tokens.partner(to - 1) : -1;
    // `.bytes(…)`
    const isImplied = tokens.isMark(from, '.') && open === from + 2;
    if (open <= from || (!isImplied && tokens.valueStart(open - 1) !== from)) return undefined;
    if (!idiom.forms.encoders.test(this.code({ from, to: open }))) return undefined;
    const args = this.args(open);
    // A type of media may be among them.
    return args.find((a) => !/media|contenttype/i.test(this.code(a))) ?? args[0];
  }
}
