import type { Endpoint } from '../../src/core/catalogue/endpoint.ts';
import { endpointsOf } from '../../src/core/catalogue/endpoints.ts';
import type { SdkEndpoint } from './endpoint.ts';
import { fieldsIn, shapeOf } from './endpoint.ts';

/** One thing that the catalogue and an SDK say otherwise. */
export interface Difference {
  /** `POST /v2/keys.createKey credits.refill`: the endpoint, and the field's place if it is about one. */
  readonly where: string;
  readonly ours: string;
  readonly sdk: string;
}

/** A difference that is known, with its reason. */
export interface ListedDifference extends Difference {
  readonly reason: string;
}

const ABSENT = 'absent';

/** What the catalogue's documented endpoints of `version` and an SDK's say otherwise, in the order of their places. */
export function differences(version: 'v1' | 'v2', sdk: readonly SdkEndpoint[]): readonly Difference[] {
  const ours = new Map(endpointsOf(version).map((endpoint) => [nameOf(endpoint), endpoint]));
  const theirs = new Map(sdk.map((endpoint) => [nameOf(endpoint), endpoint]));
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((where): readonly Difference[] => {
    const own = ours.get(where);
    const other = theirs.get(where);
    if (!own) return [{ where, ours: ABSENT, sdk: 'present' }];
    if (!other)
      return [{ where, ours: own.specified ? 'present' : 'present, without its fields', sdk: ABSENT }];
    if (!own.specified) return [{ where, ours: 'without its fields', sdk: 'with its fields' }];
    return fieldDifferences(where, own, other);
  });
}

/** What is not listed, and what is listed but is no difference any more, in words. Empty: all is well. */
export function complaints(
  found: readonly Difference[],
  listed: readonly ListedDifference[],
): readonly string[] {
  const key = (d: Difference): string => JSON.stringify([d.where, d.ours, d.sdk]);
  const foundKeys = new Set(found.map(key));
  const listedKeys = new Set(listed.map(key));
  return [
    ...found
      .filter((d) => !listedKeys.has(key(d)))
      .map((d) => `${d.where}: here ${d.ours}, in the SDK ${d.sdk}`),
    ...listed
      .filter((d) => !foundKeys.has(key(d)))
      .map((d) => `${d.where}: listed as a difference (here ${d.ours}, in the SDK ${d.sdk}), but is none`),
    ...listed.filter((d) => d.reason.trim() === '').map((d) => `${d.where}: listed without a reason`),
  ];
}

function fieldDifferences(where: string, own: Endpoint, other: SdkEndpoint): readonly Difference[] {
  const ours = new Map([
    ...(own.query ? fieldsIn(shapeOf(own.query), '?') : []),
    ...(own.body ? fieldsIn(shapeOf(own.body)) : []),
  ]);
  return [...new Set([...ours.keys(), ...other.fields.keys()])].sort().flatMap((field) => {
    const [here, there] = [stateOf(ours.get(field)), stateOf(other.fields.get(field))];
    return here === there ? [] : [{ where: `${where} ${field}`, ours: here, sdk: there }];
  });
}

const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string => `${method} ${path}`;

function stateOf(required: boolean | undefined): string {
  if (required === undefined) return ABSENT;
  return required ? 'required' : 'optional';
}
