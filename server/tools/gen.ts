// Writes every generated file: npm run gen. With --check it only compares: prints what differs and fails.
import { regenerate, staleFiles } from './gen/generators.ts';

const root = process.cwd();
if (process.argv.includes('--check')) {
  const stale = staleFiles(root);
  for (const { file } of stale) console.error(`differs: ${file}`);
  if (stale.length > 0) console.error('Run npm run gen and commit what it writes.');
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const file of regenerate(root)) console.log(`wrote ${file}`);
}
