import { CURSOR, checkCases, PYTHON_SDK, service } from '../harness/completion.ts';

describe('completion in programs of Python', () => {
  after(() => service.dispose());

  const URL = 'https://api.unkey.com/v2/keys.createKey';
  const FIELDS = ['apiId', 'externalId'];
  const python = (rest: string): string => `import requests, httpx, json\n\ndef send():\n${rest}`;
  checkCases('python', [
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
  checkCases('python', [
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
  checkCases('python', [
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
});
