import type { AnswerChange } from '../../../catalogue/sdks/answers.ts';
import type { Reading } from '../reading.ts';
import type { Answered } from './answers.ts';
import { lineLike } from './lines.ts';

/** How errors of v2 are given to what follows: as they are, or with the members of v1. */
export type CaughtAs = 'error' | 'members';

/**
 * What is written behind a call of v2 to answer errors rather than to throw them, so that what follows may ask for them
 * as before. `member`: what of the answer is taken.
 */
export function caughtText(
  reading: Reading,
  answered: Answered,
  member: 'data' | 'result' | undefined,
  as: CaughtAs,
): string {
  const good = member === undefined ? '() => ({' : `({ ${member} }) => ({ ${member},`;
  const bad = member === undefined ? '' : `${member}: undefined, `;
  return handlersText(reading, answered, `${good} error: undefined })`, bad, as);
}

/** What is written behind a call of v2 to answer `{ result, error }` as v1 did. */
export function adaptedText(reading: Reading, answered: Answered): string {
  return handlersText(
    reading,
    answered,
    // Where the name is looked for, it may not be there.
    `${resultOf(answered.change)}${LOOKS_FOR_NAME.test(reading.source.text) ? '' : ', error: undefined'} })`,
    'result: undefined, ',
    'members',
  );
}

function resultOf({ list, bare }: AnswerChange): string {
  if (bare) return '() => ({ result: {}';
  return list ? '({ result }) => ({ result' : '({ data }) => ({ result: data';
}

function handlersText(
  reading: Reading,
  { call, typed }: Answered,
  good: string,
  bad: string,
  as: CaughtAs,
): string {
  const line = lineLike(reading, call.start);
  const isTabbed = line?.includes('\t') || /\n\t/.test(reading.document);
  const step = isTabbed ? '\t' : '  ';
  const next = line === undefined ? ' ' : line + step;
  const [first, last] = line === undefined ? ['', ''] : [next, `,${line}`];
  if (as === 'error') {
    const error = typed ? '(error: Error)' : '(error)';
    return `.then(${first}${good},${next}${error} => ({ ${bad}error })${last})`;
  }
  const [inner, end] = line === undefined ? [' ', ' '] : [next + step, `,${next}`];
  const comma = line === undefined ? ', ' : `,${inner}`;
  return `.then(${first}${good},${next}(error) => ({${inner}${bad.replace(/, $/, comma)}error: { ${membersOf(reading)} }${end}})${last})`;
}

/** `'error' in answer` */
const LOOKS_FOR_NAME = /(["'`])error\1\s+in\s|\bhasOwn(?:Property)?\([^()]*(["'`])error\2\)/;

/** The members of errors of v1, read of those that release 2 of `@unkey/api` throws. */
const MEMBERS = [
  'message: error.error?.detail ?? error.message',
  'code: error.error?.type',
  'docs: error.error?.type',
].join(', ');

/** Few ask for the request. */
const membersOf = ({ source }: Reading): string =>
  source.text.includes('.requestId') ? `${MEMBERS}, requestId: error.meta?.requestId` : MEMBERS;
