import { SourceText } from '../source.ts';
import { type Line, linesOf } from './lines.ts';

/** A piece of Markdown that is in another language. */
export interface Fence {
  /** First word of the info string, lower case; empty when there is none. */
  readonly language: string;
  /** The lines between the fences, without the quote marks and the indentation of the opening fence. */
  readonly content: SourceText;
}

export interface MarkdownRegions {
  readonly fences: readonly Fence[];
  /** Runs of lines outside fences. */
  readonly prose: readonly SourceText[];
}

const OPENING = /^([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(`{3,}|~{3,})[ \t]*([^`]*)$/;

/** Cuts Markdown into fenced code and the rest. A fence that is never closed runs to the end. */
export function markdownRegions(source: SourceText): MarkdownRegions {
  const lines = linesOf(source);
  const fences: Fence[] = [];
  const prose: SourceText[] = [];
  let proseStart = 0;
  for (let i = 0; i < lines.length; i++) {
    const opening = OPENING.exec(lines[i]!.source.text);
    if (!opening) continue;
    const [, indent, marks, info] = opening;
    if (lines[i]!.start > proseStart) prose.push(source.slice(proseStart, lines[i]!.start));
    const closing = new RegExp(`^[ \\t>]*${marks![0]}{${marks!.length},}[ \\t]*$`);
    let end = i + 1;
    while (end < lines.length && !closing.test(lines[end]!.source.text)) end++;
    fences.push({
      language: languageOf(info!),
      content: contentOf(source, lines.slice(i + 1, end), indent!),
    });
    proseStart = lines[end]?.next ?? source.length;
    i = end;
  }
  if (proseStart < source.length) prose.push(source.slice(proseStart));
  return { fences, prose };
}

/** `bash theme={…}`, `{.bash}`, `ts:src/x.ts` and `sh,ignore` name the language in their first word. */
const languageOf = (info: string): string => /^\{?\.?([\w+#-]+)/.exec(info.trim())?.[1]?.toLowerCase() ?? '';

function contentOf(source: SourceText, lines: readonly Line[], indent: string): SourceText {
  const quotes = indent.split('>').length - 1;
  const blanks = indent.slice(indent.lastIndexOf('>') + 1).length - (quotes > 0 ? 1 : 0);
  const strip = new RegExp(
    `^(?:[ \\t]*>){0,${quotes}}${quotes > 0 ? '[ \\t]?' : ''}[ \\t]{0,${Math.max(0, blanks)}}`,
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
