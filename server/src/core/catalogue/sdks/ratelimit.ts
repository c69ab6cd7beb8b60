import type { SdkChange, SdkPackage } from './sdk-package.ts';

const gone = (name: string): SdkChange => ({ subject: `\`${name}\``, remedy: 'leave it out', certain: true });

/** `@unkey/ratelimit`: the typings of releases 0.1 to 0.5 beside those of 2.1. */
export const ratelimit: SdkPackage = {
  name: '@unkey/ratelimit',
  firstMajor: 2,
  kept: ['limit', 'getOverride', 'listOverrides', 'setOverride', 'deleteOverride'],
  changes: {
    Override: { subject: 'the class `Override`', successor: 'Overrides' },
    '{ result, error }': { remedy: 'the result is in `data`, and errors are thrown' },
    error: { remedy: 'errors are thrown' },
    'async:': gone('async'),
    'meta:': gone('meta'),
    'resources:': gone('resources'),
  },
};
