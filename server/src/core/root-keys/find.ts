import type { ApiCall, TextEdit } from '../model.ts';
import type { Range, SourceText } from '../source.ts';
import { runsInBrowser } from './browser.ts';
import { findExposed } from './exposed.ts';
import { isPrivateFile } from './private-file.ts';
import { innermost, type Reading } from './reading.ts';
import type { ExposedSecret, Secret } from './secret.ts';
import { findRootKeys, shownOf } from './shape.ts';

/** The variable of the environment that a fix reads. */
const VARIABLE = 'UNKEY_ROOT_KEY';

/** A document with more keys is a list of them. */
const MOST_FIXED = 20;

interface Document {
  readonly path: string;
  readonly source: SourceText;
  /** The document as its language read it; undefined when that failed. */
  readonly reading: Reading | undefined;
  readonly calls: readonly ApiCall[];
  readonly comments: readonly Range[];
}

/** The root keys of a document that are written out, and where it gives one away, in no order. */
export function findSecrets({ path, source, reading, calls, comments }: Document): Secret[] {
  const keys = findRootKeys(source);
  const isPrivate = isPrivateFile(path, reading?.language.id);
  const written = keys.map((key): Secret => {
    const range = key.range();
    const inComment = comments.some((c) => range.start >= c.start && range.end <= c.end);
    const piece = inComment || !reading || keys.length > MOST_FIXED ? undefined : innermost(reading, range);
    const edits = piece && !runsInBrowser(piece, path) ? replacement(piece, range) : undefined;
    return {
      kind: 'written',
      range,
      shown: shownOf(key.text),
      isPrivate,
      ...(edits ? { fromEnvironment: edits } : {}),
    };
  });
  const mayExpose = keys.length > 0 || calls.length > 0 || /ROOT_?KEY/i.test(source.text);
  // What a private file hands to browsers is read in files that are not.
  if (!reading || !mayExpose || isPrivate) return written;
  const exposed = findExposed({ path, source, reading, calls }).filter(
    ({ range: { start, end } }) => !comments.some((c) => start >= c.start && end <= c.end),
  );
  return [...written, ...withoutRepetition(exposed)];
}

/** The edits that read a key from the environment where its language allows it. */
function replacement({ language, source, found }: Reading, range: Range): readonly TextEdit[] | undefined {
  const start = source.indexOfOffset(range.start);
  const end = start + range.end - range.start;
  const literal = found.stringAt?.(range.start);
  const around = literal ?? range;
  const [from, to] = [source.indexOfOffset(around.start), source.indexOfOffset(around.end - 1) + 1];
  if (start < 0 || from < 0 || to < end || !source.isVerbatim(from, to)) return undefined;
  const string = literal && { start: from, end: to };
  return language.idioms
    ?.fromEnvironment?.(VARIABLE, { text: source.text, start, end, string })
    ?.map((edit) => ({ range: source.range(edit.start, edit.end), newText: edit.newText }));
}

/** Each place once: of those inside each other the longest. */
function withoutRepetition(exposed: readonly ExposedSecret[]): ExposedSecret[] {
  const ends = new Map<ExposedSecret['where'], number>();
  return [...exposed]
    .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
    .filter(({ where, range }) => {
      const isNew = range.end > (ends.get(where) ?? -1);
      if (isNew) ends.set(where, range.end);
      return isNew;
    });
}
