import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import type { Bundles } from './bundle.ts';
import { chromiumArgs } from './chromium.ts';
import { hostEnvironment, PASSED, RESULT_MARK } from './host.ts';
import type { Installation } from './install.ts';
import { root } from './root.ts';
import { type Server, startServer } from './server.ts';
import { serveFiles } from './static-files.ts';
import { SUITE_LINE } from './suite/output.ts';

const TIMEOUT_MS = 180_000;
const LOGS = path.join(root, 'out/vscode/logs');

export interface WorkbenchRun {
  readonly installation: Installation;
  /** The executable of Chromium. */
  readonly chromium: string;
  readonly bundles: Bundles;
  /** The folder that is open. */
  readonly workspace: string;
  /** Where the extension runs: beside the server, or in the page. */
  readonly extensionHost: 'node' | 'web';
}

/**
 * Opens VS Code's workbench in a headless browser, which starts the extension of this repository and the
 * suite, and prints what the suite prints. True when the suite passed; what went wrong otherwise is printed
 * and kept in out/.
 */
export async function runInWorkbench(run: WorkbenchRun): Promise<boolean> {
  const temporary = mkdtempSync(path.join(tmpdir(), 'unkey-lint-suite-'));
  const output = new CarriedOutput(path.join(temporary, 'output'));
  const server = await startServer(run.installation, {
    testDriver: true,
    env: hostEnvironment(output.file, run.bundles.suite),
  });
  const browser = await chromium.launch({ executablePath: run.chromium, args: chromiumArgs });
  const polling = setInterval(() => output.print(), 100);
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      // The page may fetch from its own server only; the web extension comes from another one.
      bypassCSP: run.extensionHost === 'web',
    });
    const page = await context.newPage();
    try {
      const code =
        run.extensionHost === 'web' ? await runInPage(page, server, run) : await runInNode(page, server, run);
      output.print();
      if (run.extensionHost === 'web') return code === 0;
      if (output.result === undefined) throw new Error('The extension host ended before the suite did.');
      if (output.result !== PASSED) console.error(output.result);
      return code === 0 && output.result === PASSED;
    } catch (error) {
      output.print();
      console.error(`${error}`);
      await keepLogs(page, server);
      return false;
    }
  } finally {
    clearInterval(polling);
    await browser.close();
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function runInNode(page: Page, server: Server, { bundles, workspace }: WorkbenchRun): Promise<number> {
  const ended = await suiteEnd(page, server);
  const payload = [
    ['extensionDevelopmentPath', server.uri(root)],
    ['extensionTestsPath', server.uri(bundles.host)],
  ] as const;
  await page.goto(server.url(workspace, payload));
  return ended.code;
}

/** A web extension cannot start a worker from a file of the server, so it is served over http. */
async function runInPage(page: Page, server: Server, { bundles, workspace }: WorkbenchRun): Promise<number> {
  const files = await serveFiles(root);
  try {
    const ended = await suiteEnd(page, server, (line) => process.stdout.write(`${line}\n`));
    const uri = (file: string) => ({ scheme: 'http', authority: `127.0.0.1:${files.port}`, path: file });
    await page.addInitScript(developmentOptions, {
      extensions: [uri(root.replace(/\/$/, ''))],
      extensionTestsPath: uri(bundles.suite),
    });
    await page.goto(server.url(workspace, [['extensionDevelopmentKind', 'web']]));
    return await ended.code;
  } finally {
    files.close();
  }
}

/**
 * Runs in the page. Extensions that are served over http are read only from the page's own configuration,
 * which is changed before the workbench's script reads it.
 */
function developmentOptions(options: Readonly<Record<string, unknown>>): void {
  // biome-ignore lint/suspicious/noExplicitAny: the program is checked without the types of a page
  const { document } = globalThis as any;
  document.addEventListener('readystatechange', () => {
    const configuration = document.getElementById('vscode-workbench-web-configuration');
    if (document.readyState !== 'interactive' || !configuration) return;
    const settings = JSON.parse(configuration.getAttribute('data-settings'));
    settings.developmentOptions = { ...settings.developmentOptions, ...options };
    configuration.setAttribute('data-settings', JSON.stringify(settings));
  });
}

/**
 * `code` settles when the suite ends, or what runs it does. Wrapped, as a promise of a promise would be
 * awaited.
 */
async function suiteEnd(
  page: Page,
  server: Server,
  print: (line: string) => void = () => {},
): Promise<{ readonly code: Promise<number> }> {
  let end: (code: number) => void = () => {};
  const code = new Promise<number>((resolve, reject) => {
    end = resolve;
    page.on('crash', () => reject(new Error('The page crashed.')));
    server.process.on('exit', (status) => reject(new Error(`VS Code's server ended with ${status}.`)));
    setTimeout(
      () => reject(new Error(`The suite did not end within ${TIMEOUT_MS / 1000} s.`)),
      TIMEOUT_MS,
    ).unref();
  });
  // It may reject before anyone waits for it.
  code.catch(() => {});
  // The workbench calls these two.
  await page.exposeFunction('codeAutomationExit', (status: number) => end(status));
  await page.exposeFunction('codeAutomationLog', (_kind: string, values: readonly unknown[]) => {
    const line = format(...values);
    if (line.startsWith(SUITE_LINE)) print(line.slice(SUITE_LINE.length));
  });
  return { code };
}

async function keepLogs(page: Page, server: Server): Promise<void> {
  mkdirSync(LOGS, { recursive: true });
  writeFileSync(path.join(LOGS, 'server.txt'), server.output());
  await page.screenshot({ path: path.join(LOGS, 'failure.png') }).catch(() => {});
  console.error(`See ${LOGS}.`);
}

/** What the suite prints and how it ends, read from the file that the host writes. */
class CarriedOutput {
  /** `PASSED`, or why the suite failed; undefined until it has ended. */
  result: string | undefined;
  private printed = 0;

  constructor(readonly file: string) {
    writeFileSync(file, '');
  }

  /** Prints what is new in the file. */
  print(): void {
    const bytes = readFileSync(this.file);
    const fresh = bytes.subarray(this.printed).toString();
    this.printed = bytes.length;
    const [text, result] = fresh.split(RESULT_MARK);
    if (text) process.stdout.write(text.replaceAll(SUITE_LINE, ''));
    if (result !== undefined) this.result = result.trim();
  }
}
