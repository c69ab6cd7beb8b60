import { type Line, linesOf } from '../../regions/lines.ts';
import { SourceText } from '../../source.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: `RUN`. Of `ONBUILD RUN` it is `RUN`. */
  readonly keyword: string;
  /** What stands behind the keyword and its flags, in one line: line continuations and comment lines between are left out. */
  readonly text: SourceText;
  /** The bodies of here-documents, in order; the lines that end them left out. */
  readonly bodies: readonly SourceText[];
  /** {@link Instruction.text} and the here-documents behind it, as a shell would have to be given them. */
  readonly script: SourceText;
}

/** What a Dockerfile holds. */
export interface Dockerfile {
  readonly instructions: readonly Instruction[];
  readonly comments: readonly SourceText[];
}

const KEYWORD = /^[ \t]*(?:ONBUILD[ \t]+)?([A-Za-z]+)(?:[ \t]+(?:--[\w-]+(?:=(?:"[^"\n]*"|\S)*)?[ \t]+)*|$)/i;
const HERE_DOCUMENT = /<<(-?)[ \t]*(["']?)([A-Za-z_]\w*)\2/g;
/** Instructions that may have here-documents (source: Dockerfile reference). */
const WITH_DOCUMENTS = new Set(['RUN', 'COPY', 'ADD']);

/** Reads the instructions of a Dockerfile. Lines that are none are left out. */
export function parseDockerfile(source: SourceText): Dockerfile {
  const lines = linesOf(source);
  const instructions: Instruction[] = [];
  const comments: SourceText[] = [];
  const continuation = /^(?:#[^\n]*\n)*?#[ \t]*escape[ \t]*=[ \t]*`/i.test(source.text.slice(0, 400))
    ? '`'
    : '\\';
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    if (isComment(line)) comments.push(line.source.trim());
    const keyword = KEYWORD.exec(line.source.text);
    if (isComment(line) || !keyword) {
      i++;
      continue;
    }
    const pieces: SourceText[] = [];
    for (let part = { from: line.start + keyword[0].length, line }; ; ) {
      const written = source.slice(part.from, part.line.next);
      const end = written.text.trimEnd();
      i++;
      if (!end.endsWith(continuation) || i >= lines.length) {
        pieces.push(written);
        break;
      }
      pieces.push(written.slice(0, end.length - 1));
      while (i < lines.length && (isComment(lines[i]!) || lines[i]!.source.text.trim() === '')) {
        if (isComment(lines[i]!)) comments.push(lines[i]!.source.trim());
        i++;
      }
      const next = lines[i];
      if (!next) break;
      part = { from: next.start, line: next };
    }
    const text = SourceText.join(pieces, source.offset(line.next));
    const name = keyword[1]!.toUpperCase();
    const bodies: SourceText[] = [];
    const from = lines[i]?.start ?? source.length;
    if (WITH_DOCUMENTS.has(name)) i = readDocuments(source, lines, i, text.text, bodies);
    const script = bodies.length === 0 ? text : SourceText.join([text, source.slice(from, lines[i]?.start)]);
    instructions.push({ keyword: name, text, bodies, script });
  }
  return { instructions, comments };
}

const isComment = (line: Line): boolean => /^[ \t]*#/.test(line.source.text);

/** Adds the bodies that `text` announces; the line behind them. A body that is never closed goes to the end. */
function readDocuments(
  source: SourceText,
  lines: readonly Line[],
  from: number,
  text: string,
  bodies: SourceText[],
): number {
  let at = from;
  for (const [, strip, , tag] of text.matchAll(HERE_DOCUMENT)) {
    const start = at;
    const closes = (line: Line): boolean =>
      (strip ? line.source.text.replace(/^\t+/, '') : line.source.text) === tag;
    while (at < lines.length && !closes(lines[at]!)) at++;
    bodies.push(source.slice(lines[start]?.start ?? source.length, lines[at]?.start));
    at = Math.min(at + 1, lines.length);
  }
  return at;
}
