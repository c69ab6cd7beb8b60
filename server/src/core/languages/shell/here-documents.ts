import type { Building } from './parse.ts';
import { type Word, type WordPart, wordOf } from './syntax.ts';
import { type Cursor, readWord, type WordReader } from './word.ts';

/** A here-document that was announced and whose body comes on the next lines. */
interface Pending {
  readonly tag: string;
  readonly raw: boolean;
  readonly strip: boolean;
  readonly command: Building;
}

/** The here-documents of a script. */
export class HereDocuments {
  private readonly pending: Pending[] = [];

  constructor(private readonly reader: WordReader) {}

  /** Notes `<<word` of a command. */
  expect(word: Word, strip: boolean, command: Building): void {
    const tag = word.parts.map((p) => (p.kind === 'text' ? p.value.text : '')).join('');
    const raw = word.parts.some((p) => p.kind === 'text' && p.quoted);
    if (tag !== '') this.pending.push({ tag, raw, strip, command });
  }

  /** Reads the bodies of the here-documents that the line just ended has announced. */
  read(cursor: Cursor): void {
    for (const { tag, raw, strip, command } of this.pending.splice(0)) {
      const start = cursor.at;
      let end = cursor.text.length;
      let closed = false;
      for (let at = start; at < cursor.text.length; ) {
        const newline = cursor.text.indexOf('\n', at);
        const lineEnd = newline < 0 ? cursor.text.length : newline;
        const line = cursor.text.slice(at, lineEnd).replace(/\r$/, '');
        if ((strip ? line.replace(/^\t+/, '') : line) === tag) {
          end = at;
          closed = true;
          cursor.at = newline < 0 ? cursor.text.length : newline + 1;
          break;
        }
        at = lineEnd + 1;
      }
      if (!closed) cursor.at = cursor.text.length;
      const body = cursor.source.slice(start, end);
      const parts: readonly WordPart[] = raw
        ? [{ kind: 'text', value: body, quoted: true }]
        : // Variables are expanded, quotes are plain characters.
          readWord({ source: body, text: body.text, at: 0 }, this.reader, 'here-document').parts;
      command.input = wordOf(parts, body.range(), closed);
      if (!closed) command.whole = false;
    }
  }
}
