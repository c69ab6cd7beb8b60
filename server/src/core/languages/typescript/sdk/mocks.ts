import type { SdkPart } from '../../../sdk/program.ts';
import type { Reading } from '../reading.ts';

/** `vi.mock('@unkey/api', …)`, `jest.doMock(…)`, `mock.module(…)` */
const MOCK =
  /\b(?:vi|jest|mock)\.(?:mock|doMock|unstable_mockModule|module)\(\s*(?:import\(\s*)?["'`](@unkey\/[\w-]+)["'`]/g;
/** What only stands in for releases of v1. */
const OF_V1 =
  /\bresult:|\bverifyKey:\s*(?:\w+\.fn|async|\(|mock)|\b(?:create|verify|revoke|updateRemaining):\s*(?:\w+\.fn|async|\(|mock)/;

/** The packages that a test puts something of its own in the place of, made as the release for v1 is. */
export const mockedPackages = (text: string): readonly string[] =>
  /\bmock|\bvi\.|\bjest\./.test(text) && OF_V1.test(text)
    ? [...new Set([...text.matchAll(MOCK)].map(([, name]) => name!))]
    : [];

/** Where a test does so: what answers there is not the SDK, and is changed by hand. */
export const mockParts = ({ source }: Reading, packageName: string): readonly SdkPart[] =>
  [...source.text.matchAll(MOCK)].flatMap((found): SdkPart[] => {
    if (found[1] !== packageName || !OF_V1.test(source.text)) return [];
    return [
      {
        range: source.range(found.index, found.index + found[0].length),
        from: `mock of ${packageName}`,
        to: `mock of ${packageName}`,
        isOld: true,
        edits: [],
        notes: [],
        obstacle: `This test stands in for ${packageName} as v1 was. Make it answer as v2 does, { meta, data }, by the names of v2, then migrate the file.`,
      },
    ];
  });
