import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the built program lies; set the variable to test another build. */
export const dist = path.resolve(process.env['UNKEY_LINT_DIST'] ?? 'dist');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command line program to its end. */
export function run(args: readonly string[], { cwd, input = '', env = {} }: RunOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(dist, 'cli.js'), ...args], {
      cwd,
      env: { ...process.env, ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (data) => out.push(data));
    child.stderr.on('data', (data) => err.push(data));
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
    child.stdin.end(input);
  });
}

/** A temporary directory with the given files; keys are paths, an undefined value makes a directory. */
export function makeTree(files: Readonly<Record<string, string | Uint8Array | undefined>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'unkey-lint-'));
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(root, name);
    mkdirSync(content === undefined ? place : path.dirname(place), { recursive: true });
    if (content !== undefined) writeFileSync(place, content);
  }
  return root;
}

export function removeTree(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

/** One finding at error level with a safe fix, at 1:28. */
export const WRONG_VERSION = `POST https://api.unkey.com/v1/keys.getKey
Authorization: Bearer {{rootKey}}
Content-Type: application/json

{"keyId":"key_123"}
`;

export const RIGHT = WRONG_VERSION.replace('/v1/', '/v2/');

/** One finding at warning level. */
export const UNKNOWN_ERROR = 'See err:unkey:data:key_not_fond for more.\n';
