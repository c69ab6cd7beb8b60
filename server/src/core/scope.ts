import type { Binding } from './binding.ts';
import type { CallExpression, Expression, Frame } from './expression.ts';
import type { Values } from './resolve.ts';

/** What a language tells about the names in a text. Places are indexes into the {@link SourceText} it reads. */
export interface Scope {
  lookup(name: string, at: number, frame?: Frame): Binding;
  /**
   * A property, as it is at place `at`, of the object whose method holds place `of`: a class field. That is another
   * place where a method gives its object to a function.
   */
  self(property: string, at: number, frame?: Frame, of?: number): Binding;
  /** A property of what `holder`, which is resolved, stands for, where that is no object that is written down. */
  property?(holder: Expression, property: string, written: Expression): Held | undefined;
  /** All names of members that what a name stands for may have, as its type says; undefined where that is not seen. */
  fieldsOf?(expression: Expression): readonly string[] | undefined;
  /** What a call of a well-known pure function gives: `JSON.stringify(x)`, `new URL(a, b)`. */
  reduce(call: CallExpression, values: Values): Expression | undefined;
}

/** What a property is bound to, and the call whose names it is read with. */
export interface Held {
  readonly binding: Binding;
  readonly frame: Frame | undefined;
}
