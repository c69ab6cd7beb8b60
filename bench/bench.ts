// npm run bench: how long the engine takes, and how long the built language server takes as an editor sees it.
// Timings are printed. What does not depend on the machine is counted in bench/counters.json and compared by npm test.
import { performance } from 'node:perf_hooks';
import type { DocumentInput, LintConfig } from '../server/src/core/service.ts';
import { testService } from '../test/harness/engine.ts';
import { measureServer } from './server.ts';
import { httpFile, pythonFile, renamed, shellScript, typescriptFile, unrelatedFile } from './workload.ts';

const ROUNDS = 30;
const WARM_UP = 20;
const config: LintConfig = { rules: {} };
const service = testService();

const median = (times: number[]): string => {
  const sorted = [...times].sort((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]!.toFixed(2)} ms`;
};

async function lint(document: DocumentInput): Promise<number> {
  const start = performance.now();
  service.check(await service.analyze(document), config);
  return performance.now() - start;
}

/** Medians of a first reading and of readings after one more character typed at `at`. */
async function measure(languageId: string, text: string, at: string) {
  const first: number[] = [];
  const typed: number[] = [];
  for (let i = 0; i < WARM_UP; i++) await lint({ languageId, path: '', text: renamed(text, ROUNDS + i) });
  for (let i = 0; i < ROUNDS; i++) {
    // A new name everywhere, so that nothing of an earlier round is in a cache.
    first.push(await lint({ languageId, path: '', text: renamed(text, i) }));
  }
  await lint({ languageId, path: '', text });
  const offset = text.indexOf(at, text.length / 2);
  for (let i = 1; i <= ROUNDS; i++) {
    typed.push(
      await lint({ languageId, path: '', text: text.slice(0, offset) + 'x'.repeat(i) + text.slice(offset) }),
    );
  }
  return { first: median(first), typed: median(typed) };
}

const typescript = typescriptFile(2000);
const rows: Record<string, unknown>[] = [];
for (const [name, languageId, text, at] of [
  ['TypeScript, 2000 lines, in a call', 'typescript', typescript, 'path=/items'],
  ['TypeScript, 2000 lines, elsewhere', 'typescript', typescript, 'newest first'],
  [
    'TypeScript, 2000 lines, half-typed',
    'typescript',
    typescript.replace('Authorization: `Bearer ${process.env.UNKEY_ROOT_KEY}`,\n', 'Authorization: `Bea'),
    'path=/items',
  ],
  ['TypeScript without a marker', 'typescript', unrelatedFile(2000), 'newest first'],
  ['Python, 2000 lines', 'python', pythonFile(2000), 'path=/items'],
  ['.http, 250 requests', 'http', httpFile(250), 'name'],
  ['shell, 250 commands', 'shellscript', shellScript(250), 'apiId'],
] as const) {
  rows.push({ engine: name, ...(await measure(languageId, text, at)) });
}
console.table(rows);

const server = await measureServer(typescript, ROUNDS);
console.log(
  `language server, 2000 lines of TypeScript: first diagnostics ${median(server.first)} after didOpen,`,
);
console.log(
  `  after one keystroke ${median(server.typed)} (targets: 80 ms, 10 ms of server time), as seen over stdio`,
);
service.dispose();
