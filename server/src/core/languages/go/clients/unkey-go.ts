import { endpointsOf } from '../../../catalogue/endpoints.ts';
import { lazy } from '../../../lazy.ts';
import type { Client, Member } from '../../../program/client.ts';
import { earlierMethods } from '../../../sdk/earlier-methods.ts';
import { nameInSdk } from '../../../sdk/naming.ts';

const REQUEST = { at: 1 } as const;
const MODULE = {
  members: { New: { gives: 'client' }, 'Unkey.new': { gives: 'client' } },
  others: 'harmless',
} as const;

/** Every operation of v2 under the name that the SDK gives it. */
const current = lazy((): Readonly<Record<string, Member>> => {
  const found = endpointsOf('v2').flatMap(({ operation }): [string, Member][] => {
    const [group = '', name] = operation.split('.');
    if (name === undefined) return [];
    const own = group === 'deploy' ? 'Internal' : group[0]!.toUpperCase() + group.slice(1);
    return [[`${own}.${nameInSdk(name, 'PascalCase')}`, { operation, request: REQUEST, sends: true }]];
  });
  return Object.fromEntries(found);
});

/** https://pkg.go.dev/github.com/unkeyed/sdks/api/go/v2 */
export const unkeyGo: Client = {
  name: 'github.com/unkeyed/sdks/api/go/v2',
  evidence: /"github\.com\/unkeyed\/sdks\/api\/go\/v\d+(?:\/[\w/]+)?"/,
  sdk: {
    package: 'github.com/unkeyed/sdks/api/go/v2',
    generation: 'v2',
    models: [
      'github.com/unkeyed/sdks/api/go/v2/models/components',
      'github.com/unkeyed/sdks/api/go/v2/models/operations',
    ],
    unseen: 'client',
  },
  roots: {
    'github.com/unkeyed/sdks/api/go': 'module',
    'instance github.com/unkeyed/sdks/api/go.Unkey': 'client',
  },
  types: {
    module: MODULE,
    client: {
      get members() {
        return current();
      },
      others: 'harmless',
    },
  },
};

/** Methods of the SDK of v1. */
const earlier = lazy((): Readonly<Record<string, Member>> => {
  const found = earlierMethods('github.com/unkeyed/unkey-go', 'PascalCase').map(
    ({ name, operation, symbol }): [string, Member] => [
      name,
      { operation, request: REQUEST, sends: true, ...(symbol ? { symbol } : {}) },
    ],
  );
  return Object.fromEntries(found);
});

/** https://pkg.go.dev/github.com/unkeyed/unkey-go */
export const unkeyGoV1: Client = {
  name: 'github.com/unkeyed/unkey-go',
  evidence: /"github\.com\/unkeyed\/unkey-go(?:\/[\w/]+)?"/,
  sdk: {
    package: 'github.com/unkeyed/unkey-go',
    generation: 'v1',
    earlier: {
      imports: {
        'github.com/unkeyed/unkey-go/models': 'models',
        'github.com/unkeyed/unkey-go': 'import',
      },
    },
    models: [
      'github.com/unkeyed/unkey-go/models/components',
      'github.com/unkeyed/unkey-go/models/operations',
    ],
    unseen: 'client',
  },
  roots: {
    'github.com/unkeyed/unkey-go': 'module',
    'instance github.com/unkeyed/unkey-go.Unkey': 'client',
  },
  types: {
    module: MODULE,
    client: {
      get members() {
        return earlier();
      },
      others: 'harmless',
    },
  },
};

/** Where that was before. What it is called with is not read. */
export const unkeyGolang: Client = {
  name: 'github.com/unkeyed/unkey/sdks/golang',
  evidence: /"github\.com\/unkeyed\/unkey\/sdks\/golang(?:\/[\w/]+)?"/,
  sdk: {
    package: 'github.com/unkeyed/unkey/sdks/golang',
    generation: 'v1',
    earlier: {
      imports: {
        'github.com/unkeyed/unkey/sdks/golang/models': 'models',
        'github.com/unkeyed/unkey/sdks/golang': 'import',
      },
    },
    models: [],
  },
  roots: {},
  types: {},
};

/** https://pkg.go.dev/github.com/WilfredAlmeida/unkey-go, whose functions send by themselves. */
export const unkeyGoCommunity: Client = {
  name: 'github.com/WilfredAlmeida/unkey-go',
  evidence: /"github\.com\/WilfredAlmeida\/unkey-go(?:\/[\w/]+)?"/,
  sdk: {
    package: 'github.com/WilfredAlmeida/unkey-go',
    generation: 'v1',
    earlier: { imports: { 'github.com/WilfredAlmeida/unkey-go': 'import' } },
    models: [],
  },
  roots: {},
  types: {},
};

/** Functions of both that give the pointer to what they are given. */
export const POINTERS: readonly string[] = [
  'github.com/unkeyed/sdks/api/go',
  'github.com/unkeyed/sdks/api/go/v2/types',
  'github.com/unkeyed/unkey-go',
  'github.com/unkeyed/unkey-go/types',
].flatMap((path) =>
  ['Pointer', 'String', 'Bool', 'Int', 'Int64', 'Float32', 'Float64'].map((name) => `${path}.${name}`),
);

/** What the packages are called where an import does not say so, by their paths. */
export const PACKAGE_NAMES: Readonly<Record<string, string>> = {
  'github.com/unkeyed/sdks/api/go/v2': 'unkey',
  'github.com/unkeyed/unkey-go': 'unkeygo',
};
