import assert from 'node:assert/strict';
import type { Signature } from '../../server/src/core/features/signature.ts';
import { testService } from '../harness/engine.ts';

const service = testService();
const CURSOR = '<|>';

/** The signature shown at `<|>`. */
async function shown(languageId: string, marked: string): Promise<Signature | undefined> {
  const text = marked.replace(CURSOR, '');
  const analysis = await service.analyze({ languageId, path: '', text });
  return service.signature(analysis, marked.indexOf(CURSOR));
}

const active = async (body: string, operation = 'keys.updateCredits'): Promise<string | undefined> => {
  const signature = await shown('http', `POST https://api.unkey.com/v2/${operation}\n\n${body}\n`);
  assert.ok(signature, body);
  return signature.active === undefined ? undefined : signature.parameters[signature.active]!.name;
};

describe('signature help', () => {
  it('shows the fields of the body, required ones first', async () => {
    const signature = await shown('http', 'POST https://api.unkey.com/v2/keys.getKey\n\n{ <|> }');
    assert.equal(signature!.label, 'POST /v2/keys.getKey(keyId: string, decrypt?: boolean)');
    const named = signature!.parameters.map(({ start, end }) => signature!.label.slice(start, end));
    assert.deepEqual(named, ['keyId: string', 'decrypt?: boolean']);
    assert.equal(signature!.active, 0);
  });

  it('names the required field that is still to be filled in', async () => {
    assert.equal(await active('{ <|> }'), 'keyId');
    assert.equal(await active('<|>'), 'keyId');
    assert.equal(await active('{ "keyId": "key_1", <|> }'), 'operation');
    assert.equal(await active('{ "operation": "<|>" }'), 'operation');
    assert.equal(await active('{ "operation": "set", "<|>" }'), 'keyId');
    assert.equal(await active('{ "keyId": "key_1", "operation": "set", <|> }'), undefined);
    assert.equal(await active('{ "apiId": "api_1", "credits": { <|> } }', 'keys.createKey'), 'credits');
    assert.equal(await active('[{ <|> }]', 'ratelimit.multiLimit'), 'namespace');
  });

  it('works in curl and TypeScript', async () => {
    const url = 'https://api.unkey.com/v2/keys.getKey';
    assert.ok(await shown('shellscript', `curl ${url} -d '{ "<|>`));
    const call = `fetch('${url}', { method: 'POST', body: JSON.stringify({ <|> }) });`;
    assert.equal((await shown('typescript', call))!.active, 0);
  });

  it('shows nothing outside of bodies', async () => {
    const url = 'https://api.unkey.com/v2/keys.getKey';
    for (const [languageId, marked] of [
      ['http', `POST ${url}<|>\n\n{}`],
      ['http', `POST ${url}\nA<|>: b\n\n{}`],
      ['http', 'POST https://example.com/unkey\n\n{ <|> }'],
      ['http', 'POST https://api.unkey.com/v2/liveness\n\n{ <|> }'],
      ['typescript', `fetch('${url}', { <|> });`],
      ['shellscript', `curl ${url} <|>`],
    ] as const)
      assert.equal(await shown(languageId, marked), undefined, marked);
  });
});
