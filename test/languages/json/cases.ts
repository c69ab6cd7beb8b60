import assert from 'node:assert/strict';
import { callsIn, describeCall } from '../../harness/facts.ts';

export const URL = 'https://api.unkey.com/v2/keys.whoami';
export const CALL = `POST ${URL}`;

export type Value = Readonly<Record<string, unknown>>;
export type Cases = readonly (readonly [name: string, json: Value, ...calls: string[]])[];

/** Makes a test of each case: the calls that a document has. */
export function check(cases: Cases): void {
  for (const [name, json, ...calls] of cases) {
    it(name, async () => {
      const found = await callsIn('json', JSON.stringify(json, undefined, 2));
      assert.deepEqual(found.map(describeCall), calls);
    });
  }
}
