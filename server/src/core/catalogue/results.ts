/** A value of `data.code` in the answer of `keys.verifyKey`, in our words. All of them come with HTTP 200. */
export interface ResultCode {
  /** `USAGE_EXCEEDED` */
  readonly code: string;
  /** The value of `data.valid` beside it. */
  readonly valid: boolean;
  /** One or two sentences; may hold Markdown code spans. */
  readonly meaning: string;
  /** Each something to do; empty where nothing is wrong. */
  readonly fixes: readonly string[];
}

/**
 * In the order in which the server decides: the first one that applies is the answer (internal/services/keys of
 * github.com/unkeyed/unkey).
 */
export const resultCodes: readonly ResultCode[] = [
  {
    code: 'NOT_FOUND',
    valid: false,
    meaning:
      'No key your root key may verify has this secret. Deleted keys, keys of a deleted API and keys of another workspace look the same.',
    fixes: [
      'Give the root key `api.*.verify_key`, or the same for this API: without it, keys that exist are reported like this as well.',
      'Send the secret of the key in `key`, not its id (`key_…`), and without `Bearer ` in front.',
      'For keys brought in with `keys.migrateKeys`, add the `migrationId`.',
    ],
  },
  {
    code: 'DISABLED',
    valid: false,
    meaning: 'The key exists, but its `enabled` is false.',
    fixes: [
      'Set `enabled: true` with `keys.updateKey` if it was paused only for a while.',
      'Issue another with `keys.createKey` if it was disabled because it leaked.',
    ],
  },
  {
    code: 'EXPIRED',
    valid: false,
    meaning: 'The moment in `expires` has passed.',
    fixes: [
      'Move `expires` with `keys.updateKey`; it counts milliseconds, so a value in seconds lies in 1970.',
      'Hand out a successor with `keys.rerollKey` some days before the end.',
    ],
  },
  {
    code: 'FORBIDDEN',
    valid: false,
    meaning: 'The key is good but may not be used from here: it is bound to certain IP addresses.',
    fixes: [
      'Add the address to the allowed ones of the API in the dashboard.',
      'Pass the address of your user on in `X-Forwarded-For`; otherwise that of your own server counts.',
    ],
  },
  {
    code: 'INSUFFICIENT_PERMISSIONS',
    valid: false,
    meaning: 'The key does not satisfy the query in `permissions` of this verification.',
    fixes: [
      'Compare the query with `data.permissions`, which lists what the key has, its roles included.',
      'Grant what is missing through `keys.addPermissions` or `keys.addRoles`.',
    ],
  },
  {
    code: 'RATE_LIMITED',
    valid: false,
    meaning:
      'One of the rate limits that apply to the key or its identity is used up. No credits were taken.',
    fixes: [
      'Find the entry of `data.ratelimits` with `exceeded: true` and answer 429 until its `reset`.',
      'Raise the limit with `keys.updateKey`, or `identities.updateIdentity` if all keys of the user share it.',
    ],
  },
  {
    code: 'USAGE_EXCEEDED',
    valid: false,
    meaning: 'The key has fewer credits left than this verification costs.',
    fixes: [
      'Add some with `keys.updateCredits`, or set up a `refill`.',
      'Pass `credits: { cost: 0 }` for calls that should be free.',
    ],
  },
  {
    code: 'VALID',
    valid: true,
    meaning: 'The key passed every check, and its credits were charged. Let the request through.',
    fixes: [],
  },
];

const byCode = new Map(resultCodes.map((result) => [result.code, result]));

/** The result code spelled exactly like this. Undefined for others; v1 errors of the same name are not meant. */
export function findResultCode(code: string): ResultCode | undefined {
  return byCode.get(code);
}
