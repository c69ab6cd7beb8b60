import assert from 'node:assert/strict';
import { callsIn, describeCall } from '../../harness/facts.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';
const CALL = `POST ${URL} |  |`;

const cases: readonly (readonly [name: string, file: string, ...calls: string[]])[] = [
  ['request line', `POST ${URL}`, `${CALL} -`],
  ['comments', `# first\nPOST ${URL} # here\n# between\nX-A: 1 # there\n`, `POST ${URL} | X-A: 1 | -`],
  ['JSON', `POST ${URL}\n{\n  "key": "k"\n}\n`, `${CALL} {"key":"k"}`],
  ['JSON and a response', `POST ${URL}\n{"key": "k"}\nHTTP 200\n{"key": "no"}\n`, `${CALL} {"key":"k"}`],
  ['a list', `POST ${URL}\n[\n  {"key": "k"}\n]\nHTTP *\n`, `${CALL} [{"key":"k"}]`],
  ['CRLF', `POST ${URL}\r\nX-A: 1\r\n{"key": "k"}\r\nHTTP 200\r\n`, `POST ${URL} | X-A: 1 | {"key":"k"}`],
  ['text on one line', `POST ${URL}\n\`{"key": "k"}\`\nHTTP 200`, `${CALL} {"key":"k"}`],
  ['text on one line that never ends', `POST ${URL}\n\`{"key": "k"\n`, `${CALL} _`],
  [
    'text over several lines',
    `POST ${URL}\n\`\`\`json\n{\n  "key": "k"\n}\n\`\`\`\nHTTP 200`,
    `${CALL} {"key":"k"}`,
  ],
  [
    'text over several lines with a request in it',
    `POST ${URL}\n\`\`\`\nGET https://api.unkey.com/v2/keys.getKey\n\`\`\`\n`,
    `${CALL} _`,
  ],
  ['text that never ends', `POST ${URL}\n\`\`\`\n{"key": "k"}\n`, `${CALL} _`],
  ['GraphQL', `POST ${URL}\n\`\`\`graphql\n{ a }\n\`\`\`\n`, `${CALL} _`],
  ['XML', `POST ${URL}\n<a>1</a>\n`, `${CALL} _`],
  ['a file', `POST ${URL}\nfile,body.json;\n`, `${CALL} _`],
  ['bytes', `POST ${URL}\nbase64,e30=;\n`, `${CALL} _`],
  ['a form', `POST ${URL}\n[Form]\nkey: k\n`, `${CALL} _`],
  ['a form by its earlier name', `POST ${URL}\n[FormParams]\nkey: k\nHTTP 200`, `${CALL} _`],
  ['a form with files', `POST ${URL}\n[Multipart]\nkey: file,k.txt;\n`, `${CALL} _`],
  [
    'user and password',
    `POST ${URL}\n[BasicAuth]\nme: pw\n{"key":"k"}`,
    `POST ${URL} | Authorization: Basic _ | {"key":"k"}`,
  ],
  [
    'user in the options',
    `POST ${URL}\n[Options]\nuser: me:pw\n`,
    `POST ${URL} | Authorization: Basic _ | -`,
  ],
  ['options that add headers', `POST ${URL}\n[Options]\naws-sigv4: a:b:c:d\n`, `POST ${URL} | … | -`],
  ['other options', `POST ${URL}\n[Options]\nretry: 3\nvery-verbose: true\n`, `${CALL} -`],
  ['cookies', `POST ${URL}\n[Cookies]\na: b\n`, `${CALL} -`],
  ['unknown host', 'POST {{host}}/v2/keys.whoami\n', 'POST _/v2/keys.whoami |  | -'],
  [
    'variable of the file',
    `POST {{host}}/v2/keys.whoami\n[Options]\nvariable: host=https://api.unkey.com\n`,
    `${CALL} -`,
  ],
  [
    'variable that is set twice',
    `POST {{host}}/v2/keys.whoami\n[Options]\nvariable: host=https://api.unkey.com\n\nGET https://x.dev\n[Options]\nvariable: host=https://x.dev`,
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'variable that is captured',
    `GET https://x.dev/a\n[Options]\nvariable: id=a\nHTTP 200\n[Captures]\nid: jsonpath "$.id"\n\nPOST ${URL}\n{"key": "{{id}}", "n": {{n}}}`,
    `${CALL} {"key":"_","n":_}`,
  ],
  [
    'several requests',
    `POST ${URL}\nHTTP 200\n[Asserts]\njsonpath "$.meta" exists\nheader "x" == "GET https://api.unkey.com/v2/a.b"\n\nGET https://api.unkey.com/v2/liveness\n`,
    `${CALL} -`,
    'GET https://api.unkey.com/v2/liveness |  | -',
  ],
  [
    'requests without responses',
    `POST ${URL}\n{"key":"k"}\nGET https://api.unkey.com/v2/liveness\n`,
    `${CALL} {"key":"k"}`,
    'GET https://api.unkey.com/v2/liveness |  | -',
  ],
  ['body of a response over several lines', `GET https://x.dev\nHTTP 200\n\`\`\`\nPOST ${URL}\n\`\`\`\n`],
  ['a line that is not understood', `POST ${URL}\nAuthorization Bearer x\n`, `POST ${URL} | … | _`],
  ['a name that is not known', `POST ${URL}\n{{name}}: x\n`, `POST ${URL} | … | -`],
  ['method that does not exist', `PSOT ${URL}\n`, `PSOT ${URL} |  | -`],
  ['a comment', `# POST ${URL}\n`],
  ['a sentence', `Send POST ${URL}\n`],
];

describe('Hurl files', () => {
  for (const [name, file, ...calls] of cases) {
    it(name, async () => {
      assert.deepEqual((await callsIn('hurl', file)).map(describeCall), calls);
    });
  }

  it('have the query of the URL and of its section', async () => {
    const [call] = await callsIn('hurl', `GET ${URL}?a=1\n[QueryStringParams]\nb: {{x}}\nc: 3\n`);
    assert.deepEqual(
      call!.query.map(({ name, value }) => `${name}=${value.text}`),
      ['a=1', 'b=\uFFFC', 'c=3'],
    );
  });

  it('end a request with its body', async () => {
    const text = `# a\nPOST ${URL}\n{"key": "k"}\n\n# b\nHTTP 200\n`;
    const [call] = await callsIn('hurl', text);
    assert.equal(text.slice(call!.range.start, call!.range.end), `POST ${URL}\n{"key": "k"}`);
  });
});
