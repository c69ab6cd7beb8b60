import type { CallEditor } from './call-editor.ts';
import type { DeclaredName } from './migration/declarations.ts';
import type { Outline } from './outline.ts';
import type { Secret } from './root-keys/secret.ts';
import type { SdkProgram } from './sdk/program.ts';
import type { Range, SourceText } from './source.ts';

/**
 * What is known of one value in the source.
 * - `literal`: written there; `range` is where.
 * - `dynamic`: something is there, its value is not known. Rules stay silent about it. `range`: where it is written, of
 *   a body of which that is known.
 * - `absent`: proven not to be there, because the whole construct was seen.
 */
export type Fact<T> =
  | Literal<T>
  | { readonly kind: 'dynamic'; readonly range?: Range }
  | { readonly kind: 'absent' };

/** A value that is written in the text. */
export interface Literal<T> {
  readonly kind: 'literal';
  readonly value: T;
  readonly range: Range;
}

export const DYNAMIC = { kind: 'dynamic' } as const;
export const ABSENT = { kind: 'absent' } as const;

/** A JSON value as written, whichever notation it came from. Ranges are of the value, quotes included. */
export type Json =
  | {
      readonly kind: 'object';
      readonly range: Range;
      readonly members: readonly JsonMember[];
      /** False when members may exist that were not seen: a spread, an unknown key, broken text. */
      readonly complete: boolean;
      /** Where nothing but spreads makes it incomplete: these. `fields`: all names that one may have, by its type. */
      readonly unseen?: readonly { readonly range: Range; readonly fields?: readonly string[] }[];
      /** True for the outermost value of a text whose brackets do not match: what belongs to what is not known. */
      readonly broken?: true;
    }
  | {
      readonly kind: 'array';
      readonly range: Range;
      readonly items: readonly Json[];
      readonly complete: boolean;
      readonly broken?: true;
    }
  | { readonly kind: 'string'; readonly range: Range; readonly value: SourceText }
  | { readonly kind: 'number'; readonly range: Range; readonly value: number }
  | { readonly kind: 'boolean'; readonly range: Range; readonly value: boolean }
  | { readonly kind: 'null'; readonly range: Range }
  /**
   * `unit`: what the expression gives is known to be a time in seconds, not milliseconds, since 1970. `text`: code that
   * gives as a text what the expression builds: `'a OR b'` of `or('a', 'b')`.
   */
  | {
      readonly kind: 'dynamic';
      readonly range: Range;
      readonly unit?: 'seconds';
      readonly text?: string;
    };

/** A member of an object. */
export interface JsonMember {
  readonly key: string;
  /** The key without its quotes. */
  readonly keyRange: Range;
  readonly value: Json;
  /** Where the key is the name of the value as well, written once (`{ apiId }`): what stands between both otherwise. */
  readonly shorthand?: string;
  /** True when the key is the name of a member of a type, which is declared elsewhere. */
  readonly typed?: true;
  /** What the type that declares the member says of it, or could. */
  readonly declared?: DeclaredName;
  /** Where a name stands for a value that is written elsewhere: that name. */
  readonly place?: Range;
  /** The same member as it was set before, which this one may replace. */
  readonly earlier?: readonly JsonMember[];
  /** What is spread into the object and brings this member and no other one. */
  readonly part?: Range;
  /** The value that is written here, where another one may have been set before, so that neither is known to be sent. */
  readonly written?: Json;
}

/** One `name: value` of a request's headers. */
export interface Header {
  /** As written; compare it without regard to case. */
  readonly name: string;
  readonly nameRange: Range;
  readonly value: SourceText;
  /** True when the header is sent only under some condition. */
  readonly conditional?: boolean;
}

/** One `name=value` of a URL's query or a client's query option, percent-decoding left undone. */
export interface QueryParameter {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: SourceText;
}

/** A URL of the Unkey API taken apart. Each part is `dynamic` where a variable hides it. */
export interface ApiUrl {
  /** The URL as the source builds it, holes included. */
  readonly text: SourceText;
  /** Lower case, without port: `api.unkey.com`. */
  readonly host: Fact<string>;
  /** What the source calls a host that is not known, as it is written there: `process.env.UNKEY_BASE_URL`. */
  readonly hostNames?: string;
  /** `v1`, `v2` or `vx`. */
  readonly version: Fact<string>;
  /** What follows the version, without slashes around: `keys.getKey`, `keys/verify`, `apis/\uFFFC/keys` (a path parameter). */
  readonly operation: Fact<SourceText>;
  /** From the host (or, where that is not known, the version) to the end of the path, when written in one piece. */
  readonly endpointRange: Range | undefined;
  readonly query: readonly QueryParameter[];
}

/** Replaces the document's `range` by `newText`. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** An official SDK as a document uses it. */
export interface Sdk {
  /** As its registry names it: `@unkey/api`, `unkey.py`, `github.com/unkeyed/sdks/api/go/v2`. */
  readonly package: string;
  /** The version of the API that the declared or installed release speaks. Undefined where that is not known. */
  readonly generation: 'v1' | 'v2' | undefined;
}

/** One use of the Unkey API. */
export interface ApiCall {
  /** The whole call, command or request. */
  readonly range: Range;
  /** Where what a command of a function prints comes to as well: the commands that call it, for each run the innermost first. */
  readonly answers?: readonly (readonly Range[])[];
  /** Who sends it: `curl`, `http`, `fetch`, `axios`, … */
  readonly client: string;
  /**
   * The SDK whose method sends it; missing for HTTP requests. The URL is made from the method's name then: `operation`
   * and `endpointRange` are where that is written, its host is `dynamic`. Headers are never complete.
   */
  readonly sdk?: Sdk;
  /** True for a URL that stands alone: only what the URL says is known, nothing is claimed to be absent. */
  readonly bare: boolean;
  readonly url: ApiUrl;
  /** Where the call is given its URL: the argument, word or request target, whatever it refers to. */
  readonly urlArgument: Range;
  readonly method: Fact<string>;
  /** True when the method is the client's default rather than written; its range is then the place to name. */
  readonly methodImplied: boolean;
  readonly headers: readonly Header[];
  /** False when headers may be sent that were not seen. */
  readonly headersComplete: boolean;
  /** `query` option of the client and the URL's own query. */
  readonly query: readonly QueryParameter[];
  readonly body: Fact<Json>;
  readonly editor: CallEditor;
}

/** Something of an SDK that its v2 release names otherwise, takes otherwise or lacks. */
export interface SdkUse {
  readonly sdk: Sdk;
  /** The release's name for it, one of those in `catalogue/sdk-changes.ts`: `keys.create`, `verifyKey()`, `token:`. */
  readonly symbol: string;
  /** What has to change: the name of a method, an option, an import. */
  readonly range: Range;
  /** Makes it what v2 has. Missing where that is not certain from this place alone. */
  readonly edits?: readonly TextEdit[];
}

/** A member read of what a call answered. */
export interface ResponseRead {
  /** One of {@link Facts.calls}, or what middleware of an SDK sends by itself. */
  readonly call: ApiCall;
  /** Names from the parsed body on, outermost first, with their places: `data`, `keyId`. Never empty. */
  readonly path: readonly ReadName[];
  /** Set where the body may be read in other places as well, which are not seen. */
  readonly given?: true;
  /** Puts `names` between the body and the first name of the path, which becomes `last`. Missing where that is not certain. */
  readonly insert?: (names: readonly string[], last?: string) => readonly TextEdit[] | undefined;
  /** Of a member of an item of a list: puts `names` between the item and it, where it becomes `last`. */
  readonly inItem?: (names: readonly string[], last: string) => readonly TextEdit[] | undefined;
  /** Set where a program hands on what is read to what is not seen, whatever else it reads of it. Not told by all languages. */
  readonly handed?: true;
  /** Set where a list, or an item of one, goes to what is not followed. */
  readonly listGiven?: true;
  /** Set for the code of an error that is compared with a code of v1. Not told by all languages. */
  readonly compared?: true;
  /** Set for what is read of `body.data ?? body`, which takes both versions: the path leads on from there. Not judged. */
  readonly unwrapped?: true;
  /** Set where it is read of a value that the program made with it. */
  readonly wasKept?: true;
}

/** One name of a {@link ResponseRead}. */
export interface ReadName {
  /** As the API calls it, whatever the naming of an SDK. */
  readonly name: string;
  /** The name without quotes. */
  readonly range: Range;
  /** Where the name is that of a variable as well, written once (`{ keyId }`): what stands between both otherwise. */
  readonly shorthand?: string;
  /** For a name that a type declares: what uses it. */
  readonly typed?: TypedField;
  /** Set where the program fails when nothing has this name. Not told by all languages. */
  readonly needed?: true;
}

/** What is known of the uses of a field whose type says what it is called in JSON. */
export interface TypedField {
  /** True where nothing reads it. */
  readonly isUnused?: true;
  /** True where what reads it has the same name, which another one here would not change. */
  readonly isKept?: true;
  /** True where other files can have values of its type. */
  readonly isOpen?: true;
  /** True where the program writes values of its type as JSON itself. */
  readonly isWritten?: true;
  /** Where the program decides by it. */
  readonly compared?: Range;
  /** Of a list, the fields of its items. */
  readonly items?: readonly TypedItem[];
}

/** A field of the items of a list in an answer. */
export interface TypedItem extends ReadName {
  /** As {@link ResponseRead.insert} has it, from the item on. */
  readonly insert: (names: readonly string[], last: string) => readonly TextEdit[] | undefined;
}

/** A choice over `data.code` of `keys.verifyKey` that has no case for the rest. Every case names one of its codes. */
export interface CodeSwitch {
  /** What is chosen by: the name of the code. */
  readonly range: Range;
  /** The codes that have a case, in the order of the text. */
  readonly codes: readonly string[];
  /** Adds cases that do nothing. Missing where that is not certain to change nothing else. */
  readonly addCases?: (codes: readonly string[]) => readonly TextEdit[];
}

/** A text whose meaning a name tells: `UNKEY_API_ID=key_…`, `const rootKey = '…'`, `--key-id key_…`. */
export interface NamedText {
  /** As written: `UNKEY_API_ID`, `rootKey`, `--key-id`. */
  readonly name: string;
  readonly value: SourceText;
}

/** A mention of an error type, in any of its spellings. */
export interface ErrorReference {
  readonly range: Range;
  /** `url`: a page of today's docs. `errors-v2`, `code`: pages of earlier docs. `urn`: `err:…`. */
  readonly form: 'url' | 'errors-v2' | 'code' | 'urn';
  /** `err:unkey:data:key_not_found`, or the v1 code (`NOT_FOUND`) for the form `code`. */
  readonly code: string;
  /** As written, Markdown escapes included. */
  readonly text: SourceText;
  /** True in a comment: shown on hover, never accused. */
  readonly inComment: boolean;
}

/** A comment that switches findings off. */
export interface Suppression {
  /** The comment from its opening token to the end of what it says. */
  readonly range: Range;
  readonly scope: 'file' | 'line' | 'next-line';
  /** The rules named, with their places; empty means all. */
  readonly rules: readonly { readonly id: string; readonly range: Range }[];
}

/** A piece of the document in which comments are written in one way. */
export interface CommentRegion {
  readonly range: Range;
  /** What stands before and after the text of a comment. Missing: none can be written here. */
  readonly comment?: readonly [open: string, close: string];
}

/** Everything that rules and features see of a document. */
export interface Facts {
  readonly calls: readonly ApiCall[];
  /** Outside of calls' bodies: variables, properties, settings, options of commands. */
  readonly names: readonly NamedText[];
  readonly errors: readonly ErrorReference[];
  readonly sdk: readonly SdkUse[];
  readonly programs: readonly SdkProgram[];
  readonly reads: readonly ResponseRead[];
  readonly switches: readonly CodeSwitch[];
  readonly secrets: readonly Secret[];
  /** Places that stand for text written elsewhere (`{{host}}` of an environment file): no fix may replace them. */
  readonly foreign: readonly Range[];
  readonly suppressions: readonly Suppression[];
  /** The functions of the text, where its languages tell them; worked out when it is asked for. */
  readonly outline: () => Outline;
  /** Outermost first. */
  readonly regions: readonly CommentRegion[];
}
