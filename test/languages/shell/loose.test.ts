import assert from 'node:assert/strict';
import { callsIn, describeCall } from '../../harness/facts.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';

describe('commands in running text', () => {
  const cases: readonly (readonly [name: string, text: string, ...calls: string[]])[] = [
    ['curl', `Call it:\n\ncurl -X POST ${URL}\n\nDone.`, `POST ${URL} |  | -`],
    ['wget', `wget -qO- ${URL}`, `(GET) ${URL} |  | -`],
    ['HTTPie', `http POST ${URL} key=k`, `POST ${URL} |  | {"key":"k"}`],
    [
      'HTTPie with options',
      `https -v POST api.unkey.com/v2/keys.whoami`,
      'POST api.unkey.com/v2/keys.whoami |  | -',
    ],
    ['xh', `xh ${URL}`, `(GET) ${URL} |  | -`],
    ['a prompt', `$ curl ${URL}`, `(GET) ${URL} |  | -`],
    [
      'a base in a variable',
      `BASE=https://api.unkey.com\n\ncurl "$BASE/v2/keys.whoami"`,
      `(GET) ${URL} |  | -`,
    ],
    [
      'an exported base',
      `export BASE="https://api.unkey.com"\ntext\ncurl $BASE/v2/keys.whoami`,
      `(GET) ${URL} |  | -`,
    ],
    ['a sentence', `curl https://api.unkey.com/v2/keys.whoami sends nothing at all`],
    ['a sentence about http', 'http is what https://api.unkey.com/v2/keys.whoami does not speak'],
    ['a URL at the start of a line', `${URL} is called with http`],
  ];
  for (const [name, text, ...calls] of cases) {
    it(name, async () => assert.deepEqual((await callsIn('plaintext', text)).map(describeCall), calls));
  }
});
