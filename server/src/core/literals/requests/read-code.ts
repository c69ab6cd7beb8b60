import type { ReadName } from '../../model.ts';
import { statusOfCode } from '../../sdk/error-statuses.ts';
import type { Access } from './answer-forms.ts';
import type { RequestReader } from './reader.ts';

/** A text that may be the code of an error, and what chooses by what is behind it. */
const CODE = /["']([A-Z_]{4,})["']/g;
const CHOOSES = /\b(?:switch|when|case|match)\b/;
const LONGEST_CHOICE = 600;
const LONGEST_TYPE = 16;
const DEEPEST = 3;
/** A member that is read by an index, or by a method that is given its name. */
const KEY = /^(?:!?\??\.(\w+)\((["'])(\w+)\2\)|(?:!!|\?)?\[(["'])(\w+)\4\])/;

/** A member that code reads; `at`, `last`: indexes of its name, and behind all of the access. */
interface Key {
  readonly name: string;
  readonly at: number;
  readonly last: number;
  readonly quote: string;
  readonly method?: string;
}

/** The members that the code behind a body reads, one in the other. `start`: index of the code in the text. */
export function keysIn(code: string, start: number, methods: RegExp | undefined): readonly Key[] {
  const found: Key[] = [];
  for (let from = 0; found.length < DEEPEST; ) {
    const [all, method, byMethod, name, byKey, key] = KEY.exec(code.slice(from)) ?? [];
    if (all === undefined || (method !== undefined && !methods?.test(method))) break;
    const quote = byMethod ?? byKey!;
    const at = start + from + all.indexOf(quote) + 1;
    const own = { name: name ?? key!, at, last: start + from + all.length, quote };
    found.push(method === undefined ? own : { ...own, method });
    from += all.length;
  }
  return found;
}

/** True where a code of v1 is written beside the read of one, or behind what chooses by it. */
export function isCompared(
  text: string,
  [error, code, ...inner]: readonly ReadName[],
  { start, last }: Access,
): boolean {
  if (error?.name !== 'error' || code?.name !== 'code' || inner.length > 0) return false;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const lineEnd = text.indexOf('\n', last);
  const chooses = CHOOSES.test(text.slice(lineStart, start));
  const end = chooses || lineEnd < 0 ? last + LONGEST_CHOICE : lineEnd;
  return [...text.slice(lineStart, end).matchAll(CODE)].some(([, one]) => statusOfCode(one!) !== undefined);
}

/** Behind the arguments of a type that begin with a bracket. */
export function behindTypes({ tokens }: RequestReader, from: number): number {
  let depth = 0;
  for (let at = from; at < from + LONGEST_TYPE; at++) {
    if (tokens.isMark(at, '<')) depth++;
    else if (tokens.isMark(at, '>') && --depth === 0) return at + 1;
  }
  return from;
}
