import type { Step } from './catalogue/changes.ts';
import type { ApiCall, ApiUrl, Json, ResponseRead, TextEdit } from './model.ts';
import type { Range } from './source.ts';

/** Edits that only the extractor knows how to write in its language. Missing where it cannot be done surely. */
export interface CallEditor {
  /** Makes the call use `method`. */
  readonly setMethod?: (method: string) => readonly TextEdit[];
  /** True where no method is written, and that which the client has may only be supposed. */
  readonly isMethodLeft?: true;
  /** Adds an Authorization header whose token comes from the environment in the language's idiom. */
  readonly addAuthorization?: () => readonly TextEdit[];
  /** True where the variable that others take the root key from is not set for this call. */
  readonly isKeyUnset?: true;
  /** How values of the body are written, or, of a request without one, how those of a new body would be. */
  readonly notation?: Notation;
  /** A body of which no more is seen than the names that it may have, by its type: its name, and those. */
  readonly typedBody?: { readonly range: Range; readonly fields: readonly string[] };
  /** Makes the type that is written beside the name of the body take what `edits` of it write. */
  readonly looseType?: (edits: readonly TextEdit[]) => readonly TextEdit[];
  /** For a body of which a condition picks one: each of them. */
  readonly bodyChoices?: readonly Json[];
  /** Parameters of the query that are given as an object beside the URL. */
  readonly query?: Json;
  /** True where {@link query} may stay where it is written: `rewrite` makes its sender send it as a body then. */
  readonly isQueryKept?: true;
  /** Parameters of the query that are given beside the URL in another way. */
  readonly parameters?: readonly QueryField[];
  /** True where the query of the URL itself is made of {@link parameters}. */
  readonly isQueryMade?: true;
  /** Code of the object that {@link parameters} are set in, which the body may be made of. */
  readonly queryHolder?: string;
  /**
   * Sets parameters in {@link queryHolder} all at once, those of the URL among them; others are set no more. Undefined where
   * that cannot be done surely.
   */
  readonly setParameters?: (set: readonly SetParameter[]) => readonly TextEdit[] | undefined;
  /**
   * The characters `from` to `to` of {@link ApiUrl.text}, written as a value of a new body. Undefined where it cannot be
   * done surely.
   */
  readonly writeValue?: (
    from: number,
    to: number,
    type: 'string' | 'number' | 'boolean',
  ) => string | undefined;
  /** Puts `newText` in the place of all characters of {@link ApiUrl.text} from `from` on. Undefined like the others. */
  readonly replaceTail?: (from: number, newText: string) => readonly TextEdit[] | undefined;
  /**
   * Where the URL is written in parts as well: what those edits of it mean for the parts, and for a query that stands
   * beside it where `dropsQuery`. Undefined where it cannot be done surely.
   */
  readonly urlCopies?: (edits: readonly TextEdit[], dropsQuery: boolean) => readonly TextEdit[] | undefined;
  /** Scripts that read the answer: of this request alone, and of others too. Missing where none is known of. */
  readonly scripts?: { readonly own: readonly Range[]; readonly shared: readonly Range[] };
  /** True where the call says that what is answered goes nowhere: `c.do(ctx, "POST", path, body, nil)`. */
  readonly isAnswerLeft?: true;
  /** Writes the host, and what else comes from a constant, into the URL itself. Undefined where it cannot be done surely. */
  readonly inlineBase?: () => readonly TextEdit[] | undefined;
  /**
   * For a bare call: the request that is read of what stands around its URL, and the reads of its answer. Less sure than
   * a call that rules see; undefined where it is not understood.
   */
  readonly whole?: () => { readonly call: ApiCall; readonly reads: readonly ResponseRead[] } | undefined;
  /**
   * Changes the declaration of the type of the body, so that its values are written as v2 takes them, whatever they are.
   * Undefined where it cannot be done surely.
   */
  readonly retype?: (retyping: Retyping) => Retyped | undefined;
  /** Changes a request in several ways at once. Undefined where one of them cannot be done surely. */
  readonly rewrite?: (change: RequestChange) => readonly TextEdit[] | undefined;
}

/** What {@link CallEditor.retype} does to all values of a type. */
export interface Retyping {
  readonly steps: readonly Step[];
  /** Names of the fields that v2 takes. */
  readonly known: ReadonlySet<string>;
  /** Names of those that it wants, whatever v1 was sent. */
  readonly needs: readonly string[];
}

/** The edits that {@link CallEditor.retype} makes, and what a user should look at. */
export interface Retyped {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly string[];
}

/** A parameter of a query that may become a field of a body. */
export interface QueryField {
  readonly name: string;
  /** The code of its value in a new body; undefined where that cannot be written surely. */
  readonly write: (type: 'string' | 'number' | 'boolean') => string | undefined;
  /** The code of the condition under which it is there. */
  readonly condition?: string;
  /**
   * Sets it as the member `name` of {@link CallEditor.queryHolder}, as a value of a body; without a name it is set no more.
   * Undefined where that cannot be done surely.
   */
  readonly set?: (
    name: string | undefined,
    type: 'string' | 'number' | 'boolean',
  ) => readonly TextEdit[] | undefined;
}

/** A parameter that becomes a member of {@link CallEditor.queryHolder}: its name in the body, and the type of its value. */
export interface SetParameter {
  readonly parameter: QueryField;
  readonly name: string;
  readonly type: 'string' | 'number' | 'boolean';
}

/** What {@link CallEditor.rewrite} changes. */
export interface RequestChange {
  readonly method?: string;
  /** Adds the header that {@link CallEditor.addAuthorization} adds. */
  readonly authorization?: true;
  /**
   * The value to send as JSON, in the editor's notation, with the header that says so; {@link CallEditor.query} goes. Empty:
   * the query is sent as it is written, see {@link CallEditor.isQueryKept}.
   */
  readonly body?: string;
}

/** What a language has to say of values that are nothing: `null`, `nil`, `None`. */
export interface Nothing {
  /** True for code whose value may be nothing, as far as its text tells. */
  readonly mayBe: (code: string, document: string) => boolean;
  /** Writes an object without the members that are nothing. */
  readonly leaveOut?: (object: string) => string;
  /** Writes a value that is left out where it is nothing. */
  readonly orMissing?: (code: string) => string;
}

/** How a language writes what JSON is made of, where nothing beside a place shows it. */
export interface Notation {
  readonly true: string;
  readonly false: string;
  readonly null: string;
  /** What stands before and behind a name: `"`, `": `. */
  readonly key: readonly [open: string, close: string];
  /** The mark around texts. */
  readonly quote: string;
  readonly object: readonly [open: string, close: string];
  /** What stands inside of the brackets of an object in one line. */
  readonly pad: string;
  readonly list: readonly [open: string, close: string];
  /** What stands between members in one line, where that is not a comma and the end of a line does as well. */
  readonly separator?: ';' | ',';
  /** True for the text of JSON, whatever stands around it. */
  readonly isJson?: true;
  /** True for code that stands in quotes: those around it are none of the value. */
  readonly inQuotes?: true;
  /** True where lists and objects hold values of one type. */
  readonly isTyped?: true;
  /** True where the values of an object are of one plain type: no object can be put into it. */
  readonly isFlat?: boolean;
  /** True where one word may be name and value. */
  readonly shorthand?: true;
  /** What stands around the condition of a member that is there only sometimes, and behind the member. */
  readonly optional?: readonly [before: string, between: string, behind: string];
  /**
   * What stands around an object and a name of its members to take over what that one holds, if it is there; `[` stands
   * for the brackets that the member is set with. `alone`: a statement can set a member, but not extend it.
   */
  readonly extend?: readonly [before: string, between: string, behind: string] | 'alone';
  /** What stands around an object or list that a statement sets. */
  readonly wrapped?: readonly [before: string, behind: string];
  /**
   * Where a call sets a member later, `body.put("name", value)`: what an object around its value becomes, which may be
   * nothing; undefined where that is not sure. `plain`: the object.
   */
  readonly setter?: 'plain' | ((value: string, object: string) => string | undefined);
  /** Writes an object around a value that is left out of the body where it is nothing: so is the object then. */
  readonly unlessNone?: (value: string, object: string) => string | undefined;
  /** How values that are nothing are left out, as queries do and bodies do not. Missing: no value of the language is. */
  readonly nothing?: Nothing;
  /** What a value is that is not there; a member with it is left out. Missing: there is no such thing. */
  readonly missing?: string;
  /** Code that makes an object of each item of a list, with groups for the `list`, the `item` and the `fields` of each. */
  readonly eachMade?: RegExp;
}
