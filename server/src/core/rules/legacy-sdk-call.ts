import { sdkChange } from '../catalogue/sdk-changes.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  id: 'legacy-sdk-call',
  summary: 'A function, method or option that the SDKs had before v2 of the API.',
  why: 'SDKs from before v2 call an API that was switched off on 2026-01-03. Their v2 releases renamed most methods, ask for a root key everywhere, answer `{ meta, data }` and throw errors.',
  severity: 'error',
  category: 'sdk',
  since: '0.1.0',
  prevents: [],
  checkSdk({ sdk, symbol, range, edits }) {
    const change = sdkChange(sdk.package, symbol);
    if (!change) return [];
    const { successor, remedy = successor ? `use \`${successor}\`` : 'leave it out' } = change;
    const subject = change.subject ?? `\`${symbol}\``;
    const release = `${sdk.package} v2`;
    if (sdk.generation !== 'v2') {
      const message = `${capitalized(subject)} is of the SDK for v1 of the API, which is switched off. In ${release}, ${remedy}.`;
      // Under the release that has it, the code compiles and fails only when it runs.
      return [{ range, message, tags: ['deprecated'], severity: 'warning' }];
    }
    const title = successor ? `Change to ${successor}` : 'Remove it';
    const safety = change.certain ? 'safe' : 'suggestion';
    return [
      {
        range,
        message: `${release} does not have ${subject}: ${remedy}.`,
        ...(edits ? { fix: { title, safety, edits } } : {}),
      },
    ];
  },
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
