import { SourceText } from '../source.ts';
import type { Fence } from './fences.ts';
import { type Line, linesOf } from './lines.ts';
import { saidAbove, titleOf } from './samples.ts';

/** The pieces of a Markdown text. */
export interface MarkdownRegions {
  readonly fences: readonly Fence[];
  /** Runs of lines outside fences. */
  readonly prose: readonly SourceText[];
}

const OPENING = /^([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(`{3,}|~{3,})[ \t]*([^`]*)$/;
/** Comments that may go over several lines, by what opens and closes them. */
const COMMENTS = [
  { open: /^[ \t>]*<!--/, close: '-->' },
  { open: /^[ \t>]*\{\/\*/, close: '*/}' },
] as const;

/**
 * Cuts Markdown into fenced code and the rest. A fence that is never closed runs to the end of the quote or list item
 * it begins in, or of the text. Fences inside comments are none.
 */
export function markdownRegions(source: SourceText): MarkdownRegions {
  const lines = linesOf(source);
  const fences: Fence[] = [];
  const prose: SourceText[] = [];
  let proseStart = 0;
  let commentEnd = 0;
  const lastClose = COMMENTS.map((c) => source.text.lastIndexOf(c.close));
  for (let i = 0; i < lines.length; i++) {
    const { start, source: line } = lines[i]!;
    if (start < commentEnd) continue;
    const comment = COMMENTS.find((c) => c.open.test(line.text));
    if (comment) {
      // A comment that is never closed ends with its line.
      if (start < lastClose[COMMENTS.indexOf(comment)]!)
        commentEnd = source.text.indexOf(comment.close, start);
      continue;
    }
    const opening = OPENING.exec(line.text);
    if (!opening) continue;
    const [, indent, marks, info] = opening;
    if (start > proseStart) prose.push(source.slice(proseStart, start));
    const end = lastLine(lines, i + 1, indent!, marks!);
    fences.push({
      language: languageOf(info!),
      content: contentOf(source, lines.slice(i + 1, end.at), indent!),
      said: [titleOf(info!.replace(LANGUAGE, '')), saidAbove(lines, i)],
    });
    i = end.closed ? end.at : end.at - 1;
    proseStart = lines[i + 1]?.start ?? source.length;
  }
  if (proseStart < source.length) prose.push(source.slice(proseStart));
  return { fences, prose };
}

/** The line that closes a fence opened before line `from`, or that no longer belongs to the quote or item around it. */
function lastLine(
  lines: readonly Line[],
  from: number,
  indent: string,
  marks: string,
): { readonly at: number; readonly closed: boolean } {
  const quotes = indent.split('>').length - 1;
  const blanks = blanksOf(indent);
  const quote = `(?:[ \\t]*>){${quotes}}${quotes > 0 ? '[ \\t]?' : ''}`;
  // Marks that are indented deeper than by three blanks are text.
  const closing = new RegExp(`^${quote}[ \\t]{0,${blanks + 3}}${marks[0]}{${marks.length},}[ \\t]*$`);
  const inItem = /[-*+.)][ \t]+$/.test(indent);
  const inside = new RegExp(`^${quote}(?:[ \\t]{${inItem ? blanks : 0}}|[ \\t]*$)`);
  let at = from;
  for (; at < lines.length; at++) {
    const { text } = lines[at]!.source;
    if (closing.test(text)) return { at, closed: true };
    if (!inside.test(text)) break;
  }
  return { at, closed: false };
}

/** The blanks before a fence, behind the last quote mark and the one blank that belongs to it. */
function blanksOf(indent: string): number {
  const quoted = indent.includes('>');
  return Math.max(0, indent.slice(indent.lastIndexOf('>') + 1).length - (quoted ? 1 : 0));
}

/** `bash theme={…}`, `{.bash}`, `ts:src/x.ts` and `sh,ignore` name the language in their first word. */
const languageOf = (info: string): string => LANGUAGE.exec(info)?.[1]?.toLowerCase() ?? '';
const LANGUAGE = /^\s*\{?\.?([\w+#-]+)/;

function contentOf(source: SourceText, lines: readonly Line[], indent: string): SourceText {
  const quotes = indent.split('>').length - 1;
  const strip = new RegExp(
    `^(?:[ \\t]*>){0,${quotes}}${quotes > 0 ? '[ \\t]?' : ''}[ \\t]{0,${blanksOf(indent)}}`,
  );
  const pieces = lines.map((line) =>
    source.slice(line.start + strip.exec(line.source.text)![0].length, line.next),
  );
  return SourceText.join(pieces, lines[0] ? source.offset(lines[0].start) : source.offset(source.length));
}

const COMMENT = /<!--[\s\S]*?(?:-->|$)|\{\/\*[\s\S]*?(?:\*\/\}|$)/g;

/** HTML comments and the comments of MDX. */
export function markdownComments(prose: SourceText): SourceText[] {
  return [...prose.text.matchAll(COMMENT)].map((m) => prose.slice(m.index, m.index + m[0].length));
}
