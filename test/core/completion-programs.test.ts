import assert from 'node:assert/strict';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { requiredFields } from '../../server/src/core/catalogue/schema.ts';
import { requestStruct } from '../../server/src/core/languages/go/sdk/requests.ts';
import { nameInSdk } from '../../server/src/core/sdk/naming.ts';
import { CURSOR, GO, labels, offered, PY, service, taken } from '../harness/completion.ts';

const PYTHON_SDK = (rest: string): string => `
from unkey.py import Unkey

def send(key_id):
    with Unkey(root_key=ROOT_KEY) as client:
        ${rest}

def other():
    return client.keys.get_key(key_id=1)
`;
const GO_SDK = (rest: string): string => `
package main

import (
	unkey "github.com/unkeyed/sdks/api/go/v2"
	"github.com/unkeyed/sdks/api/go/v2/models/components"
)

func send(ctx context.Context, client *unkey.Unkey) error {
	${rest}
	return err
}
`;
const pythonMethod = (operation: string): string => nameInSdk(operation.split('.')[1]!, 'snake_case');

/** Texts, with what must be offered, and what must not. */
type Case = readonly [name: string, text: string, offered: readonly string[], not?: readonly string[]];

function check(language: string, cases: readonly Case[]): void {
  for (const [name, text, expected, not = []] of cases) {
    it(`${language}: ${name}`, async () => {
      const found = await labels(language, text);
      assert.deepEqual(
        expected.filter((label) => !found.includes(label)),
        [],
        `${text}\n${found.join()}`,
      );
      assert.deepEqual(
        not.filter((label) => found.includes(label)),
        [],
        text,
      );
      if (expected.length === 0 && not.length === 0) assert.deepEqual(found, [], text);
    });
  }
}

describe('completion in programs of Python and Go', () => {
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

  const URL = 'https://api.unkey.com/v2/keys.createKey';
  const FIELDS = ['apiId', 'externalId'];
  const python = (rest: string): string => `import requests, httpx, json\n\ndef send():\n${rest}`;
  check('python', [
    [
      'a body in a variable',
      python(`    body = {"${CURSOR}\n    return requests.post("${URL}", json=body)\n`),
      FIELDS,
    ],
    [
      'a body in a variable with a type, as text',
      python(
        `    url = "${URL}"\n    body: dict[str, str] = {\n        "name": "x",\n        ${CURSOR}\n    }\n    return requests.post(url, data=json.dumps(body))\n`,
      ),
      FIELDS,
      ['name'],
    ],
    [
      'a text in a variable',
      python(
        `    body = json.dumps({"${CURSOR}"})\n    requests.post("${URL}", headers=HEADERS, data=body)\n`,
      ),
      FIELDS,
    ],
    ['a text in place', python(`    requests.post("${URL}", data=json.dumps({"${CURSOR}`), FIELDS],
    [
      'JSON in a string',
      python(`    requests.post("${URL}", data='{ "name": "x", "${CURSOR}" }')\n`),
      FIELDS,
    ],
    [
      'a base in a name',
      `import httpx\nBASE = "https://api.unkey.com"\nhttpx.post(f"{BASE}/v2/keys.createKey", json={"${CURSOR}`,
      FIELDS,
    ],
    [
      'a base that names the version',
      `import httpx\nBASE = "https://api.unkey.com/v2"\nhttpx.post(BASE + "/keys.createKey", json={"${CURSOR}`,
      FIELDS,
    ],
    [
      'a session with await',
      `async def f(session):\n    async with session.post("${URL}", json={'${CURSOR}\n        pass\n`,
      FIELDS,
    ],
    ['a key without quotes', python(`    requests.post("${URL}", json={a${CURSOR}})\n`), FIELDS],
    [
      'objects in objects',
      python(`    requests.post("${URL}", json={"credits": {"refill": {"${CURSOR}`),
      ['interval', 'amount'],
      ['apiId'],
    ],
    [
      'lists of objects',
      python(`    requests.post("${URL}", json={"ratelimits": [{"name": "a", ${CURSOR}}]})\n`),
      ['limit', 'duration'],
      ['name'],
    ],
    [
      'enum values',
      python(`    requests.post("${URL}", json={"credits": {"refill": {"interval": "${CURSOR}`),
      ['daily', 'monthly'],
    ],
    ['truth values', python(`    requests.post("${URL}", json={"enabled": ${CURSOR}})\n`), ['True', 'False']],
    [
      'what is written on lines below',
      python(
        `    requests.post(\n        "${URL}",\n        json={\n            ${CURSOR}\n            "apiId": "x",\n        },\n    )\n`,
      ),
      ['externalId'],
      ['apiId'],
    ],
    ['a whole body', python(`    requests.post("${URL}", json=${CURSOR})\n`), ['keys.createKey body']],
    [
      'a field that is set by itself',
      python(
        `    payload = {"apiId": "a"}\n    if name:\n        payload["n${CURSOR}"] = name\n    requests.post("${URL}", json=payload)\n`,
      ),
      ['name', 'prefix'],
    ],
    ['arguments of dict', python(`    requests.post("${URL}", json=dict(${CURSOR}))\n`), FIELDS],
    [
      'what an own function sends',
      `BASE = "https://api.unkey.com/v2"\n\ndef call(path, body):\n    return requests.post(f"{BASE}/{path}", json=body)\n\ncall("keys.createKey", {"${CURSOR}`,
      FIELDS,
    ],
    [
      'what another one is given',
      `BASE = "https://api.unkey.com/v2"\n\ncall("keys.createKey", {"${CURSOR}`,
      [],
    ],
    [
      'paths of a client with a base',
      `client = httpx.Client(base_url="https://api.unkey.com/v2")\n\nclient.post("/keys.createKey", json={"${CURSOR}`,
      FIELDS,
    ],
    [
      'members of others',
      python(`    own["${CURSOR}"] = 1\n    requests.post("${URL}", json=payload)\n`),
      [],
    ],
    [
      'members that are read',
      python(
        `    payload = {}\n    x = payload["${CURSOR}"] + 1\n    requests.post("${URL}", json=payload)\n`,
      ),
      [],
    ],
    ['headers', python(`    requests.post("${URL}", headers={"${CURSOR}"}, json={})\n`), []],
    ['forms', python(`    requests.post("${URL}", data={"${CURSOR}"})\n`), []],
    [
      'other hosts',
      python(`    requests.post("https://unkey.example.com/v2/keys.createKey", json={"${CURSOR}`),
      [],
    ],
    [
      'another request of the text',
      python(`    requests.post("${URL}", json={})\n    requests.post(OTHER, json={"${CURSOR}"})\n`),
      [],
    ],
    ['objects of its own', python(`    own = {"${CURSOR}"}\n    requests.post("${URL}", json=other)\n`), []],
    ['answers in tests', `import responses\n\nresponses.post("${URL}", json={"${CURSOR}"})\n`, []],
    [
      'answers in tests, by another name',
      `import requests_mock\n\nwith requests_mock.Mocker() as m:\n    m.post("${URL}", json={"${CURSOR}"})\n`,
      [],
    ],
    ['objects of own classes', python(`    requests.post("${URL}", json={"credits": Own(${CURSOR})})\n`), []],
    ['comments', python(`    requests.post("${URL}", json={  # ${CURSOR}\n    })\n`), []],
    ['values of its own', python(`    requests.post("${URL}", json={"name": own(${CURSOR})})\n`), []],
    ['v1', python('    requests.post("https://api.unkey.dev/v1/keys.createKey", json={"<|>"})\n'), []],
  ]);
  check('python', [
    [
      'arguments over lines without a comma',
      PYTHON_SDK(`client.keys.create_key(\n            api_id="a"\n            ${CURSOR}\n        )`),
      ['external_id'],
      ['api_id'],
    ],
    ['waiting', PYTHON_SDK(`await client.keys.create_key_async(${CURSOR})`), ['api_id']],
    [
      'models',
      PYTHON_SDK(`client.keys.create_key(credits=models.KeyCreditsData(${CURSOR}))`),
      ['remaining', 'refill'],
      ['api_id'],
    ],
    ['enum values', PYTHON_SDK(`client.keys.update_credits(operation="${CURSOR}")`), ['set', 'increment']],
    [
      'a list',
      PYTHON_SDK(`client.ratelimit.multi_limit(request=[{"${CURSOR}"}])`),
      ['namespace', 'identifier'],
    ],
    [
      'a client of another kind',
      `from unkey.py import Unkey\nu = Unkey()\nstripe.keys.create_key(${CURSOR})`,
      [],
    ],
    [
      'the release for v1',
      `from unkey_py import Unkey\nclient = Unkey(bearer_auth=K)\nclient.keys.create(${CURSOR})`,
      [],
    ],
    ['a function of its own', PYTHON_SDK(`print(client, ${CURSOR})`), []],
  ]);
  check('python', [
    [
      'methods behind their group',
      PYTHON_SDK(`client.keys.${CURSOR}`),
      ['create_key', 'verify_key'],
      ['create_api', 'createKey'],
    ],
    [
      'methods of a client in a field',
      'from unkey.py import Unkey as U\nclass A:\n    def __init__(self):\n        self.u = U(root_key=K)\n    def f(self):\n        return self.u.apis.cre<|>(name=1)',
      ['create_api'],
    ],
    ['members of others', PYTHON_SDK(`other.keys.${CURSOR}`), []],
    ['text', PYTHON_SDK(`print("client.keys.${CURSOR}")`), []],
    [
      'endpoints in a URL',
      python(`    requests.post("https://api.unkey.com/v2/${CURSOR}")\n`),
      ['keys.createKey', 'apis.getApi'],
    ],
    [
      'endpoints behind a base',
      python(`    # unkey\n    requests.post(f"{base_url}/v2/${CURSOR}")\n`),
      ['keys.getKey'],
    ],
    [
      'endpoints added to a base',
      python(`    # unkey\n    requests.post(API_URL + "/v2/${CURSOR}")\n`),
      ['keys.getKey'],
    ],
    [
      'error types',
      python(`    # unkey\n    if body["error"]["type"] == "${CURSOR}":\n`),
      ['err:unkey:data:key_not_found'],
    ],
    ['other types', python(`    # unkey\n    if event["type"] == "${CURSOR}":\n`), []],
    [
      'codes of verifications',
      python(
        `    r = requests.post("https://api.unkey.com/v2/keys.verifyKey", json={"key": k})\n    data = r.json()["data"]\n    if data["code"] == "${CURSOR}\n`,
      ),
      ['VALID', 'NOT_FOUND'],
    ],
    [
      'codes in a choice',
      PYTHON_SDK(
        `data = client.keys.verify_key(key="k").data\n        match data.code:\n            case "${CURSOR}":\n                pass`,
      ),
      ['RATE_LIMITED'],
    ],
    [
      'codes of something else',
      python(
        `    # unkey\n    requests.post("${URL}", json={})\n    if data["code"] == "${CURSOR}":\n        pass\n`,
      ),
      [],
    ],
  ]);
  const go = (rest: string): string => `package main\n\nfunc send() {\n${rest}\n}\n`;
  const SEND = `\treq, _ := http.NewRequest("POST", "${URL}", bytes.NewBuffer(body))`;
  check('go', [
    [
      'a body in a variable',
      go(
        `\tpayload := map[string]interface{}{\n\t\t"${CURSOR}\n\t}\n\tbody, _ := json.Marshal(payload)\n${SEND}`,
      ),
      FIELDS,
    ],
    [
      'a body that is encoded',
      go(
        `\tpayload := map[string]any{"${CURSOR}"}\n\tvar body bytes.Buffer\n\tjson.NewEncoder(&body).Encode(payload)\n\thttp.Post("${URL}", "application/json", &body)`,
      ),
      FIELDS,
    ],
    [
      'JSON in a string',
      go(`\thttp.Post("${URL}", "application/json", strings.NewReader(\`{ "${CURSOR}" }\`))`),
      FIELDS,
    ],
    [
      'a text in a variable',
      go(`\tbody := []byte(\`{\n  "name": "x",\n  "${CURSOR}"\n}\`)\n${SEND}`),
      FIELDS,
      ['name'],
    ],
    [
      'a URL that is put together',
      `package main\n\nconst base = "https://api.unkey.com"\n\nfunc f() {\n\tb, err := json.Marshal(map[string]any{"${CURSOR}\n\treq, err := http.NewRequest("POST", fmt.Sprintf("%s/v2/keys.createKey", base), bytes.NewReader(b))\n}\n`,
      FIELDS,
    ],
    [
      'objects in objects',
      go(
        `\tbody, _ := json.Marshal(map[string]any{"credits": map[string]any{"refill": map[string]any{"${CURSOR}\n${SEND}`,
      ),
      ['interval', 'amount'],
      ['apiId'],
    ],
    [
      'lists of objects',
      go(
        `\tbody, _ := json.Marshal(map[string]any{"ratelimits": []map[string]any{{"name": "a", ${CURSOR}}}})\n${SEND}`,
      ),
      ['limit', 'duration'],
      ['name'],
    ],
    [
      'truth values',
      go(`\tbody, _ := json.Marshal(map[string]any{"enabled": ${CURSOR}})\n${SEND}`),
      ['true', 'false'],
    ],
    [
      'other requests',
      go(`\tbody, _ := json.Marshal(map[string]any{"${CURSOR}"})\n\tsend(body) // unkey`),
      [],
    ],
    [
      'maps of its own',
      go(`\town := map[string]any{"${CURSOR}"}\n\tbody, _ := json.Marshal(other)\n${SEND}`),
      [],
    ],
    ['blocks', go(`\tbody, _ := json.Marshal(map[string]any{})\n${SEND}\n\tif err != nil { ${CURSOR} }`), []],
    ['methods', GO_SDK(`res, err := client.Keys.${CURSOR}`), ['CreateKey', 'VerifyKey'], ['CreateAPI']],
    ['members of others', GO_SDK(`res, err := other.Keys.${CURSOR}`), []],
    [
      'endpoints added to a base',
      go(`\t// unkey\n\treq, _ := http.NewRequest("POST", baseURL+"/v2/${CURSOR}", nil)`),
      ['keys.getKey'],
    ],
    [
      'codes of verifications',
      GO_SDK(`res, err := client.Keys.VerifyKey(ctx, x)\n\tif res.Body.Data.Code == "${CURSOR}" {\n\t}`),
      ['EXPIRED'],
    ],
    [
      'codes in a choice',
      GO_SDK(
        `res, err := client.Keys.VerifyKey(ctx, x)\n\tswitch res.Data.Code {\n\tcase "VALID", "${CURSOR}":\n\t}`,
      ),
      ['EXPIRED'],
    ],
    [
      'constants',
      GO_SDK(`x(components.V2KeysUpdateCreditsRequestBody{Operation: ${CURSOR}})`),
      ['components.OperationSet', 'components.OperationIncrement'],
      ['set'],
    ],
    [
      'pointers to truth values',
      GO_SDK(`x(components.V2KeysCreateKeyRequestBody{Enabled: ${CURSOR}})`),
      ['unkey.Pointer(true)', 'unkey.Pointer(false)'],
      ['true'],
    ],
    ['structs of its own', GO_SDK(`own := components.Other{${CURSOR}}`), []],
  ]);
});
