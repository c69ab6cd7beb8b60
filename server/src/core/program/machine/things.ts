import type { CallExpression, Expression, Span } from '../../expression.ts';
import type { Client, Member, Role, Type } from '../client.ts';
import type { Frames } from '../scope/found.ts';

/** Roles that say how others are found. */
type Unheld =
  | 'options'
  | 'self'
  | 'option'
  | 'scheme'
  | 'resource'
  | 'request'
  | 'target'
  | 'ignored'
  | 'value'
  | 'part';

/** Something a request or its client was given. */
export interface Given {
  readonly role: Exclude<Role, Unheld>;
  /** Missing for a method that the member's name says. */
  readonly value?: Expression;
  /** The name of a header: an expression, or the name that a member stands for. */
  readonly header?: Expression | { readonly name: string; readonly span: Span };
  /** The HTTP method that a member stands for, and where it is named. */
  readonly method?: { readonly name: string; readonly span: Span };
  /** True for a method that follows from a flag: one that is named comes before it. */
  readonly flag?: true;
  /** False where it may not have been given. */
  readonly conditional: boolean;
}

/** An object of a client as it is at one place of the text. */
export interface Thing {
  readonly client: Client;
  readonly type: Type;
  /** Members that were gone through without a call: `headers.` of `session.headers.update`. */
  readonly prefix: string;
  /** In the order of the text. */
  readonly given: readonly Given[];
  /** False when it may have been given more. */
  readonly complete: boolean;
  /** False for an object that was not made in this text. */
  readonly made: boolean;
  /** The call that made the request it is or sent; before that the one that made it. */
  readonly call: CallExpression | undefined;
  /** Of a request that is one of several, all the calls that make one. */
  readonly calls?: readonly CallExpression[];
  /** True when it was given to something that may send it. */
  readonly handed?: true;
  /** What sent a request made before. */
  readonly sending?: CallExpression | undefined;
  /** That call with all that is called on what it gives. */
  readonly whole: Span | undefined;
  /** The name of what was called: a place to speak of the method. */
  readonly token: Span;
  readonly sent: boolean;
  /** True where nothing can be added to it any more. */
  readonly closed?: true;
  /** The method of an SDK that sent it. */
  readonly member?: Member;
  /** The calls of functions of the text that it came through, the outermost last. */
  readonly frames: Frames;
}

/** What a call names: `Post` of `Net::HTTP::Post.new`. */
export function tokenOf(callee: Expression): Span {
  if (callee.kind !== 'member') return callee;
  return callee.property === 'new' && callee.object.kind === 'member'
    ? callee.object.propertySpan
    : callee.propertySpan;
}
