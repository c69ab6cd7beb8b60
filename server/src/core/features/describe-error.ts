import { type ErrorCode, errorsNamed, findError, findLegacyError } from '../catalogue/errors.ts';
import { explanationOf } from '../catalogue/explanations.ts';
import type { ErrorReference } from '../model.ts';

/** Markdown that explains an error type; undefined when there is no such error. */
export function describeError(reference: Pick<ErrorReference, 'form' | 'code'>): string | undefined {
  if (reference.form === 'code') return describeLegacy(reference.code);
  const error = findError(reference.code);
  if (!error) return undefined;
  return error.current ? describeCurrent(error) : describeGone(error);
}

function describeCurrent(error: ErrorCode): string {
  const lines = [`**${error.code}**`, '', headline(error)];
  const explanation = explanationOf(error.code);
  if (explanation) {
    lines.push('', explanation.meaning, '', '**Causes**', ...explanation.causes.map((c) => `- ${c}`));
    lines.push('', '**Fixes**', ...explanation.fixes.map((f) => `- ${f}`));
    if (explanation.note) lines.push('', explanation.note);
  }
  lines.push(...sameName(error, explanation?.note ?? ''), '', `[Unkey documentation](${error.page})`);
  return lines.join('\n');
}

/** `HTTP 404 Not Found`, and what the vendor's page says where it differs. */
function headline(error: ErrorCode): string {
  const status = error.status === undefined ? 'No fixed HTTP status' : `HTTP ${error.status}`;
  const title = error.title ? ` ${error.title}` : '';
  const differs = error.documentedStatus !== undefined && error.documentedStatus !== error.status;
  return `${status}${title}${differs ? ` (the documentation page says ${error.documentedStatus})` : ''}`;
}

/** `key_not_found` exists under `authentication` and under `data`, and means two things; a note may say so already. */
function sameName(error: ErrorCode, note: string): string[] {
  const others = errorsNamed(error.specific).filter(
    (e) => e.current && e.code !== error.code && !note.includes(e.code),
  );
  return others.flatMap((other) => {
    const status = other.status === undefined ? '' : ` (HTTP ${other.status})`;
    return ['', `Not the same as \`${other.code}\`${status}.`];
  });
}

function describeGone(error: ErrorCode): string {
  const until = error.until ? ` since ${error.until}` : '';
  const lines = [`**${error.code}**`, '', `Gone: the API no longer sends it${until}.`];
  const successor = error.successor ? findError(error.successor) : undefined;
  if (successor) lines.push('', 'Today it is:', '', describeCurrent(successor));
  return lines.join('\n');
}

function describeLegacy(code: string): string | undefined {
  const legacy = findLegacyError(code);
  if (!legacy) return undefined;
  const lines = [
    `**${legacy.code}**`,
    '',
    `Error code of v1 (HTTP ${legacy.status}), which is switched off.`,
  ];
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
