import type { SdkPackage } from './sdk-package.ts';

const gone = (name: string) => ({ subject: `\`${name}\``, remedy: 'leave it out' });

/** `@unkey/ratelimit`: the typings of releases 0.1 to 0.5 beside those of 2.1. */
export const ratelimit: SdkPackage = {
  name: '@unkey/ratelimit',
  firstMajor: 2,
  changes: {
    Override: { subject: 'class `Override`', successor: 'Overrides' },
    'async:': gone('async'),
    'meta:': gone('meta'),
    'resources:': gone('resources'),
    'namespaceId:': { subject: '`namespaceId`', successor: 'namespace', remedy: 'name it `namespace`' },
    'namespaceName:': { subject: '`namespaceName`', successor: 'namespace', remedy: 'name it `namespace`' },
    '{ result, error }': {
      remedy: 'the result is in `data`, and errors are thrown',
    },
  },
};
