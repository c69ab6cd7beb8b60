import type { TextEdit } from '../../../model.ts';
import type { Reading } from '../reading.ts';
import { Kind, type Tokens, wordAt } from '../tokens.ts';
import { lineLike } from './lines.ts';
import type { RootKeyRead } from './root-keys.ts';

/** How a client of v2 comes into a text that only had a function of v1. */
export interface NewClient {
  /** What it is called. */
  readonly name: string;
  /** Imports its class and makes it. */
  readonly edits: readonly TextEdit[];
  /** True for one that the text makes already. */
  readonly isKnown?: true;
}

/** A comment that its line ends with. */
const COMMENT = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/(?=[ \t]*(?:\r?\n|$)))/;
const NAMES = ['unkey', 'unkeyClient', 'unkeyApi'];

/**
 * The client in the place of `imported`, a function that is imported by the token of that name; the one the text makes at
 * its top level already, or a new one behind the imports, unless it is made elsewhere. Undefined where that cannot be
 * done surely.
 */
export function clientFor(
  reading: Reading,
  imported: number,
  read: RootKeyRead,
  how: 'made' | 'imported' | 'known' = 'made',
  near?: string,
): NewClient | undefined {
  const { tokens, islands, source } = reading;
  const open = tokens.parents[imported]!;
  if (open < 0 || wordAt(tokens, open) !== '{') return undefined;
  const statement = islands.statementAround(imported);
  const first = wordAt(tokens, statement.first);
  if (statement.block >= 0 || !/^(?:import|const|var|let)$/.test(first)) return undefined;
  if (wordAt(tokens, statement.first + 1) === 'type') return undefined;
  if (how === 'known') {
    const removing = removal(reading, imported, open);
    return near === undefined || !removing ? undefined : { name: near, edits: [removing], isKnown: true };
  }
  const known = madeAtTop(reading);
  const name = known ?? NAMES.find((one) => reading.scope.occurrences(one).length === 0);
  if (name === undefined) return undefined;
  const importing = importEdit(reading, imported, open);
  if (!importing) return undefined;
  if (known !== undefined) return { name, edits: [importing], isKnown: true };
  if (how !== 'made') return { name, edits: [importing] };
  const last = lastImport(reading);
  const line = lineLike(reading, tokens.starts[statement.first]!);
  if (last === undefined || line === undefined) return undefined;
  const { end: behind } = source.range(tokens.starts[last]!, tokens.ends[last]!);
  const at = behind + (COMMENT.exec(source.text.slice(tokens.ends[last]))?.[0].length ?? 0);
  const end = wordAt(tokens, last) === ';' ? ';' : '';
  return {
    name,
    edits: [
      importing,
      ...read.edits,
      {
        range: { start: at, end: at },
        newText: `${line.replace(/[ \t]+$/, '')}${line}const ${name} = new Unkey({ rootKey: ${read.code} })${end}`,
      },
    ],
  };
}

/** Imports the class in the place of a function, or nothing where it is imported already. */
export function importEdit(reading: Reading, imported: number, open: number): TextEdit | undefined {
  const { source, tokens, scope } = reading;
  const uses = scope.occurrences('Unkey');
  if (uses.some((at) => at > open && at < tokens.mates[open]!)) return removal(reading, imported, open);
  const range = source.range(tokens.starts[imported]!, tokens.ends[lastOf(tokens, imported)]!);
  return uses.length > 0 ? undefined : { range, newText: 'Unkey' };
}

/** The last token of what an import names: `verifyKey as verify`, `verifyKey: verify`. */
const lastOf = (tokens: Tokens, imported: number): number =>
  /^(?:as|:)$/.test(wordAt(tokens, imported + 1)) ? imported + 2 : imported;

/** Takes a function out of an import, or the whole of that where it has nothing else. */
function removal({ source, tokens, islands }: Reading, imported: number, open: number): TextEdit | undefined {
  const close = tokens.mates[open]!;
  const last = lastOf(tokens, imported);
  const isFirst = imported === open + 1;
  if (wordAt(tokens, last + 1) === ',' && last + 2 < close)
    return { range: source.range(tokens.starts[imported]!, tokens.starts[last + 2]!), newText: '' };
  if (!isFirst) return { range: source.range(tokens.ends[imported - 2]!, tokens.ends[last]!), newText: '' };
  const { first, end } = islands.statementAround(imported);
  if (wordAt(tokens, first + 1) !== '{') return undefined;
  const behind = tokens.ends[end - 1]!;
  const rest = /^[ \t]*(?:\r?\n)?/.exec(source.text.slice(behind))![0].length;
  return { range: source.range(tokens.starts[first]!, behind + rest), newText: '' };
}

/** What the text calls the client that it makes at its top level. */
function madeAtTop({ tokens, islands, scope }: Reading): string | undefined {
  for (const at of scope.occurrences('Unkey')) {
    if (wordAt(tokens, at - 1) !== 'new' || wordAt(tokens, at - 2) !== '=') continue;
    const { block } = islands.statementAround(at);
    const isDeclared = /^(?:const|let|var)$/.test(wordAt(tokens, at - 4));
    if (block < 0 && isDeclared && tokens.kinds[at - 3] === Kind.word) return wordAt(tokens, at - 3);
  }
  return undefined;
}

/** What reads a file of variables into the environment: before it the root key is not there. */
const LOADS = /^(?:[\w$]*[dD]otenv[\w$]*\.config|process\.loadEnvFile|loadEnv\w*|config)\s*\(/;

/** The last token of the imports at the top of the text, and of what sets up the environment right behind them. */
function lastImport({ tokens, islands }: Reading): number | undefined {
  let last: number | undefined;
  let isHead = true;
  for (const { first, end } of islands.statementsIn(-1)) {
    const word = wordAt(tokens, first);
    const isRequired =
      /^(?:const|var|let)$/.test(word) &&
      /^(?:const|var|let)[^=]*=\s*require\s*\(/.test(
        tokens.text.slice(tokens.starts[first], tokens.ends[end - 1]),
      );
    if ((word === 'import' && wordAt(tokens, first + 1) !== '(') || isRequired) last = end - 1;
    else if (isHead && LOADS.test(tokens.text.slice(tokens.starts[first], tokens.ends[end - 1])))
      last = end - 1;
    else isHead = false;
  }
  return last;
}
