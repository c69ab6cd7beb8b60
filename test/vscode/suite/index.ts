import 'mocha/mocha.js';
import { SUITE_LINE } from './output.ts';

const { Mocha, mocha } = globalThis as unknown as {
  readonly Mocha: typeof import('mocha');
  readonly mocha: BrowserMocha;
};

/** Called inside VS Code. Rejects when a test fails or none ran. */
export async function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', reporter: 'spec', timeout: 30_000, failZero: true });
  Mocha.reporters.Base.consoleLog = (format = '', ...values) => console.log(SUITE_LINE + format, ...values);
  await import('./diagnostics.test.ts');
  await import('./fixes.test.ts');
  await import('./hover.test.ts');
  await import('./completion.test.ts');
  await import('./settings.test.ts');
  await import('./commands.test.ts');
  await import('./migrate.test.ts');
  // The run of a page reads the page's address; an extension host need not have one.
  const failures = await new Promise<number>((resolve) => Mocha.prototype.run.call(mocha, resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
