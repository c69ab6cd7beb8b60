import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { assetReader } from '../assets.ts';
import { redact } from '../core/redact.ts';
import { createService, type LintConfig, type Service } from '../core/service.ts';
import {
  type Command,
  HELP,
  type LintOptions,
  type MigrateOptions,
  parseCommand,
  UsageError,
} from './args.ts';
import { CompanionFiles } from './companions.ts';
import { loadConfig } from './config-file.ts';
import { explain } from './explain.ts';
import { formatJson } from './format/json.ts';
import { formatMigrationJson } from './format/migration-json.ts';
import { formatMigrationText } from './format/migration-text.ts';
import type { FileReport, MigrationReport } from './format/report.ts';
import { formatText } from './format/text.ts';
import { lintPaths, lintText } from './lint.ts';
import { contentWith, decodeSource, localFiles, localFoldersUp, type SourceFile } from './local-files.ts';
import { migratePaths, migrateText } from './migrate.ts';
import { isBrokenPipe, write } from './output.ts';
import { InternalError } from './source-files.ts';

declare const __VERSION__: string;

const EXIT = { clean: 0, findings: 1, usage: 2, internal: 3 } as const;

async function run(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      await write(process.stdout, HELP);
      return EXIT.clean;
    case 'version':
      await write(process.stdout, `${__VERSION__}\n`);
      return EXIT.clean;
    case 'explain': {
      const options = {
        stdin: async () => (await buffer(process.stdin)).toString('utf8'),
        plain: hasColor(process.stdout),
        workspace: command.workspace,
        notice,
      };
      return withService(async (service) => {
        await write(process.stdout, await explain(service, command.subject, options));
        return EXIT.clean;
      });
    }
    case 'migrate': {
      const { options } = command;
      return withService((service) =>
        options.stdin === undefined ? migrateFiles(service, options) : migrateStdin(service, options),
      );
    }
    case 'lint': {
      const { options } = command;
      const config = await loadConfig(process.cwd(), options.config);
      const merged = { ...config, rules: { ...config.rules, ...options.rules } };
      return withService((service) =>
        options.stdin === undefined
          ? lintFiles(service, options, merged)
          : lintStdin(service, options, merged),
      );
    }
  }
}

const notice = (line: string): void => void process.stderr.write(`${line}\n`);

async function lintFiles(service: Service, options: LintOptions, config: LintConfig): Promise<number> {
  const result = await lintPaths(options.paths, { service, config, fix: options.fix, notice });
  await write(process.stdout, format(result.files, options, process.stdout, result.checked));
  return result.failed > 0 ? EXIT.usage : verdict(result.files, options);
}

async function lintStdin(service: Service, options: LintOptions, config: LintConfig): Promise<number> {
  const { source, shown, companions } = await readStdin(options.stdin!);
  const fix = options.fix && source.exact;
  const report = await lintText(shown, source.text, {
    service,
    config,
    fix,
    ...(companions && { companions }),
  });
  if (options.fix) {
    if (!fix) throw new UsageError('Standard input is not UTF-8 text, so it cannot be fixed.');
    await write(process.stdout, contentWith(report.text, source));
  }
  const stream = options.fix ? process.stderr : process.stdout;
  await write(stream, format([report], options, stream, 1));
  return verdict([report], options);
}

async function migrateFiles(service: Service, options: MigrateOptions): Promise<number> {
  const result = await migratePaths(options.paths, { service, write: options.write, notice });
  await write(process.stdout, formatMigration(result.files, options, process.stdout, result.checked));
  return result.failed > 0 ? EXIT.usage : migrationVerdict(result.files, options);
}

async function migrateStdin(service: Service, options: MigrateOptions): Promise<number> {
  const { source, shown, companions } = await readStdin(options.stdin!);
  const report = await migrateText(shown, source, { service, write: options.write }, companions);
  if (options.write) {
    if (!source.exact) throw new UsageError('Standard input is not UTF-8 text, so it cannot be migrated.');
    await write(process.stdout, report.after);
  }
  const stream = options.write ? process.stderr : process.stdout;
  const files = report.calls.length + report.todos.length > 0 ? [report] : [];
  await write(stream, formatMigration(files, options, stream, 1));
  return migrationVerdict([report], options);
}

/** Throws {@link UsageError} for what is no text. */
async function readStdin(name: string): Promise<{
  readonly source: SourceFile;
  readonly shown: string;
  readonly companions: CompanionFiles | undefined;
}> {
  const source = decodeSource(await buffer(process.stdin));
  if (source.kind !== 'text')
    throw new UsageError(`Standard input is ${source.kind === 'huge' ? 'larger than 2 MB' : 'binary'}.`);
  return {
    source,
    shown: name.split(path.sep).join('/') || '<stdin>',
    companions: name ? new CompanionFiles(localFiles, localFoldersUp) : undefined,
  };
}

function format(
  files: readonly FileReport[],
  options: LintOptions,
  stream: NodeJS.WriteStream,
  checked: number,
): string {
  return options.format === 'json'
    ? formatJson(files)
    : formatText(files, { color: hasColor(stream), checked });
}

function verdict(files: readonly FileReport[], { exitZero, maxWarnings }: LintOptions): number {
  const findings = files.flatMap((file) => file.findings);
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const tooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (tooMany)
    process.stderr.write(`Too many warnings: ${warnings}, and --max-warnings allows ${maxWarnings}.\n`);
  const failing = tooMany || findings.some(({ severity }) => severity === 'error');
  return failing && !exitZero ? EXIT.findings : EXIT.clean;
}

function formatMigration(
  files: readonly MigrationReport[],
  { format, write: written }: MigrateOptions,
  stream: NodeJS.WriteStream,
  checked: number,
): string {
  if (format === 'json') return formatMigrationJson(files);
  const terminal = stream.isTTY === true;
  return formatMigrationText(files, { color: hasColor(stream), terminal, written, checked });
}

function migrationVerdict(
  files: readonly MigrationReport[],
  { write: written, exitZero }: MigrateOptions,
): number {
  const left = files.some(({ calls, todos }) => todos.length > 0 || (!written && calls.length > 0));
  return left && !exitZero ? EXIT.findings : EXIT.clean;
}

/** Runs `work` with an engine. Trouble that may have cost findings makes the result an internal failure. */
async function withService(work: (service: Service) => Promise<number>): Promise<number> {
  let troubled = false;
  const service = createService({
    readAsset: assetReader(path.join(__dirname, 'assets')),
    warn(message) {
      troubled = true;
      process.stderr.write(`unkey-lint: ${message}\n`);
    },
  });
  try {
    const code = await work(service);
    return troubled ? EXIT.internal : code;
  } finally {
    service.dispose();
  }
}

/** https://no-color.org: a variable that is set and not empty. */
function hasColor(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}

function report(error: unknown): number {
  if (isBrokenPipe(error)) return EXIT.clean;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) {
    process.stderr.write(`${message}\n`);
    return EXIT.usage;
  }
  const known = error instanceof InternalError ? message : `Internal failure: ${message.split('\n')[0]}`;
  process.stderr.write(`${redact(known)}\n`);
  if (process.env['UNKEY_LINT_DEBUG'] && error instanceof Error)
    process.stderr.write(`${redact(stackOf(error))}\n`);
  return EXIT.internal;
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.stack ?? cause.message;
}

// A reader such as `head` may go away before everything is written; that is its good right.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (!isBrokenPipe(error)) throw error;
  });
}

// The exit code is set rather than exit() called, so that everything written is delivered.
async function main(): Promise<void> {
  try {
    process.exitCode = await run(parseCommand(process.argv.slice(2)));
  } catch (error) {
    process.exitCode = report(error);
  }
}

void main();
