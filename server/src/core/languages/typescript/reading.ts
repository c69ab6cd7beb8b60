import type { ApiCall } from '../../model.ts';
import type { Values } from '../../resolve.ts';
import type { SourceText } from '../../source.ts';
import type { Islands } from './islands.ts';
import type { NameScope } from './scope.ts';
import type { Tokens } from './tokens.ts';

/** One text being read. */
export interface Reading {
  readonly source: SourceText;
  readonly tokens: Tokens;
  readonly islands: Islands;
  readonly scope: NameScope;
  readonly values: Values;
  /** The calls of a command line that stands in one string, or in a list of words. */
  readonly commands: (command: SourceText, isOne: boolean) => readonly ApiCall[];
  /** Path of the document. */
  readonly path: string;
  /** The whole document around the text. */
  readonly document: string;
}
