import { analyze } from './analyze.ts';
import type { Endpoint } from './catalogue/endpoint.ts';
import { check } from './check.ts';
import { callers } from './features/callers.ts';
import { complete } from './features/complete.ts';
import { documentCompletion } from './features/complete-document.ts';
import type { Completion } from './features/complete-item.ts';
import { explain } from './features/explain.ts';
import { fixAll } from './features/fix-all.ts';
import { hover } from './features/hover.ts';
import { links } from './features/links.ts';
import { type Signature, signature } from './features/signature.ts';
import { suppressEdit } from './features/suppress.ts';
import { type CallSymbol, symbols } from './features/symbols.ts';
import type { Finding, RuleSetting } from './finding.ts';
import { languageFor } from './languages/registry.ts';
import { formatted } from './migration/formatted.ts';
import { withoutLeftovers } from './migration/leftovers.ts';
import { migrate } from './migration/migrate.ts';
import type { Migration } from './migration/migration.ts';
import { verified } from './migration/verify.ts';
import type { Facts, TextEdit } from './model.ts';
import type { Range } from './source.ts';
import { Grammars } from './syntax.ts';

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

/** A file beside a document that tells what its names stand for: an environment file, a manifest. */
export interface Companion {
  /** Relative to the document's folder, with slashes: `http-client.env.json`, `../package.json`. */
  readonly path: string;
  readonly text: string;
}

/** A text to read. */
export interface DocumentInput {
  /** LSP language identifier; empty or unknown: decided by `path`. */
  readonly languageId: string;
  /** Path or URI, for its name only. */
  readonly path: string;
  readonly text: string;
  /** True for a cell of a notebook, in which a kernel's magics may stand. */
  readonly cell?: boolean;
  /** Missing: none. */
  readonly companions?: readonly Companion[];
}

/** What was found in one text. Plain data, no resources to free. */
export interface Analysis {
  readonly document: DocumentInput;
  /** Id of the language that read it; undefined when the text has no marker and nothing was read. */
  readonly language: string | undefined;
  readonly facts: Facts;
}

/** How findings are judged. */
export interface LintConfig {
  /** Severity by rule id; rules not named keep their default. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Endpoints that the API has gained since; missing: none. Only their path, method and auth are known. */
  readonly additionalEndpoints?: readonly Endpoint[];
}

/** A text with its fixes. */
export interface FixResult {
  readonly text: string;
  /** How many findings were fixed. */
  readonly applied: number;
}

/** What is said of a place. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** A place that leads to a page. */
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
  /** What can be written at `offset`, each label once; empty outside of what concerns the Unkey API. */
  complete(analysis: Analysis, offset: number): readonly Completion[];
  /** Markdown about an item of {@link Service.complete}, worked out only now; undefined when there is nothing to add. */
  documentCompletion(item: Pick<Completion, 'subject'>): string | undefined;
  /** The fields of the request body around `offset`; undefined outside of bodies of known endpoints. */
  signature(analysis: Analysis, offset: number): Signature | undefined;
  /** The calls whose endpoint is named, in the order of the text. */
  symbols(analysis: Analysis): readonly CallSymbol[];
  /**
   * Explains every error type, result of verifyKey and endpoint mentioned in `text` (an error URL, a code, a response, a
   * log line). Markdown; empty when it mentions none.
   */
  explain(text: string): readonly Explanation[];
  /** The calls to one of `operations` (names of v2: `keys.getKey`). */
  callers(analysis: Analysis, operations: readonly string[]): readonly Caller[];
  /** The edit that suppresses `finding`, as comments of its language; undefined where the language has none. */
  suppress(
    analysis: Analysis,
    finding: Pick<Finding, 'rule' | 'range' | 'scope'>,
    scope: 'line' | 'file',
  ): SuppressEdit | undefined;
  /**
   * What turns the calls to v1 in a text into calls to v2, and those that cannot be turned with their reasons.
   * @param known the analysis of the document; missing: it is made.
   */
  migrate(document: DocumentInput, known?: Analysis): Promise<Migration>;
  /** Frees parsers and trees. */
  dispose(): void;
}

/** The edits that add a comment which silences a finding. */
export interface SuppressEdit {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What is known of an error, an endpoint or a code. */
export interface Explanation {
  /** `err:unkey:data:key_not_found`, `POST /v2/keys.getKey` or a v1 code. */
  readonly subject: string;
  readonly markdown: string;
  /** Operations of v2 that can answer this error; empty where that is not known. */
  readonly operations: readonly string[];
}

/** A call that names an endpoint. */
export interface Caller {
  /** Where the endpoint, or the URL around it, is written. */
  readonly range: Range;
  readonly operation: string;
  /** `POST /v2/keys.getKey` */
  readonly signature: string;
}

/** Makes an engine. Dispose of it when done. */
export function createService(host: ServiceHost): Service {
  const grammars = new Grammars(host);
  const service: Service = {
    analyze: (document) => analyze(document, grammars, host),
    check: (analysis, config) => check(analysis.document.text, analysis.facts, config),
    fixAll: (document, config) =>
      fixAll(document.text, async (text) =>
        service.check(await service.analyze({ ...document, text }), config),
      ),
    hover: (analysis, offset) => hover(analysis, offset),
    links: (analysis) => links(analysis),
    complete,
    documentCompletion,
    signature,
    symbols,
    explain,
    callers: (analysis, operations) => callers(analysis.facts, operations),
    suppress: (analysis, finding, scope) =>
      suppressEdit(analysis.document.text, analysis.facts, finding, scope),
    migrate: async (document, known) => {
      const analysis = known ?? (await service.analyze(document));
      const made = await verified(
        analysis,
        (refused) => migrate(analysis, refused),
        (text) => service.analyze({ ...document, text }),
      );
      const language = languageFor(document.languageId, document.path, document.text);
      const clean = withoutLeftovers(made, document.text, language?.leftovers);
      return formatted(clean, document.text, language?.format);
    },
    dispose: () => grammars.dispose(),
  };
  return service;
}
