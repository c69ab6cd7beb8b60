import {
  currentErrors,
  type ErrorCode,
  errorsNamed,
  findError,
  findLegacyError,
} from '../catalogue/errors.ts';
import { explanationOf } from '../catalogue/explanations.ts';
import { raisedBy } from '../catalogue/raised-by.ts';
import { findResultCode } from '../catalogue/results.ts';
import type { ErrorReference } from '../model.ts';

/** Markdown that explains an error type; undefined when there is no such error. */
export function describeError(reference: Pick<ErrorReference, 'form' | 'code'>): string | undefined {
  return reference.form === 'code' ? describeLegacy(reference.code) : describeCode(reference.code);
}

/**
 * Markdown about one code: `err:…`, or a name in capitals, which may be a result of verifyKey, an error of v1, or both.
 * Undefined when it is neither.
 */
export function describeCode(code: string): string | undefined {
  const error = findError(code);
  if (error) return error.current ? describeCurrent(error) : describeGone(error);
  return joined([describeResultCode(code), describeLegacy(code)]);
}

/** Markdown about everything a name may stand for; undefined when that is nothing. */
export function describeCodes(codes: readonly string[]): string | undefined {
  return joined(codes.map(describeCode));
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter((part) => part !== undefined);
  return said.length > 0 ? said.join('\n\n---\n\n') : undefined;
}

function describeCurrent(error: ErrorCode): string {
  const lines = [`**${error.code}**`, '', headline(error), ...describeCauses(error)];
  lines.push('', `[Unkey documentation](${error.page})`);
  return lines.join('\n');
}

/** What the error means, its causes and fixes, and what is near it. Lines, each block with an empty one before it. */
function describeCauses(error: ErrorCode): string[] {
  const lines: string[] = [];
  const explanation = explanationOf(error.code);
  if (explanation) {
    lines.push('', explanation.meaning, '', '**Causes**', ...explanation.causes.map((c) => `- ${c}`));
    lines.push('', '**Fixes**', ...explanation.fixes.map((f) => `- ${f}`));
    if (explanation.retry) lines.push('', `**Sending it again:** ${explanation.retry}`);
    if (explanation.note) lines.push('', explanation.note);
  }
  const raised = raisedBy(error.code);
  if (raised) lines.push('', `**Sent by:** ${raised.group ?? codeSpans(raised.operations)}`);
  lines.push(...related(error, explanation?.note ?? ''));
  return lines;
}

const codeSpans = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** `HTTP 404 Not Found`, and what the vendor's page says where it differs. */
function headline(error: ErrorCode): string {
  const status = error.status === undefined ? 'No fixed HTTP status' : `HTTP ${error.status}`;
  const title = error.title ? ` ${error.title}` : '';
  const differs = error.documentedStatus !== undefined && error.documentedStatus !== error.status;
  return `${status}${title}${differs ? ` (the documentation page says ${error.documentedStatus})` : ''}`;
}

/** The endings of errors that one resource may have. */
const RESOURCE_ERROR = /^(\w+?)_(?:not_found|already_exists|gone)$/;

/**
 * Errors that are easily taken for this one: `key_not_found` exists under `authentication` and under `data`. And the
 * others of the same resource. What `note` names already is left out.
 */
function related(error: ErrorCode, note: string): string[] {
  const unnamed = (other: ErrorCode): boolean =>
    other.current && other.code !== error.code && !note.includes(other.code);
  const named = errorsNamed(error.specific).filter(unnamed);
  const resource = error.category === 'data' ? RESOURCE_ERROR.exec(error.specific)?.[1] : undefined;
  const siblings = currentErrors().filter(
    (other) =>
      resource !== undefined &&
      other.category === 'data' &&
      RESOURCE_ERROR.exec(other.specific)?.[1] === resource &&
      unnamed(other),
  );
  return [
    ...named.flatMap((other) => ['', `Not the same as ${withStatus(other)}.`]),
    ...(siblings.length > 0 ? ['', `See also ${siblings.map(withStatus).join(', ')}.`] : []),
  ];
}

const withStatus = (error: ErrorCode): string =>
  `\`${error.code}\`${error.status === undefined ? '' : ` (HTTP ${error.status})`}`;

function describeGone(error: ErrorCode): string {
  const until = error.until ? ` since ${error.until}` : '';
  const lines = [`**${error.code}**`, '', `Gone: the API no longer sends it${until}.`];
  const successor = error.successor ? findError(error.successor) : undefined;
  if (successor) lines.push('', 'Today it is:', '', describeCurrent(successor));
  return lines.join('\n');
}

/** Markdown about a value of `data.code` in the answer of `keys.verifyKey`; undefined for other words. */
export function describeResultCode(code: string): string | undefined {
  const result = findResultCode(code);
  if (!result) return undefined;
  const lines = [
    `**${result.code}**`,
    '',
    `Result of \`keys.verifyKey\` in \`data.code\`: HTTP 200 with \`valid: ${result.valid}\`.`,
  ];
  lines.push('', result.meaning);
  if (result.fixes.length > 0) lines.push('', '**Fixes**', ...result.fixes.map((fix) => `- ${fix}`));
  return lines.join('\n');
}

/** Markdown about an error code of v1; undefined for other words. */
export function describeLegacy(code: string): string | undefined {
  const legacy = findLegacyError(code);
  if (!legacy) return undefined;
  const status = legacy.status === undefined ? '' : ` (HTTP ${legacy.status})`;
  const lines = [`**${legacy.code}**`, '', `Error code of v1${status}, which is switched off.`];
  if (legacy.successors.length > 0) {
    const today = legacy.successors.flatMap((s) => findError(s) ?? []);
    lines.push(
      '',
      'In v2:',
      ...today.map((e) => `- [\`${e.code}\`](${e.page})${e.status ? ` HTTP ${e.status}` : ''}`),
    );
  }
  return lines.join('\n');
}
