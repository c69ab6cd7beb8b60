import type { TextEdit } from '../model.ts';
import type { Steps } from '../reads/flow.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { AnswerText } from './answers.ts';

/** What a node does with the value of one of its children. */
export type Move =
  /** Gives it: brackets, `await`, a cast. */
  | { readonly kind: 'same'; readonly node: SyntaxNode }
  /** `value.name` */
  | { readonly kind: 'member'; readonly node: SyntaxNode; readonly name: SyntaxNode }
  /** `value.name(…)` */
  | {
      readonly kind: 'method';
      readonly node: SyntaxNode;
      readonly name: string;
      readonly args: readonly SyntaxNode[];
    }
  /** `value[key]` */
  | { readonly kind: 'index'; readonly node: SyntaxNode; readonly key: SyntaxNode }
  /** `callee(value)` */
  | { readonly kind: 'argument'; readonly node: SyntaxNode; readonly callee: string }
  | { readonly kind: 'bind'; readonly target: SyntaxNode }
  /**
   * Gives each of its items to code: a loop, a function. `uses`: what the item is called there; undefined where that is not
   * known. `next`: gives the same items on.
   */
  | { readonly kind: 'items'; readonly uses: readonly SyntaxNode[] | undefined; readonly next?: SyntaxNode }
  /** One side of a choice: `value ?? other`. */
  | { readonly kind: 'chosen'; readonly node: SyntaxNode; readonly others: readonly SyntaxNode[] }
  /** Compared, or what decides. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'written' }
  /** `implicit`: it is the last value of a function, which gives it unless a node of this type gives another one before. */
  | { readonly kind: 'returned'; readonly node: SyntaxNode; readonly implicit?: string }
  /** Goes where it is not followed: a list, a function. */
  | { readonly kind: 'given' };

/** A read that a member is put before. */
export interface Access {
  readonly whole: SyntaxNode;
  readonly object: SyntaxNode;
  readonly key: SyntaxNode;
  /** The method that reads; none of an index or a member. */
  readonly method?: string;
}

/** What a language has to tell of its syntax for {@link answerReader}. */
export interface AnswerSyntax {
  /** Undefined where the way of the value ends. */
  readonly move: (parent: SyntaxNode, node: SyntaxNode, text: AnswerText) => Move | undefined;
  /** The ways from what a call of a client gives to the parsed body. */
  readonly ways: Readonly<Record<string, readonly Steps[]>>;
  /** True for the code of a call that gives the parsed body itself. */
  readonly isBody?: (code: string) => boolean;
  /** Functions that make a value of a text, and those that make the text of a response. */
  readonly parses: RegExp;
  readonly loads?: RegExp;
  /** Methods on the way, and on bodies, that give what they are called on. */
  readonly passes: RegExp;
  /** Methods that read the member that their first argument names, and those that read a path with dots. */
  readonly reads: RegExp;
  readonly paths?: RegExp;
  /** Methods that give the members that all of their arguments name. */
  readonly picks?: RegExp;
  /** Methods of lists that give the member of each item that their first argument names. */
  readonly plucks?: RegExp;
  /** True where a member of a list stands for that of each item. */
  readonly eachByMember?: true;
  /** The responses that what handles the errors of a call reads. */
  readonly caught?: (call: SyntaxNode, text: AnswerText) => readonly SyntaxNode[];
  /** Functions and methods that only look at a body. */
  readonly harmless: RegExp;
  /** Functions that ask whether a member is there, and give it. */
  readonly asks?: RegExp;
  /** The name that a key is; undefined for what is not known. */
  readonly nameOf: (
    key: SyntaxNode,
    text: AnswerText,
  ) => { readonly name: string; readonly start: number; readonly end: number } | undefined;
  readonly empty: RegExp;
  /** True for a read that fails, or whose value is read in a way that does, where the member is missing. */
  readonly needs?: (access: Access, text: AnswerText) => boolean;
  /**
   * What takes `data` of a whole body where a function gives that to whoever calls it; undefined where this is not certain,
   * as it is not for a call that may have failed.
   */
  readonly handOn?: (body: SyntaxNode, text: AnswerText) => readonly TextEdit[] | undefined;
  /** What puts names before a key: edits of the text between. Undefined where that is not certain. */
  readonly insert: (
    access: Access,
    names: readonly string[],
    text: AnswerText,
  ) => readonly TextEdit[] | undefined;
}

/** The child with a field. */
export const fieldOf = (node: SyntaxNode, field: string): SyntaxNode | undefined =>
  node.children.find((child) => child.field === field);

/** An edit that puts text at an index of the source. */
export const insertedAt = ({ source }: AnswerText, at: number, newText: string): TextEdit => ({
  range: source.range(at, at),
  newText,
});

/** The name that a key in double quotes is; undefined for what is none, or is not written letter by letter. */
export function quotedName(
  key: SyntaxNode,
  { to, source }: AnswerText,
): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  const name = /^"(\w+)"$/.exec(to.written(key))?.[1];
  return name !== undefined && source.isVerbatim(key.start, key.end)
    ? { name, start: key.start + 1, end: key.end - 1 }
    : undefined;
}
