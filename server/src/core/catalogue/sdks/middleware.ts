import type { SdkPackage } from './sdk-package.ts';

/** `@unkey/hono`: release 1 beside release 2. */
export const hono: SdkPackage = {
  name: '@unkey/hono',
  firstMajor: 2,
  kept: [],
  changes: {
    'unkey({ apiId })': { subject: '`apiId` for `unkey()`', remedy: 'give it a `rootKey` instead' },
  },
};

/** `@unkey/nextjs`: releases 0.13 to 0.18 beside release 2. */
export const nextjs: SdkPackage = {
  name: '@unkey/nextjs',
  firstMajor: 2,
  kept: [],
  changes: {
    'withUnkey({ apiId })': { subject: '`apiId` for `withUnkey`', remedy: 'give it a `rootKey` instead' },
  },
};

/** `@unkey/rbac`: queries that only v1 takes. */
export const rbac: SdkPackage = { name: '@unkey/rbac', firstMajor: undefined, kept: [], changes: {} };
