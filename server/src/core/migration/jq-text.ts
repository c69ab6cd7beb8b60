/** Blanks and comments of jq. */
export const BLANKS = /(?:\s|#[^\n]*)*/y;
/** A name of jq. */
export const WORD = /[A-Za-z_]\w*/y;

/** Thrown where a program reads in a way that is not understood. */
export class Unread extends Error {}

/** The text of a program of jq, read from left to right. */
export class JqText {
  protected at = 0;

  constructor(protected readonly text: string) {}

  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  protected take(pattern: RegExp): string | undefined {
    const found = this.match(pattern);
    this.at += found?.length ?? 0;
    return found;
  }

  protected peek(): string {
    this.take(BLANKS);
    return this.text[this.at] ?? '';
  }

  protected expect(mark: string): void {
    if (this.peek() !== mark) throw new Unread();
    this.at++;
  }

  protected keyword(word: string): boolean {
    this.take(BLANKS);
    if (this.match(WORD) !== word) return false;
    this.at += word.length;
    return true;
  }
}
