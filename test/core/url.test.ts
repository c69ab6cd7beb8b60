import assert from 'node:assert/strict';
import type { Fact } from '../../server/src/core/model.ts';
import { HOLE, SourceText } from '../../server/src/core/source.ts';
import { parseApiUrl } from '../../server/src/core/url.ts';

/** `host version operation`, `_` for what is dynamic; undefined when it is no URL of the API. `_` in the input is a hole. */
function parse(written: string): string | undefined {
  const url = parseApiUrl(SourceText.verbatim(written.replaceAll('_', HOLE)));
  if (!url) return undefined;
  const shown = (fact: Fact<string>): string => (fact.kind === 'literal' ? fact.value : '_');
  const operation = url.operation.kind === 'literal' ? url.operation.value.text.replaceAll(HOLE, '_') : '_';
  return `${shown(url.host)} ${shown(url.version)} ${operation}`;
}

const cases: Readonly<Record<string, string | undefined>> = {
  'https://api.unkey.com/v2/keys.getKey': 'api.unkey.com v2 keys.getKey',
  'http://API.Unkey.com:443/v2/keys.getKey': 'api.unkey.com v2 keys.getKey',
  'api.unkey.com/v2/keys.getKey': 'api.unkey.com v2 keys.getKey',
  'https://me:secret@api.unkey.com/v2/keys.getKey': 'api.unkey.com v2 keys.getKey',
  'https://api.unkey.com//v2/keys.getKey/': 'api.unkey.com v2 keys.getKey',
  'https://api.unkey.dev/v1/keys.getKey?keyId=x#y': 'api.unkey.dev v1 keys.getKey',
  'https://api.unkey.dev/v1/keys/_': 'api.unkey.dev v1 keys/_',
  'https://api.unkey.dev/v1/apis/{apiId}/keys': 'api.unkey.dev v1 apis/_/keys',
  'https://api.unkey.dev/v1/keys/:keyId': 'api.unkey.dev v1 keys/_',
  'https://api.unkey.dev/vx/keys.getVerifications': 'api.unkey.dev vx keys.getVerifications',
  '_/v2/keys.getKey': '_ v2 keys.getKey',
  'https://_/v2/keys.getKey': '_ v2 keys.getKey',
  'https://api._/v2/keys.getKey': '_ v2 keys.getKey',
  'https://api.unkey.com/_/keys.getKey': 'api.unkey.com _ keys.getKey',
  'https://api.unkey.com_': undefined,
  'https://api.unkey.com/v2/_': 'api.unkey.com v2 _',
  'https://api.unkey.com/v2/keys._': 'api.unkey.com v2 _',
  'https://api.unkey.com/v2/keys.getKey_': 'api.unkey.com v2 keys.getKey',
  'https://api.unkey.com/v2/keys.*': 'api.unkey.com v2 _',
  'https://api.unkey.com/v2/...': 'api.unkey.com v2 _',
  'https://api.unkey.com/v2/': undefined,
  'https://api.unkey.com': undefined,
  'https://api.unkey.com/openapi.yaml': undefined,
  'https://api.unkey.com/v3/keys.getKey': undefined,
  'https://unkey.com/v2/keys.getKey': undefined,
  'https://api.unkey.com.evil.org/v2/keys.getKey': undefined,
  'https://notapi.unkey.com/v2/keys.getKey': undefined,
  'https://localhost:7070/v2/keys.getKey': undefined,
  '/v2/keys.getKey': undefined,
  '_/v2/things.list': undefined,
  '_/v1/keys': undefined,
  '_/v1/keys/verify': undefined,
  _: undefined,
  '': undefined,
};

describe('parseApiUrl', () => {
  for (const [written, expected] of Object.entries(cases)) {
    it(written === '' ? '(nothing)' : written, () => assert.equal(parse(written), expected));
  }

  it('knows its parts and its query', () => {
    const written = 'https://api.unkey.dev/v1/keys.getKey?keyId=key_1&decrypt=true#x';
    const url = parseApiUrl(SourceText.verbatim(written));
    assert.ok(url?.endpointRange && url.operation.kind === 'literal');
    assert.equal(
      written.slice(url.endpointRange.start, url.endpointRange.end),
      'api.unkey.dev/v1/keys.getKey',
    );
    assert.equal(written.slice(url.operation.range.start, url.operation.range.end), 'keys.getKey');
    assert.deepEqual(
      url.query.map((q) => [q.name, q.value.text]),
      [
        ['keyId', 'key_1'],
        ['decrypt', 'true'],
      ],
    );
  });

  it('knows where an endpoint with path parameters ends', () => {
    for (const path of ['apis/{apiId}/keys', 'keys/:keyId', 'keys/:keyId/']) {
      const written = `https://api.unkey.dev/v1/${path}?a=b`;
      const url = parseApiUrl(SourceText.verbatim(written));
      const end = `https://api.unkey.dev/v1/${path.replace(/\/$/, '')}`.length;
      assert.deepEqual(url?.endpointRange, { start: 'https://'.length, end });
    }
  });
});
