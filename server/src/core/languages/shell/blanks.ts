import type { SourceText } from '../../source.ts';
import type { Cursor } from './word.ts';

/**
 * Moves the cursor behind blanks, line continuations and comments, which are added to `comments`. False when the text ends right behind a continuation.
 */
export function skipBlanks(cursor: Cursor, comments: SourceText[]): boolean {
  for (;;) {
    const c = cursor.text[cursor.at];
    if (c === ' ' || c === '\t' || c === '\r') cursor.at++;
    else if (c === '\\' && /^\\\r?\n/.test(cursor.text.slice(cursor.at, cursor.at + 3))) {
      cursor.at = cursor.text.indexOf('\n', cursor.at) + 1;
      if (
        /^\s*$/.test(cursor.text.slice(cursor.at, cursor.at + 80)) &&
        cursor.text.slice(cursor.at).trim() === ''
      )
        return false;
    } else if (c === '\\' && /^\\\s*$/.test(cursor.text.slice(cursor.at, cursor.at + 80))) {
      if (cursor.text.slice(cursor.at + 1).trim() !== '') return true;
      cursor.at = cursor.text.length;
      return false;
    } else if (c === '#' && (cursor.at === 0 || /[\s;&|()]/.test(cursor.text[cursor.at - 1]!))) {
      const newline = cursor.text.indexOf('\n', cursor.at);
      const end = newline < 0 ? cursor.text.length : newline;
      comments.push(cursor.source.slice(cursor.at, end).trim());
      cursor.at = end;
    } else return true;
  }
}
