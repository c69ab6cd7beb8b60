import { unescaped } from '../program/strings.ts';
import { withSlash } from '../requests/joined-urls.ts';
import { HOLE, SourceText } from '../source.ts';
import { namesApi, resolveReference } from '../url.ts';
import type { StringToken, Token } from './lexer.ts';
import { assignmentsOf } from './names.ts';
import { TokenList } from './token-list.ts';

/** A value, and the index of the token behind it. */
export interface Evaluated {
  readonly text: SourceText;
  readonly end: number;
}

const JOINS = ['+', '..', '<>'];
const FALLBACKS = ['?:', '??', '||'];
/** Words before a value that change nothing about it. */
const PREFIX = /^(?:await|new|const|try|return|do)$/;
/** Functions and constructors that give the text or URL they are given. */
const SAME =
  /^(?:URL|Uri|URI|Url|NSURL|String|parse|create|tostring|to_string|toString|trimEnd|trimEnd|trim|removeSuffix|format|toHttpUrl|toURI|toURL|URLRequest|Request|HttpUrl|trim_trailing|parse!|new!?)$/;
/** Functions that read a setting: their last argument is what they fall back to. */
const SETTING = /^(?:getenv|get_env|fetch_env|fromEnvironment|getProperty|get|getOrDefault|getOrElse)$/i;
/** Functions that put a path behind a URL or host. */
export const COMBINES =
  /^(?:https?|appendingPathComponent|appending|append_path|appendPath|resolve|merge|join|addPathSegments|addEncodedPathSegments)$/;
const DEEPEST = 16;
/** A longer text is no part of a URL: names that each stand for others would grow without end. */
const LONGEST = 300;

/** The values of texts of one document, as far as names written in it tell them. */
export class LiteralValues {
  private readonly assignments: ReadonlyMap<string, readonly number[]>;
  private readonly named = new Map<string, SourceText | undefined>();
  private readonly texts = new Map<StringToken, SourceText>();
  private depth = 0;

  constructor(
    private readonly source: SourceText,
    private readonly tokens: TokenList,
  ) {
    this.assignments = assignmentsOf(tokens);
  }

  /** The value of the longest expression that begins with a token and joins texts; undefined where none begins. */
  evaluate(tokens: TokenList, start: number): Evaluated | undefined {
    if (this.depth > DEEPEST) return undefined;
    this.depth++;
    try {
      return this.joined(tokens, start);
    } finally {
      this.depth--;
    }
  }

  private joined(tokens: TokenList, start: number): Evaluated | undefined {
    const first = this.operand(tokens, start);
    if (!first) return undefined;
    const pieces = [first.text];
    let { end } = first;
    for (;;) {
      const isJoin = tokens.isMark(end, ...JOINS);
      const isFallback =
        tokens.isMark(end, ...FALLBACKS) || (tokens.isWord(end) && tokens.written(end) === 'or');
      const next = isJoin || isFallback ? this.operand(tokens, end + 1) : undefined;
      if (!next) break;
      if (isJoin) pieces.push(next.text);
      else if (pieces.at(-1)!.text === HOLE) pieces[pieces.length - 1] = next.text;
      end = next.end;
    }
    return { text: SourceText.join(pieces, first.text.offset(0)), end };
  }

  private operand(tokens: TokenList, start: number): Evaluated | undefined {
    const string = tokens.string(start);
    if (string) {
      const pieces = [this.textOf(string)];
      let end = start + 1;
      // Literals one behind the other are one.
      for (let next = tokens.string(end); next; next = tokens.string(++end)) pieces.push(this.textOf(next));
      return this.behind(tokens, end, SourceText.join(pieces, pieces[0]!.offset(0)));
    }
    if (tokens.isMark(start, '(')) {
      const close = tokens.partner(start);
      const inner = close > 0 ? this.evaluate(tokens, start + 1) : undefined;
      return inner?.end === close ? this.behind(tokens, close + 1, inner.text) : undefined;
    }
    if (!tokens.isWord(start)) return undefined;
    if (PREFIX.test(tokens.written(start)) && tokens.continuesLine(start + 1))
      return this.operand(tokens, start + (tokens.isMark(start + 1, '!', '?') ? 2 : 1));
    return this.chain(tokens, start);
  }

  /** `Config.BASE`, `Uri.parse(x)`, `base.trimEnd('/')` */
  private chain(tokens: TokenList, start: number): Evaluated {
    let at = start;
    while (
      tokens.isMark(at + 1, '.', '?.', '::', ':') &&
      tokens.isWord(at + 2) &&
      this.isChained(tokens, at + 1)
    )
      at += 2;
    const name = tokens.written(at);
    const token = tokens.list[at]!;
    const hole = SourceText.hole(this.source.range(tokens.list[start]!.start, token.end));
    if (tokens.isMark(at + 1, '(') && tokens.continuesLine(at + 1)) {
      const close = tokens.partner(at + 1);
      if (close < 0) return { text: hole, end: at + 2 };
      return this.behind(tokens, close + 1, this.called(tokens, start, at) ?? hole);
    }
    return this.behind(tokens, at + 1, this.lookup(name) ?? hole);
  }

  private isChained(tokens: TokenList, mark: number): boolean {
    if (!tokens.isMark(mark, ':')) return true;
    return (
      tokens.list[mark - 1]!.end === tokens.list[mark]!.start &&
      tokens.list[mark]!.end === tokens.list[mark + 1]!.start
    );
  }

  /** What a value is after what is written behind it: `!`, `.toString()`, `[0]`. */
  private behind(tokens: TokenList, start: number, text: SourceText): Evaluated {
    let at = start;
    let value = text;
    for (;;) {
      if (tokens.isMark(at, '!', '?') && tokens.list[at]!.start === tokens.list[at - 1]!.end) at++;
      else if (tokens.isMark(at, '[') && tokens.continuesLine(at) && tokens.partner(at) > 0) {
        at = tokens.partner(at) + 1;
        value = SourceText.hole(value.range());
      } else if (tokens.isMark(at, '.', '?.') && tokens.isWord(at + 1)) {
        const name = tokens.written(at + 1);
        const close = tokens.isMark(at + 2, '(') ? tokens.partner(at + 2) : -1;
        const argument = close > 0 ? this.argument(tokens, at + 3) : undefined;
        if (COMBINES.test(name) && argument) value = withSlash(value, argument.text);
        else if (!SAME.test(name)) value = SourceText.hole(value.range());
        at = close > 0 ? close + 1 : at + 2;
      } else return { text: value, end: at };
    }
  }

  /** The value of the argument that begins at a token, its label left out. */
  private argument(tokens: TokenList, start: number): Evaluated | undefined {
    const labelled = tokens.isWord(start) && tokens.isMark(start + 1, ':', '=');
    return this.evaluate(tokens, labelled ? start + 2 : start);
  }

  /** The starts of the arguments between a bracket and its partner. */
  private starts(tokens: TokenList, open: number): number[] {
    const close = tokens.partner(open);
    const found = close > open + 1 ? [open + 1] : [];
    for (let at = open + 1; at < close; at++) {
      if (tokens.isMark(at, ',') && tokens.opener(at) === open && at + 1 < close) found.push(at + 1);
    }
    return found;
  }

  private called(tokens: TokenList, start: number, at: number): SourceText | undefined {
    const name = tokens.written(at);
    const open = at + 1;
    const starts = this.starts(tokens, open);
    const [first, second] = starts;
    if (first === undefined) return this.lookup(name);
    const argument = this.argument(tokens, first);
    const other = second === undefined ? undefined : this.argument(tokens, second);
    // `Uri.https('api.unkey.com', '/v2/keys.getKey')`
    if (COMBINES.test(name) && argument && other) return withSlash(argument.text, other.text);
    if (COMBINES.test(name) && argument && start < at) {
      const base = this.lookup(tokens.written(at - 2));
      return base && withSlash(base, argument.text);
    }
    if (SETTING.test(name) && starts.length > 1) return this.argument(tokens, starts.at(-1)!)?.text;
    if (!SAME.test(name)) return undefined;
    if (start < at && /^(?:trim|to|remove)/.test(name)) return this.lookup(tokens.written(at - 2));
    const relative = second !== undefined && tokens.written(second) === 'relativeTo';
    return relative && argument && other ? resolveReference(argument.text, other.text) : argument?.text;
  }

  /** The text that a name stands for: the only one that the document gives it, or the only one of them that names the API. */
  private lookup(name: string): SourceText | undefined {
    if (this.named.has(name)) return this.named.get(name);
    this.named.set(name, undefined);
    const starts = (this.assignments.get(name) ?? []).slice(0, 20);
    const isLabel = (start: number): boolean => this.tokens.isMark(start - 1, ':', '=>');
    // An argument of that name says less than a variable.
    const value =
      this.onlyValue(starts.filter((start) => !isLabel(start))) ?? this.onlyValue(starts.filter(isLabel));
    this.named.set(name, value);
    return value;
  }

  private onlyValue(starts: readonly number[]): SourceText | undefined {
    const values = new Map<string, SourceText>();
    for (const start of starts) {
      const text = this.evaluate(this.tokens, start)?.text;
      const isKnown = text && text.length <= LONGEST && text.text.replaceAll(HOLE, '') !== '';
      if (isKnown) values.set(text.text, text);
    }
    const all = [...values.values()];
    const ofApi = all.filter((text) => namesApi(text));
    return all.length === 1 ? all[0] : ofApi.length === 1 ? ofApi[0] : undefined;
  }

  /** What a string holds, the expressions in it with their values. */
  textOf(string: StringToken): SourceText {
    const known = this.texts.get(string);
    if (known) return known;
    const text = this.readText(string);
    this.texts.set(string, text);
    return text;
  }

  private readText({ form, content, closed, holes }: StringToken): SourceText {
    const pieces: SourceText[] = [];
    let from = content.start;
    const literal = (to: number): SourceText => unescaped(this.source.slice(from, Math.max(from, to)), form);
    for (const { start, end, tokens } of holes) {
      pieces.push(literal(start));
      pieces.push(this.expressionIn(tokens) ?? SourceText.hole(this.source.range(start, end)));
      from = end;
    }
    pieces.push(literal(content.end));
    const end = this.source.range(content.end, content.end);
    return SourceText.join(
      closed ? pieces : [...pieces, SourceText.hole(end)],
      this.source.offset(content.start),
    );
  }

  /** The value of the whole of an expression inside a string. */
  private expressionIn(tokens: readonly Token[]): SourceText | undefined {
    const [first] = tokens;
    if (tokens.length === 1 && first!.kind === 'word')
      return this.lookup(this.tokens.text.slice(first!.start, first!.end));
    const list = new TokenList(this.tokens.text, tokens);
    const value = this.evaluate(list, 0);
    return value?.end === list.length ? value.text : undefined;
  }
}
