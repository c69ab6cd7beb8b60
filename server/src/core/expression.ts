import type { SourceText } from './source.ts';

/** UTF-16 indexes into the text of the {@link SourceText} a language reads (not document offsets), half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * An expression of any programming language, as far as a request can be read from it. A language lowers its syntax
 * nodes to this; what has no place here is `unknown`. Parentheses, casts and `await` are left out: the expression
 * inside stands for them.
 */
export type Expression =
  | TextExpression
  | TemplateExpression
  | ObjectExpression
  | ArrayExpression
  | CallExpression
  | FunctionExpression
  | MemberExpression
  /** A member whose name is computed: `paths[name]`. */
  | (Span & { readonly kind: 'element'; readonly object: Expression; readonly index: Expression })
  | NameExpression
  | ChoiceExpression
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'null' })
  | (Span & { readonly kind: 'undefined' })
  | SelfExpression
  /** True or false as its values are: `!value`, `first === second`. */
  | (Span & { readonly kind: 'not'; readonly value: Expression })
  | (Span & { readonly kind: 'equal'; readonly first: Expression; readonly second: Expression })
  /** A value put into words as JSON: `JSON.stringify(value)`, `json.dumps(value)`. */
  | (Span & { readonly kind: 'json'; readonly value: Expression; readonly style?: JsonStyle })
  /** A URL reference resolved against a base, as RFC 3986 does. */
  | (Span & { readonly kind: 'reference'; readonly reference: Expression; readonly base: Expression })
  | (Span & { readonly kind: 'unknown' });

/** A string literal; `value` is what it holds, without its quotes. */
export interface TextExpression extends Span {
  readonly kind: 'text';
  readonly value: SourceText;
  /** False when its closing quote is missing. */
  readonly closed: boolean;
}

/** Text joined from pieces: an interpolated string, a concatenation. */
export interface TemplateExpression extends Span {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
}

/** An object that is written out. */
export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
  /** True when the text of it was seen whole and without error. */
  readonly intact: boolean;
  /** True where it is empty and may be a list as well: what is given to it later tells. */
  readonly list?: true;
  /** What stands between a name and its value, in a language that lets one word be both, unless it is `: `. */
  readonly shorthand?: string;
  /** How it is written as JSON, where that follows from its type: the names of its members, and those it always has. */
  readonly shape?: JsonShape;
}

/** Names that members get in JSON. */
export interface JsonShape {
  /** By the name in the language; undefined for a member that is left out. Others keep their name. Missing: not known. */
  readonly names?: ReadonlyMap<string, string | undefined>;
  /** Names in JSON of members that are written even where the value does not give them. */
  readonly always: readonly string[];
  /** Names in the language of members that are null where the value does not give them. */
  readonly nullable?: readonly string[];
  /** Where names in JSON are written, by these names. */
  readonly places?: ReadonlyMap<string, Span>;
  /** How the declarations of members say what these are in JSON, by their names in the language. */
  readonly attributes?: ReadonlyMap<string, Attribute>;
  /** Where members are declared that the value does not give, by their names in JSON. */
  readonly declared?: ReadonlyMap<string, Span>;
}

/** What the declaration of a member may say of its name in JSON. */
export interface Attribute extends Span {
  /** What stands around another name, put before the span. Missing: the name is written already. */
  readonly named?: readonly [before: string, behind: string];
  /** What leaves the member out, in the place of the span. */
  readonly skipped: string;
}

/** How a serializer writes the members that objects have by their types; those of maps are written as they are. */
export interface JsonStyle {
  /** `unsure`: as they are or in camel case. */
  readonly names: 'kept' | 'camelCase' | 'unsure';
  readonly nulls: 'kept' | 'omitted' | 'unsure';
}

/** What stands in an object: a member, or another object that is spread. */
export type ObjectEntry =
  | { readonly kind: 'member'; readonly key: Expression; readonly value: Expression }
  | { readonly kind: 'spread'; readonly value: Expression };

/** A list that is written out. */
export interface ArrayExpression extends Span {
  readonly kind: 'array';
  readonly items: readonly Expression[];
  /** False when it holds spreads or holes, so that places and number of items are not known. */
  readonly complete: boolean;
}

/** A call, or the construction of an object. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** Arguments given by name, and what an object initializer behind the call sets. */
  readonly named?: ObjectExpression;
  /** True when the arguments are positional to the last and written without error. */
  readonly intact: boolean;
  /** True for `new X(…)`. */
  readonly constructs: boolean;
  /** Code written behind the arguments: a block of Ruby. */
  readonly block?: FunctionExpression;
  /** From the opening to behind the closing parenthesis; empty at the end where there are none. */
  readonly list: Span;
}

/** A function that is written in place. */
export interface FunctionExpression extends Span {
  readonly kind: 'function';
  readonly frame?: Frame;
}

/** The object a method belongs to: `this`, `self`. */
export interface SelfExpression extends Span {
  readonly kind: 'self';
  readonly frame?: Frame;
}

/** A member of a value. */
export interface MemberExpression extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: string;
  readonly propertySpan: Span;
  /** True for a method that is called without arguments: what it gives is no member that is written down. */
  readonly called?: true;
}

/** A name. */
export interface NameExpression extends Span {
  readonly kind: 'name';
  readonly name: string;
  readonly frame?: Frame;
}

/**
 * One call of a function: what its parameters stand for while it runs. A name that has a frame is read in it, so that
 * what is written in the function means what this call makes of it.
 */
export interface Frame {
  /** By the place of the parameter's declaration. */
  readonly values: ReadonlyMap<number, Expression>;
  /** Of the function around it. */
  readonly outer: Frame | undefined;
}

/**
 * One of several values. `fallback`: the first unless it is missing (`a ?? b`, `a || b`). `guard`: the second if the
 * first holds (`a && b`). `either`: one of two (`x ? a : b`).
 */
export interface ChoiceExpression extends Span {
  readonly kind: 'choice';
  readonly how: 'fallback' | 'guard' | 'either';
  /** Of `either`: what decides. Missing where it is not known. */
  readonly condition?: Expression;
  readonly first: Expression;
  readonly second: Expression;
}

/** What an expression is that nothing is known of. */
export const unknownAt = (span: Span): Expression => ({ kind: 'unknown', start: span.start, end: span.end });

/** The call that a method without arguments is. */
export const calledAlone = (callee: MemberExpression): CallExpression => {
  const { start, end } = callee;
  const list = { start: end, end };
  return { kind: 'call', callee, args: [], intact: true, constructs: false, list, start, end };
};

/** The name of what is called, a method or a function; undefined for what has none. */
export const calledName = (callee: Expression): string | undefined =>
  callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : undefined;

/** A value that is one of several; undefined where there are none. */
export const oneOf = (values: readonly Expression[]): Expression | undefined =>
  values.reduceRight<Expression | undefined>(
    (second, first) =>
      second ? { kind: 'choice', how: 'either', first, second, start: first.start, end: first.end } : first,
    undefined,
  );

/** The parts of a text that is joined of several, those of its parts among them. */
export const joinedParts = (text: Expression): readonly Expression[] =>
  text.kind === 'template' ? text.parts.flatMap(joinedParts) : [text];
