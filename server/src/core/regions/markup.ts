import type { SourceText } from '../source.ts';

/** The content of an element that holds text of another language. */
export interface MarkupScript {
  readonly content: SourceText;
  /** By name, lower case; an attribute without a value has an empty one. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** What a text of markup holds. */
export interface Markup {
  readonly scripts: readonly MarkupScript[];
  /** `<!-- … -->`, marks included. */
  readonly comments: readonly SourceText[];
}

const OPENING = /<!--|<(script|style)(?=[\s/>])/gi;
const ATTRIBUTE = /[^\s"'=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'=<>`]+))?/g;
/** A tag longer than this was never closed. */
const LONGEST_TAG = 5_000;

/** The scripts and comments of HTML, or of a component written like it. A comment that is never closed runs to the end. */
export function markupOf(source: SourceText): Markup {
  const { text } = source;
  const scripts: MarkupScript[] = [];
  const comments: SourceText[] = [];
  const contents = new Contents(text);
  const opening = new RegExp(OPENING);
  for (let m = opening.exec(text); m; m = opening.exec(text)) {
    const from = m.index;
    if (!m[1]) {
      const close = text.indexOf('-->', from + 4);
      const end = close < 0 ? text.length : close + 3;
      comments.push(source.slice(from, end));
      opening.lastIndex = end;
      continue;
    }
    const tag = readTag(text, from + m[0].length);
    if (!tag) continue;
    opening.lastIndex = tag.end;
    if (tag.empty) continue;
    const end = contents.end(tag.end, m[1].toLowerCase());
    opening.lastIndex = end;
    if (m[1].toLowerCase() === 'script')
      scripts.push({ content: source.slice(tag.end, end), attributes: tag.attributes });
  }
  return { scripts, comments };
}

const CLOSING = /<\/(script|style)(?=[\s/>]|$)/gi;
/** What ends content that was never closed: other content, or an element at the start of a line. */
const NEXT = /<(?:script|style|template)(?=[\s>])|<\/(?:head|body|html)>|^<[/a-z!]/gim;

/** Ends of other elements in the strings of a script. */
const MOST_OTHERS = 20;

/** Where the contents of scripts and styles end, asked for in the order of the text. */
class Contents {
  private readonly closings: readonly { readonly name: string; readonly index: number }[];
  private passed = 0;

  constructor(private readonly text: string) {
    this.closings = [...text.matchAll(CLOSING)].map((m) => ({ name: m[1]!.toLowerCase(), index: m.index }));
  }

  /** The end of the content of the element `name` that begins at index `from`. */
  end(from: number, name: string): number {
    const { closings } = this;
    while (this.passed < closings.length && closings[this.passed]!.index < from) this.passed++;
    const closing = closings.slice(this.passed, this.passed + MOST_OTHERS).find((c) => c.name === name);
    const closed = closing?.index;
    const next = new RegExp(NEXT);
    next.lastIndex = from;
    const other = next.exec(this.text)?.index ?? this.text.length;
    if (closed === undefined) return other;
    // In its strings there may be tags; of its own kind it holds none.
    const own = new RegExp(`<${name}(?=[\\s>])`, 'gi');
    own.lastIndex = from;
    return Math.min(own.exec(this.text)?.index ?? closed, closed);
  }
}

interface Tag {
  readonly attributes: ReadonlyMap<string, string>;
  /** Index behind its `>`. */
  readonly end: number;
  readonly empty: boolean;
}

/** The rest of a tag from behind its name; undefined when it does not end. */
function readTag(text: string, from: number): Tag | undefined {
  const close = tagEnd(text, from);
  if (close === undefined) return undefined;
  const attributes = new Map<string, string>();
  for (const [written] of text.slice(from, close).matchAll(ATTRIBUTE)) {
    const equals = written.indexOf('=');
    const name = (equals < 0 ? written : written.slice(0, equals)).trim().toLowerCase();
    const value = equals < 0 ? '' : written.slice(equals + 1).trim();
    attributes.set(name, value.replace(/^(["'])([\s\S]*)\1$/, '$2'));
  }
  return { attributes, end: close + 1, empty: text[close - 1] === '/' };
}

/** Index of the `>` of a tag; undefined where another tag begins before. */
function tagEnd(text: string, from: number): number | undefined {
  const limit = Math.min(text.length, from + LONGEST_TAG);
  for (let i = from; i < limit; i++) {
    const c = text[i]!;
    if (c === '>') return i;
    if (c === '<') return undefined;
    if (c !== '"' && c !== "'") continue;
    i = text.indexOf(c, i + 1);
    if (i < 0) return undefined;
  }
  return undefined;
}

const DIALECTS: Readonly<Record<string, string>> = {
  ...{ js: 'js', javascript: 'js', jsx: 'jsx', ts: 'ts', typescript: 'ts', tsx: 'tsx' },
  ...{ module: 'js', babel: 'jsx', ecmascript: 'js' },
};

/**
 * The language of a script by its `lang` or `type`, as a fence would name it; `otherwise` without either. Undefined for
 * data and templates.
 */
export function dialectOf({ attributes }: MarkupScript, otherwise: 'js' | 'ts'): string | undefined {
  const named = (attributes.get('lang') ?? attributes.get('type') ?? '').toLowerCase();
  if (named === '') return otherwise;
  return DIALECTS[named.replace(/^(?:text|application)\/(?:x-)?/, '')];
}
