import { parseArgs } from 'node:util';
import { ruleSetting, unknownRule, unknownSetting } from '../core/config.ts';
import type { RuleSetting } from '../core/finding.ts';

/** Wrong use or wrong configuration: its message is all the user needs. Exit code 2. */
export class UsageError extends Error {}

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'explain'; readonly subject: string; readonly workspace: string | undefined }
  | { readonly kind: 'migrate'; readonly options: MigrateOptions }
  | { readonly kind: 'lint'; readonly options: LintOptions };

/** The options of `unkey-lint migrate`. */
export interface MigrateOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  /** False: the files stay as they are. */
  readonly write: boolean;
  /** The name under which standard input is read; undefined: files are. */
  readonly stdin: string | undefined;
  readonly exitZero: boolean;
}

/** The options of a lint run. */
export interface LintOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly fix: boolean;
  /** The name under which standard input is linted; undefined: files are linted. */
  readonly stdin: string | undefined;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly maxWarnings: number | undefined;
  readonly exitZero: boolean;
  readonly config: string | undefined;
}

export const HELP = `Unkey Lint finds mistakes in calls to the Unkey API.

Usage
  unkey-lint [options] [path…]              lint files and directories (default: .)
  unkey-lint migrate [--write] [path…]      turn calls to v1 into calls to v2
  unkey-lint explain <url|code|file|->      explain an error, a response or an endpoint

Options
  --format text|json      how findings are written (default: text)
  --fix                   apply the safe fixes, then report what is left
  --stdin                 lint standard input; with --fix its fixed text goes to standard output
  --stdin-filename NAME   the name of that input; its ending tells the language
  --rule ID=SETTING       set a rule to off, info, warn or error; may be repeated
  --config FILE           read this file instead of the nearest unkey-lint.config.json
  --max-warnings N        also fail when there are more than N warnings
  --dry-run               with migrate: show the changes as a diff, change nothing (default)
  --write                 with migrate: change the files, or give standard input's new text
  --workspace DIR         with explain: list the calls in DIR that can raise the error
  --exit-zero             report findings, but do not fail because of them
  --version               print the version
  --help                  print this help

Directories are searched for files that Unkey Lint reads. Hidden files are included; .git,
node_modules, symbolic links and what .gitignore names are not. A file you name is always linted.

Exit codes
  0  no finding at error level    2  wrong use or configuration, a file that cannot be read
  1  findings at error level      3  internal failure (UNKEY_LINT_DEBUG=1 shows where)
With migrate, 0 means that nothing is left to migrate, and 1 that something is: with --dry-run the
calls in the diff, with --write those listed to be done by hand.
`;

/** Reads the command line (without node and program). Throws {@link UsageError}. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  if (positionals[0] === 'explain') return explain(positionals.slice(1), values.workspace);
  if (values.workspace !== undefined) throw new UsageError('--workspace belongs to explain.');
  if (positionals[0] === 'migrate') return migrate(positionals.slice(1), values);
  for (const option of ['dry-run', 'write'] as const)
    if (values[option] !== undefined) throw new UsageError(`--${option} belongs to migrate.`);

  const options: LintOptions = {
    ...inputOptions(positionals, values),
    fix: values.fix ?? false,
    rules: Object.fromEntries((values.rule ?? []).map(ruleOption)),
    maxWarnings: warningLimit(values['max-warnings']),
    config: values.config,
  };
  return { kind: 'lint', options };
}

type Values = ReturnType<typeof parse>['values'];

/** What is read, and how the report is written. */
function inputOptions(
  paths: readonly string[],
  { format = 'text', stdin, 'stdin-filename': name, 'exit-zero': exitZero = false }: Values,
): Pick<LintOptions, 'paths' | 'format' | 'stdin' | 'exitZero'> {
  if (format !== 'text' && format !== 'json') {
    throw new UsageError(`--format: there is no format "${format}"; use text or json.`);
  }
  if (name !== undefined && !stdin) throw new UsageError('--stdin-filename needs --stdin.');
  if (stdin && paths.length > 0) {
    throw new UsageError('--stdin reads standard input only; leave out the paths.');
  }
  return {
    paths: paths.length > 0 ? paths : ['.'],
    format,
    stdin: stdin ? (name ?? '') : undefined,
    exitZero,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        fix: { type: 'boolean' },
        stdin: { type: 'boolean' },
        'stdin-filename': { type: 'string' },
        rule: { type: 'string', multiple: true },
        config: { type: 'string' },
        'max-warnings': { type: 'string' },
        'dry-run': { type: 'boolean' },
        write: { type: 'boolean' },
        workspace: { type: 'string' },
        'exit-zero': { type: 'boolean' },
        version: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(parseMessage(error));
  }
}

/** Node's messages name the option, and then digress about how arguments could be written. */
function parseMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '([^']+)'/.exec(message);
  if (unknown) return `There is no option ${unknown[1]}. See unkey-lint --help.`;
  const needsValue = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument (?:missing|is ambiguous)/.exec(message);
  if (needsValue) return `${needsValue[1]} needs a value.`;
  const noValue = /^Option '(?:-\w, )?(--[\w-]+)' does not take an argument/.exec(message);
  if (noValue) return `${noValue[1]} takes no value.`;
  return message.split('\n')[0]!;
}

function explain(subjects: readonly string[], workspace: string | undefined): Command {
  const [subject, ...rest] = subjects;
  if (subject === undefined)
    throw new UsageError('explain needs an error URL, a code, a response, a file, or - for standard input.');
  if (rest.length > 0)
    throw new UsageError('explain takes one argument; put quotes around a text with blanks.');
  return { kind: 'explain', subject, workspace };
}

function migrate(paths: readonly string[], values: Values): Command {
  for (const option of ['fix', 'rule', 'config', 'max-warnings'] as const)
    if (values[option] !== undefined) throw new UsageError(`--${option} does not belong to migrate.`);
  if (values.write && values['dry-run']) throw new UsageError('Choose either --dry-run or --write.');
  return { kind: 'migrate', options: { ...inputOptions(paths, values), write: values.write ?? false } };
}

function ruleOption(written: string): [string, RuleSetting] {
  const at = written.indexOf('=');
  if (at < 0) throw new UsageError(`--rule ${written}: write ID=off, ID=info, ID=warn or ID=error.`);
  const id = written.slice(0, at);
  const unknown = unknownRule(id);
  if (unknown !== undefined) throw new UsageError(`--rule ${written}: ${unknown}`);
  const setting = ruleSetting(written.slice(at + 1));
  if (!setting)
    throw new UsageError(`--rule ${written}: ${unknownSetting(JSON.stringify(written.slice(at + 1)))}`);
  return [id, setting];
}

function warningLimit(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (!/^\d{1,9}$/.test(written)) {
    throw new UsageError(`--max-warnings: "${written}" is not a whole number from 0 up.`);
  }
  return Number(written);
}
