import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'unused-suppression',
  summary: 'A suppression comment that suppresses nothing.',
  why: 'It would hide the next mistake made here.',
  severity: 'warning',
  category: 'suppression',
  since: '0.1.0',
  prevents: [],
  checkSuppression({ suppression, unused, useless }) {
    const unknown = unused
      .filter((r) => !r.known)
      .map((r) => ({ range: r.range, message: `There is no rule ${r.id}.` }));
    if (unknown.length > 0) return unknown;
    if (useless) {
      const names = suppression.rules.map((r) => r.id).join(', ');
      return [
        {
          range: suppression.range,
          message: `${names === '' ? 'No finding' : `No finding of ${names}`} to suppress here. Remove this comment.`,
          tags: ['unnecessary'],
        },
      ];
    }
    return unused.map((r) => ({
      range: r.range,
      message: `No finding of ${r.id} to suppress here. Remove it from this comment.`,
      tags: ['unnecessary'] as const,
    }));
  },
};
