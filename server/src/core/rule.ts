import type { Endpoint } from './catalogue/endpoint.ts';
import type { Finding, Severity } from './finding.ts';
import type {
  ApiCall,
  CodeSwitch,
  ErrorReference,
  NamedText,
  ResponseRead,
  SdkUse,
  Suppression,
} from './model.ts';
import type { Secret } from './root-keys/secret.ts';

/** What a rule is about. */
export type RuleCategory =
  | 'endpoint'
  | 'authorization'
  | 'body'
  | 'identifier'
  | 'error-type'
  | 'sdk'
  | 'response'
  | 'secret'
  | 'suppression';

/** What a rule returns; the engine adds the rule's id and the call it belongs to. */
export type Report = Omit<Finding, 'rule' | 'severity' | 'scope'> & {
  /** Where it is not the rule's own. What the user has set the rule to goes before both. */
  readonly severity?: Severity;
};

/** A suppression after every other rule has run. */
export interface SuppressionUse {
  readonly suppression: Suppression;
  /** The rules it names that had nothing to suppress; all that are on, when it names none and had no effect. */
  readonly unused: readonly {
    readonly id: string;
    readonly known: boolean;
    readonly range: Suppression['range'];
  }[];
  /** True when it had no effect at all. */
  readonly useless: boolean;
}

/** What a rule may ask for beside the fact. */
export interface RuleContext {
  /** Endpoints that the user named, because the catalogue does not have them. */
  readonly additionalEndpoints: readonly Endpoint[];
  /** True when the text names Unkey, rather than only a path that looks like one of its API. */
  readonly mentionsUnkey: () => boolean;
}

/** One rule. Its file's name is its id, and its fixture is `test/rules/<id>.md`. */
export interface Rule {
  readonly id: string;
  /** One line, as in the rules table: what it finds. */
  readonly summary: string;
  /** One or two sentences: what goes wrong if it is left. */
  readonly why: string;
  readonly severity: Severity;
  /** True for advice that only some want: off until a user sets the rule to something. */
  readonly optional?: true;
  readonly category: RuleCategory;
  /** The release that brought it. */
  readonly since: string;
  /** Error types that the API would have answered: `err:unkey:authentication:missing`. */
  readonly prevents: readonly string[];
  /** Judges one call. Reads facts, the catalogue and the context only. */
  readonly checkCall?: (call: ApiCall, context: RuleContext) => readonly Report[];
  /** Judges one text that a name tells the meaning of. */
  readonly checkName?: (name: NamedText, context: RuleContext) => readonly Report[];
  /** Judges one mention of an error type. */
  readonly checkError?: (reference: ErrorReference) => readonly Report[];
  /** Judges one use of what an SDK had before v2. */
  readonly checkSdk?: (use: SdkUse) => readonly Report[];
  /** Judges one member read of an answer. */
  readonly checkRead?: (read: ResponseRead) => readonly Report[];
  /** Judges one choice over the codes of a verification. */
  readonly checkSwitch?: (choice: CodeSwitch) => readonly Report[];
  /** Judges one root key that is written out or exposed. */
  readonly checkSecret?: (secret: Secret) => readonly Report[];
  /** Judges one suppression, once it is known what it suppressed. */
  readonly checkSuppression?: (use: SuppressionUse) => readonly Report[];
}
