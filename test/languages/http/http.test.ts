import assert from 'node:assert/strict';
import { callsIn, describeCall } from '../../harness/facts.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';

const cases: readonly (readonly [name: string, file: string, ...calls: string[]])[] = [
  ['request line and body', `POST ${URL}\n\n{"key":"k"}`, `POST ${URL} |  | {"key":"k"}`],
  ['method left out', `${URL}\n`, `(GET) ${URL} |  | -`],
  ['version of HTTP', `POST ${URL} HTTP/1.1\nX-A: 1\n`, `POST ${URL} | X-A: 1 | -`],
  [
    'headers',
    `POST ${URL}\nAuthorization: Bearer x\nX-A:1\n`,
    `POST ${URL} | Authorization: Bearer x, X-A: 1 | -`,
  ],
  ['lower case method', `post ${URL}\n`, `post ${URL} |  | -`],
  ['CRLF', `POST ${URL}\r\nX-A: 1\r\n\r\n{"key":"k"}\r\n`, `POST ${URL} | X-A: 1 | {"key":"k"}`],
  [
    'several requests',
    `### first\nPOST ${URL}\n\n{}\n\n### second\n# @name two\nGET https://api.unkey.com/v2/liveness\n`,
    `POST ${URL} |  | {}`,
    'GET https://api.unkey.com/v2/liveness |  | -',
  ],
  ['file variable', `@host = https://api.unkey.com\nPOST {{host}}/v2/keys.whoami\n`, `POST ${URL} |  | -`],
  [
    'variables of variables',
    `@site = api.unkey.com\n@host=https://{{site}}\nPOST {{host}}/v2/keys.whoami\n`,
    `POST ${URL} |  | -`,
  ],
  [
    'variable set twice',
    `@h = https://api.unkey.com\n@h = https://x.dev\nPOST {{h}}/v2/keys.whoami\n`,
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'variable that is asked for',
    `# @prompt host\nPOST {{host}}/v2/keys.whoami\n`,
    'POST _/v2/keys.whoami |  | -',
  ],
  ['variable to fill in', `@key =\nPOST ${URL}\nX-A: {{key}}\n`, `POST ${URL} | X-A: _ | -`],
  ['script in a file', `< ./sign.js\nPOST ${URL}\n`, `POST ${URL} | … | -`],
  [
    'token that httpYac asks for',
    `POST ${URL}\nAuthorization: openid client_credentials unkey\n`,
    `POST ${URL} | Authorization: _ | -`,
  ],
  [
    'token that httpYac asks for, OAuth',
    `POST ${URL}\nAuthorization: oauth2 flow\n`,
    `POST ${URL} | Authorization: _ | -`,
  ],
  ['sentence with a URL', `See ${URL}\n`],
  ['method that does not exist', `PSOT ${URL}\n`, `PSOT ${URL} |  | -`],
  ['another protocol', `WEBSOCKET wss://api.unkey.com/v2/keys.whoami\n`],
  ['unknown host', 'POST {{host}}/v2/keys.whoami\n', 'POST _/v2/keys.whoami |  | -'],
  ['unknown host and endpoint', 'POST {{host}}/v2/things.list\n'],
  [
    'process environment',
    `POST ${URL}\nAuthorization: Bearer {{$processEnv UNKEY_ROOT_KEY}}\n`,
    `POST ${URL} | Authorization: Bearer _ | -`,
  ],
  [
    'query over several lines',
    'GET https://api.unkey.dev/v1/apis.listKeys\n  ?apiId=api_1\n  &limit=10\nX-A: 1\n',
    'GET https://api.unkey.dev/v1/apis.listKeys?apiId=api_1&limit=10 | X-A: 1 | -',
  ],
  ['body from a file', `POST ${URL}\n\n< ./body.json\n`, `POST ${URL} |  | _`],
  ['comments between headers', `POST ${URL}\n# X-B: 2\nX-A: 1\n// no\n\n{}`, `POST ${URL} | X-A: 1 | {}`],
  [
    'response handler',
    `POST ${URL}\n\n{"key":"k"}\n\n> {%\n  client.log(1)\n%}\n`,
    `POST ${URL} |  | {"key":"k"}`,
  ],
  ['response redirection', `POST ${URL}\n\n{"key":"k"}\n>> out.json\n`, `POST ${URL} |  | {"key":"k"}`],
  [
    'script before the request',
    `< {%\n  request.variables.set("a", "b")\n%}\nPOST ${URL}\n`,
    `POST ${URL} |  | -`,
  ],
  [
    'script that sets headers',
    `< {%\n  client.global.headers.set("Authorization", "x")\n%}\nPOST ${URL}\n`,
    `POST ${URL} | … | -`,
  ],
  [
    'script of httpYac that sets headers',
    `{{+\n  exports.x = () => { request.headers.Authorization = 'x' }\n}}\n###\nPOST ${URL}\n`,
    `POST ${URL} | … | -`,
  ],
  ['headers from a variable', `POST ${URL}\n...defaultHeaders\n`, `POST ${URL} | … | _`],
  ['assertions of httpYac', `POST ${URL}\n\n{"key":"k"}\n?? status == 200\n`, `POST ${URL} |  | {"key":"k"}`],
  [
    'curl instead of a request',
    `### c\ncurl -X POST ${URL} \\\n  -H 'X-A: 1'\n\n###\nPOST ${URL}\n`,
    `POST ${URL} |  | -`,
    `POST ${URL} | X-A: 1 | -`,
  ],
  [
    'target and Host header',
    'POST /v2/keys.whoami HTTP/1.1\nHost: api.unkey.com\n\n{}',
    'POST api.unkey.com/v2/keys.whoami | Host: api.unkey.com | {}',
  ],
  [
    'a response',
    'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"see":"https://api.unkey.com/v2/keys.whoami"}\n',
  ],
  ['only a comment', `# POST ${URL}\n`],
  [
    'variable that is set further down',
    'POST {{host}}/v2/keys.whoami\n\n###\n@host = https://api.unkey.com\n',
    `POST ${URL} |  | -`,
  ],
  [
    'variable that is worked out late',
    `@h := https://api.unkey.com\nPOST {{h}}/v2/keys.whoami\n`,
    `POST ${URL} |  | -`,
  ],
  [
    'variable that a script before the request sets',
    `< {%\n  request.variables.set("h", "https://api.unkey.com")\n%}\nPOST {{h}}/v2/keys.whoami\n`,
    `POST ${URL} |  | -`,
  ],
  [
    'variable that a script computes',
    `@h = https://api.unkey.com\n< {%\n  request.variables.set("h", hostOf(1))\n%}\nPOST {{h}}/v2/keys.whoami\n`,
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'variable that httpYac exports',
    `@h = https://api.unkey.com\n{{\n  exports.h = hostOf(1);\n}}\n###\nPOST {{h}}/v2/keys.whoami\n`,
    'POST _/v2/keys.whoami |  | -',
  ],
  [
    'value of an earlier response',
    `# @name login\nPOST ${URL}\n\n{}\n\n###\n@t = {{login.response.body.$.data.key}}\nPOST ${URL}\nX-A: {{t}}\nX-B: {{login.response.headers.X}}\n`,
    `POST ${URL} |  | {}`,
    `POST ${URL} | X-A: _, X-B: _ | -`,
  ],
  [
    'path over several lines',
    'POST https://api.unkey.com\n    /v2\n    /keys.whoami\n    HTTP/1.1\nX-A: 1\n',
    `POST ${URL} | X-A: 1 | -`,
  ],
  ['query lines that are not indented', `GET ${URL}\n?a=1\n&b=2\n`, `GET ${URL}?a=1&b=2 |  | -`],
  ['indented headers', `POST ${URL}\n  X-A: 1\n  X-B: 2\n\n{}`, `POST ${URL} | X-A: 1, X-B: 2 | {}`],
  ['HTTP/2 without asking', `POST ${URL} HTTP/2 (Prior Knowledge)\n`, `POST ${URL} |  | -`],
  ['GraphQL', `GRAPHQL ${URL}\n\nquery { a }\n`],
  [
    'a message of GraphQL',
    `POST ${URL}\nX-REQUEST-TYPE: GraphQL\n\nquery { a }\n`,
    `POST ${URL} | X-REQUEST-TYPE: GraphQL | _`,
  ],
  ['tags', `# @name one\n// @no-redirect\n# @no-log\nPOST ${URL}\n`, `POST ${URL} |  | -`],
  ['imports', `import ./other.http\nrun #one\n\n###\nPOST ${URL}\n`, `POST ${URL} |  | -`],
];

describe('.http files', () => {
  for (const [name, file, ...calls] of cases) {
    it(name, async () => {
      assert.deepEqual((await callsIn('http', file)).map(describeCall), calls);
    });
  }
});
