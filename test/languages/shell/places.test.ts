import assert from 'node:assert/strict';
import { testService } from '../../harness/engine.ts';
import { callsIn, describeCall } from '../../harness/facts.ts';
import { type ScriptCase, testCalls } from './harness.ts';

const URL = 'https://api.unkey.com/v2/keys.whoami';

describe('terminals', () => {
  const cases: readonly ScriptCase[] = [
    [
      'output is left out',
      `$ curl ${URL}\n{"it's": "broken\n$ curl -X POST ${URL}`,
      `(GET) ${URL} |  | -`,
      `POST ${URL} |  | -`,
    ],
    ['lines that go on', `$ curl ${URL} \\\n>   -X POST`, `POST ${URL} |  | -`],
    ['lines that go on without a mark', `$ curl ${URL} \\\n    -X POST`, `POST ${URL} |  | -`],
    [
      'a body over several lines',
      `$ curl ${URL} -d '{\n> "key": "k"\n> }'`,
      `(POST) ${URL} |  | {"key":"k"}`,
    ],
    ['a loop', `$ for k in a; do\n> curl ${URL}\n> done\noutput`, `(GET) ${URL} |  | -`],
    [
      'a here-document',
      `$ curl ${URL} -d @- <<EOF\n> {"key":"k"}\n> EOF\nok`,
      `(POST) ${URL} |  | {"key":"k"}`,
    ],
    ['variables', `$ export U=${URL}\n$ curl $U`, `(GET) ${URL} |  | -`],
    ['a user and a host', `me@host:~/x$ curl ${URL}`, `(GET) ${URL} |  | -`],
    ['brackets', `[root@web ~]# curl ${URL}`, `(GET) ${URL} |  | -`],
    ['a percent sign', `me@mac ~ % curl ${URL}`, `(GET) ${URL} |  | -`],
    [
      'an arrow',
      `❯ curl ${URL}\n➜  app git:(main) ✗ curl -X POST ${URL}`,
      `(GET) ${URL} |  | -`,
      `POST ${URL} |  | -`,
    ],
    ['a comment above', `# first\n$ curl ${URL}\n< HTTP/2 200\n> GET /v2/keys.whoami`, `(GET) ${URL} |  | -`],
    [
      'a script that begins with a variable',
      `$CURL ${URL}\ncurl ${URL}`,
      `_ ${URL} | … | _`,
      `(GET) ${URL} |  | -`,
    ],
  ];
  testCalls(cases);
});

describe('fish', () => {
  const cases: readonly ScriptCase[] = [
    ['set', `set -gx U ${URL}\ncurl $U`, `(GET) ${URL} |  | -`],
    ['substitution', `curl ${URL} -d (jq -n '{key: "k"}')`, `(POST) ${URL} |  | {"key":"k"}`],
    [
      'if',
      `if test -n "$K"\n  curl ${URL}\nelse if true\n  curl -X POST ${URL}\nend`,
      `(GET) ${URL} |  | -`,
      `POST ${URL} |  | -`,
    ],
    ['a function', `function who --description 'x'\n  curl ${URL}\nend\nwho`, `(GET) ${URL} |  | -`],
    ['switch', `switch $x\n  case a\n    curl ${URL}\nend`, `(GET) ${URL} |  | -`],
    ['and, or', `test $x; and curl ${URL}; or exit 1`, `(GET) ${URL} |  | -`],
    ['a quote mark in quotes', `curl ${URL} -d '{"key":"it\\'s"}'`, `(POST) ${URL} |  | {"key":"it's"}`],
  ];
  testCalls(cases, 'fish');
});

describe('places in shell scripts', () => {
  it('keeps the place of what stands between several quotes', async () => {
    const script = `ssh h "docker exec w sh -c 'curl https://api.unkey.com/v1/keys.whoami'"`;
    const [call] = await callsIn('shellscript', script);
    assert.ok(call?.url.version.kind === 'literal' && call.url.operation.kind === 'literal');
    const { version, operation } = call.url;
    assert.equal(script.slice(version.range.start, version.range.end), 'v1');
    assert.equal(script.slice(operation.range.start, operation.range.end), 'keys.whoami');
  });

  it('keeps the place of what stands behind escaped quotes', async () => {
    const script = `bash -c "curl ${URL} -d \\"{\\\\\\"key\\\\\\":\\\\\\"k\\\\\\"}\\""`;
    const [call] = await callsIn('shellscript', script);
    assert.ok(call?.body.kind === 'literal' && call.body.value.kind === 'object', call && describeCall(call));
    const [member] = call.body.value.members;
    assert.equal(script.slice(member!.keyRange.start, member!.keyRange.end), 'key');
  });

  it('reads a script that only its first line tells of', async () => {
    const text = `#!/usr/bin/env bash\nU=${URL}\ncurl "$U"\n`;
    const { facts } = await testService().analyze({ languageId: '', path: 'bin/rotate', text });
    assert.deepEqual(facts.calls.map(describeCall), [`(GET) ${URL} |  | -`]);
  });

  it('tells a time in seconds', async () => {
    const units = async (script: string): Promise<unknown> => {
      const [call] = await callsIn('shellscript', script);
      const body =
        call?.body.kind === 'literal' && call.body.value.kind === 'object' ? call.body.value : undefined;
      const value = body?.members[0]?.value;
      return value?.kind === 'dynamic' ? value.unit : value?.kind;
    };
    const sent = (value: string): string => `curl ${URL} -d "{\\"expires\\":${value}}"`;
    assert.equal(await units(sent('$(date +%s)')), 'seconds');
    assert.equal(await units(sent('$(( $(date +%s) + 60 ))')), 'seconds');
    assert.equal(await units(`T=$(date -d tomorrow +%s)\n${sent('$T')}`), 'seconds');
    assert.equal(await units(`T=$(date +%s)\n${sent('$((T + 60))')}`), 'seconds');
    assert.equal(await units(`curl ${URL} -d "$(jq -n '{expires: (now + 60 | floor)}')"`), 'seconds');
    assert.equal(await units(`http ${URL} expires:=$(date +%s)`), 'seconds');
    assert.equal(await units(sent('$(date +%s%3N)')), undefined);
    assert.equal(await units(sent('$(( $(date +%s) * 1000 ))')), undefined);
    assert.equal(await units(sent('$(date +%s)000')), undefined);
    assert.equal(await units(`curl ${URL} -d "$(jq -n '{expires: (now * 1000)}')"`), undefined);
  });
});
