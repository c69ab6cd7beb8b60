import type { TextEdit } from '../model.ts';
import type { Range } from '../source.ts';

/** A root key in the text: written out, or handed to where others can read it. One place may be both. */
export type Secret = WrittenSecret | ExposedSecret;

/** A root key that stands in the text letter by letter. */
export interface WrittenSecret {
  readonly kind: 'written';
  readonly range: Range;
  /** Its first characters and dots: all of it that may be shown. */
  readonly shown: string;
  /** True in a file that is by convention kept out of the repository: `.env`. */
  readonly isPrivate: boolean;
  /** Reads it from the environment instead. Missing where the language or the place does not allow it. */
  readonly fromEnvironment?: readonly TextEdit[];
}

/** A root key, or what its name says is one, where others can read it. */
export interface ExposedSecret {
  readonly kind: 'exposed';
  readonly range: Range;
  /** The name as written, or of a key its first characters and dots. */
  readonly shown: string;
  /**
   * - `browser`: in a script that is sent to browsers.
   * - `variable`: in a variable of the environment whose prefix makes a build tool copy it into such scripts.
   * - `query`: in the query of a URL.
   * - `log`: printed.
   */
  readonly where: 'browser' | 'variable' | 'query' | 'log';
}
