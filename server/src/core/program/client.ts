/**
 * What a value given to a client means.
 * - `url`: the whole URL or what follows the base; `base`: what URLs are put behind
 * - `method`: the HTTP method; `json`: a value sent as JSON; `text`: a body as it is; `form`: any other body
 * - `headers`: an object of headers; `header`: the name of one, the next value being its content
 * - `bearer`: a token sent as `Authorization: Bearer …`; `credentials`: other ways to authorize
 * - `query`: parameters of the query; `options`: an object whose members the client names
 * - `part`: a body, or an object that holds one with headers, which are not known where it is neither
 * - `request`: a request made before, which is sent; `target`: such a request, or a URL; `hook`: code that may change anything
 */
export type Role =
  | 'url'
  | 'base'
  | 'path'
  | 'method'
  | 'json'
  | 'text'
  | 'form'
  | 'headers'
  | 'header'
  | 'value'
  | 'bearer'
  | 'credentials'
  | 'query'
  | 'part'
  | 'options'
  | 'request'
  | 'target'
  | 'hook'
  | 'ignored';

/** A method, function, constructor or property of a type. */
export interface Member {
  /** Meaning of its arguments in order. Those beyond the list are ignored. */
  readonly args?: readonly Role[];
  /** Meaning of named arguments, of members of its `options` and of an object initializer. */
  readonly named?: Readonly<Record<string, Role>>;
  /** The HTTP method it stands for. */
  readonly method?: string;
  /** The type of what it gives; `same` for the object itself. Missing: nothing that is followed. */
  readonly gives?: string;
  /** True when it sends the request, or makes one that is complete but for what is set on it later. */
  readonly sends?: boolean;
  /** What the header is called that its value is given for: `Accept`, `contentType(…)`. */
  readonly header?: string;
  /** The type of what a function among its arguments is called with, to fill it: `headers(h -> h.set(…))`. */
  readonly setup?: string;
}

/** Objects of a client that have the same members. */
export interface Type {
  /**
   * By name: `post`. With dots for members of members: `headers.update`. `headers[]` sets one by its name.
   * `timeout=` is an assignment. `new` is a constructor, `` (empty) the object itself being called.
   */
  readonly members: Readonly<Record<string, Member>>;
  /**
   * What calls of other members do. `harmless`: nothing that matters, and give something else. `fluent`: nothing that
   * matters, and give the object itself. `unknown`: something that is not known.
   */
  readonly others: 'harmless' | 'fluent' | 'unknown';
  /** True when an object of it is a request, sent or not. */
  readonly request?: boolean;
  /** True when an object of it passes on what it was given to what it is given to: headers, a body. */
  readonly part?: boolean;
  /** True when an object made elsewhere may hold a base URL and headers. */
  readonly defaults?: boolean;
}

/** One HTTP client of a language. To add one: a file in its folder, and a line in its list. */
export interface Client {
  readonly name: string;
  /**
   * Types by the path of what has them: a module, a class, a global. Separators of the language (`::`, `\`, `->`) are
   * written as dots. `instance Session` is anything declared to be a `Session`.
   */
  readonly roots: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Type>>;
  /** The HTTP method of a request that names none. */
  readonly defaultMethod?: string;
  /** The one of a request that has a body, where it differs. */
  readonly methodWithBody?: string;
  /** How a URL is put behind a base: with one slash between them, by the rules of RFC 3986, or written together. */
  readonly joining?: 'slash' | 'reference' | 'together';
  /** Text without which the names are those of something else: `okhttp3`. */
  readonly evidence?: RegExp;
}

/** One member for each HTTP method, named by it in lower case, unless `named` says how. */
export function eachMethod(
  methods: readonly string[],
  member: Omit<Member, 'method'>,
  named: (method: string) => string = (m) => m.toLowerCase(),
): Record<string, Member> {
  return Object.fromEntries(methods.map((method) => [named(method), { ...member, method }]));
}

/** The HTTP methods that clients have functions of. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
