import { api } from './sdks/api.ts';
import { hono, nextjs, rbac } from './sdks/middleware.ts';
import { ratelimit } from './sdks/ratelimit.ts';
import type { SdkChange, SdkPackage } from './sdks/sdk-package.ts';
import { unkeyGo, unkeyGoCommunity, unkeyGolang, unkeyGoV2 } from './sdks/unkey-go.ts';
import { unkeyPy } from './sdks/unkey-py.ts';

/** The official SDKs, by the names of their packages. */
export const sdkPackages: ReadonlyMap<string, SdkPackage> = new Map(
  [api, ratelimit, hono, nextjs, rbac, unkeyPy, unkeyGo, unkeyGolang, unkeyGoCommunity, unkeyGoV2].map(
    (one) => [one.name, one],
  ),
);

/** What became of a symbol of a package; undefined where the v2 release has it as it was. */
export function sdkChange(packageName: string, symbol: string): SdkChange | undefined {
  const changes = sdkPackages.get(packageName)?.changes;
  return changes && Object.hasOwn(changes, symbol) ? changes[symbol] : undefined;
}
