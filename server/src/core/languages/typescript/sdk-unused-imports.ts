import type { Sdk, SdkUse } from '../../model.ts';
import type { Reading } from './reading.ts';
import type { SdkModules } from './sdk-modules.ts';
import type { SdkValue } from './sdk-values.ts';
import { wordAt } from './tokens.ts';

/** What v2 does not have, and may be imported. */
const WANTED = [
  { name: 'verifyKey', package: '@unkey/api', symbol: 'verifyKey()' },
  { name: 'Override', package: '@unkey/ratelimit', symbol: 'Override' },
];

/** Imports of what v2 does not have, where nothing is called that says it. `proven`: generations by package. */
export function unusedImports(
  { tokens, scope, source, document }: Reading,
  modules: SdkModules,
  found: readonly { readonly value: SdkValue }[],
  proven: ReadonlyMap<string, Sdk['generation']>,
): readonly SdkUse[] {
  return WANTED.flatMap(({ name, symbol, package: packageName }) => {
    if (found.some(({ value }) => value.package === packageName && value.path.startsWith(name))) return [];
    // Another piece of the document may call it.
    if (document !== tokens.text && new RegExp(`\\b${name}\\(`).test(document)) return [];
    for (const token of scope.occurrences(name)) {
      const binding = scope.lookup(name, tokens.starts[token]!);
      const imports = binding.kind === 'import' && binding.name === name;
      if (!imports || modules.packageOf(binding.module) !== packageName) continue;
      if (scope.declaredAt(token) !== token || /^type$/.test(wordAt(tokens, token - 1))) continue;
      const generation = proven.get(packageName) ?? modules.generationOf(packageName);
      const range = source.range(tokens.starts[token]!, tokens.ends[token]!);
      return [{ sdk: { package: packageName, generation }, symbol, range }];
    }
    return [];
  });
}
