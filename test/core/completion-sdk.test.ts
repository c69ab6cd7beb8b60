import assert from 'node:assert/strict';
import { endpointsOf } from '../../server/src/core/catalogue/endpoints.ts';
import { requiredFields } from '../../server/src/core/catalogue/schema.ts';
import { apiMethods } from '../../server/src/core/sdk/methods.ts';
import { CURSOR, labels, service, taken } from '../harness/completion.ts';

const sdk = (args: string, method: string): string => `
import { Unkey } from '@unkey/api';
const unkey = new Unkey({ rootKey: process.env.UNKEY_ROOT_KEY! });
export async function send(id: string) {
  const { data } = await unkey.${method}(${args}
  return data;
}
`;

describe('completion in arguments of SDKs', () => {
  after(() => service.dispose());

  // Of methods that both releases have, the text does not tell what they take.
  const endpoints = endpointsOf('v2').filter(
    ({ operation, body, auth }) =>
      body && auth !== 'cookie' && apiMethods().get(operation)?.generation === 'v2',
  );
  const ARGUMENTS: Readonly<Record<string, (open: string, close: string) => string>> = {
    empty: (open, close) => `${open} ${CURSOR} ${close});`,
    unclosed: (open) => `${open} ${CURSOR}`,
    'in a word': (open, close) => `${open} z${CURSOR} ${close});`,
    'behind a field': (open, close) => `${open} zzz: 'x', ${CURSOR}${close});`,
  };
  for (const [name, write] of Object.entries(ARGUMENTS)) {
    it(`${name}: offers the required fields of every endpoint`, async () => {
      for (const { operation, body } of endpoints) {
        const list = body!.type === 'array';
        const marked = sdk(write(list ? '[{' : '{', list ? '}]' : '}'), operation);
        const found = await labels('typescript', marked);
        assert.deepEqual(
          requiredFields(body!).filter((field) => !found.includes(field)),
          [],
          marked,
        );
      }
    });
  }

  it('writes the whole argument, values and ids', async () => {
    const written = await taken('typescript', sdk(`${CURSOR});`, 'keys.getKey'), 'keys.getKey body');
    assert.match(written, /unkey\.keys\.getKey\(\{\s*keyId: /);
    const values = sdk(`{ keyId: id, operation: '${CURSOR}' });`, 'keys.updateCredits');
    assert.deepEqual((await labels('typescript', values)).sort(), ['decrement', 'increment', 'set']);
    assert.deepEqual(await labels('typescript', sdk(`{ keyId: '${CURSOR}' });`, 'keys.getKey')), ['key_']);
  });

  it('offers nothing in other arguments and for v1', async () => {
    assert.deepEqual(await labels('typescript', sdk(`{ keyId: id }, { ${CURSOR} });`, 'keys.getKey')), []);
    assert.deepEqual(await labels('typescript', sdk(`{ ${CURSOR} });`, 'keys.create')), []);
  });

  it('says on hover what a method is, in v1 as well', async () => {
    for (const [method, expected] of [
      ['keys.verifyKey', '**POST /v2/keys.verifyKey**'],
      ['keys.update', 'In v2: **POST /v2/keys.updateKey**'],
      ['keys.setRoles', '**POST /v2/keys.setRoles**'],
    ] as const) {
      const text = sdk(`{ key: 'k' });`, method);
      const analysis = await service.analyze({ languageId: 'typescript', path: '', text });
      const markdown = service.hover(analysis, text.indexOf(`${method}(`) + method.length - 1)?.markdown;
      assert.ok(markdown?.includes(expected), markdown);
      assert.equal(service.symbols(analysis).length, method === 'keys.setRoles' ? 0 : 1);
    }
  });

  it('offers no fields of requests among the options of middleware', async () => {
    for (const options of [`permissions: 'a.read', ${CURSOR}`, `${CURSOR}, permissions: 'a.read'`]) {
      const marked = `
import { withUnkey } from '@unkey/nextjs';
export const POST = withUnkey(handle, { rootKey: process.env.UNKEY_ROOT_KEY!, ${options} });
`;
      assert.deepEqual(await labels('typescript', marked), [], marked);
    }
  });
});
