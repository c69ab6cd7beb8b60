import { type Range, SourceText } from '../../source.ts';
import type { Environment } from './environment.ts';
import type { JqPlaces } from './jq-places.ts';
import type { Site } from './reaching.ts';
import type { Word } from './syntax.ts';
import { literalOf } from './syntax.ts';

/**
 * The JSON that `jq` prints: what it reads where it only passes that on, or the object its program builds, with
 * holes for what it computes. `words` are its arguments. Undefined when the program does anything else.
 */
export function jqOutput(
  environment: Environment,
  words: readonly Word[],
  site: Site,
  input: () => SourceText | undefined,
  guess: boolean,
): SourceText | undefined {
  const values = new Map<string, SourceText>();
  let program: SourceText | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const option = literalOf(word) ?? '';
    const value = (at: number): SourceText | undefined =>
      words[at] && environment.text(words[at]!, site, guess);
    if (/^--(?:arg|argjson|slurpfile|rawfile)$/.test(option)) {
      const name = literalOf(words[i + 1]);
      const given = value(i + 2);
      if (name && given && option === '--arg') values.set(name, quoted(given));
      else if (name && given && option === '--argjson') values.set(name, given);
      i += 2;
    } else if (/^--(?:args|jsonargs)$/.test(option)) break;
    // A program in a file; input that is read in another way.
    else if (
      /^-[A-Za-z]*f$|^--from-file$|^-[A-Za-z]*[sR][A-Za-z]*$|^--(?:slurp|raw-input|seq|stream)$/.test(option)
    )
      return undefined;
    else if (/^--(?:indent|tab)$/.test(option)) i++;
    else if (!option.startsWith('-')) program ??= value(i);
  }
  if (!program) return undefined;
  if (/^\s*\.\s*$/.test(program.text)) return input();
  const reader = new JqReader(program, values, environment.jq, (range) => environment.times.add(range));
  return reader.read();
}

/** A text as a string of JSON; with characters that would be escaped, only that there is a string is known. */
function quoted(text: SourceText): SourceText {
  const { start } = text.range();
  const mark = SourceText.decoded('"', { start, end: start });
  const end = text.range().end;
  const inner = /["\\\n\r\t]/.test(text.text) ? SourceText.hole(text.range()) : text;
  return SourceText.join([mark, inner, SourceText.decoded('"', { start: end, end })]);
}

const NAME = /[A-Za-z_]\w*/y;
const BLANKS = /(?:\s|#[^\n]*)*/y;
const TEXT = /"(?:[^"\\]|\\[^(])*"/y;
const ANY_TEXT = /"(?:[^"\\]|\\[\s\S])*/y;
const SCALAR = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)\b/y;

/** Reads the object or array that a program of jq builds. */
class JqReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: SourceText,
    private readonly values: ReadonlyMap<string, SourceText>,
    private readonly places: JqPlaces,
    /** Told where a time in seconds is computed. */
    private readonly time: (range: Range) => void,
  ) {}

  read(): SourceText | undefined {
    this.blanks();
    if (!/[{[]/.test(this.peek())) return undefined;
    this.places.addProgram(this.source.offset(this.at));
    const built = this.construct();
    this.blanks();
    return this.at >= this.source.length ? built : undefined;
  }

  private peek(): string {
    return this.source.text[this.at] ?? '';
  }

  /** How many characters `pattern` matches at `at`; 0 when it does not. */
  private length(pattern: RegExp, at = this.at): number {
    pattern.lastIndex = at;
    return pattern.exec(this.source.text)?.[0].length ?? 0;
  }

  private blanks(): void {
    this.at += this.length(BLANKS);
  }

  private take(length: number): SourceText {
    const taken = this.source.slice(this.at, this.at + length);
    this.at += length;
    return taken;
  }

  private hole(from: number): SourceText {
    return SourceText.hole(this.source.range(from, Math.max(from, this.at)));
  }

  private construct(): SourceText | undefined {
    const object = this.peek() === '{';
    const pieces = [this.take(1)];
    if (++this.depth > 60) return undefined;
    for (;;) {
      this.blanks();
      const c = this.peek();
      if (c === '') return undefined;
      if (c === '}' || c === ']') {
        pieces.push(this.take(1));
        this.depth--;
        return SourceText.join(pieces);
      }
      if (c === ',') {
        pieces.push(this.take(1));
        continue;
      }
      const before = this.at;
      const entry = object ? this.entry() : this.value();
      if (!entry || this.at === before) return undefined;
      pieces.push(entry);
    }
  }

  private entry(): SourceText | undefined {
    const start = this.at;
    const variable = this.peek() === '$';
    if (variable) this.at++;
    const name = this.length(NAME);
    const text = variable ? 0 : this.length(TEXT);
    let key: SourceText;
    if (name > 0) key = this.take(name);
    else if (text > 0) key = this.take(text).slice(1, text - 1);
    else {
      // `(expression)` and `@base64`: a member of an unknown name.
      this.skipTo(/[,}]/);
      return this.hole(start);
    }
    const pieces = [mark('"', key, 'start'), key, mark('":', key, 'end')];
    this.blanks();
    if (this.peek() !== ':') {
      const own = variable ? this.values.get(key.text) : undefined;
      if (own) this.places.addName(this.source.range(start, this.at));
      return SourceText.join([...pieces, own ?? this.hole(start)]);
    }
    this.at++;
    this.blanks();
    const value = this.value();
    return value && SourceText.join([...pieces, value]);
  }

  /** One value, with everything up to the comma or bracket behind it. */
  private value(): SourceText | undefined {
    const start = this.at;
    const c = this.peek();
    let value: SourceText | undefined;
    if (c === '{' || c === '[') {
      value = this.construct();
      if (!value) return undefined;
    } else if (c === '"') {
      const text = this.length(TEXT);
      if (text > 0) value = this.take(text);
    } else if (c === '$') {
      this.at++;
      value = this.values.get(this.take(this.length(NAME)).text);
      if (value) this.places.addName(this.source.range(start, this.at));
    } else if (this.length(SCALAR) > 0) value = this.take(this.length(SCALAR));
    this.blanks();
    if (value && /[,}\]]/.test(this.peek())) return value;
    this.skipTo(/[,}\]]/);
    const computed = this.source.text.slice(start, this.at);
    const hole = this.hole(start);
    if (/\bnow\b/.test(computed) && !/000|1e3/.test(computed)) this.time(hole.range());
    return hole;
  }

  /** Goes on to a character of `stop` outside of brackets and strings. */
  private skipTo(stop: RegExp): void {
    let open = 0;
    while (this.at < this.source.length) {
      const c = this.peek();
      if (open === 0 && stop.test(c)) return;
      if (c === '"') this.at += this.length(ANY_TEXT);
      else if (/[([{]/.test(c)) open++;
      else if (/[)\]}]/.test(c)) open--;
      this.at++;
    }
  }
}

/** Punctuation that the program leaves out, at one end of `at`. */
function mark(text: string, at: SourceText, end: 'start' | 'end'): SourceText {
  const place = at.range()[end];
  return SourceText.decoded(text, { start: place, end: place });
}
