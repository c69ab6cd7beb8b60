/** What v2 answers in the place of what an operation of v1 did. */
export interface AnswerChange {
  /** By names of v1: where it is in `data` of v2. Undefined: nowhere. Names that are not here stayed. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  /** What v1 always answered and v2 may leave out, by names, with what v1 answered then. */
  readonly optional?: Readonly<Record<string, '{}' | '[]'>>;
  /**
   * Of lists: `wrapped` where v1 answered an object with the list in it, `bare` where it answered the list itself. The
   * SDK gives `{ result: { meta, data, pagination } }` for both.
   */
  readonly list?: 'wrapped' | 'bare';
  /** True where v2 answers no `data`. */
  readonly bare?: true;
  /** True where there is nothing in what v1 answered, nor in `data` of v2. */
  readonly empty?: true;
  /** What became of the items of a list. */
  readonly items?: ItemChange;
}

/** What v2 answers in the place of an item of a list. */
export interface ItemChange {
  /** As those of {@link AnswerChange}. */
  readonly fields: AnswerChange['fields'];
  /** The same for people: the end of a sentence. */
  readonly summary: string;
}

const SAME: AnswerChange = { fields: {} };
const NOTHING: AnswerChange = { fields: {}, empty: true };
const SUMMARY_OF_KEYS =
  '`id` is now `keyId`, `ownerId` is `identity.externalId`, `remaining` is `credits.remaining`, and `ratelimit` is in `ratelimits`';

const key = {
  id: 'keyId',
  ownerId: 'identity?.externalId',
  remaining: 'credits?.remaining',
  refill: 'credits?.refill',
  ratelimit: undefined,
  workspaceId: undefined,
  apiId: undefined,
};

const identity: AnswerChange = { fields: {}, optional: { meta: '{}', ratelimits: '[]' } };

const override = { id: 'overrideId', async: undefined };

/** By operations of v1: the typings of `@unkey/api` 0.38 beside those of 2.5. */
const answers: Readonly<Record<string, AnswerChange>> = {
  'keys.getKey': { fields: key },
  'keys.whoami': {
    fields: { id: 'keyId', remaining: 'credits?.remaining', environment: undefined },
  },
  'keys.verifyKey': {
    fields: {
      ownerId: 'identity?.externalId',
      remaining: 'credits',
      ratelimit: undefined,
      environment: undefined,
      createdAt: undefined,
      requestId: undefined,
    },
  },
  'keys.updateKey': NOTHING,
  'keys.deleteKey': NOTHING,
  'apis.deleteApi': NOTHING,
  'permissions.deletePermission': NOTHING,
  'permissions.deleteRole': NOTHING,
  'ratelimits.deleteOverride': NOTHING,
  'apis.getApi': { fields: { workspaceId: undefined } },
  'apis.listKeys': {
    fields: { keys: 'data', cursor: 'pagination?.cursor', total: undefined },
    list: 'wrapped',
    items: { fields: key, summary: SUMMARY_OF_KEYS },
  },
  'permissions.listPermissions': { fields: {}, list: 'bare' },
  'permissions.listRoles': { fields: {}, list: 'bare' },
  'identities.getIdentity': identity,
  'identities.updateIdentity': identity,
  'identities.deleteIdentity': { fields: {}, bare: true },
  'identities.listIdentities': {
    fields: { identities: 'data', cursor: 'pagination?.cursor', total: undefined },
    list: 'wrapped',
  },
  'ratelimits.getOverride': { fields: override },
  'ratelimits.listOverrides': {
    fields: { overrides: 'data', cursor: 'pagination?.cursor', total: undefined },
    list: 'wrapped',
    items: { fields: override, summary: '`id` is now `overrideId`' },
  },
};

/** What became of the answer to an operation of v1; nothing for one that is not in the table. */
export const answerChangeOf = (operation: string): AnswerChange =>
  Object.hasOwn(answers, operation) ? answers[operation]! : SAME;
