import assert from 'node:assert/strict';
import type { Analysis } from '../../server/src/core/service.ts';
import { testService } from '../harness/engine.ts';

const service = testService();
const analyze = (languageId: string, text: string): Promise<Analysis> =>
  service.analyze({ languageId, path: '', text });

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
