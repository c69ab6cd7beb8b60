import type { CallEditor } from '../call-editor.ts';
import type { CallExpression, Expression, Span } from '../expression.ts';
import type { MockSyntax } from '../idioms/mocked.ts';
import type { ApiCall } from '../model.ts';
import type { Values } from '../resolve.ts';
import type { SourceText } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { AnswerReader } from './answers.ts';
import type { Choice } from './choices.ts';
import type { Client } from './client.ts';
import type { Thing } from './machine/things.ts';
import type { SdkRewriter } from './sdk/programs.ts';

/** What turns the nodes of one text into expressions. */
export interface Lowering {
  readonly source: SourceText;
  /** The trees of the text, one unless it is broken. */
  readonly roots: readonly SyntaxNode[];
  /** The text a node was written with. */
  written(node: SyntaxNode): string;
  span(node: SyntaxNode): Span;
  /** The expression a node stands for; unknown where there is no node. */
  expression(node: SyntaxNode | undefined): Expression;
}

/** One name that a node declares or gives a value. */
export type Declared = { readonly name: string; readonly node: SyntaxNode } & (
  | {
      /** `variable` makes a new name; `assignment` makes one only where there is none yet. */
      readonly kind: 'variable' | 'assignment';
      /** Missing: a value that is not known. */
      readonly value?: SyntaxNode | Expression;
      /** Name of the type it is said to have. */
      readonly type?: string;
      /** The object through whose names a loop goes with it. */
      readonly each?: SyntaxNode;
      /** True for a name of a comprehension, which lives in it alone. */
      readonly inClause?: true;
    }
  | {
      readonly kind: 'parameter';
      readonly value?: SyntaxNode | Expression;
      readonly type?: string;
      /** The object through whose names a block is called with it. */
      readonly each?: SyntaxNode;
    }
  /** The object a method belongs to, where the language gives it a name of the user's choice. */
  | { readonly kind: 'self' }
  /** What a class is made from, as a path: `include HTTParty`. `owner`: its name; missing: the class around the node. */
  | { readonly kind: 'base'; readonly owner?: string }
  /** `name` of the module, `*` for the whole of it. */
  | { readonly kind: 'import'; readonly module: string; readonly imported: string }
  /** A member of a class or struct. `owner`: the class's name; missing: the class around the node. */
  | {
      readonly kind: 'field';
      readonly owner?: string;
      readonly value?: SyntaxNode | Expression;
      readonly type?: string;
    }
);

/** A function that calls can be followed into. */
export interface FunctionShape {
  readonly name: string;
  /** In order; the object a method belongs to left out. */
  readonly parameters: readonly Parameter[];
  readonly body: SyntaxNode | undefined;
  /** True for what makes objects of its class, whose fields its parameters often become. */
  readonly constructs?: boolean;
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  /** Its type as it is written, where {@link CallEditor}s ask for that. */
  readonly type?: string;
  /** True when it takes any number of arguments. */
  readonly rest?: boolean;
  /** True when it may be left out. */
  readonly optional?: boolean;
  /** True when what is done to it is done to what it is given. */
  readonly reference?: boolean;
  /** True when it cannot be given by its name. */
  readonly positional?: boolean;
  /** True when it takes the named arguments that no other parameter takes. */
  readonly named?: boolean;
}

/** A piece of a broken text that can be parsed alone: `prefix` and `suffix` are put around it. */
export interface Piece extends Span {
  readonly prefix?: string;
  /** Parts of the prefix that stand in the text as well, and where. */
  readonly copies?: readonly { readonly index: number; readonly length: number; readonly start: number }[];
  readonly suffix?: string;
}

/** What a call of a well-known pure function stands for. */
export type Reduction = (call: CallExpression, values: Values) => Expression | undefined;

/** What has to be told of a programming language so that its requests can be read. Node types are those of its grammar. */
export interface Grammar {
  /** File name of its parser: `tree-sitter-<parser>.wasm`. */
  readonly parser: string;
  /** A parser of our own, which reads broken text too; missing: tree-sitter. */
  parse?(text: string): SyntaxNode;
  /** The name as it is looked up, where not all of its characters count: `$Headers` is `$headers`. */
  fold?(name: string): string;
  /** The text as its parser can read it, of the same length: macros as the calls that they look like. */
  readable?(text: string): string;
  /** What has to stand in front of a text that is shown without it. */
  opening?(text: string): string;
  /** The expression a node stands for; undefined when it is none that is known. */
  lower(node: SyntaxNode, to: Lowering): Expression | undefined;
  /** The names a node itself declares, those of its children left out. */
  declared(node: SyntaxNode, to: Lowering): readonly Declared[];
  /** The function a node is. */
  functionShape(node: SyntaxNode, to: Lowering): FunctionShape | undefined;
  /** The class, struct or module a node is or extends: its name. */
  className(node: SyntaxNode, to: Lowering): string | undefined;
  /** Target and value where a node is an assignment. No value where it is not a plain `=`. */
  assignment(node: SyntaxNode): { target: SyntaxNode; value: SyntaxNode | undefined } | undefined;
  /** The choice that a node is, for those over codes of `keys.verifyKey`. */
  choice?(node: SyntaxNode, to: Lowering): Choice | undefined;
  /** The expression that a function gives where a node returns one. */
  returned(node: SyntaxNode): SyntaxNode | undefined;
  /**
   * The clause that catches an error, beside what may throw it, and the way to the name that it gives that: fields or types
   * of nodes, none where it gives no name. Missing: there is no such clause.
   */
  readonly catches?: { readonly clause: string; readonly name: readonly string[] };
  /** How tests stand in for an API. Missing: not known. */
  readonly mocks?: MockSyntax;
  /** True for a node through which what is inside can be read and not changed: `&value` of Rust. */
  borrows?(node: SyntaxNode): boolean;
  /** What is known of every value of a type that the text declares: its names in JSON. */
  typeValue?(type: string, to: Lowering): Expression | undefined;
  /** True for a node in the code of a test, where files do not tell tests apart. */
  inTest?(node: SyntaxNode, to: Lowering): boolean;
  /** Where a text that does not parse is cut. */
  pieces(text: string): readonly Piece[];
  /** Functions that do not see the variables around them; constants and members they do. */
  readonly barriers?: ReadonlySet<string>;
  /** Nodes in which a name of their own lives until they end, beside functions and classes. */
  readonly blocks: ReadonlySet<string>;
  /** True for a node in which only the names live that its own clauses declare: a comprehension. */
  comprehends?(node: SyntaxNode, to: Lowering): boolean;
  /** Nodes whose children run only sometimes, or more than once. */
  readonly branches: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  readonly comments: ReadonlySet<string>;
  readonly identifiers: ReadonlySet<string>;
  /** Nodes that are calls, constructors included. */
  readonly calls: ReadonlySet<string>;
  /** Nodes that are string literals. */
  readonly strings: ReadonlySet<string>;
  /** Quotes around strings of several lines: where one is never closed, all that follows is text. */
  readonly longQuotes?: readonly string[];
  /** True where a method names a field of its class without `this`. */
  readonly bareFields?: boolean;
  /**
   * Where lists and objects that are written down are copied when they are given away: the functions of the language
   * that change them all the same.
   */
  readonly byReference?: RegExp;
  /** Nodes that take a member away: `del options["x"]`. */
  readonly removals?: ReadonlySet<string>;
  /**
   * What a branch of a `switch` is compared with, where a node is one; no patterns for the last resort. `others`: those of
   * all branches, where these do not stand beside it.
   */
  caseOf?(node: SyntaxNode):
    | {
        readonly subject: SyntaxNode;
        readonly patterns: readonly SyntaxNode[];
        readonly others?: readonly SyntaxNode[];
      }
    | undefined;
  /** True where a name alone may also be a constant of a class around it, or the call of a method without arguments. */
  readonly bareMembers?: boolean;
  /** True where named arguments are the members of an object that is the last argument. */
  readonly bracelessObjects?: boolean;
  /** Members of a parsed URL by what they give of it: `uri.host`. */
  readonly urlParts?: Readonly<Record<string, 'host' | 'path'>>;
  /**
   * Pure functions by their path (`json.dumps`), or by `*.name` for a method of anything.
   * A constructor's path ends in `.new`.
   */
  readonly functions: Readonly<Record<string, Reduction>>;
  /**
   * Methods that change the object they are called on: `set(key, value)` or `set(value)` of a list, `merge(object)`, `opaque(key, …)` which
   * gives the key a value that is not known, `default(key, value)` which sets it where it is not there, `push(value)` which puts it behind the others, or in an unknown way.
   */
  readonly mutators: Readonly<Record<string, 'set' | 'default' | 'merge' | 'opaque' | 'push' | 'unknown'>>;
  /** Paths of functions and types that make a text which is changed later: `bytes.Buffer`, `url.Parse`. */
  readonly buffers?: ReadonlySet<string>;
  /** Functions that write to a buffer they are given first, or make what writes to it. */
  readonly writers?: Readonly<Record<string, Writer>>;
  /** Members of a text or number that give it itself: `Endpoint.VERIFY.value`. */
  readonly itself?: ReadonlySet<string>;
  /** Path of the function that gives another one with some of its arguments filled in: `functools.partial`. */
  readonly partial?: string;
  /** The member that a method of that name sets to its argument: `setApiId(id)`. */
  readonly setter?: (method: string) => string | undefined;
  /** The member that a method of that name gives, where it has no arguments: `getPath()`. */
  readonly getter?: (method: string) => string | undefined;
  readonly clients: readonly Client[];
  /** Finds what is read of the answers to calls; missing: nothing is said of that. */
  readonly answers?: AnswerReader;
  /** Rewrites uses of SDKs from before v2. Missing: none. */
  readonly sdks?: readonly SdkRewriter[];
  /** Edits of a request that is made in the text itself, not by way of one of its functions. Missing: none. */
  readonly editor?: (thing: Thing, values: Values) => CallEditor;
  /** Edits of a call of a function of the text that sends. Whoever applies them reads the text again. */
  readonly siteEditor?: (site: Site, values: Values) => CallEditor;
}

/** A call of a function of the text that sends a request. */
export interface Site {
  readonly site: CallExpression;
  /** Where the function is. */
  readonly called: Span;
  /** Of the function, in order. */
  readonly parameters: readonly Parameter[];
  /** The request it sends, at its place. */
  readonly request: ApiCall;
  /** That request as the function itself makes it; missing where that is a function which the called one calls. */
  readonly sender?: Thing;
}

/** What a function writes, or the methods by which what it gives writes their first argument. */
export type Writer =
  | { readonly writes: Reduction }
  | { readonly methods: ReadonlySet<string>; readonly as: Reduction };

/** True where a member of a class may be meant by its name alone. */
export const namesMembers = ({ bareFields, bareMembers }: Grammar): boolean =>
  bareFields === true || bareMembers === true;
