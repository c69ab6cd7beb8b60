import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { rules } from '../../server/src/core/rules/index.generated.ts';

const CORE = 'server/src/core';
/** Libraries without I/O that the engine may use. */
const PURE_LIBRARIES = new Set(['fastest-levenshtein', 'jsonc-parser', 'web-tree-sitter', 'yaml']);

const sources = (folder: string): { file: string; text: string }[] =>
  readdirSync(folder, { recursive: true })
    .map((f) => `${folder}/${String(f).replaceAll('\\', '/')}`)
    .filter((f) => f.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const importsOf = (text: string): string[] =>
  [
    ...text
      .replace(/\/\*[\s\S]*?\*\/|\/\/ .*/g, '')
      .matchAll(
        /^(?:import|export|\}).*\bfrom ['"]([^'"]+)['"];$|^import ['"]([^'"]+)['"];$|\bimport\(['"]([^'"]+)['"]\)/gm,
      ),
  ].map((m) => m[1] ?? m[2] ?? m[3]!);

/** The folder below the core that a path names: `rules`, `languages`; empty for the core itself. */
const partOf = (file: string): string => /^server\/src\/core\/([^/]+)\//.exec(file)?.[1] ?? '';

describe('invariants', () => {
  const core = sources(CORE);

  it('the core imports only itself and pure libraries', () => {
    for (const { file, text } of core) {
      for (const path of importsOf(text)) {
        assert.ok(path.startsWith('.') || PURE_LIBRARIES.has(path), `${file} imports ${path}`);
        const resolved = new URL(path, `file:///${file}`).pathname.slice(1);
        assert.ok(!path.startsWith('.') || resolved.startsWith(`${CORE}/`), `${file} imports ${path}`);
      }
    }
  });

  it('the core knows no clock and no chance', () => {
    for (const { file, text } of core)
      assert.doesNotMatch(text, /\bDate\.now\b|\bnew Date\b|\bMath\.random\b/, file);
  });

  it('no rule knows a language, no language knows a rule', () => {
    for (const { file, text } of core) {
      for (const path of importsOf(text).filter((p) => p.startsWith('.'))) {
        const target = partOf(new URL(path, `file:///${file}`).pathname.slice(1));
        if (partOf(file) === 'rules')
          assert.ok(target !== 'languages' && target !== 'regions', `${file} imports ${path}`);
        if (partOf(file) === 'languages') assert.ok(target !== 'rules', `${file} imports ${path}`);
      }
    }
  });

  it('a rule lives in a file of its name', () => {
    for (const rule of rules) {
      assert.match(readFileSync(`${CORE}/rules/${rule.id}.ts`, 'utf8'), new RegExp(`id: '${rule.id}'`));
    }
  });

  it('only lsp/convert.ts turns offsets into lines and characters', () => {
    for (const { file, text } of sources('server/src/lsp')) {
      if (file.endsWith('/convert.ts') || file.endsWith('/documents.ts')) continue;
      assert.doesNotMatch(text, /\bcharacter:\s|\.character\b/, file);
    }
  });

  it('the client does no analysis', () => {
    for (const { file, text } of sources('client/src')) {
      for (const path of importsOf(text))
        assert.ok(
          !/server\/src\/core\/(?!languages\/index|rule-page|config)/.test(path),
          `${file} imports ${path}`,
        );
    }
  });
});
