import type { TextEdit } from '../../model.ts';
import type { Values } from '../../resolve.ts';

/** Imports of packages that are not imported yet; undefined where they cannot be written. */
export function importEdit(names: readonly string[], { source }: Values): readonly TextEdit[] | undefined {
  const { text } = source;
  const block = /^import\s*\(([^)]*)\)/m.exec(text);
  const missing = names.filter(
    (name) => !new RegExp(String.raw`^[ \t]*(?:import[ \t]+)?"${name}"`, 'm').test(text),
  );
  if (missing.length === 0) return [];
  if (!/^package\s/m.test(text)) return [];
  if (block) {
    const first = block.index + block[0].indexOf('(') + 1;
    return missing.map((name) => {
      // Among those of the standard library, in their order.
      const [own] = /^[ \t]*\n(?:[ \t]+"[\w/]+"[ \t]*\n)*/.exec(text.slice(first)) ?? [];
      if (own === undefined) return { range: source.range(first, first), newText: `\n\t"${name}"` };
      const earlier = [...own.matchAll(/^[ \t]+"([\w/]+)"[ \t]*\n/gm)].filter((one) => one[1]! < name);
      const last = earlier.at(-1);
      const at = first + (last ? last.index + last[0].length : own.indexOf('\n') + 1);
      return { range: source.range(at, at), newText: `\t"${name}"\n` };
    });
  }
  const single = /^import[ \t]+"/m.exec(text);
  if (!single) return undefined;
  const at = single.index;
  return missing.map((name) => ({ range: source.range(at, at), newText: `import "${name}"\n` }));
}
