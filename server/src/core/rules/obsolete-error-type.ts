import { findError, findLegacyError } from '../catalogue/errors.ts';
import { respell } from '../error-spelling.ts';
import type { ErrorReference } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'obsolete-error-type',
  summary: 'An earlier spelling of an error type, or one that is gone.',
  why: 'The API no longer sends it and its page is gone: a comparison with it is never true, a link to it is dead.',
  severity: 'warning',
  category: 'error-type',
  since: '0.1.0',
  prevents: [],
  checkError(reference) {
    if (reference.inComment) return [];
    return reference.form === 'code' ? judgeLegacy(reference) : judgeCode(reference);
  },
};

function judgeLegacy(reference: ErrorReference): Report[] {
  const legacy = findLegacyError(reference.code);
  if (!legacy) return [];
  const [only, ...more] = legacy.successors;
  const wrong = `${reference.code} is an error code of v1, which is switched off.`;
  if (only === undefined)
    return [{ range: reference.range, message: `${wrong} v2 has no such error.`, tags: ['deprecated'] }];
  if (more.length > 0) {
    return [
      {
        range: reference.range,
        message: `${wrong} In v2 it is one of ${legacy.successors.join(', ')}.`,
        tags: ['deprecated'],
      },
    ];
  }
  return [changed(reference, `${wrong} In v2 it is ${only}.`, only, 'suggestion')];
}

function judgeCode(reference: ErrorReference): Report[] {
  const error = findError(reference.code);
  if (!error) return [];
  if (error.current) {
    if (reference.form !== 'errors-v2') return [];
    return [
      changed(
        reference,
        `This address of the error type is out of date. Today it is ${error.page}.`,
        error.code,
        'safe',
      ),
    ];
  }
  const until = error.until ? ` since ${error.until}` : '';
  const wrong = `The API no longer sends ${error.code}${until}.`;
  if (!error.successor)
    return [{ range: reference.range, message: `${wrong} Nothing replaces it.`, tags: ['deprecated'] }];
  return [changed(reference, `${wrong} Today it is ${error.successor}.`, error.successor, 'suggestion')];
}

function changed(
  reference: ErrorReference,
  message: string,
  code: string,
  safety: 'safe' | 'suggestion',
): Report {
  return {
    range: reference.range,
    message,
    tags: ['deprecated'],
    fix: {
      title: `Change to ${respell(reference, code)}`,
      safety,
      edits: [{ range: reference.range, newText: respell(reference, code) }],
    },
  };
}
