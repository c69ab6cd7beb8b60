import assert from 'node:assert/strict';
import { testService } from '../../harness/engine.ts';
import { type ScriptCase, testCalls } from './harness.ts';

const V1 = 'https://api.unkey.dev/v1/keys.getKey';
const BARE = `_ ${V1} | … | _`;

describe('URLs that stand alone in shell scripts', () => {
  const cases: readonly ScriptCase[] = [
    ['a variable that nobody uses', `URL=${V1}`, BARE],
    ['a variable for another program', `URL=${V1}\npython3 call.py "$URL"`, BARE],
    ['a variable of a command', `URL=${V1} node call.js`, BARE],
    ['a default', `URL="\${URL:-${V1}}"\nnode call.js`, BARE],
    ['a variable that is only printed', `URL=${V1}\necho "was $URL"`],
    ['a variable that is only compared', `OLD=${V1}\nif [ "$URL" = "$OLD" ]; then exit 1; fi`],
    ['a variable that is replaced', `OLD=${V1}\nsed -i "s|$OLD|x|g" README.md`],
    ['an argument of an unknown command', `call_api POST ${V1}`, BARE],
    ['an option of an unknown command', `node call.js --url=${V1}`, BARE],
    [
      'a list',
      `URLS=(${V1} https://api.unkey.com/v2/liveness)`,
      BARE,
      '_ https://api.unkey.com/v2/liveness | … | _',
    ],
    ['a list that a loop calls', `for u in ${V1}; do curl -s "$u"; done`, `(GET) ${V1} |  | -`],
    ['an argument of a function that calls it', `get() { curl -s "$1"; }\nget ${V1}`, `(GET) ${V1} |  | -`],
    ['an argument of a function that prints it', `note() { echo "$1"; }\nnote ${V1}`],
    ['a variable that a client uses', `URL=${V1}\ncurl "$URL"`, `(GET) ${V1} |  | -`],
    ['a sentence', `See ${V1} for more of it`],
    ['a line of JSON', `"url": "${V1}"`],
    ['a host alone', 'HOST=https://api.unkey.dev'],
    ['a host with a version', 'BASE=https://api.unkey.dev/v1'],
    ['a comment', `# ${V1}`],
  ];
  testCalls(cases);
});

describe('names in shell scripts', () => {
  const names = async (text: string): Promise<string[]> => {
    const { facts } = await testService().analyze({
      languageId: 'shellscript',
      path: '',
      text: `${text}\n# unkey`,
    });
    return facts.names.map(({ name, value }) => `${name}=${value.text}`);
  };
  const cases: readonly (readonly [script: string, ...names: string[]])[] = [
    ['API_ID=api_1', 'API_ID=api_1'],
    ['export API_ID="api_1" KEY_ID=key_1', 'API_ID=api_1', 'KEY_ID=key_1'],
    ['local -r api_id=api_1', 'api_id=api_1'],
    ['API_ID=${API_ID:-api_1}', 'API_ID=api_1'],
    ['API_ID=api_1 node run.js', 'API_ID=api_1'],
    ['./keys --key-id key_1 --api-id=api_1 -v', '--key-id=key_1', '--api-id=api_1'],
    ['docker run -e UNKEY_API_ID=api_1 image', 'UNKEY_API_ID=api_1'],
    ['./keys --name some-name --file a_b.txt'],
    ["bash -c 'API_ID=api_1 node run.js'", 'API_ID=api_1'],
    ['http POST api.example.com key_id=key_1'],
  ];
  for (const [script, ...found] of cases) {
    it(script, async () => assert.deepEqual(await names(script), found));
  }
});
