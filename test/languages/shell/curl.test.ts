import assert from 'node:assert/strict';
import { callsIn } from '../../harness/facts.ts';
import { type ScriptCase, testCalls } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';

const cases: readonly ScriptCase[] = [
  ['plain', `curl ${URL}`, `(GET) ${URL} |  | -`],
  ['method behind -X', `curl -X POST ${URL}`, `POST ${URL} |  | -`],
  ['method glued to -X', `curl -XPOST ${URL}`, `POST ${URL} |  | -`],
  ['--request', `curl --request POST --url ${URL}`, `POST ${URL} |  | -`],
  ['cluster of short options', `curl -sSfX POST ${URL}`, `POST ${URL} |  | -`],
  ['-H', `curl -H 'Authorization: Bearer x' ${URL}`, `(GET) ${URL} | Authorization: Bearer x | -`],
  [
    '--header',
    `curl --header "Authorization: Bearer x" ${URL}`,
    `(GET) ${URL} | Authorization: Bearer x | -`,
  ],
  ['-H glued', `curl -HX-Trace:1 ${URL}`, `(GET) ${URL} | X-Trace: 1 | -`],
  ['data makes it POST', `curl ${URL} -d '{"key":"k"}'`, `(POST) ${URL} |  | {"key":"k"}`],
  ['--data-raw', `curl ${URL} --data-raw '{"key":"k"}'`, `(POST) ${URL} |  | {"key":"k"}`],
  ['--data-binary', `curl ${URL} --data-binary '{"key":"k"}'`, `(POST) ${URL} |  | {"key":"k"}`],
  ['--json', `curl ${URL} --json '{"key":"k"}'`, `(POST) ${URL} |  | {"key":"k"}`],
  ['body from a file', `curl ${URL} -d @body.json`, `(POST) ${URL} |  | _`],
  ['a form', `curl ${URL} -F key=k`, `(POST) ${URL} |  | _`],
  ['-I', `curl -I ${URL}`, `(HEAD) ${URL} |  | -`],
  ['-T', `curl -T file ${URL}`, `(PUT) ${URL} |  | _`],
  ['basic authorization', `curl -u me:secret ${URL}`, `(GET) ${URL} | Authorization: Basic _ | -`],
  ['bearer option', `curl --oauth2-bearer "$KEY" ${URL}`, `(GET) ${URL} | Authorization: Bearer _ | -`],
  ['a header taken out', `curl -H 'Authorization:' ${URL}`, `(GET) ${URL} |  | -`],
  ['headers from a file', `curl -H @headers ${URL}`, `(GET) ${URL} | … | -`],
  ['a configuration file', `curl -K ~/.unkey ${URL}`, `(_) ${URL} | … | _`],
  ['.netrc', `curl -n ${URL}`, `(GET) ${URL} | … | -`],
  ['an option of a future curl', `curl --warp-speed ${URL}`, `(_) ${URL} | … | _`],
  ['options in a variable', `curl $OPTIONS ${URL}`, `(_) ${URL} | … | _`],
  ['all arguments', `curl "$@" ${URL}`, `(_) ${URL} | … | _`],
  ['the rest of the arguments', `curl ${URL} "\${@:2}"`, `(_) ${URL} | … | _`],
  ['an option in a quoted variable', `curl "$AUTH" ${URL}`, `(_) ${URL} | … | _`],
  ['an option that a condition adds', `curl "\${AUTH:+-HX-A: $AUTH}" ${URL}`, `(_) ${URL} | … | _`],
  ['an option that a command prints', `curl "$(auth)" ${URL}`, `(_) ${URL} | … | _`],
  ['several variables in one word', `curl $A$B ${URL}`, `(_) ${URL} | … | _`],
  ['dots for what is left out', `curl ${URL} ...`, `(_) ${URL} | … | _`],
  ['a word for what is left out', `curl ${URL} [options]`, `(_) ${URL} | … | _`],
  ['angle brackets for what is left out', `curl <options> ${URL}`, `(_) ${URL} | … | _`],
  ['a file as input', `curl ${URL} -d @- <body.json >out.json`, `(POST) ${URL} |  | _`],
  ['words of a sentence', `curl ${URL} (with your key)`, `(_) ${URL} | … | _`],
  ['options on the next line without a backslash', `curl ${URL}\n  -H 'X-A: 1'`, `(_) ${URL} | … | _`],
  ['a blank behind the backslash', `curl ${URL} \\ \n  -H 'X-A: 1'`, `(_) ${URL} | … | _`],
  ['an empty line behind the backslash', `curl ${URL} \\\n\n  -H 'X-A: 1'`, `(_) ${URL} | … | _`],
  ['a comment behind the backslash', `curl ${URL} \\\n  # why\n  -H 'X-A: 1'`, `(_) ${URL} | … | _`],
  ['curl of PowerShell', `curl -Uri ${URL} -Method Post -Headers $headers`, `_ ${URL} | … | _`],
  ['a short option of a future curl', `curl -W ${URL}`, `(_) ${URL} | … | _`],
  ['curl renamed to itself with options', `alias curl='curl -n'\ncurl ${URL}`, `(GET) ${URL} | … | -`],
  ['curl as a function', `curl() { command curl -n "$@"; }\ncurl ${URL}`, `(GET) ${URL} | … | -`],
  [
    'a user in the URL',
    `curl https://me:secret@api.unkey.com/v2/keys.whoami`,
    `(GET) https://me:secret@api.unkey.com/v2/keys.whoami | … | -`,
  ],
  ['typographic quotes', `curl ${URL} -H “X-A: 1”`, `(_) ${URL} | … | _`],
  [
    'a variable to fill in',
    `KEY=""\ncurl ${URL} -H "Authorization: Bearer $KEY"`,
    `(GET) ${URL} | Authorization: Bearer _ | -`,
  ],
  [
    'a variable',
    `KEY=k\ncurl ${URL} -H "Authorization: Bearer $KEY"`,
    `(GET) ${URL} | Authorization: Bearer k | -`,
  ],
  [
    'a variable of the environment',
    `curl ${URL} -H "Authorization: Bearer \${KEY}"`,
    `(GET) ${URL} | Authorization: Bearer _ | -`,
  ],
  [
    'a variable assigned twice',
    `KEY=a\nKEY=b\ncurl ${URL} -H "Authorization: Bearer $KEY"`,
    `(GET) ${URL} | Authorization: Bearer b | -`,
  ],
  ['export', `export BASE=https://api.unkey.com\ncurl "$BASE/v2/keys.whoami"`, `(GET) ${URL} |  | -`],
  ['a fallback', `curl "\${BASE:-https://api.unkey.com}/v2/keys.whoami"`, `(GET) ${URL} |  | -`],
  [
    'a fallback of the same name',
    `BASE="\${BASE:-https://api.unkey.com}"\ncurl "$BASE/v2/keys.whoami"`,
    `(GET) ${URL} |  | -`,
  ],
  [
    'a variable that a loop sets',
    `for U in a b; do curl "$U/v2/keys.whoami"; done`,
    `(GET) _/v2/keys.whoami |  | -`,
  ],
  ['a variable that is read', `read -r U\ncurl "$U/v2/keys.whoami"`, `(GET) _/v2/keys.whoami |  | -`],
  [
    'an array',
    `ARGS=(-X POST -H "Authorization: Bearer $K")\ncurl "\${ARGS[@]}" ${URL}`,
    `POST ${URL} | Authorization: Bearer _ | -`,
  ],
  [
    'an array that grows',
    `ARGS=(-X POST)\nARGS+=(-H 'X-A: 1')\ncurl "\${ARGS[@]}" ${URL}`,
    `POST ${URL} | X-A: 1 | -`,
  ],
  ['an array from elsewhere', `curl "\${ARGS[@]}" ${URL}`, `(_) ${URL} | … | _`],
  ['continuation lines', `curl -X POST \\\n  ${URL} \\\n  -H 'X-A: 1'`, `POST ${URL} | X-A: 1 | -`],
  ['a continuation at the end', `curl ${URL} \\\n`, `(_) ${URL} | … | _`],
  ['an open quote', `curl ${URL} -d '{"key":`, `(_) ${URL} | … | {"key":_,…}`],
  ['ANSI-C quotes', `curl ${URL} -d $'{"key":"it\\'s"}'`, `(POST) ${URL} |  | {"key":"it's"}`],
  ['a variable spliced into quotes', `curl ${URL} -d '{"key":"'"$K"'"}'`, `(POST) ${URL} |  | {"key":"_"}`],
  ['escaped quotes', `curl ${URL} -d "{\\"key\\":\\"k\\"}"`, `(POST) ${URL} |  | {"key":"k"}`],
  ['a here-document', `curl ${URL} -d @- <<EOF\n{"key":"$K"}\nEOF\n`, `(POST) ${URL} |  | {"key":"_"}`],
  [
    'a quoted here-document',
    `curl ${URL} -d @- <<'EOF'\n{"key":"$K"}\nEOF\n`,
    `(POST) ${URL} |  | {"key":"$K"}`,
  ],
  [
    'an indented here-document',
    `curl ${URL} -d @- <<-EOF\n\t{"key":"k"}\n\tEOF\n`,
    `(POST) ${URL} |  | {"key":"k"}`,
  ],
  ['a here-document never closed', `curl ${URL} -d @- <<EOF\n{"key":"k"}\n`, `(_) ${URL} | … | {"key":"k"}`],
  ['a here-string', `curl ${URL} -d @- <<< '{"key":"k"}'`, `(POST) ${URL} |  | {"key":"k"}`],
  ['input from a pipe', `./body | curl ${URL} -d @-`, `(POST) ${URL} |  | _`],
  ['text from a pipe', `echo '{"key":"k"}' | curl ${URL} -d @-`, `(POST) ${URL} |  | {"key":"k"}`],
  ['in a substitution', `R=$(curl -s -X POST ${URL})`, `POST ${URL} |  | -`],
  ['in a quoted substitution', `echo "r: $(curl -s ${URL} | jq .data)"`, `(GET) ${URL} |  | -`],
  ['in backquotes', `R=\`curl -s ${URL}\``, `(GET) ${URL} |  | -`],
  ['in a condition', `if ! curl -sf ${URL}; then exit 1; fi`, `(GET) ${URL} |  | -`],
  ['in a function', `whoami_() {\n  curl ${URL}\n}`, `(GET) ${URL} |  | -`],
  ['behind another command', `true && curl ${URL} >/dev/null 2>&1 || exit 1`, `(GET) ${URL} |  | -`],
  ['behind sudo and timeout', `sudo timeout 10 curl ${URL}`, `(GET) ${URL} |  | -`],
  ['with its path', `/usr/bin/curl ${URL}`, `(GET) ${URL} |  | -`],
  ['behind a prompt', `$ curl ${URL}`, `(GET) ${URL} |  | -`],
  ['by xargs', `cat keys | xargs -n1 curl ${URL} -d`, `(_) ${URL} | … | _`],
  ['redirected to a file', `curl ${URL} -o out.json > log`, `(GET) ${URL} |  | -`],
  ['-G', `curl -G ${URL} -d key=k`, `(GET) ${URL} |  | -`],
  [
    'two requests of one command',
    `curl -X POST ${URL} --next -X GET https://api.unkey.com/v2/liveness`,
    `POST ${URL} |  | -`,
    'GET https://api.unkey.com/v2/liveness |  | -',
  ],
  ['a comment', `# curl ${URL}`],
  ['a mention', `echo "curl ${URL}"`],
  ['an argument of another command', `assert_called_with curl ${URL}`],
  ['another host', 'curl https://example.com/v2/keys.whoami'],
  ['a host that only looks alike', 'curl https://api.unkey.com.example.org/v2/keys.whoami'],
];

describe('curl in shell scripts', () => {
  testCalls(cases);

  it('keeps the place of what comes from a variable', async () => {
    const script = 'BASE="https://api.unkey.com/v1"\ncurl "$BASE/keys.whoami"';
    const [call] = await callsIn('shellscript', script);
    assert.ok(call?.url.version.kind === 'literal' && call.url.operation.kind === 'literal');
    assert.equal(script.slice(call.url.version.range.start, call.url.version.range.end), 'v1');
    assert.equal(script.slice(call.url.operation.range.start, call.url.operation.range.end), 'keys.whoami');
    assert.equal(script.slice(call.urlArgument.start, call.urlArgument.end), '"$BASE/keys.whoami"');
  });

  it('reads a deep nesting without losing its breath', async () => {
    assert.deepEqual(await callsIn('shellscript', `unkey ${'$('.repeat(5000)}`), []);
    assert.deepEqual(await callsIn('shellscript', `unkey ${'"$('.repeat(5000)}`), []);
  });
});
