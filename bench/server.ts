import { performance } from 'node:perf_hooks';
import { PULL, TestClient } from '../test/lsp/client.ts';
import { renamed } from './workload.ts';

const WARM_UP = 40;

/** Times, in milliseconds, from opening and from one keystroke to the diagnostics, over stdio with the built server. */
export async function measureServer(
  text: string,
  rounds: number,
): Promise<{ first: number[]; typed: number[] }> {
  const client = await TestClient.start(PULL);
  const uriOf = (i: number): string => `untitled:bench-${i}.ts`;
  const open = async (i: number): Promise<number> => {
    const start = performance.now();
    await client.open(renamed(text, i), uriOf(i), 'typescript');
    await client.diagnostics(uriOf(i));
    return performance.now() - start;
  };
  const line = text.slice(0, text.indexOf('path=/items', text.length / 2)).split('\n').length - 1;
  const position = { line, character: 40 };
  const type = async (): Promise<number> => {
    const start = performance.now();
    await client.change([{ range: { start: position, end: position }, text: 'x' }], uriOf(0));
    await client.diagnostics(uriOf(0));
    return performance.now() - start;
  };

  // Warms the server: grammars are loaded, and the machine has seen the code.
  for (let i = 0; i < WARM_UP; i++) await open(rounds + i);
  const first: number[] = [];
  const typed: number[] = [];
  for (let i = 0; i < rounds; i++) first.push(await open(i));
  for (let i = 0; i < WARM_UP; i++) await type();
  for (let i = 0; i < rounds; i++) typed.push(await type());
  await client.stop();
  return { first, typed };
}
