import type { CallExpression } from '../../../expression.ts';
import type { TextEdit } from '../../../model.ts';
import { environmentVariable } from '../edit.ts';
import type { Reading } from '../reading.ts';
import { Kind, wordAt } from '../tokens.ts';
import { endsBefore } from './places.ts';
import { variableUses } from './variable-uses.ts';

const NAME = 'UNKEY_ROOT_KEY';

/** How a text reads the root key of its environment. */
export interface RootKeyRead {
  readonly code: string;
  /** What imports it. */
  readonly edits: readonly TextEdit[];
  /** What has to be done elsewhere as well. */
  readonly note?: string;
  /** True where the text reads it already. */
  readonly isRead?: true;
}

/**
 * Reads the root key as the text reads the other variables of Unkey. `calls` lose the id of an API; `typed`: with an
 * assertion that it is there.
 */
export function rootKeyRead(reading: Reading, calls: readonly CallExpression[], typed: boolean): RootKeyRead {
  const { source } = reading;
  const found =
    ofSvelteKit(reading, calls, typed) ??
    ofObject(reading) ??
    ofConfig(reading) ??
    ofVite(source.text, typed);
  if (found) return found;
  const quote = /["']/.exec(/\b(?:import|require)\b[^\n]*/.exec(source.text)?.[0] ?? '')?.[0] ?? "'";
  const code = environmentVariable(NAME, source.text).replaceAll("'", quote);
  return { code: code + (typed ? '!' : ''), edits: [] };
}

/** `import { UNKEY_API_ID } from '$env/static/private'`, `import { env } from '$env/dynamic/private'` */
function ofSvelteKit(
  reading: Reading,
  calls: readonly CallExpression[],
  typed: boolean,
): RootKeyRead | undefined {
  const { tokens, source, scope } = reading;
  for (let at = 3; at < tokens.starts.length; at++) {
    const [, how] = /^["']\$env\/(static|dynamic)\/private["']$/.exec(wordAt(tokens, at)) ?? [];
    if (how === undefined || wordAt(tokens, at - 1) !== 'from' || wordAt(tokens, at - 2) !== '}') continue;
    const open = tokens.mates[at - 2]!;
    const names = namesIn(reading, open, at - 2);
    if (how === 'dynamic') {
      const env = names.find((name) => wordAt(tokens, name) === 'env');
      if (env !== undefined) return { code: `env.${NAME}${typed ? '!' : ''}`, edits: [] };
      continue;
    }
    if (names.some((name) => wordAt(tokens, name) === NAME)) return { code: NAME, edits: [] };
    if (names.length === 0 || scope.occurrences(NAME).some((use) => wordAt(tokens, use - 1) !== '.'))
      continue;
    const asked = names.find(
      (name) => /API_?ID/.test(wordAt(tokens, name)) && isOnlyIn(reading, name, calls),
    );
    const last = names.at(-1)!;
    const { start, end } = source.range(tokens.starts[asked ?? last]!, tokens.ends[asked ?? last]!);
    const gap = source.text.slice(tokens.ends[last - 1], tokens.starts[last]);
    const lead = /^\s+$/.test(gap) ? gap : ' ';
    const edit =
      asked === undefined
        ? { range: { start: end, end }, newText: `,${lead}${NAME}` }
        : { range: { start, end }, newText: NAME };
    return { code: NAME, edits: [edit] };
  }
  return undefined;
}

/** The names of an import, without those that get another one. */
const namesIn = ({ tokens }: Reading, open: number, close: number): readonly number[] => {
  const found: number[] = [];
  for (let at = open + 1; at < close; at++)
    if (
      tokens.kinds[at] === Kind.word &&
      /^[{,]$/.test(wordAt(tokens, at - 1)) &&
      /^[,}]$/.test(wordAt(tokens, at + 1))
    )
      found.push(at);
  return found;
};

/** True for a variable that is only read in these calls, or for a constant that is. */
function isOnlyIn(reading: Reading, declared: number, calls: readonly CallExpression[]): boolean {
  const { tokens } = reading;
  const uses = variableUses(reading, declared);
  return uses.every((use) => {
    if (calls.some(({ start, end }) => tokens.starts[use]! > start && tokens.ends[use]! < end)) return true;
    const isKept =
      wordAt(tokens, use - 1) === '=' && wordAt(tokens, use - 3) === 'const' && endsBefore(tokens, use + 1);
    return isKept && use - 2 !== declared && isOnlyIn(reading, use - 2, calls);
  });
}

/** `import { env } from '@/env'`, where the text reads `env.UNKEY_API_ID`. */
function ofObject({ tokens, scope, source }: Reading): RootKeyRead | undefined {
  for (const env of ['env', 'serverEnv']) {
    for (const use of scope.occurrences(env)) {
      const name = wordAt(tokens, use + 2);
      if (wordAt(tokens, use - 1) === '.' || wordAt(tokens, use + 1) !== '.' || !/^UNKEY_\w+$/.test(name))
        continue;
      const binding = scope.lookup(env, tokens.starts[use]!);
      if (binding.kind !== 'import' || !/env/i.test(binding.module) || binding.module.startsWith('$'))
        continue;
      const code = `${env}.${NAME}`;
      const isNamed = new RegExp(String.raw`(?<![\w$.])${env}\.${NAME}\b`).test(source.text);
      return isNamed
        ? { code, edits: [] }
        : { code, edits: [], note: `What "${binding.module}" exports has to name UNKEY_ROOT_KEY.` };
    }
  }
  return undefined;
}

/** `config.unkey.rootKey` of another file, which the text reads already. */
function ofConfig({ tokens, scope, source }: Reading): RootKeyRead | undefined {
  for (const name of ['rootKey', 'unkeyRootKey', NAME]) {
    for (const last of scope.occurrences(name)) {
      let first = last;
      while (wordAt(tokens, first - 1) === '.' && tokens.kinds[first - 2] === Kind.word) first -= 2;
      const code = source.text.slice(tokens.starts[first], tokens.ends[last]);
      if (first === last || !/unkey/i.test(code) || /^[=(]$|^\+?\+=$/.test(wordAt(tokens, last + 1)))
        continue;
      const binding = scope.lookup(wordAt(tokens, first), tokens.starts[first]!);
      const isOwn = binding.kind === 'import' && !/^node:|^@unkey\/|^\$env\//.test(binding.module);
      const mark = wordAt(tokens, last + 1) === '!' ? '!' : '';
      if (isOwn && wordAt(tokens, first - 1) !== '.') return { code: code + mark, edits: [], isRead: true };
    }
  }
  return undefined;
}

/** `import.meta.env.UNKEY_API_ID` of code that is not sent to browsers: what those see has a prefix. */
const ofVite = (text: string, typed: boolean): RootKeyRead | undefined =>
  /\bimport\.meta\.env\.UNKEY_\w/.test(text)
    ? {
        code: `import.meta.env.${NAME}${typed && /\bimport\.meta\.env\.\w+!/.test(text) ? '!' : ''}`,
        edits: [],
      }
    : undefined;
