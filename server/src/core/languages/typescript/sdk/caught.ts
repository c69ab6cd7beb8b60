import type { AnswerChange } from '../../../catalogue/sdks/answers.ts';
import type { CallExpression } from '../../../expression.ts';
import { statusOfCode } from '../../../sdk/error-statuses.ts';
import type { Reading } from '../reading.ts';
import { lineLike } from './lines.ts';

/** What a call answers, and how its SDK wrote and writes that. */
export interface Answered {
  readonly call: CallExpression;
  /** The operation of v1 that it is for. */
  readonly operation: string;
  readonly change: AnswerChange;
  /** True where types can be written. */
  readonly typed: boolean;
}

/** Members of errors of v1. */
export interface MembersOfV1 {
  /** Codes that are told from each other. */
  readonly codes: readonly string[];
  /** Undefined where all of them may be read. */
  readonly names: ReadonlySet<string> | undefined;
}

/** How errors of v2 are given to what follows: as they are, their message alone, or with members of v1. */
export type CaughtAs = 'error' | 'message' | MembersOfV1;

/** Where the release for v1 says that it reached nobody. */
const NOT_REACHED = 'FETCH_ERROR';

/** True where what v2 throws tells codes of v1 from each other. */
export function areTold(codes: readonly string[]): boolean {
  const told = codes.map((code) => (code === NOT_REACHED ? 0 : statusOfCode(code)));
  return !told.includes(undefined) && new Set(told).size === told.length;
}

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
export function adaptedText(reading: Reading, answered: Answered, as: CaughtAs): string {
  return handlersText(
    reading,
    answered,
    // Where the name is looked for, it may not be there.
    `${resultOf(answered.change)}${LOOKS_FOR_NAME.test(reading.source.text) ? '' : ', error: undefined'} })`,
    'result: undefined, ',
    as,
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
  const only = as === 'message' ? MESSAGE : onlyMember(reading, as);
  if (as === 'message' || only !== undefined)
    return `.then(${first}${good},${next}(error) => ({ ${bad}error: { ${only} } })${last})`;
  const [inner, end] = line === undefined ? [' ', ' '] : [next + step, `,${next}`];
  const comma = line === undefined ? ', ' : `,${inner}`;
  return `.then(${first}${good},${next}(error) => ({${inner}${bad.replace(/, $/, comma)}error: ${errorOf(reading, as, inner)}${end}})${last})`;
}

const MESSAGE = 'message: error.error?.detail ?? error.message';

/** `'error' in answer` */
const LOOKS_FOR_NAME = /(["'`])error\1\s+in\s|\bhasOwn(?:Property)?\([^()]*(["'`])error\2\)/;

/** The members of errors of v1, read of those that release 2 of `@unkey/api` throws. */
function membersOf({ source }: Reading, { codes, names }: MembersOfV1): readonly string[] {
  const quote = /\bfrom "/.test(source.text) ? '"' : "'";
  const told = codes.map((code) => {
    const status = code === NOT_REACHED ? 'undefined' : statusOfCode(code);
    return `error.statusCode === ${status} ? ${quote}${code}${quote} : `;
  });
  return [
    MESSAGE,
    `code: ${told.join('')}error.error?.type`,
    'docs: error.error?.type',
    // Few ask for the request.
    ...(source.text.includes('.requestId') || names?.has('requestId')
      ? ['requestId: error.meta?.requestId']
      : []),
  ].filter((member) => names?.has(member.slice(0, member.indexOf(':'))) ?? true);
}

/** The only one of them that is read, where it is short. */
function onlyMember(reading: Reading, as: MembersOfV1): string | undefined {
  const members = membersOf(reading, as);
  return members.length === 1 && as.codes.length < 2 ? members[0] : undefined;
}

/** All of them as an object in lines or in one. */
function errorOf(reading: Reading, as: MembersOfV1, line: string): string {
  const members = membersOf(reading, as);
  const inOne = `{ ${members.join(', ')} }`;
  if (as.codes.length === 0 || members.length === 1 || line === ' ') return inOne;
  const deeper = line + (line.includes('\t') ? '\t' : '  ');
  return `{${members.map((member) => `${deeper}${member},`).join('')}${line}}`;
}
