import { markdownRegions } from '../../server/src/core/regions/markdown.ts';
import { SourceText } from '../../server/src/core/source.ts';

/** One finding a fixture asks for. */
export interface Mark {
  /** UTF-16 offsets in the text of the case, half-open. A range over several lines is marked on its first. */
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  /** Words the message must hold. */
  readonly says: string | undefined;
}

/** One fenced text of a fixture. */
export interface Case {
  readonly section: string;
  /** The heading or sentence above it. */
  readonly title: string;
  readonly language: string;
  /** Words behind the language: `fixed`, `dynamic`. */
  readonly flags: readonly string[];
  /** Without the lines of marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Files beside it: the fences before it that say so (`json beside=package.json`). */
  readonly companions: readonly { readonly path: string; readonly text: string }[];
  /** The text after every fix, when the next fence gives it. */
  readonly fixed?: Case;
}

const MARK = /^([ \t]*)(\^+)[ \t]+([a-z][a-z0-9-]+)(?:[ \t]+"(.*)")?[ \t]*$/;

/** Reads the cases of a rule's page. A `fixed` fence belongs to the one before it, a file beside to the one behind it. */
export function readCases(markdown: string): Case[] {
  const cases: Case[] = [];
  let companions: Case['companions'] = [];
  const source = SourceText.verbatim(markdown);
  for (const fence of markdownRegions(source).fences) {
    const start = fence.content.offset(0);
    const before = markdown.slice(0, start);
    const section = [...before.matchAll(/^## (.*)$/gm)].at(-1)?.[1]?.trim() ?? '';
    const opening = before.trimEnd().split('\n').at(-1) ?? '';
    const lines = before
      .split('\n')
      .slice(0, -2)
      .filter((l) => l.trim() !== '');
    const flags = opening
      .trim()
      .replace(/^[`~]+/, '')
      .split(/\s+/)
      .slice(1);
    const read = {
      section,
      title: lines.at(-1) ?? '',
      language: fence.language,
      flags,
      ...readMarks(fence.content.text),
    };
    const beside = flags.find((flag) => flag.startsWith('beside='))?.slice('beside='.length);
    const last = cases.at(-1);
    if (beside !== undefined) companions = [...companions, { path: beside, text: read.text }];
    else if (flags.includes('fixed') && last)
      cases[cases.length - 1] = { ...last, fixed: { ...read, companions: last.companions } };
    else {
      cases.push({ ...read, companions });
      companions = [];
    }
  }
  return cases;
}

function readMarks(written: string): { text: string; marks: Mark[] } {
  const marks: Mark[] = [];
  let text = '';
  let lineStart = 0;
  for (const line of written.split(/(?<=\n)/)) {
    const mark = MARK.exec(line.trimEnd());
    if (mark) {
      const start = lineStart + mark[1]!.length;
      marks.push({ start, end: start + mark[2]!.length, rule: mark[3]!, says: mark[4] });
    } else {
      lineStart = text.length;
      text += line;
    }
  }
  return { text, marks };
}
