import { findError, findLegacyError, nearestError } from '../catalogue/errors.ts';
import { respell } from '../error-spelling.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'unknown-error-type',
  summary: 'An error type that the Unkey API never had.',
  why: 'Code that waits for this error never sees it, and the page does not exist.',
  severity: 'warning',
  category: 'error-type',
  since: '0.1.0',
  prevents: [],
  checkError(reference) {
    if (reference.inComment) return [];
    const known = reference.form === 'code' ? findLegacyError(reference.code) : findError(reference.code);
    if (known) return [];
    const nearest = reference.form === 'code' ? undefined : nearestError(reference.code);
    const wrong = `Unkey has no error type ${reference.code}.`;
    if (!nearest)
      return [
        { range: reference.range, message: `${wrong} See https://unkey.com/docs/errors for the list.` },
      ];
    return [
      {
        range: reference.range,
        message: `${wrong} Did you mean ${nearest}?`,
        fix: {
          title: `Change to ${nearest}`,
          safety: 'suggestion',
          edits: [{ range: reference.range, newText: respell(reference, nearest) }],
        },
      },
    ];
  },
};
