import { SourceText } from '../../source.ts';

/** One `NAME=value` of an environment file. */
export interface Assignment {
  readonly name: string;
  /** Without its quotes, escapes decoded. */
  readonly value: SourceText;
  /** True where `${NAME}` in it stands for another variable. */
  readonly expands: boolean;
}

/** What a file of variables holds. */
export interface EnvironmentFile {
  readonly assignments: readonly Assignment[];
  readonly comments: readonly SourceText[];
}

const NAME = /[ \t]*(?:(?:export|set)[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*(?:=|:(?=[ \t]))[ \t]*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Reads an environment file as dotenv, Docker and shells have it in common. A quote that is never closed ends with its line. */
export function parseEnvironmentFile(source: SourceText): EnvironmentFile {
  const { text } = source;
  const assignments: Assignment[] = [];
  const comments: SourceText[] = [];
  const lastQuote = new Map(['"', "'", '`'].map((quote) => [quote, text.lastIndexOf(quote)]));
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let end = lineEnd(text, at);
    NAME.lastIndex = at;
    const name = NAME.exec(text);
    if (name && name.index + name[0].length <= end) {
      const from = at + name[0].length;
      const quote = text[from] ?? '';
      const close = lastQuote.has(quote) && from < lastQuote.get(quote)! ? closing(text, from) : -1;
      if (close >= 0) {
        const inner = source.slice(from + 1, close);
        const value = quote === '"' ? unescaped(inner) : inner;
        assignments.push({ name: name[1]!, value, expands: quote === '"' });
        end = lineEnd(text, close);
        const rest = source.slice(close + 1, end);
        if (/^[ \t]*#/.test(rest.text)) comments.push(rest.trim());
      } else {
        const hash = /(?:^|[ \t])#/.exec(text.slice(from, end));
        const value = source.slice(from, hash ? from + hash.index : end).trim();
        if (hash) comments.push(source.slice(from + hash.index, end).trim());
        assignments.push({ name: name[1]!, value: unclosed(value), expands: !value.text.startsWith("'") });
      }
    } else {
      const line = source.slice(at, end).trim();
      if (line.text.startsWith('#')) comments.push(line);
    }
    at = end + 1;
  }
  return { assignments, comments };
}

const lineEnd = (text: string, from: number): number => {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
};

/** Index of the quote that closes the one at `from`; -1 when the next line with an assignment comes first, or none does. */
function closing(text: string, from: number): number {
  const quote = text[from]!;
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i]!;
    if (c === quote) return i;
    if (c === '\\' && quote === '"') i++;
    else if (c === '\n' && /^(?:export[ \t]+)?[A-Za-z_]\w*=["'`]/.test(text.slice(i + 1, i + 120))) return -1;
  }
  return -1;
}

/** What a value whose quote is missing goes on with is not known. */
function unclosed(value: SourceText): SourceText {
  if (!/^["'`]/.test(value.text)) return value;
  return SourceText.join([value.slice(1), SourceText.hole(value.range(value.length))]);
}

function unescaped(inner: SourceText): SourceText {
  if (!inner.text.includes('\\')) return inner;
  const pieces: SourceText[] = [];
  let from = 0;
  for (const m of inner.text.matchAll(/\\([nrt"\\])/g)) {
    pieces.push(inner.slice(from, m.index));
    from = m.index + 2;
    pieces.push(SourceText.decoded(ESCAPES[m[1]!] ?? m[1]!, inner.range(m.index, from)));
  }
  return SourceText.join([...pieces, inner.slice(from)], inner.offset(0));
}
