import type { Notation } from '../../call-editor.ts';
import type { ValueIdiom } from '../../requests/url-expression.ts';
import type { TokenList } from '../token-list.ts';
import type { Part, RequestReader } from './reader.ts';

/** How a language writes the objects and lists that become JSON. */
export interface JsonForms {
  /** The bracket of an object or list that begins at a token; undefined where neither does. */
  readonly open: (tokens: TokenList, at: number) => number | undefined;
  /** What a bracket holds, where that does not depend on what stands in it. */
  readonly kind: (tokens: TokenList, open: number) => 'object' | 'array' | undefined;
  /** What stands between a name and its value. */
  readonly separators: readonly string[];
  /** True where a word before that is the name itself, rather than a variable. */
  readonly wordKeys: boolean;
  /** Functions that make a text or bytes of what they are given, or wrap it. */
  readonly encoders: RegExp;
  /** The same for what is called on a value. */
  readonly suffixes: RegExp;
  readonly null: string;
  /** Members that are put into an object one by one; undefined for other values. */
  readonly puts?: (reader: RequestReader, part: Part) => Puts | undefined;
}

/** Members that are put into an object. */
export interface Puts {
  /** Where the object is made. */
  readonly at: Part;
  readonly members: readonly { readonly key: number; readonly value: Part }[];
  readonly complete: boolean;
}

/** How a language writes requests. */
export interface LiteralIdiom {
  readonly forms: JsonForms;
  readonly values: ValueIdiom;
  readonly notation: Notation;
  /** How objects are written in a text that makes them in a way of its own. */
  readonly notationIn?: (text: string) => Notation;
}
