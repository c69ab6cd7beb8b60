import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Installation } from './install.ts';
import { quietSettings } from './settings.ts';

const START_MS = 30_000;
const STOP_MS = 3_000;

export interface ServerOptions {
  /** User settings beside the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files of packaged extensions to install before it starts. */
  readonly vsix?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Makes the page take test parameters. It hides notifications too. */
  readonly testDriver: boolean;
}

/** A running server of VS Code with folders of its own, which are removed when it stops. */
export interface Server {
  /** Ends when the server ends. */
  readonly process: ChildProcess;
  /** The workbench's address of a local file. */
  uri(file: string): string;
  /** The address of a workbench on `folder`. The payload is what the page reads as its command line. */
  url(folder: string, payload: readonly (readonly [string, string])[]): string;
  /** What the server has printed. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts VS Code on a free port of this machine. Rejects when it does not listen within 30 s. */
export async function startServer(installation: Installation, options: ServerOptions): Promise<Server> {
  const folder = mkdtempSync(path.join(tmpdir(), 'unkey-lint-vscode-'));
  const userData = path.join(folder, 'data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings));

  const main = path.join(installation.folder, 'out/server-main.js');
  const common = [
    main,
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    ...['--server-data-dir', folder],
    ...['--user-data-dir', userData],
    ...['--extensions-dir', path.join(folder, 'extensions')],
  ];
  // XDG_RUNTIME_DIR: sockets would pile up in the temporary folder otherwise.
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, ...options.env };
  delete env.ELECTRON_RUN_AS_NODE;
  for (const file of options.vsix ?? [])
    execFileSync(installation.node, [...common, '--install-extension', file, '--force'], {
      env,
      stdio: 'ignore',
    });
  const listen = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  const driver = options.testDriver ? ['--enable-smoke-test-driver'] : [];
  const child = spawn(installation.node, [...common, ...listen, '--disable-workspace-trust', ...driver], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: extension hosts and language servers go with it.
    detached: true,
  });
  const kill = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // It is gone.
    }
  };
  const abandon = (): void => {
    kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupt = (): never => process.exit(130);
  process.once('exit', abandon);
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);

  let printed = '';
  const port = await new Promise<string>((resolve, reject) => {
    const read = (bytes: Buffer): void => {
      printed += bytes;
      const listening = /Extension host agent listening on (\d+)/.exec(printed);
      if (listening) resolve(listening[1]!);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const fail = (what: string): void => reject(new Error(`${what}\n${printed.slice(-2000)}`));
    child.on('error', reject);
    child.on('exit', (code) => fail(`VS Code's server ended with ${code}.`));
    setTimeout(() => fail(`VS Code's server did not start.`), START_MS).unref();
  });

  const authority = `127.0.0.1:${port}`;
  const uri = (file: string): string => `vscode-remote://${authority}${encodeURI(path.resolve(file))}`;
  return {
    process: child,
    uri,
    url(workspace, payload) {
      const all = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload];
      const query = new URLSearchParams({ folder: uri(workspace), payload: JSON.stringify(all) });
      return `http://${authority}/?${query}`;
    },
    output: () => printed,
    async stop() {
      process.off('exit', abandon).off('SIGINT', interrupt).off('SIGTERM', interrupt);
      const gone = new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve(undefined);
        else child.once('exit', resolve);
      });
      kill('SIGTERM');
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())]);
      kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}
