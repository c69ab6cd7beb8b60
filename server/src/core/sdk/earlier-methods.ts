import { isKnownOperation } from '../catalogue/endpoints.ts';
import { sdkPackages } from '../catalogue/sdk-changes.ts';
import { apiName, type Naming } from './naming.ts';

/** A method that the v1 release of an SDK has. */
export interface EarlierMethod {
  /** As it is called: `keys.create`. */
  readonly name: string;
  /** The operation of v1 that it calls. */
  readonly operation: string;
  /** What the catalogue calls it, where v2 does not have it. */
  readonly symbol?: string;
}

/** The methods of a package before v2, whose names are written in `naming`. */
export function earlierMethods(packageName: string, naming: Naming): readonly EarlierMethod[] {
  const { kept = [], changes = {} } = sdkPackages.get(packageName) ?? {};
  return [
    ...kept.map((name) => ({ name, operation: operationOf(name, naming) })),
    ...Object.entries(changes).flatMap(([name, { operation }]) =>
      operation === undefined ? [] : [{ name, operation, symbol: name }],
    ),
  ];
}

/** `keys.addRoles` of `Keys.AddRoles`; v1 had its overrides in `ratelimits`. */
function operationOf(name: string, naming: Naming): string {
  const [group = '', method = ''] = name.split('.');
  const operation = `${apiName(group, naming)}.${apiName(method, naming)}`;
  return isKnownOperation('v1', operation) ? operation : operation.replace('.', 's.');
}
