import type { Expression, JsonStyle } from '../expression.ts';
import type { Values } from '../resolve.ts';
import type { SdkRequest } from './sdk/calls.ts';

/**
 * What a value given to a client means.
 * - `url`: the whole URL or what follows the base; `base`: what URLs are put behind
 * - `method`: the HTTP method; `json`: a value sent as JSON; `text`: a body as it is; `form`: any other body
 * - `headers`: an object of headers; `header`: the name of one, the next value being its content
 * - `bearer`: a token sent as `Authorization: Bearer …`; `credentials`: other ways to authorize
 * - `auth`: credentials of a kind that their value tells: a pair is a user with a password
 * - `query`: parameters of the query; `options`: an object whose members the client names
 * - `part`: a body, or an object that holds one with headers, which are not known where it is neither
 * - `self`: what a function acts on that is given it: `curl_setopt($handle, …)`
 * - `option`: the name of an option, the next value being what it is set to
 * - `scheme`: the scheme of an Authorization header, the next value being what follows it
 * - `resource`: the URL, or the method where it is one
 * - `style`: options that say how JSON is written
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
  | 'auth'
  | 'query'
  | 'part'
  | 'options'
  | 'self'
  | 'option'
  | 'scheme'
  | 'style'
  | 'resource'
  | 'request'
  | 'target'
  | 'hook'
  | 'ignored';

/**
 * What a named value means: a role, a flag that makes the method so, an object whose members it names, or what the
 * arguments behind an option mean. Under the name `*` it is what other names mean.
 */
export type Meaning =
  | Role
  | { readonly method: string }
  | { readonly args: readonly Role[] }
  | { readonly named: Readonly<Record<string, Meaning>> };

/** A method, function, constructor or property of a type. */
export interface Member {
  /** Meaning of its arguments in order. Those beyond the list are ignored. */
  readonly args?: readonly Role[];
  /** Meaning of named arguments, of members of its `options` and of an object initializer. */
  readonly named?: Readonly<Record<string, Meaning>>;
  /** The HTTP method it stands for. */
  readonly method?: string;
  /** The type of what it gives; `same` for the object itself. Missing: nothing that is followed. */
  readonly gives?: string;
  /** True when it sends the request, or makes one that is complete but for what is set on it later. */
  readonly sends?: boolean;
  /** True when what it gives cannot be changed, and is sent as it is. */
  readonly closes?: boolean;
  /** What the header is called that its value is given for: `Accept`, `contentType(…)`. */
  readonly header?: string;
  /** True for a stream to which the body is written: `getOutputStream()`. */
  readonly writes?: boolean;
  /** The type of what a function among its arguments is called with, to fill it: `headers(h -> h.set(…))`. */
  readonly setup?: string;
  /** The type of what code it is given is called with, `same` for the object itself: `start(host) { |http| … }`. */
  readonly yields?: string;
  /** Of an SDK the operation of the API that it calls: `keys.createKey`. */
  readonly operation?: string;
  /** The version of the API that has the operation, where it is not that of the SDK. */
  readonly version?: 'v1' | 'v2';
  /** Of a method that v2 of the SDK does not have, what the catalogue calls it. */
  readonly symbol?: string;
  /** How the operation's request is given. */
  readonly request?: SdkRequest;
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
  /** The class to which the text may add members of its own: `Http::macro('unkey', …)`. */
  readonly macros?: string;
}

/** One HTTP client of a language. To add one: a file in its folder, and a line in its list. */
export interface Client {
  readonly name: string;
  /**
   * Types by the path of what has them: a module, a class, a global. Separators of the language (`::`, `\`, `->`) are
   * written as dots. `instance Session` is anything declared to be a `Session`, and
   * `inherits HTTParty` a class of the text that is made from it. Functions of no module are members of
   * the path `` (empty). `text` is a text whose methods take it for the
   * URL, `anything` what is not known but for its methods.
   */
  readonly roots: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Type>>;
  /** The HTTP method of a request that names none. */
  readonly defaultMethod?: string;
  /** The one of a request that has a body, where it differs. */
  readonly methodWithBody?: string;
  /**
   * How a URL is put behind a base: with one slash between them, by the rules of RFC 3986 (`directory`: the base being
   * given a slash at its end), or written together.
   */
  readonly joining?: 'slash' | 'reference' | 'directory' | 'together';
  /**
   * How the text may set up objects that are made elsewhere: `by` this function, which is called with an object of the
   * type it `gives`; they are `asked` for by a method with the same name as argument, or by their type.
   */
  readonly registry?: { readonly by: string; readonly gives: string; readonly asked: string };
  /** How it writes values as JSON, given such options or none; undefined where that is not known. Missing: as they are. */
  readonly style?: (options: Expression | undefined, values: Values) => JsonStyle | undefined;
  /** Text that tells that what the functions of its modules send may have more: `http.DefaultTransport = …`. */
  readonly altered?: RegExp;
  /** Text without which the names are those of something else: `okhttp3`. */
  readonly evidence?: RegExp;
  /** How objects that are made elsewhere are known by the address that a method of theirs is given. */
  readonly addressed?: AddressedObjects;
  /** Of an SDK of the API, whose methods name operations rather than URLs. */
  readonly sdk?: SdkClient;
}

/** Objects of a client that nothing but their names and what their methods are given tells of. */
export interface AddressedObjects {
  readonly type: string;
  /** What they are called. */
  readonly called: RegExp;
  /** True for a call behind this piece of a text that uses the client. */
  readonly fits: (before: string, text: string) => boolean;
}

/** What makes a client an SDK. Its `evidence` is an import of it. */
export interface SdkClient {
  /** As its registry names it. */
  readonly package: string;
  /** The version of the API that it speaks; undefined where only its methods tell. */
  readonly generation: 'v1' | 'v2' | undefined;
  /** Where its classes of requests and their parts are, as paths. */
  readonly models: readonly string[];
  /** The type of an object made in another file, which is known by the names of its members alone. */
  readonly unseen?: string;
  /** What such an object has to be called, where what its methods are given does not tell. */
  readonly called?: RegExp;
  /** What tells that such an object may stand in for the SDK: a library of mocks. */
  readonly mocks?: RegExp;
  /** What it had before v2, beside methods, and what the catalogue calls that. */
  readonly earlier?: {
    /** By the path of the module. */
    readonly imports?: Readonly<Record<string, string>>;
    /** By the path of the function. */
    readonly functions?: Readonly<Record<string, string>>;
    /** By the path of the function, then by the name of the argument. */
    readonly arguments?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
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

/** What a member is called with by this name. */
export const meaningOf = ({ named = {} }: Member, key: string): Meaning =>
  Object.hasOwn(named, key) ? named[key]! : (named['*'] ?? 'ignored');

/** The function or constructor of a client that has this path, and the type it is a member of. */
export function memberAt(
  client: Client,
  path: string,
  suffix: string,
): { readonly type: string; readonly member: Member } | undefined {
  for (const [root, type] of Object.entries(client.roots)) {
    if (root !== '' && path !== root && !path.startsWith(`${root}.`)) continue;
    const rest = root === '' ? path : path.slice(root.length + 1);
    const key = suffix === '' ? rest : rest === '' ? suffix : `${rest}.${suffix}`;
    const member = memberOf(client.types[type]!, key);
    if (member) return { type, member };
  }
  return undefined;
}

/** The member of a type at a path behind it. */
export const memberOf = (type: Type, key: string): Member | undefined =>
  Object.hasOwn(type.members, key) ? type.members[key] : undefined;
