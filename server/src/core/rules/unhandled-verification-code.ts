import { resultCodes } from '../catalogue/results.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'unhandled-verification-code',
  summary: 'A switch over the codes of keys.verifyKey that leaves some out.',
  why: 'A key that is refused for a reason nobody thought of falls through without an answer.',
  severity: 'info',
  optional: true,
  category: 'response',
  since: '0.1.0',
  prevents: [],
  checkSwitch({ range, codes, addCases }) {
    // Who gets so far with a valid key has often let it through before.
    const missing = resultCodes.filter(({ code, valid }) => !valid && !codes.includes(code));
    if (missing.length === 0) return [];
    const names = missing.map(({ code }) => code);
    const message = `No case for ${names.join(', ')}. keys.verifyKey answers these codes as well.`;
    const fix = addCases && {
      title: names.length === 1 ? 'Add the missing case' : 'Add the missing cases',
      safety: 'suggestion' as const,
      edits: addCases(names),
    };
    return [{ range, message, ...(fix ? { fix } : {}) }];
  },
};
