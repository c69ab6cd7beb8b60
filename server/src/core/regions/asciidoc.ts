import { SourceText } from '../source.ts';
import type { Fence } from './fences.ts';
import { type Line, linesOf } from './lines.ts';
import { saidAbove } from './samples.ts';
import { substitute } from './substitution.ts';

/** An AsciiDoc text taken apart. */
export interface AsciiDoc {
  /** Source, listing and literal blocks; callouts left out, attributes put in where the block has them put in. */
  readonly blocks: readonly Fence[];
  /** Runs of lines outside of blocks. */
  readonly prose: readonly SourceText[];
  readonly comments: readonly SourceText[];
}

const DELIMITER = /^(?:-{4,}|\.{4,}|\/{4,}|\+{4,}|--)[ \t]*$/;
const FENCE = /^(`{3,})[ \t]*([\w+#-]*)[^`]*$/;
const ATTRIBUTES = /^\[(.*)\][ \t]*$/;
const ATTRIBUTE = /^:([\w][\w-]*):[ \t]*(.*)$/;
/** Numbers that point at an explanation, behind a comment mark or not. */
const CALLOUTS =
  /(?<![ \t])[ \t]*(?:(?:#|\/\/|--|;;)[ \t]*)?(?:<(?:!--)?(?:\d+|\.)(?:--)?>[ \t]*)+(?=\r?$)/gm;

/** The blocks of an AsciiDoc text (source: AsciiDoc Language Documentation, Verbatim and Source Blocks). */
export function asciidocRegions(source: SourceText): AsciiDoc {
  const lines = linesOf(source);
  const blocks: Fence[] = [];
  const prose: SourceText[] = [];
  const comments: SourceText[] = [];
  const attributes = new Map<string, SourceText | undefined>();
  let style: Style | undefined;
  let proseStart = 0;
  for (let i = 0; i < lines.length; i++) {
    const { source: line, start } = lines[i]!;
    const { text } = line;
    const attribute = ATTRIBUTE.exec(text);
    if (attribute) define(attributes, attribute, line);
    const written = ATTRIBUTES.exec(text);
    if (written) {
      style = styleOf(written[1]!) ?? style;
      continue;
    }
    const fence = FENCE.exec(text);
    if (!fence && !DELIMITER.test(text)) {
      if (/^\/\/(?!\/)/.test(text)) comments.push(line.trim());
      const isParagraph = style?.isSource && text.trim() !== '' && !/^\.\S|^\/\//.test(text);
      if (isParagraph) {
        const end = paragraphEnd(lines, i);
        if (start > proseStart) prose.push(source.slice(proseStart, start));
        const content = source.slice(start, lines[end]?.start);
        blocks.push({ ...block(content, style!, attributes), said: [saidAbove(lines, i)] });
        proseStart = lines[end]?.start ?? source.length;
        i = end - 1;
      }
      // A title may stand between the attributes and their block.
      if (!/^\.\S/.test(text)) style = undefined;
      continue;
    }
    const mark = (fence ? fence[1]! : text).trimEnd();
    const isOpen = mark === '--';
    let end = i + 1;
    while (end < lines.length && lines[end]!.source.text.trimEnd() !== mark) end++;
    // An open block that is no source holds text like any other.
    if (isOpen && !style?.isSource) {
      style = undefined;
      continue;
    }
    if (start > proseStart) prose.push(source.slice(proseStart, start));
    const content = source.slice(lines[i]!.next, lines[end]?.start);
    if (mark.startsWith('/')) comments.push(content);
    else if (!mark.startsWith('+')) {
      const language = fence ? fence[2]!.toLowerCase() : style?.language;
      const read = block(content, { isSource: true, attributes: false, ...style, language }, attributes);
      blocks.push({ ...read, said: [saidAbove(lines, i)] });
    }
    style = undefined;
    proseStart = lines[end]?.next ?? source.length;
    i = end;
  }
  if (proseStart < source.length) prose.push(source.slice(proseStart));
  return { blocks, prose, comments };
}

/** What the attributes above a block say of it. */
interface Style {
  readonly isSource: boolean;
  readonly language: string | undefined;
  /** True when attributes are put in. */
  readonly attributes: boolean;
}

/** `source,bash`, `,bash`, `source%nowrap,bash,subs="attributes+"`, `listing`; undefined for those of other blocks. */
function styleOf(written: string): Style | undefined {
  const [first = '', second = ''] = written.split(',').map((part) => part.trim());
  const name = /^[\w-]*/.exec(first)![0];
  if (!/^(?:source|listing|literal)?$/.test(name) || (name === '' && !/^[\w+#-]+$/.test(second)))
    return undefined;
  const language = name === 'literal' || !/^[\w+#-]+$/.test(second) ? undefined : second.toLowerCase();
  const attributes = /\bsubs\s*=\s*"?[^"]*(?:attributes|normal)/.test(written);
  return { isSource: true, language, attributes };
}

function define(
  attributes: Map<string, SourceText | undefined>,
  [, name, value]: RegExpExecArray,
  line: SourceText,
): void {
  const text = line.slice(line.length - value!.length).trim();
  attributes.set(name!, attributes.has(name!) || text.length === 0 ? undefined : text);
}

function paragraphEnd(lines: readonly Line[], from: number): number {
  let end = from;
  while (end < lines.length && lines[end]!.source.text.trim() !== '') end++;
  return end;
}

function block(
  written: SourceText,
  style: Style,
  attributes: ReadonlyMap<string, SourceText | undefined>,
): Fence {
  const content = substitute(written, CALLOUTS, (_, mark) => mark.slice(0, 0));
  const language = style.language ?? attributes.get('source-language')?.text.toLowerCase() ?? '';
  if (!style.attributes) return { language, content };
  const filled = substitute(content, /\{([\w][\w-]*)\}/g, (m, mark) =>
    attributes.has(m[1]!) ? (attributes.get(m[1]!) ?? SourceText.hole(mark.range())) : undefined,
  );
  return { language, content: filled };
}
