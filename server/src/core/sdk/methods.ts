import { endpointsOf, findEndpoint } from '../catalogue/endpoints.ts';
import { sdkPackages } from '../catalogue/sdk-changes.ts';
import type { SdkChange } from '../catalogue/sdks/sdk-package.ts';
import { lazy } from '../lazy.ts';
import type { Sdk } from '../model.ts';
import { member, type Steps } from '../reads/flow.ts';

/** A method of an SDK that sends a request. */
export interface SdkMethod {
  /** As it is called: `keys.create`. */
  readonly name: string;
  /** The release that has it; undefined for both. */
  readonly generation: Sdk['generation'];
  /** The operation it calls, by generation: `keys.createKey`. */
  readonly operations: Readonly<Partial<Record<'v1' | 'v2', string>>>;
  /** What became of it, for methods of v1. */
  readonly change?: SdkChange;
}

/** Methods of v2 whose names are not those of their endpoints. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  'deploy.createDeployment': 'internal.createDeployment',
  'deploy.getDeployment': 'internal.getDeployment',
};

/** The methods of `@unkey/api` of both generations, by name. */
export const apiMethods: () => ReadonlyMap<string, SdkMethod> = lazy(() => {
  const methods = new Map<string, SdkMethod>();
  for (const { operation } of endpointsOf('v2')) {
    const name = NAMED_OTHERWISE[operation] ?? operation;
    if (/^\w+\.\w+$/.test(name)) methods.set(name, { name, generation: 'v2', operations: { v2: operation } });
  }
  const { kept, changes } = sdkPackages.get('@unkey/api')!;
  for (const name of kept)
    methods.set(name, { name, generation: undefined, operations: { v1: name, v2: name } });
  for (const [name, change] of Object.entries(changes)) {
    if (change.operation === undefined || name.includes('(')) continue;
    methods.set(name, { name, generation: 'v1', operations: { v1: change.operation }, change });
  }
  return methods;
});

/**
 * The functions of `@unkey/api` v2 that do what its methods do, for clients without these: `keysCreateKey(client, { … })`.
 * By their names, and each a module of its own. https://github.com/unkeyed/sdks/blob/main/api/ts/FUNCTIONS.md
 */
export const apiFunctions: () => ReadonlyMap<string, SdkMethod> = lazy(
  () =>
    new Map(
      [...apiMethods().values()]
        .filter(({ generation }) => generation !== 'v1')
        .map((one): [string, SdkMethod] => {
          const [group = '', called = ''] = one.name.split('.');
          return [group + called[0]!.toUpperCase() + called.slice(1), { ...one, generation: 'v2' }];
        }),
    ),
);

/** Where the body of an answer is in what such a function gives; pages of a list are not followed. */
export const waysFromFunction = (operation: string): readonly Steps[] =>
  answersResult(operation) ? [] : [[member('value')]];

/**
 * True for a method that answers `{ result }` in v2 as well: pages of a list (`identities.listIdentities` since 2.0, the
 * others since 2.4) and the two of the portal whose headers matter.
 */
export const answersResult = (operation: string): boolean =>
  /\.list[A-Z]|^portal\.(?:createSession|exchangeCode)$/.test(operation);

/** Where the body of an answer is in what a method of v2 gives, in TypeScript and Python. */
export const waysToAnswer = (operation: string): readonly Steps[] =>
  answersResult(operation) ? [[member('result')]] : [[]];

/** The method that calls an operation, over HTTP as the catalogue has it; POST where the catalogue does not. */
export const httpMethodOf = (version: 'v1' | 'v2', operation: string): string =>
  findEndpoint(version, operation)?.method ?? 'POST';
