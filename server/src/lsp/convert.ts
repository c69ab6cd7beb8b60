import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
  type Position,
} from 'vscode-languageserver';
import type { Finding, Fix, Severity } from '../core/finding.ts';
import type { TextEdit } from '../core/model.ts';
import { redact } from '../core/redact.ts';
import { rulePage } from '../core/rule-page.ts';
import type { Range } from '../core/source.ts';
import type { ClientFeatures } from './client-features.ts';

/** How a client counts the columns of a line. */
export type Encoding = 'utf-16' | 'utf-8';

export const SOURCE = 'unkey-lint';

/** The lines of one text. Offsets are UTF-16 offsets of the whole text; columns count as `encoding` says. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(
    readonly text: string,
    readonly encoding: Encoding,
  ) {
    this.starts = lineStarts(text);
  }

  /** Where `offset` stands. An offset outside the text, or inside a line ending, goes to the nearest place. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const line = this.lineAt(at);
    const start = this.starts[line]!;
    const end = Math.min(at, this.lineEnd(line));
    return { line, character: this.encoding === 'utf-16' ? end - start : utf8Length(this.text, start, end) };
  }

  /** The offset of a position; a column beyond the line is its end, a line beyond the text the text's end. */
  offset(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.starts[position.line];
    if (start === undefined) return this.text.length;
    const end = this.lineEnd(position.line);
    if (this.encoding === 'utf-16') return Math.min(end, start + Math.max(0, position.character));
    let at = start;
    let bytes = 0;
    while (at < end) {
      const point = this.text.codePointAt(at)!;
      bytes += utf8Size(point);
      if (bytes > position.character) break;
      at += point > 0xffff ? 2 : 1;
    }
    return at;
  }

  range(range: Range): LspRange {
    return { start: this.position(range.start), end: this.position(range.end) };
  }

  offsets(range: LspRange): Range {
    const start = this.offset(range.start);
    return { start, end: Math.max(start, this.offset(range.end)) };
  }

  edits(edits: readonly TextEdit[]): LspTextEdit[] {
    return edits.map((edit) => ({ range: this.range(edit.range), newText: edit.newText }));
  }

  private lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Where the line's ending begins. */
  private lineEnd(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text[next - 1] === '\n' && this.text[next - 2] === '\r' ? next - 2 : next - 1;
  }
}

/** A line ends with LF, CR LF or CR. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** A lone surrogate counts three bytes, as the replacement character does. */
function utf8Size(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}

function utf8Length(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; ) {
    const point = text.codePointAt(at)!;
    const units = point > 0xffff ? 2 : 1;
    if (at + units > end) break;
    bytes += utf8Size(point);
    at += units;
  }
  return bytes;
}

/** A fix in the client's positions, valid for the one text it was made for. */
export interface FixData {
  readonly title: string;
  readonly safety: Fix['safety'];
  readonly edits: readonly LspTextEdit[];
}

/** What a diagnostic carries for the client to send back with a request for code actions. */
export interface DiagnosticData {
  readonly rule: string;
  /** The document's version; null for a file that is not open. */
  readonly version: number | null;
  /** Names the very text that was judged; versions start again when a document is reopened. */
  readonly stamp: number;
  readonly fix?: FixData;
}

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

const TAG = { deprecated: DiagnosticTag.Deprecated, unnecessary: DiagnosticTag.Unnecessary } as const;

/** The text a diagnostic belongs to. */
export interface DiagnosedText {
  readonly uri: string;
  readonly version: number | null;
  readonly stamp: number;
  readonly lines: Lines;
}

/** A finding as the client can show it. */
export function toDiagnostic(finding: Finding, text: DiagnosedText, client: ClientFeatures): Diagnostic {
  const tags = (finding.tags ?? [])
    .map((tag) => TAG[tag])
    .filter((tag) => client.diagnosticTags.includes(tag));
  const related = client.relatedInformation ? (finding.related ?? []) : [];
  const data: DiagnosticData = {
    rule: finding.rule,
    version: text.version,
    stamp: text.stamp,
    ...(finding.fix && { fix: toFixData(finding.fix, text.lines) }),
  };
  return {
    range: text.lines.range(finding.range),
    severity: SEVERITY[finding.severity],
    source: SOURCE,
    code: finding.rule,
    message: redact(finding.message),
    ...(client.codeDescription && { codeDescription: { href: rulePage(finding.rule) } }),
    ...(tags.length > 0 && { tags }),
    ...(related.length > 0 && {
      relatedInformation: related.map(({ message, range }) => ({
        message: redact(message),
        location: { uri: text.uri, range: text.lines.range(range) },
      })),
    }),
    ...(client.diagnosticData && { data }),
  };
}

export function toFixData(fix: Fix, lines: Lines): FixData {
  return { title: redact(fix.title), safety: fix.safety, edits: lines.edits(fix.edits) };
}
