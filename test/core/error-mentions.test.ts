import assert from 'node:assert/strict';
import { errorMentionAt, findErrorMentions, findWholeCodes } from '../../server/src/core/error-mentions.ts';

const find = (text: string): string[] =>
  findErrorMentions(text).map((m) => `[${text.slice(m.range.start, m.range.end)}] ${m.codes.join(' ')}`);

const BOTH = 'err:unkey:authentication:key_not_found err:unkey:data:key_not_found';
const DATA = 'err:unkey:data:key_not_found';

describe('findErrorMentions', () => {
  const found: readonly (readonly [text: string, expected: string])[] = [
    ['unkey/data/key_not_found', `[unkey/data/key_not_found] ${DATA}`],
    ['/docs/errors/unkey/data/key_not_found', `[unkey/data/key_not_found] ${DATA}`],
    ['[x](/docs/errors/unkey/data/key_not_found/)', `[unkey/data/key_not_found] ${DATA}`],
    ['errors/unkey/data/key_not_found.mdx', `[unkey/data/key_not_found] ${DATA}`],
    ['unkey/data/key\\_not\\_found', `[unkey/data/key\\_not\\_found] ${DATA}`],
    ['unkey:data:key_not_found', `[unkey:data:key_not_found] ${DATA}`],
    [
      'user/bad_request/request_timeout',
      '[user/bad_request/request_timeout] err:user:bad_request:request_timeout',
    ],
    ['[x](../data/key_not_found)', `[data/key_not_found] ${DATA}`],
    ['[x](./data/key_not_found.md)', `[data/key_not_found] ${DATA}`],
    ['"type": "key_not_found"', `[key_not_found] ${BOTH}`],
    ['{\\"code\\":\\"NOT_FOUND\\"}', '[NOT_FOUND] NOT_FOUND'],
    ["error.code === 'NOT_FOUND'", '[NOT_FOUND] NOT_FOUND'],
    ["if (body.error.type !== 'malformed') {", '[malformed] err:unkey:authentication:malformed'],
    ["'key_not_found' == kind", `[key_not_found] ${BOTH}`],
    ["outcome === 'key_not_found'", `[key_not_found] ${BOTH}`],
    ["case 'NOT_FOUND':", '[NOT_FOUND] NOT_FOUND'],
    ["switch (data.code) {\n  case 'VALID':", '[VALID] VALID'],
    ["switch (data.code) { case 'VALID': return 1; case 'EXPIRED':", '[VALID] VALID|[EXPIRED] EXPIRED'],
    ["assert.equal(error.code, 'NOT_FOUND')", '[NOT_FOUND] NOT_FOUND'],
    ["type.endsWith('key_not_found')", `[key_not_found] ${BOTH}`],
    ['2026-01-01 WARN code=key_not_found path=/x', `[key_not_found] ${BOTH}`],
    ['level=error error_code="USAGE_EXCEEDED": stopped', '[USAGE_EXCEEDED] USAGE_EXCEEDED'],
    ['code=missing path=/x', '[missing] err:unkey:authentication:missing'],
    ['error: key_not_found.', `[key_not_found] ${BOTH}`],
    ['[ "$code" = "RATE_LIMITED" ]', '[RATE_LIMITED] RATE_LIMITED'],
    ['code == nil || errType == "api_not_found"', '[api_not_found] err:unkey:data:api_not_found'],
    ['"code": "portal_config_not_found"', '[portal_config_not_found] err:unkey:data:portal_config_not_found'],
  ];
  for (const [text, expected] of found) it(text, () => assert.equal(find(text).join('|'), expected));

  const silent = [
    'key_not_found',
    'const key_not_found = 1',
    "mode === 'missing'",
    "case 'VALID':",
    "switch (mode) { case 'EXPIRED': }",
    'error: missing semicolon',
    'error: missing semicolon\n}\n',
    '"type": "string"',
    'code: key_not_found_handler',
    'code: key_not_found()',
    'code = key_not_found.value',
    'postcode: NOT_FOUND',
    'type: Key_Not_Found',
    'acme/data/key_not_found',
    'unkey/data/nothing_here',
    'unkey/data/key_not_found/more',
    'err:unkey:data:key_not_found',
    '../data/nothing_here',
  ];
  for (const text of silent) it(`not ${text}`, () => assert.deepEqual(find(text), []));
});

describe('errorMentionAt', () => {
  it('looks at the line only, and finds the switch above it', () => {
    const text = "switch (result.code) {\n  case 'DISABLED':\n    break;\n}\n";
    const at = text.indexOf('DISABLED');
    assert.deepEqual(errorMentionAt(text, at + 3), {
      range: { start: at, end: at + 8 },
      codes: ['DISABLED'],
    });
    assert.equal(errorMentionAt(text, 3), undefined);
  });

  it('takes a very long line in its stride', () => {
    const text = `${'x'.repeat(500_000)} "code":"NOT_FOUND" ${'y'.repeat(500_000)}`;
    assert.deepEqual(errorMentionAt(text, text.indexOf('NOT_FOUND'))?.codes, ['NOT_FOUND']);
  });
});

describe('findWholeCodes', () => {
  it('gives paths and no bare names', () => {
    const text = 'unkey/data/key_not_found and "code": "NOT_FOUND"';
    assert.deepEqual(findWholeCodes(text), [{ range: { start: 0, end: 24 }, codes: [DATA] }]);
  });
});
