import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_FILE, DEFAULT_CONFIG, parseConfig } from '../core/config.ts';
import type { LintConfig } from '../core/service.ts';
import { UsageError } from './args.ts';
import { placesOf } from './format/report.ts';
import { errorCode, fileTrouble } from './output.ts';

/**
 * The configuration for `directory`: `named` when given, else the nearest configuration file from there
 * upwards, else the defaults. Throws {@link UsageError} for a file that is unreadable or holds a mistake.
 */
export async function loadConfig(directory: string, named: string | undefined): Promise<LintConfig> {
  if (named !== undefined) {
    const text = await read(path.resolve(directory, named));
    if (text === undefined) throw new UsageError(`--config ${named}: there is no such file.`);
    return parse(named, text);
  }
  for (let at = path.resolve(directory); ; at = path.dirname(at)) {
    const file = path.join(at, CONFIG_FILE);
    const text = await read(file);
    if (text !== undefined) return parse(path.relative(directory, file), text);
    if (path.dirname(at) === at) return DEFAULT_CONFIG;
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw new UsageError(`${file}: the configuration cannot be read: ${fileTrouble(error)}.`);
  }
}

function parse(shown: string, text: string): LintConfig {
  const { config, problems } = parseConfig(text);
  if (problems.length === 0) return config;
  const place = placesOf(text);
  const lines = problems.map(({ message, range }) => {
    const { line, column } = place(range.start);
    return `${shown}:${line}:${column}: ${message}`;
  });
  throw new UsageError(lines.join('\n'));
}
