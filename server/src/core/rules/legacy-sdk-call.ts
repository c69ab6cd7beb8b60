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
    const subject = change.subject ?? `\`${symbol}\``;
    const remedy = change.remedy ?? (change.successor ? `use \`${change.successor}\`` : 'leave it out');
    const title = change.successor ? `Change to ${change.successor}` : `Change ${symbol}`;
    const release = `${sdk.package} v2`;
    const message =
      sdk.generation === 'v2'
        ? `${release} does not have ${subject}: ${remedy}.`
        : `${capitalized(subject)} is of the SDK for v1 of the API, which is switched off. In ${release}, ${remedy}.`;
    return [
      {
        range,
        message,
        tags: ['deprecated'],
        // Under the release that has it, the code compiles and fails only when it runs.
        ...(sdk.generation === 'v2' ? {} : { severity: 'warning' }),
        ...(edits ? { fix: { title, safety: sdk.generation === 'v2' ? 'safe' : 'suggestion', edits } } : {}),
      },
    ];
  },
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
