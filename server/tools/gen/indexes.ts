import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Generator } from './generator.ts';
import { HEADER } from './generator.ts';

const CORE = 'server/src/core';
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The generators of the indexes of rules and languages. `root` is the repository. */
export function indexGenerators(root: string): readonly Generator[] {
  return [
    {
      file: `${CORE}/rules/index.generated.ts`,
      generate: () => {
        const files = readdirSync(path.join(root, CORE, 'rules')).filter((f) => f.endsWith('.ts'));
        const ids = files.map((f) => f.slice(0, -'.ts'.length));
        return indexSource('rule', 'Rule', '../rule.ts', modulesOf(root, `${CORE}/rules`, ids, 'rule'));
      },
    },
    {
      file: `${CORE}/languages/index.generated.ts`,
      generate: () => {
        const folders = readdirSync(path.join(root, CORE, 'languages'), { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map((entry) => `${entry.name}/${entry.name}`);
        const modules = modulesOf(root, `${CORE}/languages`, folders, 'language');
        return indexSource('language', 'Language', './language.ts', modules);
      },
    },
  ];
}

/** Those of `modules` (paths in `folder`, without ending) that are named in kebab case and export `name`; sorted. */
function modulesOf(
  root: string,
  folder: string,
  modules: readonly string[],
  name: string,
): readonly string[] {
  return modules
    .filter((module) => {
      const file = path.join(root, folder, `${module}.ts`);
      if (!NAME.test(path.basename(module)) || !existsSync(file)) return false;
      return new RegExp(`^export (const|function) ${name}\\b`, 'm').test(readFileSync(file, 'utf8'));
    })
    .sort();
}

/** A module that lists what each of `modules` exports under `name`. */
export function indexSource(
  name: string,
  type: string,
  typeFile: string,
  modules: readonly string[],
): string {
  const variables = modules.map((module) =>
    path.posix.basename(module).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  );
  const imports = modules.map((m, i) => `import { ${name} as ${variables[i]} } from './${m}.ts';\n`);
  const items = variables.map((v) => `  ${v},\n`);
  return [
    HEADER,
    `import type { ${type} } from '${typeFile}';\n`,
    ...imports,
    `\nexport const ${name}s: readonly ${type}[] = [${items.length > 0 ? `\n${items.join('')}` : ''}];\n`,
  ].join('');
}
