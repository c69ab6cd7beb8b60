import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueGenerators } from './catalogue.ts';
import type { Generator } from './generator.ts';
import { grammarGenerators } from './grammar.ts';
import { indexGenerators } from './indexes.ts';
import { languagePageGenerators } from './languages-page.ts';
import { manifestGenerators } from './manifest.ts';
import { migrationPageGenerators } from './migration-page.ts';
import { rulePageGenerators } from './rule-pages.ts';

/** Every generator of the repository at `root`, in the order they run. Add yours here. */
export function allGenerators(root: string): readonly Generator[] {
  return [
    ...catalogueGenerators(root),
    ...indexGenerators(root),
    ...manifestGenerators(root),
    ...grammarGenerators(),
    ...rulePageGenerators(root),
    ...languagePageGenerators(),
    ...migrationPageGenerators(),
  ];
}

/** The files under `root` whose text differs from what their generator gives, with the right text. */
export function staleFiles(root: string): readonly { readonly file: string; readonly text: string }[] {
  return allGenerators(root)
    .map(({ file, generate }) => ({ file, text: generate() }))
    .filter(({ file, text }) => {
      const place = path.join(root, file);
      return !existsSync(place) || readFileSync(place, 'utf8').replaceAll('\r\n', '\n') !== text;
    });
}

/** Writes the stale files and returns their paths from `root`. */
export function regenerate(root: string): readonly string[] {
  const stale = staleFiles(root);
  for (const { file, text } of stale) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return stale.map(({ file }) => file);
}
