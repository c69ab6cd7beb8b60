import { type ScriptCase, testCalls } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';
const BARE = 'api.unkey.com/v2/keys.whoami';

describe('wget', () => {
  const cases: readonly ScriptCase[] = [
    ['plain', `wget ${URL}`, `(GET) ${URL} |  | -`],
    ['quiet, to standard output', `wget -qO- ${URL}`, `(GET) ${URL} |  | -`],
    ['a file for the answer', `wget -O out.json ${URL}`, `(GET) ${URL} |  | -`],
    ['a method', `wget --method=POST ${URL}`, `POST ${URL} |  | -`],
    ['a method as a word of its own', `wget --method POST ${URL}`, `POST ${URL} |  | -`],
    ['post data', `wget --post-data='{"key":"k"}' ${URL}`, `(POST) ${URL} |  | {"key":"k"}`],
    ['post data behind a blank', `wget --post-data '{"key":"k"}' ${URL}`, `(POST) ${URL} |  | {"key":"k"}`],
    ['a body without a method', `wget --body-data='{"key":"k"}' ${URL}`, `(GET) ${URL} |  | {"key":"k"}`],
    ['a body', `wget --method=POST --body-data='{"key":"k"}' ${URL}`, `POST ${URL} |  | {"key":"k"}`],
    ['a body from a file', `wget --post-file=body.json ${URL}`, `(POST) ${URL} |  | _`],
    [
      'a body from standard input',
      `wget --post-file=- ${URL} <<< '{"key":"k"}'`,
      `(POST) ${URL} |  | {"key":"k"}`,
    ],
    ['a header', `wget --header="X-A: $K" ${URL}`, `(GET) ${URL} | X-A: _ | -`],
    ['a header behind a blank', `wget --header 'X-A: 1' ${URL}`, `(GET) ${URL} | X-A: 1 | -`],
    ['a user', `wget --user=me --password=p ${URL}`, `(GET) ${URL} | … | -`],
    ['a configuration file', `wget --config=./wgetrc ${URL}`, `(_) ${URL} | … | _`],
    ['a command of wgetrc', `wget -e 'header = X-A: 1' ${URL}`, `(_) ${URL} | … | _`],
    ['--spider', `wget --spider ${URL}`, `(HEAD) ${URL} |  | -`],
    ['an unknown option', `wget --warp ${URL}`, `(_) ${URL} | … | _`],
    [
      'flags',
      `wget -nv --no-check-certificate --content-on-error -S -T 5 -t 1 ${URL}`,
      `(GET) ${URL} |  | -`,
    ],
    [
      'two addresses',
      `wget ${URL} https://api.unkey.com/v2/liveness`,
      `(GET) ${URL} |  | -`,
      '(GET) https://api.unkey.com/v2/liveness |  | -',
    ],
    ['wget2', `wget2 -qO- ${URL}`, `(GET) ${URL} |  | -`],
  ];
  testCalls(cases);
});

describe('HTTPie', () => {
  const cases: readonly ScriptCase[] = [
    ['plain', `http ${BARE}`, `(GET) ${BARE} |  | -`],
    ['https', `https ${BARE}`, `(GET) ${BARE} |  | -`],
    ['a method', `http POST ${URL}`, `POST ${URL} |  | -`],
    ['a method in small letters', `http post ${URL}`, `post ${URL} |  | -`],
    ['a string', `http ${BARE} key=k`, `(POST) ${BARE} |  | {"key":"k"}`],
    ['a variable', `http POST ${BARE} key="$KEY"`, `POST ${BARE} |  | {"key":"_"}`],
    [
      'numbers and flags',
      `http ${BARE} n:=12 on:=true off:=false none:=null`,
      `(POST) ${BARE} |  | {"n":12,"on":true,"off":false,"none":null}`,
    ],
    ['a list', `http ${BARE} 'roles:=["a","b"]'`, `(POST) ${BARE} |  | {"roles":["a","b"]}`],
    ['an object', `http ${BARE} meta:='{"plan":"pro"}'`, `(POST) ${BARE} |  | {"meta":{"plan":"pro"}}`],
    [
      'a nested name',
      `http ${BARE} meta[plan]=pro meta[seats]:=3 key=k`,
      `(POST) ${BARE} |  | {"meta":_,"key":"k"}`,
    ],
    [
      'a value from a file',
      `http ${BARE} key=@key.txt meta:=@meta.json`,
      `(POST) ${BARE} |  | {"key":_,"meta":_}`,
    ],
    ['a header', `http ${BARE} Authorization:"Bearer $K"`, `(GET) ${BARE} | Authorization: Bearer _ | -`],
    ['a header with a blank', `http ${BARE} 'X-A: 1'`, `(GET) ${BARE} | X-A: 1 | -`],
    ['a header taken out', `http ${BARE} Accept:`, `(GET) ${BARE} |  | -`],
    ['a query', `http ${BARE} keyId==key_1`, `(GET) ${BARE} |  | -`],
    [
      'a bearer token',
      `http -A bearer -a "$K" POST ${BARE} key=k`,
      `POST ${BARE} | Authorization: Bearer _ | {"key":"k"}`,
    ],
    [
      'a bearer token in long options',
      `http --auth-type=bearer --auth="$K" ${BARE}`,
      `(GET) ${BARE} | Authorization: Bearer _ | -`,
    ],
    ['a user', `http -a me:pass ${BARE}`, `(GET) ${BARE} | Authorization: Basic _ | -`],
    ['another scheme', `http -A digest -a me:pass ${BARE}`, `(GET) ${BARE} | … | -`],
    ['a session', `http --session=me ${BARE}`, `(GET) ${BARE} | … | -`],
    ['a raw body', `http ${BARE} --raw '{"key":"k"}'`, `(POST) ${BARE} |  | {"key":"k"}`],
    ['a form', `http -f ${BARE} key=k`, `(POST) ${BARE} |  | _`],
    ['a body from a pipe', `echo '{"key":"k"}' | http ${BARE}`, `(POST) ${BARE} |  | {"key":"k"}`],
    ['a body from a program', `make_body | http ${BARE}`, `(POST) ${BARE} |  | _`],
    [
      'a body from a here-document',
      `http POST ${BARE} <<EOF\n{"key":"$K"}\nEOF`,
      `POST ${BARE} |  | {"key":"_"}`,
    ],
    ['a body from a file', `http POST ${BARE} < body.json`, `POST ${BARE} |  | _`],
    ['a body from @file', `http POST ${BARE} @body.json`, `POST ${BARE} |  | _`],
    ['a pasted address', `https ://${BARE}`, `(GET) ${BARE} |  | -`],
    [
      'options for what is shown',
      `http -v --print=HhBb --check-status --ignore-stdin --timeout=5 ${BARE}`,
      `(GET) ${BARE} |  | -`,
    ],
    ['options between operands', `http POST --verify=no ${BARE} -b key=k`, `POST ${BARE} |  | {"key":"k"}`],
    ['an unknown option', `http --warp ${BARE}`, `(_) ${BARE} | … | _`],
    ['items in a variable', `http POST ${BARE} $ITEMS`, `POST ${BARE} | … | _`],
    ['a method in a variable', `http "$METHOD" ${BARE} key=k`, `_ ${BARE} |  | {"key":"k"}`],
    [
      'items in a variable beside others',
      `http POST ${BARE} key=k "\${MORE[@]}"`,
      `POST ${BARE} | … | {"key":"k",…}`,
    ],
    ['a port of this machine', 'http POST :3000/v2/keys.whoami key=k'],
    ['a name with a hole', `http ${BARE} "$NAME"=k`, `(POST) ${BARE} |  | {…}`],
  ];
  testCalls(cases);
});

describe('xh and curlie', () => {
  const cases: readonly ScriptCase[] = [
    ['xh', `xh POST ${URL} key=k`, `POST ${URL} |  | {"key":"k"}`],
    ['xhs', `xhs ${BARE} -A bearer -a "$K"`, `(GET) ${BARE} | Authorization: Bearer _ | -`],
    ['--bearer', `xh ${BARE} --bearer "$K"`, `(GET) ${BARE} | Authorization: Bearer _ | -`],
    [
      'curlie with items',
      `curlie -v POST ${BARE} key=k Authorization:"Bearer $K"`,
      `POST ${BARE} | Authorization: Bearer _ | {"key":"k"}`,
    ],
    [
      'curlie with options of curl',
      `curlie -X POST -H 'X-A: 1' ${URL} -d '{"key":"k"}'`,
      `POST ${URL} | X-A: 1 | {"key":"k"}`,
    ],
  ];
  testCalls(cases);
});

describe('curl in particular', () => {
  const cases: readonly ScriptCase[] = [
    [
      'variables of its own',
      `curl --variable base=https://api.unkey.com --expand-url '{{base}}/v2/keys.whoami'`,
      `(GET) ${URL} |  | -`,
    ],
    [
      'a variable of the environment',
      `curl --variable %KEY --expand-header 'Authorization: Bearer {{KEY}}' ${URL}`,
      `(GET) ${URL} | Authorization: Bearer _ | -`,
    ],
    ['a query of its own', `curl -G ${URL} --data-urlencode "key=$K"`, `(GET) ${URL} |  | -`],
    [
      '--json from standard input',
      `curl --json @- ${URL} <<'EOF'\n{"key":"k"}\nEOF`,
      `(POST) ${URL} |  | {"key":"k"}`,
    ],
    ['two bodies', `curl ${URL} -d '{"key":"k"}' -d '{}'`, `(POST) ${URL} |  | _`],
    [
      '-X behind a conditional array',
      `a=()\n[ -n "$1" ] && a+=(-X GET)\ncurl "\${a[@]}" ${URL}`,
      `_ ${URL} |  | -`,
    ],
    [
      'a header behind a conditional array',
      `a=()\n[ -n "$1" ] && a+=(-H 'X-A: 1')\ncurl "\${a[@]}" ${URL}`,
      `(GET) ${URL} | X-A: 1? | -`,
    ],
    [
      'a body behind a conditional array',
      `a=()\nif [ -n "$1" ]; then a+=(-d '{}'); fi\ncurl -X POST "\${a[@]}" ${URL}`,
      `POST ${URL} |  | _`,
    ],
  ];
  testCalls(cases);
});
