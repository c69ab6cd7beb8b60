import assert from 'node:assert/strict';
import { callsIn, describeCall } from '../../harness/facts.ts';

/** A script and the calls in it, as {@link describeCall} writes them. */
export type ScriptCase = readonly [name: string, script: string, ...calls: string[]];

/** One test for each case. One that does not name Unkey gets a comment that does, or it would not be read. */
export function testCalls(cases: readonly ScriptCase[], languageId = 'shellscript'): void {
  for (const [name, script, ...calls] of cases) {
    it(name, async () => {
      const text = script.includes('unkey') ? script : `${script}\n# unkey`;
      assert.deepEqual((await callsIn(languageId, text)).map(describeCall), calls, script);
    });
  }
}
