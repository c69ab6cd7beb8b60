import { endpointsOf } from '../../../catalogue/endpoints.ts';
import { lazy } from '../../../lazy.ts';
import type { Client, Member } from '../../../program/client.ts';
import { earlierMethods } from '../../../sdk/earlier-methods.ts';
import { nameInSdk } from '../../../sdk/naming.ts';

/** Named arguments of each method that say how to send the request. */
const TRANSPORT = ['retries', 'server_url', 'timeout_ms', 'http_headers', 'security'];
const NAMED = { named: [], ignored: TRANSPORT } as const;

/** Operations whose request is a list or a union. */
const WHOLE: ReadonlySet<string> = new Set(['ratelimit.multiLimit', 'deployments.createDeployment']);

/** Methods of the same name that wait are called `…_async`. */
const bothWays = (name: string, member: Member): [string, Member][] => [
  [name, member],
  [`${name}_async`, member],
];

/** Every operation of v2 under the name that the SDK gives it. */
const current = lazy((): Readonly<Record<string, Member>> => {
  const found = endpointsOf('v2').flatMap(({ operation }) => {
    const [group = '', name] = operation.split('.');
    if (name === undefined) return [];
    const own = group === 'deploy' ? 'internal' : group;
    const request = WHOLE.has(operation) ? { ...NAMED, whole: true as const } : NAMED;
    const member: Member = { operation, version: 'v2', request, sends: true };
    return bothWays(`${own}.${nameInSdk(name, 'snake_case')}`, member);
  });
  return { ...Object.fromEntries(found), __enter__: { gives: 'same' }, __aenter__: { gives: 'same' } };
});

/** Names of clients that another file makes, where the text imports the SDK. */
const CLIENT = /unkey|client|sdk/i;
const BEARER = { bearer_auth: 'bearer_auth=' } as const;
const SAME: Member = { gives: 'same' };
const MAKE: Member = { gives: 'client' };

/** https://github.com/unkeyed/sdks/tree/main/api/py, 2.x and 3.x */
export const unkeyPy: Client = {
  name: 'unkey.py',
  evidence: /^[ \t]*(?:from|import)[ \t]+unkey\.py\b/m,
  sdk: {
    package: 'unkey.py',
    generation: 'v2',
    models: ['unkey.py.models'],
    unseen: 'client',
    called: CLIENT,
    earlier: {
      arguments: { 'unkey.py.Unkey': BEARER },
    },
  },
  roots: {
    'unkey.py': 'module',
    'instance unkey.py.Unkey': 'client',
    'instance unkey.py.sdk.Unkey': 'client',
    'inherits Unkey': 'client',
  },
  types: {
    module: { members: { Unkey: MAKE, 'sdk.Unkey': MAKE }, others: 'harmless' },
    client: {
      get members() {
        return currentFirst();
      },
      others: 'harmless',
    },
  },
};

/** Methods of the SDK of v1. */
const earlier = lazy((): Readonly<Record<string, Member>> => {
  const found = earlierMethods('unkey.py', 'snake_case').flatMap(({ name, operation, symbol }) =>
    bothWays(name, { operation, version: 'v1', request: NAMED, sends: true, ...(symbol ? { symbol } : {}) }),
  );
  return Object.fromEntries(found);
});

/** Methods of both, those of one of them where they have the same name. Made once: they are asked for at every member. */
const currentFirst = lazy((): Readonly<Record<string, Member>> => ({ ...earlier(), ...current() }));
const earlierFirst = lazy((): Readonly<Record<string, Member>> => ({ ...current(), ...earlier() }));

/**
 * https://github.com/unkeyed/unkey-py: up to 1.x. Its module is also that of the first pre-releases of 2.0, which have
 * the methods of v2.
 */
export const unkeyPyV1: Client = {
  name: 'unkey_py',
  evidence: /^[ \t]*(?:from|import)[ \t]+unkey_py\b|\bpatch\(\s*["'](?:\w+\.)*unkey_py\./m,
  sdk: {
    package: 'unkey.py',
    generation: 'v1',
    models: ['unkey_py.models'],
    unseen: 'client',
    called: CLIENT,
    earlier: {
      imports: { unkey_py: 'unkey_py' },
      arguments: { 'unkey_py.Unkey': BEARER },
    },
  },
  roots: {
    unkey_py: 'module',
    'instance unkey_py.Unkey': 'client',
    'instance unkey_py.sdk.Unkey': 'client',
  },
  types: {
    module: { members: { Unkey: MAKE, 'sdk.Unkey': MAKE }, others: 'harmless' },
    client: {
      get members() {
        return earlierFirst();
      },
      others: 'harmless',
    },
  },
};

const positional = (operation: string, ...named: string[]): Member => ({
  operation,
  version: 'v1',
  request: { named },
  sends: true,
});

/** https://github.com/Jonxslays/unkey.py, which was `unkey.py` until 0.8 */
export const unkeyClient: Client = {
  name: 'unkey',
  evidence: /^[ \t]*(?:import[ \t]+unkey(?![\w.])|from[ \t]+unkey[ \t]+import\b)/m,
  sdk: {
    package: 'unkey.py',
    generation: 'v1',
    models: ['unkey.models', 'unkey'],
    earlier: { functions: { 'unkey.Client': 'unkey.Client', 'unkey.protected': 'unkey.protected' } },
  },
  roots: { unkey: 'module', 'instance unkey.Client': 'client' },
  types: {
    module: { members: { Client: MAKE, 'client.Client': MAKE }, others: 'harmless' },
    client: {
      members: {
        'keys.create_key': positional('keys.createKey', 'api_id', 'owner_id', 'prefix'),
        'keys.verify_key': positional('keys.verifyKey', 'key', 'api_id'),
        'keys.revoke_key': { ...positional('keys.deleteKey', 'key_id'), symbol: 'keys.revoke_key' },
        'keys.update_key': positional('keys.updateKey', 'key_id'),
        'keys.get_key': positional('keys.getKey', 'key_id'),
        'keys.update_remaining': positional('keys.updateRemaining', 'key_id', 'value', 'op'),
        'apis.get_api': positional('apis.getApi', 'api_id'),
        'apis.list_keys': positional('apis.listKeys', 'api_id'),
        __enter__: SAME,
        __aenter__: SAME,
      },
      others: 'harmless',
    },
  },
};

/** A client that another file makes, in a text that does not import the SDK: known by its name and those of its methods. */
export const unkeyElsewhere: Client = {
  name: 'unkey.py',
  evidence:
    /unkey\w*(?:\(\))?\s*\.\s*(?:keys|apis|identities|permissions|ratelimits?|analytics)\s*\.\s*\w+\b/i,
  sdk: {
    package: 'unkey.py',
    generation: undefined,
    models: [],
    unseen: 'client',
    called: /unkey/i,
    mocks: /\b(?:Async|Magic)?Mock\s*\(|\bmocker\s*\.|@(?:mock\.)?patch\b|\bmonkeypatch\s*\./,
  },
  roots: {},
  types: {
    client: {
      get members() {
        return currentFirst();
      },
      others: 'harmless',
    },
  },
};
