import type { TextEdit } from '../../../model.ts';
import type { FinishedSdk } from '../../../sdk/program.ts';
import type { Reading } from '../reading.ts';
import { Kind, tokenAt, wordAt } from '../tokens.ts';
import { variableUses } from './variable-uses.ts';

/** A variable of its own that is read from the environment, or a text: nothing depends on it but its uses. */
const HARMLESS =
  /^const\s+[\w$]+(?:\s*:\s*string(?:\s*\|\s*undefined)?)?\s*=\s*(?:(?:process|import\.meta|(\w+))\.env(?:\.\w+|\[["']\w+["']\])|["'][^"'\n]*["'])!?(?:\s+as\s+string)?(?:\s*(?:\?\?|\|\|)\s*(?:""|''))?;?$/;

/** Takes away what only gave what the edits of a program take out: variables, and names in imports that have others. */
export function withoutUnused(reading: Reading, given: readonly TextEdit[]): FinishedSdk {
  const { tokens, scope, source, document } = reading;
  // Another piece of the document may use them.
  if (document !== source.text) return { edits: [] };
  const isGone = (token: number): boolean =>
    given.some(({ range }) => range.start <= tokens.starts[token]! && range.end >= tokens.ends[token]!);
  const names = new Set<number>();
  for (const { range } of given)
    for (let at = tokenAt(tokens, range.start); tokens.starts[at]! < range.end; at++)
      if (tokens.kinds[at] === Kind.word && tokens.starts[at]! >= range.start && isGone(at)) {
        const declared = scope.declaredAt(at);
        if (declared !== undefined && declared !== at && !isGone(declared)) names.add(declared);
      }
  const edits = [...names].flatMap((declared): TextEdit[] => {
    const word = new RegExp(
      String.raw`(?<![\w$])${wordAt(tokens, declared).replaceAll('$', '\\$')}(?![\w$])`,
    );
    const isLeft = given.some(({ newText }) => word.test(newText));
    if (isLeft || !variableUses(reading, declared).every(isGone)) return [];
    const edit = withoutName(reading, declared) ?? withoutStatement(reading, declared);
    return edit ? [edit] : [];
  });
  return { edits };
}

/** Takes a name out of the import of several; undefined where it is declared otherwise. */
function withoutName({ tokens, scope, source }: Reading, declared: number): TextEdit | undefined {
  const { ends, starts } = tokens;
  const binding = scope.lookup(wordAt(tokens, declared), starts[declared]!);
  if (binding.kind !== 'import' || binding.module.startsWith('@unkey/')) return undefined;
  const [before, behind] = [wordAt(tokens, declared - 1), wordAt(tokens, declared + 1)];
  if (before === ',' && /^[,}]$/.test(behind))
    return { range: source.range(ends[declared - 2]!, ends[declared]!), newText: '' };
  return before === '{' && behind === ',' && tokens.kinds[declared + 2] === Kind.word
    ? { range: source.range(starts[declared]!, starts[declared + 2]!), newText: '' }
    : undefined;
}

/** Takes away the lines of a statement that only declares a variable. */
function withoutStatement(reading: Reading, declared: number): TextEdit | undefined {
  const { tokens, islands, scope, source } = reading;
  const { text } = source;
  const { first, end } = islands.statementAround(declared);
  const [start, last] = [tokens.starts[first]!, tokens.ends[end - 1]!];
  const found = HARMLESS.exec(text.slice(start, last));
  if (!found || declared !== first + 1) return undefined;
  const [, environment] = found;
  if (environment !== undefined) {
    const holder = scope.declaredAt(tokenAt(tokens, text.indexOf(`${environment}.env`, start)));
    // What nothing else uses would be left without a use in its place.
    if (holder === undefined || variableUses(reading, holder).length < 2) return undefined;
  }
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const behind = /^[ \t]*;?[ \t]*\r?\n/.exec(text.slice(last, last + 80));
  if (!behind || text.slice(line, start).trim() !== '') return undefined;
  const to = last + behind[0].length;
  // Of the empty lines around it one stays.
  const isApart = /(?:^|\n|\{)[ \t]*\r?\n$/.test(text.slice(Math.max(0, line - 40), line));
  const empty = isApart ? (/^[ \t]*\r?\n/.exec(text.slice(to, to + 80))?.[0].length ?? 0) : 0;
  return { range: source.range(line, to + empty), newText: '' };
}
