import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'hardcoded-root-key',
  summary: 'A root key that is written out.',
  why: 'Whoever can read the file can manage the keys of the workspace, and what was committed once stays in the history.',
  severity: 'error',
  category: 'secret',
  since: '0.1.0',
  prevents: [],
  checkSecret(secret) {
    if (secret.kind !== 'written' || secret.isPrivate) return [];
    return [
      {
        range: secret.range,
        message: `A root key is written out here (${secret.shown}). Revoke it, and read a new one from the environment.`,
        ...(secret.fromEnvironment
          ? {
              fix: {
                title: 'Read it from the environment',
                safety: 'suggestion',
                edits: secret.fromEnvironment,
              },
            }
          : {}),
      },
    ];
  },
};
