import type { Tokens } from './tokens.ts';

/** The columns of the tokens of a text, while they are filled. */
export class Columns {
  protected kinds: Uint8Array;
  protected breaks: Uint8Array;
  protected blocks: Uint8Array;
  protected starts: Int32Array;
  protected ends: Int32Array;
  protected parents: Int32Array;
  protected mates: Int32Array;
  protected limits: Int32Array;
  protected count = 0;
  protected readonly comments: [number, number][] = [];
  protected balanced = true;

  constructor(protected readonly text: string) {
    // Code has a token in three characters or more.
    const capacity = Math.ceil(text.length / 3) + 64;
    this.kinds = new Uint8Array(capacity);
    this.breaks = new Uint8Array(capacity);
    this.blocks = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.mates = new Int32Array(capacity).fill(-1);
    this.limits = new Int32Array(capacity).fill(-1);
  }

  protected tokens(): Tokens {
    const { text, count, comments, balanced } = this;
    return {
      text,
      kinds: this.kinds.subarray(0, count),
      breaks: this.breaks.subarray(0, count),
      blocks: this.blocks.subarray(0, count),
      starts: this.starts.subarray(0, count),
      ends: this.ends.subarray(0, count),
      parents: this.parents.subarray(0, count),
      mates: this.mates.subarray(0, count),
      limits: this.limits.subarray(0, count),
      comments,
      balanced,
    };
  }

  protected grow(): void {
    const capacity = this.kinds.length * 2;
    const bytes = (old: Uint8Array): Uint8Array => {
      const grown = new Uint8Array(capacity);
      grown.set(old);
      return grown;
    };
    const words = (old: Int32Array): Int32Array => {
      const grown = new Int32Array(capacity).fill(-1);
      grown.set(old);
      return grown;
    };
    this.kinds = bytes(this.kinds);
    this.breaks = bytes(this.breaks);
    this.blocks = bytes(this.blocks);
    this.starts = words(this.starts);
    this.ends = words(this.ends);
    this.parents = words(this.parents);
    this.mates = words(this.mates);
    this.limits = words(this.limits);
  }
}
