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
  | NameExpression
  | ChoiceExpression
  | (Span & { readonly kind: 'number'; readonly value: number })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'null' })
  | (Span & { readonly kind: 'undefined' })
  /** The object a method belongs to: `this`, `self`. */
  | (Span & { readonly kind: 'self' })
  /** A value put into words as JSON: `JSON.stringify(value)`, `json.dumps(value)`. */
  | (Span & { readonly kind: 'json'; readonly value: Expression })
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

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
  /** True when the text of it was seen whole and without error. */
  readonly intact: boolean;
}

export type ObjectEntry =
  | { readonly kind: 'member'; readonly key: Expression; readonly value: Expression }
  | { readonly kind: 'spread'; readonly value: Expression };

export interface ArrayExpression extends Span {
  readonly kind: 'array';
  readonly items: readonly Expression[];
  /** False when it holds spreads or holes, so that places and number of items are not known. */
  readonly complete: boolean;
}

export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Expression[];
  /** True when the arguments are positional to the last and written without error. */
  readonly intact: boolean;
  /** True for `new X(…)`. */
  readonly constructs: boolean;
  /** From the opening to behind the closing parenthesis; empty at the end where there are none. */
  readonly list: Span;
}

export interface FunctionExpression extends Span {
  readonly kind: 'function';
}

export interface MemberExpression extends Span {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: string;
  readonly propertySpan: Span;
}

export interface NameExpression extends Span {
  readonly kind: 'name';
  readonly name: string;
}

/**
 * One of several values. `fallback`: the first unless it is missing (`a ?? b`, `a || b`). `guard`: the second if the
 * first holds (`a && b`). `either`: one of two (`x ? a : b`).
 */
export interface ChoiceExpression extends Span {
  readonly kind: 'choice';
  readonly how: 'fallback' | 'guard' | 'either';
  readonly first: Expression;
  readonly second: Expression;
}

export const unknownAt = (span: Span): Expression => ({ kind: 'unknown', start: span.start, end: span.end });
