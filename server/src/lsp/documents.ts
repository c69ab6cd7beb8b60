import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { type DiagnosedText, type Encoding, Lines } from './convert.ts';

/** A text at one moment. A change makes a new one, so work on an old one never mixes with the new. */
export interface Snapshot extends DiagnosedText {
  readonly languageId: string;
  readonly text: string;
  /** The notebook it is a cell of. */
  readonly notebook?: string;
}

/** The open documents. */
export class Documents {
  private readonly open = new Map<string, Snapshot>();
  private stamps = 0;

  constructor(private readonly encoding: Encoding) {}

  get(uri: string): Snapshot | undefined {
    return this.open.get(uri);
  }

  all(): readonly Snapshot[] {
    return [...this.open.values()];
  }

  /** A text that is not open, such as a file of the workspace. It is not kept. */
  snapshot(uri: string, languageId: string, version: number | null, text: string): Snapshot {
    return { uri, languageId, version, text, stamp: ++this.stamps, lines: new Lines(text, this.encoding) };
  }

  didOpen({ uri, languageId, version, text }: TextDocumentItem, notebook?: string): Snapshot {
    const plain = this.snapshot(uri, languageId, version, text);
    const snapshot = notebook === undefined ? plain : { ...plain, notebook };
    this.open.set(uri, snapshot);
    return snapshot;
  }

  /** Applies the changes in order, each to the result of the one before. Undefined when it is not open. */
  didChange(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): Snapshot | undefined {
    const before = this.open.get(uri);
    if (!before) return undefined;
    let { text, lines } = before;
    for (const change of changes) {
      if ('range' in change) {
        const { start, end } = lines.offsets(change.range);
        text = text.slice(0, start) + change.text + text.slice(end);
      } else {
        text = change.text;
      }
      lines = new Lines(text, this.encoding);
    }
    const after: Snapshot = { ...before, version, text, lines, stamp: ++this.stamps };
    this.open.set(uri, after);
    return after;
  }

  didClose(uri: string): void {
    this.open.delete(uri);
  }
}
