import type { SdkText } from '../../../program/sdk/programs.ts';
import type { SdkPart } from '../../../sdk/program.ts';

/** `patch("unkey_py.Unkey")`, `mocker.patch('app.auth.unkey_py.Unkey')`, `monkeypatch.setattr(unkey_py, "Unkey", …)` */
const MOCK = /\b(?:patch|setattr|patch\.(?:object|dict))\(\s*(?:["'](?:\w+\.)*)?unkey_py\b/g;

/** Where a test puts something of its own in the place of the SDK for v1, which is changed by hand. */
export function mockParts({ source }: SdkText): readonly SdkPart[] {
  return [...source.text.matchAll(MOCK)].map(
    (found): SdkPart => ({
      range: source.range(found.index, found.index + found[0].length),
      ...{ from: 'mock of unkey_py', to: 'mock of unkey.py', isOld: true, edits: [], notes: [] },
      obstacle:
        'This test stands in for unkey_py as v1 was. Make it answer as v2 does, by the names of v2, then migrate the file.',
    }),
  );
}
