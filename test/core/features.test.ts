import assert from 'node:assert/strict';
import { currentErrors } from '../../server/src/core/catalogue/errors.ts';
import { explanationOf } from '../../server/src/core/catalogue/explanations.ts';
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
  for (const error of currentErrors().filter((e) => explanationOf(e.code))) {
    for (const spelling of [
      error.page,
      error.page.replace('unkey.com', 'www.unkey.com'),
      error.page.replace('/docs/errors/', '/docs/api-reference/errors-v2/'),
      error.code,
    ]) {
      it(spelling, async () => {
        const markdown = await hoverAt(
          'json',
          `{ "type": "${spelling.slice(0, 12)}<|>${spelling.slice(12)}" }`,
        );
        assert.ok(markdown, 'nothing is shown');
        const explanation = explanationOf(error.code)!;
        assert.ok(markdown.includes(error.code) && markdown.includes(String(error.status ?? 'No fixed')));
        for (const line of [explanation.meaning, ...explanation.causes, ...explanation.fixes])
          assert.ok(markdown.includes(line));
        assert.ok(markdown.includes(`](${error.page})`));
      });
    }
  }

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

  it('says nothing of other text', () => assert.deepEqual(service.explain('all is well'), []));
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
