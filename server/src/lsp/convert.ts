import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  type Range as LspRange,
  type TextEdit as LspTextEdit,
  type MarkupContent,
  MarkupKind,
  type Position,
  type SignatureHelp,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type { Completion, CompletionKind, InsertPiece } from '../core/features/complete-item.ts';
import type { Signature } from '../core/features/signature.ts';
import type { CallSymbol } from '../core/features/symbols.ts';
import type { Finding, Fix, Severity } from '../core/finding.ts';
import { lastAtOrBefore, lineStarts } from '../core/line-index.ts';
import type { TextEdit } from '../core/model.ts';
import { plainText } from '../core/plain-text.ts';
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
    const line = lastAtOrBefore(this.starts, at);
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

  /** Where the line's ending begins. */
  private lineEnd(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text[next - 1] === '\n' && this.text[next - 2] === '\r' ? next - 2 : next - 1;
  }
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
    message: finding.message,
    ...(client.codeDescription && { codeDescription: { href: rulePage(finding.rule) } }),
    ...(tags.length > 0 && { tags }),
    ...(related.length > 0 && {
      relatedInformation: related.map(({ message, range }) => ({
        message,
        location: { uri: text.uri, range: text.lines.range(range) },
      })),
    }),
    ...(client.diagnosticData && { data }),
  };
}

/** A fix as it travels with a diagnostic. */
export function toFixData(fix: Fix, lines: Lines): FixData {
  return { title: fix.title, safety: fix.safety, edits: lines.edits(fix.edits) };
}

/** Markdown for clients that show it, plain text for others. */
export function toMarkup(markdown: string, asMarkdown: boolean): MarkupContent {
  return asMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}

const COMPLETION_KIND: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  endpoint: CompletionItemKind.Function,
  method: CompletionItemKind.Method,
  header: CompletionItemKind.Property,
  field: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  body: CompletionItemKind.Snippet,
  error: CompletionItemKind.Constant,
  permission: CompletionItemKind.Constant,
  id: CompletionItemKind.Value,
};

/** An item as the client can insert it: as a snippet where it takes snippets and there is something to fill in. */
export function toCompletionItem(item: Completion, lines: Lines, client: ClientFeatures): CompletionItem {
  const snippet = client.snippets && item.insert.some((piece) => typeof piece !== 'string');
  return {
    label: item.label,
    kind: COMPLETION_KIND[item.kind],
    sortText: item.sortText,
    textEdit: { range: lines.range(item.range), newText: (snippet ? toSnippet : toText)(item.insert) },
    data: item.subject,
    ...(item.also.length > 0 && { additionalTextEdits: lines.edits(item.also) }),
    ...(item.detail !== '' && { detail: item.detail }),
    ...(item.filterText !== '' && item.filterText !== item.label && { filterText: item.filterText }),
    ...(snippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(item.deprecated && { tags: [CompletionItemTag.Deprecated] }),
  };
}

function toText(insert: readonly InsertPiece[]): string {
  return insert.map((p) => (typeof p === 'string' ? p : (p.choices?.[0] ?? p.text ?? ''))).join('');
}

/** The pieces in the snippet syntax of the protocol. */
function toSnippet(insert: readonly InsertPiece[]): string {
  let stops = 0;
  const pieces = insert.map((piece) => {
    if (typeof piece === 'string') return piece.replace(/[\\$}]/g, '\\$&');
    const { text, choices } = piece;
    stops++;
    if (choices) return `\${${stops}|${choices.map((c) => c.replace(/[\\$},|]/g, '\\$&')).join(',')}|}`;
    return text === undefined ? `$${stops}` : `\${${stops}:${text.replace(/[\\$}]/g, '\\$&')}}`;
  });
  return pieces.join('');
}

/** One signature; parameters are named by their places in the label where the client can take that. */
export function toSignatureHelp(
  { label, parameters, active }: Signature,
  client: ClientFeatures,
): SignatureHelp {
  // Without a way to say `none`, most clients mark nothing for a number behind the last parameter.
  const none = client.noActiveParameter ? null : parameters.length;
  return {
    signatures: [
      {
        label,
        parameters: parameters.map(({ start, end }) => ({
          label: client.parameterOffsets ? [start, end] : label.slice(start, end),
        })),
      },
    ],
    activeSignature: 0,
    activeParameter: active ?? none,
  };
}

/** A symbol in the tree of a document. */
export function toDocumentSymbol(
  { name, detail, range, selection }: CallSymbol,
  lines: Lines,
): DocumentSymbol {
  return {
    name,
    detail,
    kind: SymbolKind.Function,
    range: lines.range(range),
    selectionRange: lines.range(selection),
  };
}

/** A symbol in a flat list. */
export function toSymbolInformation(
  { name, detail, selection }: CallSymbol,
  { uri, lines }: Pick<DiagnosedText, 'uri' | 'lines'>,
): SymbolInformation {
  return {
    name,
    containerName: detail,
    kind: SymbolKind.Function,
    location: { uri, range: lines.range(selection) },
  };
}
