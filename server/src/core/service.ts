import type { Finding, RuleSetting } from './finding.ts';
import type { Facts } from './model.ts';
import type { Range } from './source.ts';

/** What the engine needs from outside. */
export interface ServiceHost {
  /**
   * The bytes of a file shipped beside the program: `tree-sitter.wasm`, `tree-sitter-typescript.wasm`, …
   * A rejection means fewer facts, and is reported once through {@link ServiceHost.warn}.
   */
  readAsset(name: string): Promise<Uint8Array>;
  /** Told of trouble that costs findings, in a sentence for a log. */
  warn(message: string): void;
}

export interface DocumentInput {
  /** LSP language identifier; empty or unknown: decided by `path`. */
  readonly languageId: string;
  /** Path or URI, for its ending only. */
  readonly path: string;
  readonly text: string;
}

/** What was found in one text. Plain data, no resources to free. */
export interface Analysis {
  readonly document: DocumentInput;
  /** Id of the language that read it; undefined when the text has no marker and nothing was read. */
  readonly language: string | undefined;
  readonly facts: Facts;
}

/** Severity by rule id; rules not named keep their default. */
export interface LintConfig {
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export interface FixResult {
  readonly text: string;
  /** How many findings were fixed. */
  readonly applied: number;
}

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

export interface Link {
  readonly range: Range;
  readonly target: string;
  readonly tooltip: string;
}

/** The engine. Every front end is a shell around it. */
export interface Service {
  /** Reads a text. Never throws for what the text holds. */
  analyze(document: DocumentInput): Promise<Analysis>;
  /** Judges it; sorted by place, then rule. */
  check(analysis: Analysis, config: LintConfig): readonly Finding[];
  /** Applies every safe fix, again and again until none is left (ten rounds at most). */
  fixAll(document: DocumentInput, config: LintConfig): Promise<FixResult>;
  hover(analysis: Analysis, offset: number): Hover | undefined;
  links(analysis: Analysis): readonly Link[];
  /** Explains every error type and endpoint mentioned in `text` (an error URL, a code, a response, a log line). Markdown; empty when it mentions none. */
  explain(text: string): readonly Explanation[];
  /** The edit that suppresses `finding`, as comments of its language; undefined where the language has none. */
  suppress(analysis: Analysis, finding: Pick<Finding, 'rule' | 'range'>, scope: 'line' | 'file'): SuppressEdit | undefined;
  /** Frees parsers and trees. */
  dispose(): void;
}

export interface SuppressEdit {
  readonly title: string;
  readonly edits: readonly { readonly range: Range; readonly newText: string }[];
}

export interface Explanation {
  /** `err:unkey:data:key_not_found`, `POST /v2/keys.getKey` or a v1 code. */
  readonly subject: string;
  readonly markdown: string;
}
