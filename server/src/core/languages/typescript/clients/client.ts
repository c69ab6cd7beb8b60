/**
 * What an argument is. `target`: a URL, or options that hold one. `base`: the URL that others are resolved against.
 * `json`: a value sent as JSON; `text`: a body sent as it is; `form`: any other body; `payload`: a value sent as JSON,
 * or options.
 */
export type Role =
  | 'url'
  | 'target'
  | 'base'
  | 'method'
  | 'options'
  | 'json'
  | 'text'
  | 'form'
  | 'payload'
  | 'ignored';

/** What a method says of a request that was made before, by the function of the client before it in the chain. */
export type ChainRole =
  | 'headers'
  | 'bearer'
  | 'credentials'
  | 'json'
  | 'query'
  | 'harmless'
  /** Sends, as the HTTP method of its name, what it is given as JSON. */
  | 'send';

/** A function of a client that sends a request. */
export interface CallShape {
  /** The method its name says; missing: the options say it. */
  readonly method?: string;
  readonly args: readonly Role[];
}

/** One name, or several of which the last that is given counts. */
export type Names = string | readonly string[];

/** Names of the client's options, by what they hold. */
export interface OptionKeys {
  readonly method?: Names;
  readonly url?: Names;
  readonly base?: string;
  readonly headers: string;
  readonly query?: Names;
  /** Values sent as JSON. */
  readonly json?: Names;
  /** Text or bytes sent as they are. */
  readonly text?: Names;
  /** True when `json: true` makes JSON of an object in place of the text. */
  readonly jsonSwitch?: boolean;
  /** Other kinds of bodies. */
  readonly otherBodies?: readonly string[];
  /** Credentials that become an Authorization header. */
  readonly auth?: string;
  /** Code that may change headers on the way. */
  readonly hooks?: readonly string[];
  /** True when the URL comes in pieces: `hostname`, `path`. */
  readonly pieces?: boolean;
}

/** Methods that write to a request. */
export interface StreamKeys {
  readonly header: string;
  readonly body: readonly string[];
  /** True when the request is the object whose method was called, rather than what the call gives. */
  readonly opened?: boolean;
}

/** Functions that describe the requests of a client, elsewhere in the text: `build.query({ query: () => … })`. */
export interface Endpoints {
  /** The member that is such a function, and the functions that are given the object with it. */
  readonly member: string;
  readonly of: readonly string[];
  /** The member that the client is given to. */
  readonly made: string;
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
  /** When headers and body are written to the request afterwards: how. */
  readonly stream?: StreamKeys;
  /** Methods of what the calls give that say more of the request, by their names. Others may say anything. */
  readonly chain?: Readonly<Record<string, ChainRole>>;
  readonly endpoints?: Endpoints;
  /** True when a path may be put behind a base that was not seen. */
  readonly based?: boolean;
  /** Members of the client that hold the base, where it is set afterwards: `defaults.baseURL`. */
  readonly lateBase?: readonly string[];
  /** The member with the base, of a class that extends the client. */
  readonly ownBase?: string;
  /** How a URL is put behind a base: a slash between them, or by the rules of `new URL`. */
  readonly joining: 'slash' | 'reference';
}

/** The same for each name. */
export const each = <T>(names: readonly string[], value: T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, value]));

/** A shape of its own for each HTTP method. */
export function byMethod(methods: readonly string[], args: readonly Role[]): Record<string, CallShape> {
  return Object.fromEntries(methods.map((name) => [name, { method: name.toUpperCase(), args }]));
}
