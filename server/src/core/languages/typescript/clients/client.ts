/**
 * What an argument is. `target`: a URL, or options that hold one. `base`: the URL that others are resolved against.
 * `json`: a value sent as JSON.
 */
export type Role = 'url' | 'target' | 'base' | 'options' | 'json' | 'form' | 'ignored';

/** A function of a client that sends a request. */
export interface CallShape {
  /** The method its name says; missing: the options say it. */
  readonly method?: string;
  readonly args: readonly Role[];
}

/** Names of the client's options, by what they hold. */
export interface OptionKeys {
  readonly method?: string;
  readonly url?: string;
  readonly base?: string;
  readonly headers: string;
  readonly query?: string;
  /** Values sent as JSON. */
  readonly json?: string;
  /** Text or bytes sent as they are. */
  readonly text?: string;
  /** Other kinds of bodies. */
  readonly otherBodies?: readonly string[];
  /** Credentials that become an Authorization header. */
  readonly auth?: string;
  /** Code that may change headers on the way. */
  readonly hooks?: readonly string[];
  /** True when the URL comes in pieces: `hostname`, `path`. */
  readonly pieces?: boolean;
}

/** One HTTP client. To add one: a file here, and a line in clients.ts. */
export interface HttpClient {
  readonly name: string;
  /**
   * Where it comes from: a global (`fetch`), a module's default export or whole (`axios`), an export
   * (`undici.request`). Modules of Node.js are written without `node:`.
   */
  readonly roots: readonly string[];
  /** Functions and constructors that make a client with defaults, and their arguments. */
  readonly factories: Readonly<Record<string, readonly Role[]>>;
  /** Functions that send, by name; `''` is the client itself. */
  readonly calls: Readonly<Record<string, CallShape>>;
  readonly options: OptionKeys;
  readonly defaultMethod: string;
  /** Members through which defaults are set after it was made: when the text mentions one, headers may come from there. */
  readonly lateDefaults?: readonly string[];
  /** True when the call returns a request that headers and body are then written to. */
  readonly stream?: boolean;
  /** How a URL is put behind a base: a slash between them, or by the rules of `new URL`. */
  readonly joining: 'slash' | 'reference';
}

/** A shape of its own for each HTTP method. */
export function byMethod(methods: readonly string[], args: readonly Role[]): Record<string, CallShape> {
  return Object.fromEntries(methods.map((name) => [name, { method: name.toUpperCase(), args }]));
}
