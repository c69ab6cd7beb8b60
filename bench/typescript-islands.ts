// Measures the TypeScript extractor: node server/tools/run.mjs bench/typescript-islands.ts
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { NOTHING } from '../server/src/core/languages/language.ts';
import { language } from '../server/src/core/languages/typescript/typescript.ts';
import { SourceText } from '../server/src/core/source.ts';
import { Grammars } from '../server/src/core/syntax.ts';

const resolve = createRequire(path.join(process.cwd(), 'package.json')).resolve;

const host = {
  readAsset: (name: string) =>
    readFile(
      name === 'tree-sitter.wasm'
        ? resolve('web-tree-sitter/web-tree-sitter.wasm')
        : path.join(path.dirname(resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm', name),
    ),
  warn: (message: string) => console.error(message),
};

/** One function of about 34 lines with one call. `n` makes its text unlike the others. */
function section(n: number): string {
  const call = `  const response = await fetch(\`\${BASE}/v2/keys.verifyKey\`, {
    method: 'POST',
    headers: { Authorization: \`Bearer \${process.env.UNKEY_ROOT_KEY}\`, 'Content-Type': 'application/json', 'X-N': '${n}' },
    body: JSON.stringify({ key, tags: ['n=${n}'], permissions: options.permissions }),
  });`;
  const filler = Array.from(
    { length: 22 },
    (_, i) =>
      `  const value${i} = options.list.filter((x) => x.id !== ${i}).map((x) => ({ ...x, name: \`n\${x.id}\` }));`,
  ).join('\n');
  return `/** Verifies a key, ${n}. */
export async function verify${n}(key: string, options: Options): Promise<Result> {
${filler}
${call}
  if (!response.ok) {
    throw new Error(\`failed: \${response.status}\`);
  }
  return (await response.json()) as Result;
}
`;
}

const text = `const BASE = 'https://api.unkey.com';\n${Array.from({ length: 60 }, (_, n) => section(n)).join('\n')}`;
const member = (): string => {
  const sections = Array.from({ length: 60 }, (_, n) =>
    section(n).replace('export async function ', 'async '),
  ).join('\n');
  return `const BASE = 'https://api.unkey.com';\nexport class Keys {\n${sections}}\n`;
};

async function newGrammars(): Promise<Grammars> {
  const grammars = new Grammars(host);
  grammars.parse('typescript', '');
  await grammars.loadMissing();
  return grammars;
}

const extract = (grammars: Grammars, document: string): number =>
  language.extract(SourceText.verbatim(document), {
    document,
    path: '',
    companions: [],
    languageId: 'typescript',
    syntax: grammars,
    fence: () => NOTHING,
    commands: () => NOTHING,
  }).calls.length;

function time(run: () => number): { ms: number; calls: number } {
  const start = performance.now();
  const calls = run();
  return { ms: performance.now() - start, calls };
}

function report(name: string, samples: readonly { ms: number; calls: number }[]): void {
  const sorted = samples.map((s) => s.ms).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  const spread = `${sorted[0]!.toFixed(1)} to ${sorted.at(-1)!.toFixed(1)}`;
  console.log(`${name.padEnd(44)} ${median.toFixed(1)} ms (${spread}), ${samples.at(-1)!.calls} calls`);
}

const ROUNDS = 40;
const warm = await newGrammars();
for (let i = 0; i < 5; i++) extract(warm, text);
for (const [title, document] of [
  ['functions', text],
  ['one class', member()],
] as const) {
  console.log(`${title}: ${document.split('\n').length} lines`);
  // Another name in every function: nothing of it is in the cache.
  const first = Array.from({ length: ROUNDS }, (_, i) => {
    const fresh = document.replaceAll('BASE', `BASE${i}`);
    return time(() => extract(warm, fresh));
  });
  report('  first', first);
  const edited = (where: string, insert: (i: number) => string): void => {
    extract(warm, document);
    const at = document.indexOf(where) + where.length;
    const samples = Array.from({ length: ROUNDS }, (_, i) =>
      time(() => extract(warm, document.slice(0, at) + insert(i) + document.slice(at))),
    );
    report(`  a keystroke ${where.trim().slice(0, 24)}`, samples);
  };
  edited("tags: ['n=30", (i) => 'abcdefghijklmnopqrstuvwxyz'.slice(0, (i % 26) + 1));
  edited('Verifies a key, 30', (i) => 'abcdefghijklmnopqrstuvwxyz'.slice(0, (i % 26) + 1));
  edited("const BASE = 'https://api.unkey.com", (i) => '/'.repeat(i % 2));
  edited("'X-N': '30'", (i) => `, a: { b${'c'.repeat(i)}: fetch(`);
  edited('throw new Error(`failed: ${response.status}`', (i) => ` + x${i} ? \``);
}
