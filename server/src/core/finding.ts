import type { TextEdit } from './model.ts';
import type { Range } from './source.ts';

/** How loud a finding is. */
export type Severity = 'error' | 'warning' | 'info';

/** What a user may set a rule to. `warn` is the spelling of configuration files and the command line. */
export type RuleSetting = 'off' | 'info' | 'warn' | 'error';

/** `safe` fixes are applied by fix-all, on save and by `--fix`; `suggestion` only from the light bulb. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'suggestion';
  /** Non-overlapping, in any order. */
  readonly edits: readonly TextEdit[];
}

/** One accusation: what is wrong at `range`, then what is right. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  /** The call it belongs to: a suppression on the call's first line covers it. */
  readonly scope?: Range;
  readonly fix?: Fix;
  readonly tags?: readonly ('deprecated' | 'unnecessary')[];
  readonly related?: readonly { readonly message: string; readonly range: Range }[];
}
