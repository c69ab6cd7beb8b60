import { NO_FACTS } from '../analyze.ts';
import { check } from '../check.ts';
import type { ApiCall } from '../model.ts';
import type { Analysis } from '../service.ts';
import type { Range } from '../source.ts';

/** The rules that find calls to v1. */
const V1_RULES: ReadonlySet<string> = new Set(['deprecated-v1-endpoint', 'endpoint-version-mismatch']);
const DEFAULTS = { rules: {} };

/** The calls to v1 in the order of the text, SDK calls and those under a suppression left out. */
export function callsToV1({ document, facts }: Analysis): readonly ApiCall[] {
  const found = (suppressions: typeof facts.suppressions): Set<string> =>
    new Set(
      check(document.text, { ...NO_FACTS, calls: facts.calls, suppressions }, DEFAULTS)
        .filter((finding) => V1_RULES.has(finding.rule) && finding.scope)
        .map((finding) => keyOf(finding.scope!)),
    );
  const accused = found([]);
  const kept = facts.suppressions.length === 0 ? accused : found(facts.suppressions);
  return facts.calls
    .filter(
      (call) =>
        !call.sdk &&
        isOld(call) &&
        (kept.has(keyOf(call.range)) || isShadowed(call, accused) || isOfTest(call)),
    )
    .toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

const keyOf = ({ start, end }: Range): string => `${start}:${end}`;

const isOld = ({ url: { version } }: ApiCall): boolean =>
  version.kind === 'literal' && version.value !== 'v2';

/** True for a call that a test tells of, to a server that is not seen: no rule accuses it. */
export const isOfTest = ({ bare, url: { host, hostNames } }: ApiCall): boolean =>
  bare === true && host.kind !== 'literal' && hostNames === '';

/** True for a call whose finding is another call's as well: a URL in a constant. */
const isShadowed = (call: ApiCall, accused: ReadonlySet<string>): boolean =>
  !accused.has(keyOf(call.range)) && call.url.host.kind === 'literal';
