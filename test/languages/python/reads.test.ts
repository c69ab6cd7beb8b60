import assert from 'node:assert/strict';
import { readsIn } from '../../harness/facts.ts';

const URL = '"https://api.unkey.com/v2/keys.verifyKey"';
const SEND = `requests.post(${URL}, json={"key": key}, headers=headers)`;

/** The paths read in a text about calls of `keys.verifyKey`. */
async function reads(text: string): Promise<readonly string[]> {
  const found = await readsIn('python', text);
  return found.map((read) => read.replace(/^keys\.verifyKey /, ''));
}

describe('reads of answers in Python', () => {
  it('follow variables and functions', async () => {
    assert.deepEqual(await reads(`import requests\nprint(${SEND}.json()["valid"])\n`), ['valid']);
    assert.deepEqual(
      await reads(`import requests
response = ${SEND}
body = response.json()
print(body["valid"], body.get("code"), body["data"]["keyId"], body['data'].get('credits', 0))
`),
      ['valid', 'code', 'data.keyId', 'data.credits'],
    );
    assert.deepEqual(
      await reads(`import json, requests
def verify(key):
    response = ${SEND}
    if response.status_code != 200:
        return None
    return json.loads(response.text)

def allow(key):
    result = verify(key)
    return result["valid"]
`),
      ['valid'],
    );
  });

  it('tell one value of a variable from the next', async () => {
    const found = await readsIn(
      'python',
      `import requests
r = requests.post("https://api.unkey.com/v2/keys.createKey", json={"apiId": "api_1"}, headers=h)
b = r.json()
print(b["keyId"])
r = ${SEND}
b = r.json()
print(b["valid"])
b = b["data"]
print(b["code"])
`,
    );
    assert.deepEqual(found, [
      'keys.createKey keyId',
      'keys.verifyKey valid',
      'keys.verifyKey data',
      'keys.verifyKey data.code',
    ]);
  });

  it('know where each client has the body', async () => {
    for (const code of [
      `import aiohttp
async def verify(key):
    async with aiohttp.ClientSession() as session:
        async with session.post(${URL}, json={"key": key}) as response:
            body = await response.json()
            return body["valid"]
`,
      `import httpx
async def verify(key):
    async with httpx.AsyncClient() as client:
        response = await client.post(${URL}, json={"key": key})
        return response.json()["valid"]
`,
      `import json, urllib.request
request = urllib.request.Request(${URL}, data=json.dumps({"key": key}).encode(), method="POST")
with urllib.request.urlopen(request) as response:
    body = json.load(response)
print(body["valid"])
`,
      `import json, urllib.request
request = urllib.request.Request(${URL}, data=json.dumps({"key": key}).encode(), method="POST")
with urllib.request.urlopen(request) as response:
    print(json.loads(response.read().decode("utf-8"))["valid"])
`,
      `import urllib3
response = urllib3.request("POST", ${URL}, json={"key": key})
print(response.json()["valid"])
`,
    ])
      assert.deepEqual(await reads(code), ['valid'], code);
  });

  it('know errors of a function that sends to one version', async () => {
    const found = await readsIn(
      'python',
      `import requests
def call(operation, body):
    response = requests.post(f"https://api.unkey.com/v2/{operation}", json=body)
    result = response.json()
    if not response.ok:
        raise RuntimeError(result["error"]["message"], result["valid"])
    return result["data"]

call("keys.getKey", {"keyId": key_id})
call("keys.verifyKey", {"key": key})["valid"]
`,
    );
    assert.deepEqual(found, ['keys.getKey error.message', 'keys.getKey data', 'keys.verifyKey data.valid']);
  });

  it('leave out what a program may take both ways', async () => {
    const body = `import requests\nbody = ${SEND}.json()\n`;
    for (const code of [
      `${body}result = body.get("data", body)\nprint(result["valid"], body["code"])\n`,
      `${body}result = body["data"] if "data" in body else body\nprint(body["valid"])\n`,
      `${body}result = body.get("data") or body\nprint(body["valid"])\n`,
      `${body}result = Result(**body)\nprint(body["valid"])\n`,
      `${body}result = unwrap(body)\nprint(body["valid"])\n`,
      `${body}body.update(result)\nprint(body["valid"])\n`,
    ])
      assert.deepEqual(
        (await reads(code)).filter((path) => !path.startsWith('data')),
        [],
        code,
      );
    assert.deepEqual(await reads(`${body}d = body["data"]\nprint(d.get("credits"), d.get("remaining"))\n`), [
      'data',
      'data.credits',
    ]);
    assert.deepEqual(await reads(`${body}if "error" in body:\n    fail()\nprint(body["valid"])\n`), [
      'valid',
    ]);
  });
});
