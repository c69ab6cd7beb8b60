import { Kind, type Tokens } from './tokens.ts';

/** Finds the places of a word in a text. All words are put in a table of chains once, without making a string of each. */
export class Words {
  /** The first token of each chain, and the next one behind each token; -1 for none. */
  private readonly heads: Int32Array;
  private readonly next: Int32Array;

  constructor(private readonly tokens: Tokens) {
    const { kinds, starts, ends, text } = tokens;
    this.heads = new Int32Array(tableSize(kinds.length)).fill(-1);
    this.next = new Int32Array(kinds.length);
    const mask = this.heads.length - 1;
    // From the end, so that chains are in the order of the text.
    for (let token = kinds.length - 1; token >= 0; token--) {
      if (kinds[token] !== Kind.word) continue;
      const slot = hash(text, starts[token]!, ends[token]!) & mask;
      this.next[token] = this.heads[slot]!;
      this.heads[slot] = token;
    }
  }

  /** Every token that is the word, in the order of the text. */
  places(word: string): readonly number[] {
    const { starts, ends, text } = this.tokens;
    const found: number[] = [];
    const { length } = word;
    let token = this.heads[hash(word, 0, length) & (this.heads.length - 1)]!;
    for (; token >= 0; token = this.next[token]!) {
      const start = starts[token]!;
      if (ends[token]! - start === length && text.startsWith(word, start)) found.push(token);
    }
    return found;
  }
}

/** Powers of two, so that a mask picks the slot: one for about four tokens. */
const tableSize = (tokens: number): number => 2 ** Math.ceil(Math.log2(Math.max(16, tokens / 4)));

/** Of a word its length, where it begins and how it ends: names that are alike end differently. */
function hash(text: string, start: number, end: number): number {
  let value = Math.imul(end - start, 31) + text.charCodeAt(start);
  for (let i = Math.max(start, end - 3); i < end; i++) value = Math.imul(value, 31) + text.charCodeAt(i);
  return value ^ (value >>> 15);
}
