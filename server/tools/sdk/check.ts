import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ListedDifference } from './compare.ts';
import { complaints, differences } from './compare.ts';
import { readSdkV1 } from './v1.ts';
import { readSdkV2 } from './v2.ts';

/** Where known differences are kept. */
export const LIST = 'server/tools/catalogue/sdk-differences.json';

export interface SdkCheck {
  /** How many endpoints the SDKs have. */
  readonly compared: number;
  /** What must be corrected or listed, one a line. */
  readonly complaints: readonly string[];
}

/** Compares the catalogue with the SDKs installed at `root` and the list there. */
export function checkSdks(root: string): SdkCheck {
  const listed = JSON.parse(readFileSync(path.join(root, LIST), 'utf8')) as readonly ListedDifference[];
  const [v1, v2] = [readSdkV1(root), readSdkV2(root)];
  return {
    compared: v1.length + v2.length,
    complaints: complaints([...differences('v1', v1), ...differences('v2', v2)], listed),
  };
}
