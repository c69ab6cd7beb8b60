import type { ApiCall, TextEdit } from '../model.ts';
import { escapedName } from '../name-pattern.ts';
import { functionNamed, type Handler, handlersAround, namedFunctionAround } from '../outline.ts';
import { statusOfCode } from '../sdk/error-statuses.ts';
import { errorReadIn } from './error-reads.ts';
import type { Surroundings } from './surroundings.ts';

/** Clients that answer errors, and throw nothing that has one. */
const ANSWERS_ERRORS = /^(?:fetch|undici|node:https|XMLHttpRequest|request|needle|curl)$/;
/** An error that goes on to whoever called. */
const RETHROWN = /\b(?:throw|raise)\s+[\w$]+\s*;?\s*[\n}]|\braise\s*\n/;
/** Longer than what is read of an error, up to its end. */
const LONGEST_READ = 60;

/** A place where a program reads the error of an answer that a call throws. */
export interface CaughtError {
  /** The function that is handed what was caught; undefined for what catches it itself. */
  readonly name?: string;
  readonly at: number;
}

/**
 * Where a program, or a function that it hands what a call throws, reads the error of an answer, and that is neither
 * followed nor changed by `edits`.
 */
export function caughtErrors(
  call: ApiCall,
  edits: readonly TextEdit[],
  around: Surroundings,
): readonly CaughtError[] {
  if (ANSWERS_ERRORS.test(call.client)) return [];
  const { document } = around;
  const found = new Map<number, CaughtError>();
  const note = (code: string, from: number, caught: string | undefined, name: string | undefined): void => {
    const read = errorReadIn(code, caught);
    const at = read === undefined ? undefined : from + read;
    if (at !== undefined && !isKnown(at, edits, around)) found.set(at, name ? { name, at } : { at });
  };
  for (const { name: caught, body } of handlersOf(call, around)) {
    if (caught === undefined) continue;
    const code = document.slice(body.start, body.end);
    note(code, body.start, caught, undefined);
    for (const name of functionsGiven(code, caught)) {
      const given = functionNamed(around.outline, name)?.range;
      if (given) note(document.slice(given.start, given.end), given.start, undefined, name);
    }
  }
  return [...found.values()];
}

/** What catches what a call throws: around it, or else around the calls of its function. */
function handlersOf({ range }: ApiCall, { document, outline }: Surroundings): readonly Handler[] {
  const own = handlersAround(outline, range.start);
  const goesOn = own.every(({ body }) => RETHROWN.test(document.slice(body.start, body.end)));
  const name = goesOn ? namedFunctionAround(outline, range.start)?.name : undefined;
  if (name === undefined) return own;
  const calls = document.matchAll(new RegExp(String.raw`(?<![\w$])${escapedName(name)}\(`, 'g'));
  return [...new Set([...own, ...[...calls].flatMap(({ index }) => handlersAround(outline, index))])];
}

/** The names of the functions that code gives what it caught. */
const functionsGiven = (code: string, caught: string): readonly string[] =>
  [
    ...code.matchAll(
      new RegExp(String.raw`(?<![\w$])([\w$]+)\((?:[^()]*,\s*)?${escapedName(caught)}\s*[,)]`, 'g'),
    ),
  ].map(([, name]) => name!);

/** True for a read that ends at an offset and of which a name is known to be read of an answer, or is changed. */
export const isKnown = (end: number, edits: readonly TextEdit[], { isFollowed }: Surroundings): boolean =>
  edits.some(({ range }) => range.end >= end - LONGEST_READ && range.end <= end + LONGEST_READ) ||
  Array.from({ length: LONGEST_READ }, (_, i) => end - i).some(isFollowed);

/** A code of an error that goes on in what is thrown then. */
const KEPT = /(?:\bnew\s+[\w$.]+\((?:[^;{}`]*[^\w$;{}`])?|\bcode\s*[:=](?!=)\s*)[\w$][\w$?.!]*\.code\b/;
/** Code that compares what it calls a code, but not the one of an answer. */
const COMPARES = /(?<!\.error!?\??)\.code\s*[!=]==?\s*["']([A-Z_]{4,})["']/g;

/**
 * Where what catches what a call throws compares codes of v1 that another one, which is given what any call throws, kept
 * of the errors of answers.
 */
export function keptInErrors(call: ApiCall, around: Surroundings): readonly number[] {
  const { document, isFollowed } = around;
  const handlers = handlersOf(call, around);
  const keeps = ({ name, body }: Handler): boolean => {
    const code = document.slice(body.start, body.end);
    return KEPT.test(code) && name !== undefined && errorReadIn(code, name) !== undefined;
  };
  if (ANSWERS_ERRORS.test(call.client) || !handlers.some(keeps)) return [];
  return handlers.flatMap(({ body: { start, end } }) =>
    [...document.slice(start, end).matchAll(COMPARES)]
      .filter(([, code]) => statusOfCode(code!) !== undefined)
      .map(({ index }) => start + index)
      .filter((at) => !isFollowed(at + 1)),
  );
}
