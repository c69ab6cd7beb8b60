import assert from 'node:assert/strict';
import { apiName, nameInSdk, placeInSdk } from '../../../server/src/core/sdk/naming.ts';
import { testService } from '../../harness/engine.ts';
import { callsIn, describeCall } from '../../harness/facts.ts';

const IMPORT = 'from unkey.py import Unkey, models\nunkey = Unkey(root_key=KEY)\n';
const IMPORT_GO = [
  'package main',
  'import (',
  '\tunkey "github.com/unkeyed/sdks/api/go/v2"',
  '\t"github.com/unkeyed/sdks/api/go/v2/models/components"',
  ')',
  '',
].join('\n');

describe('SDKs of Python and Go', () => {
  const cases: readonly (readonly [language: string, text: string, calls: readonly string[]])[] = [
    [
      'python',
      `${IMPORT}unkey.keys.create_key(api_id="api_1", credits={"refill": {"refill_day": 1}}, meta={"a_b": 1})`,
      [
        '(POST) _/v2/keys.createKey | … | {"apiId":"api_1","credits":{"refill":{"refillDay":1}},"meta":{"a_b":1}}',
      ],
    ],
    [
      'python',
      `${IMPORT}unkey.keys.update_key(key_id="k", credits=models.UpdateKeyCreditsData(remaining=5), name=None)`,
      ['(POST) _/v2/keys.updateKey | … | {"keyId":"k","credits":{"remaining":5},"name":_}'],
    ],
    [
      'python',
      `${IMPORT}unkey.keys.create_key(**options)\nunkey.internal.get_deployment(deployment_id="d_1", timeout_ms=5)`,
      [
        '(POST) _/v2/keys.createKey | … | {…}',
        '(POST) _/v2/deploy.getDeployment | … | {"deploymentId":"d_1"}',
      ],
    ],
    [
      'python',
      'from unkey_py import Unkey\nwith Unkey(bearer_auth=K) as s:\n    s.identities.list(environment="e")',
      ['(GET) _/v1/identities.listIdentities | … | {"environment":"e"}'],
    ],
    [
      'python',
      'import unkey\nc = unkey.Client(K)\nc.keys.update_remaining("key_1", 5, op)',
      ['(POST) _/v1/keys.updateRemaining | … | {"keyId":"key_1","value":5,"op":_}'],
    ],
    ['python', 'from unkey import thing\nthing.keys.create_key(api_id="x")', []],
    [
      'python',
      'from app.clients import unkey_client\nunkey_client.keys.whoami(key="k")',
      ['(POST) _/v2/keys.whoami | … | {"key":"k"}'],
    ],
    ['python', 'from app import vault # unkey\nvault.keys.create_key(name="x")', []],
    ['python', 'import unkey_helper\nunkey_helper.verify(request={})', []],
    [
      'go',
      `${IMPORT_GO}func f(s *unkey.Unkey) { s.Keys.CreateKey(ctx, components.V2KeysCreateKeyRequestBody{APIID: "a", Meta: map[string]any{"A": 1}}) }`,
      ['(POST) _/v2/keys.createKey | … | {"apiId":"a","meta":{"A":1}}'],
    ],
    [
      'go',
      `${IMPORT_GO}func f() { x.Client().Keys.GetKey(ctx, components.V2KeysGetKeyRequestBody{KeyID: id, Decrypt: unkey.Bool(true)}) }`,
      ['(POST) _/v2/keys.getKey | … | {"keyId":_,"decrypt":true}'],
    ],
    [
      'go',
      'package main\nimport unkeygo "github.com/unkeyed/unkey-go"\nfunc f(s *unkeygo.Unkey) { s.Liveness.V1Liveness(ctx) }',
      ['(GET) _/v1/liveness | … | _'],
    ],
    [
      'go',
      'package main\n// unkey\nfunc f() { s.Keys.CreateKey(ctx, components.V2KeysCreateKeyRequestBody{}) }',
      [],
    ],
  ];
  for (const [language, text, calls] of cases)
    it(`${language}: ${text.split('\n').at(-1)}`, async () => {
      assert.deepEqual((await callsIn(language, text)).map(describeCall), calls);
    });

  it('names fields as the SDK does', () => {
    const names: readonly (readonly [api: string, snake: string, pascal: string])[] = [
      ['apiId', 'api_id', 'APIID'],
      ['keyId', 'key_id', 'KeyID'],
      ['externalId', 'external_id', 'ExternalID'],
      ['returnUrl', 'return_url', 'ReturnURL'],
      ['byteLength', 'byte_length', 'ByteLength'],
      ['meta', 'meta', 'Meta'],
    ];
    for (const [api, snake, pascal] of names) {
      assert.equal(apiName(snake, 'snake_case'), api);
      assert.equal(apiName(pascal, 'PascalCase'), api);
      assert.equal(nameInSdk(api, 'snake_case'), snake);
      assert.equal(nameInSdk(api, 'PascalCase'), pascal);
    }
    assert.equal(placeInSdk('credits.refill.refillDay', 'snake_case'), 'credits.refill.refill_day');
    assert.equal(placeInSdk('ratelimits[].autoApply', 'PascalCase'), 'Ratelimits[].AutoApply');
  });

  it('shows them on hover', async () => {
    const text = `${IMPORT}unkey.keys.create_key(external_id="user_1")`;
    const service = testService();
    const analysis = await service.analyze({ languageId: 'python', path: '', text });
    assert.match(
      service.hover(analysis, text.indexOf('create_key'))?.markdown ?? '',
      /`api_id` string, required/,
    );
    assert.match(
      service.hover(analysis, text.indexOf('external_id'))?.markdown ?? '',
      /^\*\*external_id\*\* string/,
    );
  });
});
