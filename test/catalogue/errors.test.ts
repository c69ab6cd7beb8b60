import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isKnownOperation } from '../../server/src/core/catalogue/endpoints.ts';
import {
  currentErrors,
  errorsNamed,
  findError,
  findLegacyError,
  nearestError,
} from '../../server/src/core/catalogue/errors.ts';
import { explanationOf } from '../../server/src/core/catalogue/explanations.ts';

const { codes, legacy } = JSON.parse(readFileSync('server/tools/catalogue/errors.json', 'utf8'));

describe('catalogue: errors', () => {
  it('has 89 current codes and 27 gone ones', () => {
    assert.equal(currentErrors().length, 89);
    assert.equal(codes.filter((c: { current: boolean }) => !c.current).length, 27);
  });

  for (const row of codes) {
    it(`finds ${row.urn}`, () => {
      const error = findError(row.urn);
      assert.ok(error);
      assert.equal(error.current, row.current);
      assert.equal(error.status, row.status);
      assert.equal(`err:${error.system}:${error.category}:${error.specific}`, row.urn);
      assert.equal(error.page, `https://unkey.com/docs/errors/${row.urn.slice(4).replaceAll(':', '/')}`);
      assert.equal(nearestError(row.urn), row.current ? row.urn : row.successor);
      if (error.successor) assert.equal(findError(error.successor)?.current, true);
    });
  }

  it('tells the two key_not_found apart', () => {
    assert.deepEqual(
      errorsNamed('key_not_found').map((e) => [e.code, e.status]),
      [
        ['err:unkey:authentication:key_not_found', 401],
        ['err:unkey:data:key_not_found', 404],
      ],
    );
    assert.deepEqual(errorsNamed('nothing'), []);
  });

  it('knows where the documentation shows another status', () => {
    assert.deepEqual(
      currentErrors()
        .filter((e) => e.documentedStatus !== undefined)
        .map((e) => [e.category, e.specific, e.status, e.documentedStatus]),
      [
        ['application', 'protected_resource', 412, 403],
        ['application', 'service_unavailable', 500, 503],
        ['authentication', 'malformed', 400, 401],
        ['authentication', 'missing', 400, 401],
        ['authentication', 'portal_token_missing', 400, 401],
      ],
    );
  });

  const nearest: Readonly<Record<string, string | undefined>> = {
    'err:unkey:data:key_notfound': 'err:unkey:data:key_not_found',
    'err:unkey:data:apis_not_found': 'err:unkey:data:api_not_found',
    'err:unkey:authorization:key_not_found': 'err:unkey:authentication:key_not_found',
    'err:unkey:auth:key_not_found': 'err:unkey:authentication:key_not_found',
    'err:unkey:validation:invalid_input': 'err:unkey:application:invalid_input',
    'err:unkey:data:invalid_input': 'err:unkey:application:invalid_input',
    'err:unkey:unauthorized:missing_credentials': 'err:frontline:client:missing_credentials',
    'err:unkey:data:not_found': undefined,
    'err:unkey:foo:bar': undefined,
    '': undefined,
  };
  for (const [code, meant] of Object.entries(nearest)) {
    it(`${JSON.stringify(code)} → ${meant ?? 'nothing'}`, () => assert.equal(nearestError(code), meant));
  }

  it('has the 19 codes of v1', () => {
    assert.equal(legacy.length, 19);
    for (const row of legacy) {
      const error = findLegacyError(row.code);
      assert.equal(error?.status, row.status);
      for (const successor of error!.successors) assert.equal(findError(successor)?.current, true, successor);
    }
    assert.equal(findLegacyError('UNAUTHORIZED')?.successors[0], 'err:unkey:authentication:key_not_found');
    assert.ok(findLegacyError('NOT_FOUND')!.successors.length > 5);
    assert.equal(findLegacyError('not_found'), undefined);
    assert.equal(findLegacyError('constructor'), undefined);
  });
});

describe('catalogue: explanations', () => {
  const required = [
    'err:unkey:authentication:key_not_found',
    'err:unkey:authentication:missing',
    'err:unkey:authentication:malformed',
    'err:unkey:authorization:insufficient_permissions',
    'err:unkey:application:invalid_input',
    ...currentErrors()
      .filter((e) => e.category === 'data' && e.specific.endsWith('_not_found'))
      .map((e) => e.code),
  ];
  for (const code of required) {
    it(`explains ${code}`, () => {
      const explanation = explanationOf(code);
      assert.ok(explanation);
      assert.ok(explanation.causes.length >= 2 && explanation.fixes.length >= 2);
      for (const text of textsOf(code)) {
        assert.match(text, /^[A-Z`].*\.$/s, text);
        assert.doesNotMatch(text, /!/, text);
        for (const [mentioned] of text.matchAll(/err:[a-z_:]+/g)) assert.ok(findError(mentioned), mentioned);
        for (const [, operation] of text.matchAll(/`([a-zA-Z]+\.[a-z]+[A-Z]\w*)`/g)) {
          assert.ok(isKnownOperation('v2', operation!), operation);
        }
      }
    });
  }

  it('says nothing twice', () => {
    const texts = required.flatMap((code) => textsOf(code));
    assert.equal(new Set(texts).size, texts.length);
  });

  it('says how the two key_not_found differ, each naming the other', () => {
    const [authentication, data] = errorsNamed('key_not_found').map((e) => e.code) as [string, string];
    assert.ok(explanationOf(authentication)?.note?.includes(data));
    assert.ok(explanationOf(data)?.note?.includes(authentication));
  });

  it('explains nothing it does not know', () => {
    assert.equal(explanationOf('err:unkey:foo:bar'), undefined);
    assert.equal(explanationOf('constructor'), undefined);
  });

  function textsOf(code: string): readonly string[] {
    const explanation = explanationOf(code);
    if (!explanation) return [];
    const note = explanation.note === undefined ? [] : [explanation.note];
    return [explanation.meaning, ...explanation.causes, ...explanation.fixes, ...note];
  }
});
