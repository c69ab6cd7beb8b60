// Runs inside the extension host in place of the suite: runs it, and carries what it prints, and its
// result, to a file.
import { openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { format } from 'node:util';

/** Stands before the result, with which the file ends; nothing else prints it. */
export const RESULT_MARK = '\0RESULT ';
export const PASSED = 'passed';

/** The environment in which {@link run} runs `suite` and writes to the file `output`. */
export function hostEnvironment(output: string, suite: string): Record<string, string> {
  return { UNKEY_LINT_TEST_OUTPUT: output, UNKEY_LINT_TEST_SUITE: suite };
}

type Print = (...values: unknown[]) => void;

/** Called by VS Code. Rejects when the suite fails. */
export async function run(): Promise<void> {
  const file = openSync(process.env.UNKEY_LINT_TEST_OUTPUT!, 'a');
  let ended = false;
  const end = (result: string): void => {
    ended = true;
    writeSync(file, RESULT_MARK + result);
  };
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const print: Print = console[name];
    const carry: Print = (...values) => {
      // What comes later is VS Code's report of the same failure.
      if (!ended) writeSync(file, `${format(...values)}\n`);
      print.apply(console, values);
    };
    // Assignments are ignored: VS Code has made these accessors.
    Object.defineProperty(console, name, { configurable: true, writable: true, value: carry });
  }
  try {
    const suite = process.env.UNKEY_LINT_TEST_SUITE!;
    const { run }: { run(): Promise<void> } = createRequire(suite)(suite);
    await run();
    end(PASSED);
  } catch (error) {
    end(`${error instanceof Error ? error.stack : error}`);
    throw error;
  }
}
