import assert from 'node:assert/strict';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { requiredFields } from '../../server/src/core/catalogue/schema.ts';
import { requestStruct } from '../../server/src/core/languages/go/sdk/requests.ts';
import { nameInSdk } from '../../server/src/core/sdk/naming.ts';
import {
  CURSOR,
  GO,
  GO_SDK,
  labels,
  offered,
  PY,
  PYTHON_SDK,
  service,
  taken,
} from '../harness/completion.ts';

const pythonMethod = (operation: string): string => nameInSdk(operation.split('.')[1]!, 'snake_case');

describe('completion of arguments and fields in programs', () => {
  after(() => service.dispose());

  const endpoints = endpointsOf('v2').filter(
    ({ specified, body, operation }) =>
      specified && body?.type === 'object' && operation.includes('.') && !operation.startsWith('deploy.'),
  );
  const ARGUMENTS: readonly (readonly [string, (close: string) => string])[] = [
    ['empty', (close) => `${CURSOR}${close}`],
    ['unclosed', () => CURSOR],
    ['in a word', (close) => `z${CURSOR}${close}`],
    ['behind a field', (close) => `zzz=1, ${CURSOR}${close}`],
  ];
  for (const [name, write] of ARGUMENTS) {
    it(`unkey.py, ${name}: offers the required arguments of every method`, async () => {
      for (const { operation, body } of endpoints) {
        const [group] = operation.split('.');
        const marked = PYTHON_SDK(`client.${group}.${pythonMethod(operation)}(${write(')')}`);
        const found = await labels('python', marked);
        const wanted = requiredFields(body!).map((field) => nameInSdk(field, 'snake_case'));
        assert.deepEqual(
          wanted.filter((field) => !found.includes(field)),
          [],
          marked,
        );
      }
    });

    it(`unkey-go, ${name}: offers the required fields of every struct`, async () => {
      for (const { operation, body } of endpoints) {
        const struct = requestStruct(operation);
        const marked = GO_SDK(
          `_, err := client.Any.Method(ctx, components.${struct}{${write('})').replace('=', ': ')}`,
        );
        const found = await labels('go', marked);
        const wanted = requiredFields(body!).map((field) => nameInSdk(field, 'PascalCase'));
        assert.deepEqual(
          wanted.filter((field) => !found.includes(field)),
          [],
          marked,
        );
      }
    });
  }

  it('writes arguments and values as Python has them', async () => {
    const create = (rest: string): string => PYTHON_SDK(`client.keys.create_key(${rest}`);
    assert.equal(await taken('python', create(`${CURSOR})`), 'api_id'), create('api_id="api_")'));
    assert.equal(
      await taken('python', create(`api_id="api_1", e${CURSOR})`), 'enabled'),
      create('api_id="api_1", enabled=True)'),
    );
    assert.equal(
      await taken('python', create(`ext${CURSOR}="u")`), 'external_id'),
      create('external_id="u")'),
    );
    assert.equal(
      await taken('python', create(`api_id="a", credits={"refill": {'re${CURSOR}`), 'refill_day'),
      create(`api_id="a", credits={"refill": {'refill_day': 1`),
    );
    assert.equal(
      await taken('python', create(`api_id="a", ${CURSOR})`), 'credits'),
      create('api_id="a", credits={"remaining": 0})'),
    );
    const whole = PYTHON_SDK(`client.keys.update_credits(${CURSOR})`);
    assert.equal(
      await taken('python', whole, 'keys.updateCredits body'),
      whole.replace(CURSOR, 'key_id="key_", operation="set"'),
    );
  });

  it('writes fields and values as Go has them', async () => {
    const create = (rest: string): string =>
      GO_SDK(`_, err := client.Keys.CreateKey(ctx, components.V2KeysCreateKeyRequestBody{${rest}`);
    const cases = [
      [`${CURSOR}})`, 'APIID', 'APIID: ""})'],
      [`APIID: "a", Ext${CURSOR}})`, 'ExternalID', 'APIID: "a", ExternalID: unkey.Pointer("")})'],
      [
        `APIID: "a", ${CURSOR}})`,
        'Credits',
        'APIID: "a", Credits: &components.KeyCreditsData{Remaining: unkey.Pointer[int64](0)}})',
      ],
      [`APIID: "a", ${CURSOR}})`, 'Roles', 'APIID: "a", Roles: []string{""}})'],
      [`APIID: "a", Enab${CURSOR}: nil})`, 'Enabled', 'APIID: "a", Enabled: nil})'],
      [
        `Credits: &components.KeyCreditsData{Re${CURSOR}}})`,
        'Remaining',
        'Credits: &components.KeyCreditsData{Remaining: unkey.Pointer[int64](0)}})',
      ],
      [
        `\n\t\tRatelimits: []components.RatelimitRequest{{${CURSOR}\n`,
        'Name',
        '\n\t\tRatelimits: []components.RatelimitRequest{{Name: "",\n',
      ],
      [`\n\t\t${CURSOR}\n\t})`, 'APIID', '\n\t\tAPIID: "",\n\t})'],
    ] as const;
    for (const [begun, label, expected] of cases)
      assert.equal(await taken('go', create(begun), label), create(expected), begun);
  });

  it('reads fences and says what it offers', async () => {
    const fence = `# Unkey\n\n~~~python\nrequests.post("https://api.unkey.com/v2/keys.getKey", json={"${CURSOR}\n~~~\n`;
    assert.ok((await labels('markdown', fence)).includes('keyId'));
    for (const [language, marked] of [
      ['python', PYTHON_SDK(`client.keys.${CURSOR}`)],
      ['python', PYTHON_SDK(`client.keys.create_key(${CURSOR})`)],
      ['go', GO_SDK(`x(components.V2KeysCreateKeyRequestBody{${CURSOR}})`)],
      ['python', PYTHON_SDK(`if client.keys.verify_key(key="k").data.code == "${CURSOR}"`)],
    ] as const)
      for (const item of await offered(language, marked))
        assert.ok(service.documentCompletion(item), item.subject);
  });

  it('shows the fields as the language names them', async () => {
    for (const [language, marked, label, active] of [
      ['python', PYTHON_SDK(`client.keys.get_key(${CURSOR}`), 'key_id: string, decrypt?: boolean', 0],
      [
        'python',
        PYTHON_SDK(`client.keys.get_key(key_id="k", decrypt=${CURSOR})`),
        'key_id: string, decrypt?: boolean',
        1,
      ],
      [
        'go',
        GO_SDK(`x(components.V2KeysGetKeyRequestBody{${CURSOR}})`),
        'KeyID: string, Decrypt?: boolean',
        0,
      ],
      ['python', PY(`{"${CURSOR}`), 'keyId: string, decrypt?: boolean', 0],
      ['go', GO(`map[string]any{"keyId": "a", ${CURSOR}}`), 'keyId: string, decrypt?: boolean', undefined],
    ] as const) {
      const text = marked.replace(CURSOR, '');
      const analysis = await service.analyze({ languageId: language, path: '', text });
      const signature = service.signature(analysis, marked.indexOf(CURSOR));
      assert.equal(signature?.label, `POST /v2/keys.getKey(${label})`, marked);
      assert.equal(signature?.active, active, marked);
    }
  });

  it('never throws, wherever the cursor is and the text ends', async () => {
    const texts = [
      ['python', PY('{ "credits": { "refill": [ { "a": 1 } ] }, **more }  # {', 'keys.createKey')],
      [
        'python',
        PYTHON_SDK('client.keys.create_key(api_id="a", credits=models.KeyCreditsData(remaining=1))'),
      ],
      ['go', GO('map[string]any{"credits": map[string]any{"a": []int{1}}, "b": `{`}', 'keys.createKey')],
      [
        'go',
        GO_SDK('f(components.V2KeysCreateKeyRequestBody{APIID: "a", Credits: &components.KeyCreditsData{}})'),
      ],
    ] as const;
    for (const [languageId, text] of texts) {
      const whole = await service.analyze({ languageId, path: '', text });
      for (let at = 0; at <= text.length; at++) {
        for (const { range } of service.complete(whole, at)) {
          assert.ok(range.start <= at && at <= range.end, text.slice(0, at));
          assert.ok(!text.slice(range.start, range.end).includes('\n'), text.slice(0, at));
        }
        service.signature(whole, at);
        const cut = await service.analyze({ languageId, path: '', text: text.slice(0, at) });
        service.complete(cut, at);
        service.signature(cut, at);
      }
    }
  });
});
