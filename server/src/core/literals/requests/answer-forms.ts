import type { TextEdit } from '../../model.ts';
import type { FunctionPart } from '../outline.ts';
import type { Part, RequestReader } from './reader.ts';

/** How a language gets from what a request gives to what is read of it. */
export interface AnswerForms {
  /** What stands behind a response where it is its text, and where it is the parsed body: `.body`. */
  readonly text: RegExp;
  readonly body: RegExp;
  /** Functions that make a value of a text, and those that make a text of bytes. */
  readonly parses: RegExp;
  readonly decodes: RegExp;
  /** What says the type of a value behind it. */
  readonly cast: RegExp;
  /** True where `value.name` reads a member. */
  readonly members: boolean;
  /** Methods that read the member that their argument names. */
  readonly methods?: RegExp;
  /** Functions that only show what they are given. */
  readonly shows: RegExp;
  /** The names that the response, or its text, has, where the request is sent in another statement. */
  readonly sent?: (reader: RequestReader, whole: Part) => readonly Response[];
  /** Puts names between a body and what is read of it. Undefined where that is not certain. */
  readonly insert: (
    reader: RequestReader,
    access: Access,
    names: readonly string[],
  ) => readonly TextEdit[] | undefined;
}

/** A function that a value is followed into, and the call of it, which gives what the function gives. */
export interface Hop {
  readonly sender: FunctionPart;
  readonly to: Part;
}

/** A response, or its text; `hop`: the function in which that is, where the request is given to one. */
export interface Response {
  readonly part: Part;
  readonly state: State;
  readonly hop?: Hop;
}

/** One read: where the body stands in the text, and how it is read. */
export interface Access {
  readonly start: number;
  readonly end: number;
  /** Behind all of the access. */
  readonly last: number;
  readonly quote: string;
  readonly method?: string;
}

/** What of an answer a value is. */
export type State = 'response' | 'text' | 'body';
