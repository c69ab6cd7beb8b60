import type { SourceText } from '../../source.ts';
import type { Islands } from './islands.ts';
import type { Tokens } from './tokens.ts';

/** One text in the forms it is read in. */
export interface Text {
  readonly source: SourceText;
  readonly tokens: Tokens;
  readonly islands: Islands;
}
