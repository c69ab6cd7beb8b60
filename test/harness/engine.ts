import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createService, type Service } from '../../server/src/core/service.ts';

const require = createRequire(path.join(process.cwd(), 'package.json'));

/** Warnings of the engine since the last call of {@link takeWarnings}: every one is a defect. */
const warnings: string[] = [];

/** An engine as the front ends make it, its grammars read from the packages. */
export function testService(): Service {
  return createService({ readAsset, warn: (message) => warnings.push(message) });
}

export const takeWarnings = (): string[] => warnings.splice(0);

function readAsset(name: string): Promise<Uint8Array> {
  const file =
    name === 'tree-sitter.wasm'
      ? require.resolve('web-tree-sitter/web-tree-sitter.wasm')
      : path.join(path.dirname(require.resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm', name);
  return readFile(file);
}
