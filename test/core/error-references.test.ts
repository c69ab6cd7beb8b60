import assert from 'node:assert/strict';
import { findErrorReferences } from '../../server/src/core/error-references.ts';
import { SourceText } from '../../server/src/core/source.ts';

const find = (text: string): string[] =>
  findErrorReferences(SourceText.verbatim(text), []).map(
    (r) => `${r.form} ${r.code} [${text.slice(r.range.start, r.range.end)}]`,
  );

const NOT_FOUND = 'err:unkey:data:key_not_found';
const PAGE = 'https://unkey.com/docs/errors/unkey/data/key_not_found';

describe('findErrorReferences', () => {
  const found: readonly (readonly [text: string, expected: string])[] = [
    [`"${NOT_FOUND}"`, `urn ${NOT_FOUND} [${NOT_FOUND}]`],
    [`code=${NOT_FOUND}, retry`, `urn ${NOT_FOUND} [${NOT_FOUND}]`],
    [`It was ${NOT_FOUND}.`, `urn ${NOT_FOUND} [${NOT_FOUND}]`],
    ['err:unkey:data:key\\_not\\_found', `urn ${NOT_FOUND} [err:unkey:data:key\\_not\\_found]`],
    [PAGE, `url ${NOT_FOUND} [${PAGE}]`],
    [`${PAGE}/`, `url ${NOT_FOUND} [${PAGE}]`],
    [`${PAGE}#causes`, `url ${NOT_FOUND} [${PAGE}]`],
    [`${PAGE}?x=1`, `url ${NOT_FOUND} [${PAGE}]`],
    [`${PAGE}.`, `url ${NOT_FOUND} [${PAGE}]`],
    [
      'www.unkey.com/docs/errors/unkey/data/key_not_found',
      `url ${NOT_FOUND} [www.unkey.com/docs/errors/unkey/data/key_not_found]`,
    ],
    [
      'https://unkey.com/docs/api-reference/errors-v2/unkey/data/key_not_found',
      `errors-v2 ${NOT_FOUND} [https://unkey.com/docs/api-reference/errors-v2/unkey/data/key_not_found]`,
    ],
    [
      'https://unkey.dev/docs/api-reference/errors/code/NOT_FOUND',
      'code NOT_FOUND [https://unkey.dev/docs/api-reference/errors/code/NOT_FOUND]',
    ],
    [
      'https://docs.unkey.dev/api-reference/errors/code/NOT_FOUND',
      'code NOT_FOUND [https://docs.unkey.dev/api-reference/errors/code/NOT_FOUND]',
    ],
  ];
  for (const [text, expected] of found) it(text, () => assert.deepEqual(find(text), [expected]));

  const silent = [
    'err:unkey:data:',
    'err:unkey:data',
    'err:unkey:data:${name}',
    'err:unkey:data:key_${name}',
    'err:unkey:data:*',
    'err:unkey:data:key_*',
    'err:unkey:data:<name>',
    'err:unkey:data:key_...',
    'err:unkey:data:key_',
    'err:unkey:category:specific',
    'err:unkey:foo:bar',
    'err:unkey:data:key\\w+',
    'err:unkey:data:key[a-z_]+',
    'err:unkey:data:key(_not)?_found',
    'err:unkey:data:keys?_not_found',
    'err:unkey:data:key.*',
    'err:unkey:data:key.+',
    'err:unkey:data:key..',
    'err:acme:data:key_not_found',
    'stderr:unkey:data:key_not_found',
    'https://unkey.com/docs/errors/overview',
    'https://unkey.com/docs/errors/unkey/data',
    'https://unkey.com/docs/errors/unkey/data/${name}',
    'https://unkey.com/docs/errors/unkey/data/things/${name}',
    'https://notunkey.com/docs/errors/unkey/data/key_not_found',
    'https://unkey.com.example.org/docs/errors/unkey/data/key_not_found',
    'https://mail@unkey.com/docs/errors/unkey/data/key_not_found',
  ];
  for (const text of silent) it(`not ${text}`, () => assert.deepEqual(find(text), []));
});
