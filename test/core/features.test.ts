import assert from 'node:assert/strict';
import type { Analysis } from '../../server/src/core/service.ts';
import { testService } from '../harness/engine.ts';

const service = testService();
const analyze = (languageId: string, text: string): Promise<Analysis> =>
  service.analyze({ languageId, path: '', text });

/** What is shown at `<|>`. */
async function hoverAt(languageId: string, marked: string): Promise<string | undefined> {
  const offset = marked.indexOf('<|>');
  const analysis = await analyze(languageId, marked.replace('<|>', ''));
  return service.hover(analysis, offset)?.markdown;
}

describe('hover', () => {
  it('tells the two key_not_found apart', async () => {
    const data = await hoverAt('json', '{"t":"err:unkey:data:<|>key_not_found"}');
    const authentication = await hoverAt('json', '{"t":"err:unkey:authentication:<|>key_not_found"}');
    assert.match(data ?? '', /HTTP 404[\s\S]*err:unkey:authentication:key_not_found/);
    assert.match(authentication ?? '', /HTTP 401[\s\S]*err:unkey:data:key_not_found/);
  });

  it('names the status the server sends where the documentation says another', async () => {
    const markdown = await hoverAt('json', '{"t":"err:unkey:authentication:<|>missing"}');
    assert.match(markdown ?? '', /HTTP 400/);
    assert.match(markdown ?? '', /401/);
  });

  it('names the successor of an error that is gone', async () => {
    const markdown = await hoverAt('markdown', 'err:unkey:data:<|>portal_config_not_found');
    assert.match(markdown ?? '', /no longer[\s\S]*err:unkey:data:portal_not_found/);
  });

  it('explains error codes of v1', async () => {
    const markdown = await hoverAt(
      'markdown',
      'https://unkey.dev/docs/api-reference/errors/code/<|>RATE_LIMITED',
    );
    assert.match(markdown ?? '', /v1 \(HTTP 429\)/);
  });

  it('works in comments', async () => {
    assert.match((await hoverAt('typescript', '// err:unkey:data:<|>key_not_found')) ?? '', /404/);
  });

  it('describes an endpoint', async () => {
    const markdown = await hoverAt('http', 'POST https://api.unkey.com/v2/keys.<|>createKey\n');
    for (const said of [
      'POST /v2/keys.createKey',
      'Bearer',
      'api.*.create_key',
      '`apiId` string, required',
      '`prefix`',
    ]) {
      assert.ok(markdown?.includes(said), said);
    }
    assert.ok(markdown!.indexOf('`apiId`') < markdown!.indexOf('`prefix`'), 'required fields come first');
  });

  it('tells what became of an endpoint of v1', async () => {
    const markdown = await hoverAt('http', 'GET https://api.unkey.dev/v1/apis.<|>listKeys?ownerId=x\n');
    for (const said of ['switched off', 'POST /v2/apis.listKeys', 'GET became POST', '`ownerId`']) {
      assert.ok(markdown?.includes(said), said);
    }
  });

  it('describes the nearest of an endpoint that does not exist', async () => {
    assert.match(
      (await hoverAt('http', 'POST https://api.unkey.com/v2/keys.<|>listKeys\n')) ?? '',
      /apis\.listKeys/,
    );
  });

  it('is silent elsewhere', async () => {
    assert.equal(await hoverAt('http', 'POST https://example.com/<|>v2/keys.createKey\n# unkey'), undefined);
    assert.equal(await hoverAt('http', 'PO<|>ST https://api.unkey.com/v2/keys.createKey\n'), undefined);
  });
});

describe('links', () => {
  it('lead to the page of today', async () => {
    const text =
      'err:unkey:data:key_not_found https://unkey.com/docs/api-reference/errors-v2/unkey/data/api_not_found';
    const targets = service.links(await analyze('markdown', text)).map((l) => l.target);
    assert.deepEqual(targets, [
      'https://unkey.com/docs/errors/unkey/data/key_not_found',
      'https://unkey.com/docs/errors/unkey/data/api_not_found',
    ]);
  });

  it('lead there from a path, once, and not from a bare name', async () => {
    const text =
      'unkey/data/key_not_found, "code": "NOT_FOUND" https://unkey.com/docs/errors/unkey/data/api_not_found';
    const found = service.links(await analyze('markdown', text));
    assert.deepEqual(
      found.map((l) => text.slice(l.range.start, l.range.end)),
      ['https://unkey.com/docs/errors/unkey/data/api_not_found', 'unkey/data/key_not_found'],
    );
  });
});

describe('explain', () => {
  it('finds errors and endpoints in any text, each once', () => {
    const said = service.explain(
      '2026-01-01 ERROR POST https://api.unkey.com/v2/keys.getKey -> 404 {"type":"https://unkey.com/docs/errors/unkey/data/key_not_found"} err:unkey:data:key_not_found',
    );
    assert.deepEqual(
      said.map((e) => e.subject),
      ['err:unkey:data:key_not_found', 'POST /v2/keys.getKey'],
    );
  });

  const subjects = (text: string): string[] => service.explain(text).map((e) => e.subject);

  it('tells what an answer of v2 says, without secrets', () => {
    const secret = 'unkey_3ZZ8gT8vQk2mN4pXwYbCdEf';
    const said = service.explain(
      `HTTP/2 400\n\n${JSON.stringify({
        meta: { requestId: 'req_2c9a0jf23l4k567' },
        error: {
          title: 'Bad Request',
          detail: `No *${secret}* here`,
          status: 400,
          type: 'https://unkey.com/docs/errors/unkey/application/invalid_input',
          errors: [{ location: 'body.keyId', message: 'is too short', fix: 'Send at least 3 characters' }],
        },
      })}`,
    )[0]!;
    assert.equal(said.subject, 'err:unkey:application:invalid_input');
    for (const text of [
      '**What happened**',
      'No \\*unkey\\_3Z',
      'HTTP 400',
      'req\\_2c9a0jf23l4k567',
      '- body.keyId: is too short. Send at least 3 characters',
      '**Causes**',
    ])
      assert.ok(said.markdown.includes(text), `${text} in ${said.markdown}`);
    assert.ok(!said.markdown.includes('T8vQk2mN4p'));
  });

  it('hides keys of other prefixes, tokens and headers', () => {
    for (const secret of [
      'sk_live_3ZaM7pQ1xK9VdLb2wTgRcY',
      'pst_Zx8s7df6g5h4j3',
      'Bearer abcdef0123456789',
    ]) {
      const error = { code: 'NOT_FOUND', message: `got ${secret}`, requestId: 'req_1' };
      const said = service.explain(JSON.stringify({ error }))[0]!;
      assert.ok(said.markdown.includes('got '), secret);
      assert.ok(!said.markdown.replaceAll('\\', '').includes(secret), secret);
    }
  });

  it('tells errors of v1 from results of verifyKey by the answer they stand in', () => {
    const [v1] = service.explain(
      '{"error":{"code":"NOT_FOUND","message":"key not found","requestId":"req_1"}}',
    );
    assert.match(v1?.markdown ?? '', /key not found[\s\S]*v1 \(HTTP 404\)/);
    assert.doesNotMatch(v1?.markdown ?? '', /verifyKey` in `data/);
    for (const answer of [
      '{"meta":{"requestId":"req_1"},"data":{"valid":false,"code":"NOT_FOUND"}}',
      '{"valid":false,"code":"NOT_FOUND"}',
    ]) {
      const [result] = service.explain(answer);
      assert.match(result?.markdown ?? '', /`keys\.verifyKey` in `data\.code`/);
      assert.doesNotMatch(result?.markdown ?? '', /v1/);
    }
  });

  it('finds an answer inside the lines of a log, and in a string of one', () => {
    const answer =
      '{"meta":{"requestId":"req_9"},"error":{"detail":"gone","type":"err:unkey:data:api_not_found"}}';
    for (const line of [
      `12:00 WARN {x} upstream said ${answer} after 3 tries`,
      `{"level":"warn","body":${JSON.stringify(answer)}}`,
      `[{"a":1},${answer}]`,
    ]) {
      const said = service.explain(line);
      assert.deepEqual(
        said.map((e) => e.subject),
        ['err:unkey:data:api_not_found'],
      );
      assert.match(said[0]!.markdown, /request req\\_9: “gone”/);
    }
  });

  it('gives both meanings of a bare code', () => {
    const both = ['err:unkey:authentication:key_not_found', 'err:unkey:data:key_not_found'];
    assert.deepEqual(subjects('key_not_found'), both);
    assert.deepEqual(subjects(' key_not_found\n'), both);
    assert.deepEqual(subjects('12:00 ERROR code=key_not_found path=/x'), both);
    assert.deepEqual(subjects('Sorry, there was key_not_found again'), both);
    const [notFound] = service.explain('NOT_FOUND');
    assert.match(notFound?.markdown ?? '', /keys\.verifyKey[\s\S]*v1 \(HTTP 404\)/);
  });

  it('reads paths and permissions', () => {
    assert.deepEqual(subjects('unkey/data/api_not_found'), ['err:unkey:data:api_not_found']);
    assert.deepEqual(subjects('https://unkey.com/docs/errors/unkey/data/api_not_found.md#fix'), [
      'err:unkey:data:api_not_found',
    ]);
    assert.deepEqual(subjects('api.*.create_key'), ['api.*.create_key']);
  });

  it('names the endpoints that can raise an error, of a gone one those of its successor', () => {
    assert.deepEqual(service.explain('err:unkey:data:portal_config_not_found')[0]?.operations, [
      'portal.createSession',
    ]);
    assert.deepEqual(service.explain('err:frontline:client:invalid_key')[0]?.operations, []);
  });

  it('does not hang on a text that goes on and on', () => {
    assert.deepEqual(service.explain('{'.repeat(200_000)), []);
    assert.deepEqual(service.explain('{"a":'.repeat(40_000)), []);
    assert.deepEqual(service.explain('../'.repeat(100_000)), []);
    assert.deepEqual(subjects('code=api_not_found '.repeat(50_000)), ['err:unkey:data:api_not_found']);
  });

  it('says nothing of other text', () => assert.deepEqual(service.explain('all is well'), []));
});

describe('callers', () => {
  it('are the calls of today to one of the operations', async () => {
    const text =
      'POST https://api.unkey.com/v2/keys.getKey\n\n###\nPOST https://api.unkey.com/v2/keys.createKey\n\n###\nGET https://api.unkey.dev/v1/keys.getKey\n';
    const found = service.callers(await analyze('http', text), ['keys.getKey']);
    assert.deepEqual(
      found.map((c) => [c.signature, text.slice(c.range.start, c.range.end)]),
      [['POST /v2/keys.getKey', 'api.unkey.com/v2/keys.getKey']],
    );
  });
});

describe('suppression edits', () => {
  /** Suppresses the first finding and tells the text after it; it must have no finding of that rule left. */
  async function suppressed(
    languageId: string,
    text: string,
    scope: 'line' | 'file',
  ): Promise<string | undefined> {
    const analysis = await analyze(languageId, text);
    const [finding] = service.check(analysis, { rules: {} });
    assert.ok(finding, 'there is no finding');
    const edit = service.suppress(analysis, finding, scope)?.edits[0];
    if (!edit) return undefined;
    const after = text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
    const left = service
      .check(await analyze(languageId, after), { rules: {} })
      .filter((f) => f.rule === finding.rule || f.rule === 'unused-suppression');
    assert.deepEqual(left, []);
    return after;
  }
  const call = 'curl https://api.unkey.com/v2/keys.whoami -H "Authorization: Bearer $K"';

  it('stand above a command', async () => {
    assert.equal(
      await suppressed('shellscript', `if true; then\n  ${call}\nfi\n`, 'line'),
      `if true; then\n  # unkey-lint-disable-next-line wrong-http-method\n  ${call}\nfi\n`,
    );
  });

  it('stand below a shebang', async () => {
    assert.equal(
      await suppressed('shellscript', `#!/bin/sh\n${call}\n`, 'file'),
      `#!/bin/sh\n# unkey-lint-disable wrong-http-method\n${call}\n`,
    );
  });

  it('use the comments of the fence', async () => {
    assert.equal(
      await suppressed('markdown', `> \`\`\`sh\n> ${call}\n> \`\`\`\n`, 'line'),
      `> \`\`\`sh\n> # unkey-lint-disable-next-line wrong-http-method\n> ${call}\n> \`\`\`\n`,
    );
  });

  it('use the comments of the page for a command outside of fences, and for the file', async () => {
    assert.equal(
      await suppressed('markdown', `Run\n\n${call}\n`, 'line'),
      `Run\n\n<!-- unkey-lint-disable-next-line wrong-http-method -->\n${call}\n`,
    );
    assert.equal(
      await suppressed('markdown', `---\ntitle: x\n---\n${call}\n`, 'file'),
      `---\ntitle: x\n---\n<!-- unkey-lint-disable wrong-http-method -->\n${call}\n`,
    );
  });

  it('do not exist where there are no comments', async () => {
    assert.equal(await suppressed('plaintext', `${call}\n`, 'line'), undefined);
    assert.equal(await suppressed('json', '{"t":"err:unkey:data:nothing_here"}', 'line'), undefined);
  });
});

describe('fix all', () => {
  it('applies safe fixes until none is left and leaves suggestions', async () => {
    const text =
      'POST https://api.unkey.com/v1/ratelimits.limit\nAuthorization: bearer {{k}}\n\n{}\n\n###\nGET https://api.unkey.com/v2/keys.whoami?key=k\nAuthorization: Bearer {{k}}\n';
    const fixed = await service.fixAll({ languageId: 'http', path: '', text }, { rules: {} });
    assert.equal(fixed.applied, 2);
    assert.ok(
      fixed.text.startsWith('POST https://api.unkey.com/v2/ratelimit.limit\nAuthorization: Bearer {{k}}\n'),
    );
    assert.ok(fixed.text.includes('GET https://api.unkey.com/v2/keys.whoami?key=k'));
    assert.deepEqual(
      await service.fixAll({ languageId: 'http', path: '', text: fixed.text }, { rules: {} }),
      { text: fixed.text, applied: 0 },
    );
  });

  it('leaves an operation that became another one', async () => {
    const text = 'curl -X POST https://api.unkey.com/v1/keys.updateRemaining -H "Authorization: Bearer $K"\n';
    const fixed = await service.fixAll({ languageId: 'shellscript', path: '', text }, { rules: {} });
    assert.deepEqual(fixed, { text, applied: 0 });
  });

  it('counts a base URL that several calls share once', async () => {
    const text =
      'B=https://api.unkey.com/v1\ncurl -X POST $B/keys.whoami -H "Authorization: Bearer $K"\ncurl -X POST $B/keys.deleteKey -H "Authorization: Bearer $K"\n';
    const fixed = await service.fixAll({ languageId: 'shellscript', path: '', text }, { rules: {} });
    assert.equal(fixed.text, text.replace('/v1', '/v2'));
  });
});

describe('related places', () => {
  it('show where the host of a call is written', async () => {
    const text =
      'BASE=https://api.unkey.dev/v1\ncurl -X POST "$BASE/keys.whoami" -H "Authorization: Bearer $K"\n';
    const [finding] = service.check(await analyze('shellscript', text), { rules: {} });
    const [related] = finding?.related ?? [];
    assert.ok(related);
    assert.equal(text.slice(related.range.start, related.range.end), 'api.unkey.dev');
  });
});
