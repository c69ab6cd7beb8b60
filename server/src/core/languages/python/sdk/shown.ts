import { sdkChange } from '../../../catalogue/sdk-changes.ts';
import { escapedName } from '../../../name-pattern.ts';
import { partAt, type SdkText } from '../../../program/sdk/programs.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import { childOf } from '../../../syntax.ts';

const METHOD = /^(.+)\.(\w+\.\w+?)(?:_async)?$/s;

/**
 * Methods of v1 of an `Unkey` that is imported from `unkey`, as early documents showed the SDK: no release for v2 has that
 * module.
 */
export function shownParts(text: SdkText, locals: readonly string[]): readonly SdkPart[] {
  const { to, source } = text;
  return text.callNodes.flatMap((node): readonly SdkPart[] => {
    const callee = childOf(node, 'function');
    const [, client = '', name = ''] = METHOD.exec(callee ? to.written(callee) : '') ?? [];
    const { operation, successor } = sdkChange('unkey.py', name) ?? {};
    if (!callee || operation === undefined || successor === undefined) return [];
    const isMade = locals.some((local) => {
      const made = String.raw`(?<![\w.])${escapedName(local)}\(`;
      return (
        new RegExp(`^${made}`).test(client) ||
        new RegExp(String.raw`(?<![\w.])${escapedName(client)}\s*(?::[^=\n]+)?=\s*${made}`).test(source.text)
      );
    });
    if (!isMade) return [];
    const reason = `v2 has no module \`unkey\` with this. Import \`Unkey\` from \`unkey.py\` and call \`${successor}\`, which takes its fields as arguments.`;
    return [{ ...partAt(text, callee, name, successor, [], reason), alone: true }];
  });
}
