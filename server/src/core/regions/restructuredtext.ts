import { SourceText } from '../source.ts';
import type { Fence } from './fences.ts';
import { type Line, linesOf } from './lines.ts';
import { saidAbove } from './samples.ts';

/** A reStructuredText taken apart. */
export interface RestructuredText {
  /** Code blocks and literal blocks. */
  readonly blocks: readonly Fence[];
  /** Runs of lines outside of blocks and comments. */
  readonly prose: readonly SourceText[];
  readonly comments: readonly SourceText[];
}

const CODE =
  /^([ \t]*)\.\.[ \t]+(?:code-block|code|sourcecode|code-tab|prompt|parsed-literal)::[ \t]*([\w+#-]*)/;
const CAPTION = /^[ \t]+:caption:[ \t]*(.*)$/;
const HIGHLIGHT = /^[ \t]*\.\.[ \t]+highlight::[ \t]*([\w+#-]*)/;
/** Explicit markup that is no directive, target, footnote or substitution. */
const COMMENT = /^([ \t]*)\.\.(?:[ \t]+(?![\w:-]+::|[[_|])(?=\S)|[ \t]*$)/;

/** The blocks of a reStructuredText (source: docutils, reStructuredText Markup Specification; Sphinx, Directives). */
export function restructuredTextRegions(source: SourceText): RestructuredText {
  const lines = linesOf(source);
  const blocks: Fence[] = [];
  const prose: SourceText[] = [];
  const comments: SourceText[] = [];
  let usual = '';
  let proseStart = 0;
  const cut = (from: number, to: number): void => {
    const at = lines[from]?.start ?? source.length;
    if (at > proseStart) prose.push(source.slice(proseStart, at));
    proseStart = lines[to]?.start ?? source.length;
  };
  for (let i = 0; i < lines.length; ) {
    const { text } = lines[i]!.source;
    usual = HIGHLIGHT.exec(text)?.[1]?.toLowerCase() ?? usual;
    const code = CODE.exec(text);
    if (code || opensLiteral(text)) {
      const end = blockEnd(lines, i + 1, code ? indentOf(lines[i]!) : textIndentOf(lines[i]!));
      const from = code ? optionsEnd(lines, i + 1, end) : i + 1;
      const language = code ? code[2]!.toLowerCase() : usual;
      cut(i + 1, end);
      const caption = lines.slice(i + 1, from).map((line) => CAPTION.exec(line.source.text)?.[1] ?? '');
      const said = [...caption, code ? saidAbove(lines, i) : text];
      blocks.push({ language, content: dedented(source, lines.slice(from, end)), said });
      i = end;
      continue;
    }
    const comment = COMMENT.exec(text);
    if (!comment) {
      i++;
      continue;
    }
    const end = blockEnd(lines, i + 1, widthOf(comment[1]!));
    cut(i, end);
    comments.push(source.slice(lines[i]!.start, lines[end]?.start).trim());
    i = end;
  }
  cut(lines.length, lines.length);
  return { blocks, prose, comments };
}

/** True for a line that ends with `::` and is no directive: what is indented below it is as it stands. */
function opensLiteral(text: string): boolean {
  const line = text.trim();
  return line.endsWith('::') && !line.endsWith(':::') && !/^\.\.\s/.test(line);
}

const widthOf = (written: string): number => written.replaceAll('\t', '        ').length;
const indentOf = ({ source: { text } }: Line): number => widthOf(/^[ \t]*/.exec(text)![0]);
/** Where the text of a line begins: of a list item, behind its mark. */
const textIndentOf = ({ source: { text } }: Line): number =>
  widthOf(/^[ \t]*(?:(?:[-*+]|\(?(?:\d{1,3}|[a-zA-Z#])[.)])[ \t]+)?/.exec(text)![0]);
const isBlank = ({ source: { text } }: Line): boolean => text.trim() === '';

/** Index of the first line from `from` that is not indented deeper than `indent`, empty lines at the end left out. */
function blockEnd(lines: readonly Line[], from: number, indent: number): number {
  let end = from;
  for (let i = from; i < lines.length; i++) {
    if (isBlank(lines[i]!)) continue;
    if (indentOf(lines[i]!) <= indent) break;
    end = i + 1;
  }
  return end;
}

/** Behind the options of a directive: `:caption: …`. */
function optionsEnd(lines: readonly Line[], from: number, end: number): number {
  let at = from;
  while (at < end && /^[ \t]+:[\w-]+:/.test(lines[at]!.source.text)) at++;
  return at;
}

/** The lines without the blanks that all of them begin with. */
function dedented(source: SourceText, lines: readonly Line[]): SourceText {
  const written = lines.filter((line) => !isBlank(line)).map((l) => /^[ \t]*/.exec(l.source.text)![0].length);
  const indent = written.reduce((a, b) => Math.min(a, b), 1000);
  const pieces = lines.map((line) =>
    source.slice(line.start + (isBlank(line) ? line.source.length : indent), line.next),
  );
  return SourceText.join(pieces, lines[0] ? source.offset(lines[0].start) : source.offset(source.length));
}
