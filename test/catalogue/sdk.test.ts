import assert from 'node:assert/strict';
import { checkSdks } from '../../server/tools/sdk/check.ts';
import { complaints } from '../../server/tools/sdk/compare.ts';
import type { Shape } from '../../server/tools/sdk/endpoint.ts';
import { fieldsIn, PLAIN } from '../../server/tools/sdk/endpoint.ts';
import { readInterface } from '../../server/tools/sdk/types.ts';
import { readSdkV1 } from '../../server/tools/sdk/v1.ts';
import { readSdkV2 } from '../../server/tools/sdk/v2.ts';

describe('catalogue: the official SDKs', function () {
  this.timeout(20_000);

  it('agree with it, but for what is listed with a reason', () => {
    const check = checkSdks(process.cwd());
    assert.deepEqual(check.complaints, []);
    assert.equal(check.compared, 126);
  });

  it('are read at any depth', () => {
    const v1 = readSdkV1(process.cwd());
    const v2 = readSdkV2(process.cwd());
    const fields = (endpoints: typeof v1, path: string) => endpoints.find((e) => e.path === path)!.fields;
    assert.equal(fields(v1, '/v1/keys.createKey').get('refill.amount'), true);
    assert.equal(fields(v1, '/v1/keys.createKey').get('refill.refillDay'), false);
    assert.equal(fields(v1, '/v1/migrations.createKeys').get('[].hash.variant'), true);
    assert.equal(fields(v1, '/v1/keys.getKey').get('?keyId'), true);
    assert.equal(fields(v1, '/v1/keys.verifyKey').get('key'), true);
    assert.equal(fields(v2, '/v2/keys.createKey').get('credits.refill.amount'), true);
    assert.equal(fields(v2, '/v2/keys.createKey').get('byteLength'), false);
    assert.equal(fields(v2, '/v2/ratelimit.multiLimit').get('[].namespace'), true);
    assert.equal(fields(v2, '/v2/github.installApp').size, 0);
    assert.ok(v1.every((e) => /^(GET|POST)$/.test(e.method)));
  });

  it('may differ in what is listed only', () => {
    const found = [{ where: 'POST /v2/a.b c', ours: 'required', sdk: 'optional' }];
    assert.deepEqual(complaints(found, [{ ...found[0]!, reason: 'because' }]), []);
    assert.deepEqual(complaints(found, []), ['POST /v2/a.b c: here required, in the SDK optional']);
    assert.deepEqual(complaints(found, [{ ...found[0]!, reason: ' ' }]), [
      'POST /v2/a.b c: listed without a reason',
    ]);
    assert.deepEqual(complaints([], [{ ...found[0]!, reason: 'because' }]), [
      'POST /v2/a.b c: listed as a difference (here required, in the SDK optional), but is none',
    ]);
    // Another difference at the same place is not the one that is listed.
    assert.equal(complaints(found, [{ ...found[0]!, sdk: 'absent', reason: 'because' }]).length, 2);
  });

  it('require of a union what all its objects require', () => {
    const object = (...names: string[]): Shape => ({
      kind: 'object',
      fields: names.map((name) => ({ name, required: true, shape: PLAIN })),
    });
    const union: Shape = { kind: 'union', variants: [object('a', 'b'), object('a'), PLAIN] };
    assert.deepEqual(
      [...fieldsIn(union)],
      [
        ['a', true],
        ['b', false],
      ],
    );
  });

  it('are refused where their types have an unknown form', () => {
    const read = (type: string) => readInterface(`\ninterface x {\n  a: ${type};\n}\n`, 'x', () => PLAIN);
    assert.equal(read('("a" | 1)[]').kind, 'object');
    assert.throws(() => read('keyof b'), /interface x, line 3: unknown type keyof/);
    assert.throws(() => read('b => c'), /interface x, line 3/);
    assert.throws(() => readInterface('', 'x', () => PLAIN), /no interface x/);
  });
});
