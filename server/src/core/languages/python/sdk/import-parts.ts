import type { TextEdit } from '../../../model.ts';
import { NOT_SEEN, partAt, type SdkText } from '../../../program/sdk/programs.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import type { SyntaxNode } from '../../../syntax.ts';
import { chainOf, type PythonImport, usesOfName, V1 } from './imports.ts';

/** The module of releases for v2. */
export const V2 = 'unkey.py';
export const OLD_IMPORT = `import ${V1}`;
export const NEW_IMPORT = `import ${V2}`;

/** What is known of the uses of the names that a text imports. */
export interface Settled {
  /** Uses that change or go. */
  readonly settled: ReadonlySet<SyntaxNode>;
  /** Names that are used as before, with another class. */
  readonly kept: ReadonlySet<string>;
  /** Classes of v2 that have another name, by the one of v1. */
  readonly named: ReadonlyMap<string, string>;
  /** Classes of errors of v2, by the names that v1 had them by in the text. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
}

/** The part of an import, without the names that nothing uses any more. */
export function importPart(
  text: SdkText,
  { statement, root, names, within, isWildcard, local }: PythonImport,
  state: Settled,
): SdkPart {
  const { source, to } = text;
  const edits: TextEdit[] = [{ range: { start: root.start, end: root.end }, newText: V2 }];
  const gone = names.filter(({ name, local: own }) => {
    const isClass = /^models(?:\.|$)/.test(within) || name === 'models';
    return (
      isClass &&
      !state.kept.has(own) &&
      usesOfName(text, own, statement).every((use) => state.settled.has(chainOf(use)))
    );
  });
  if (isWildcard || (names.length > 0 && !/^(?:|sdk|utils(?:\.\w+)*|models(?:\.\w+)*)$/.test(within)))
    return partAt(
      text,
      statement,
      OLD_IMPORT,
      NEW_IMPORT,
      [],
      'What this imports is not told one by one. Change it by hand, then migrate the file.',
    );
  const uses = local === V1 ? usesOfName(text, V1, statement) : [];
  if (uses.length > 0 && uses.every((use) => state.settled.has(chainOf(use))))
    return removedImport(text, statement);
  if (within === 'models')
    for (const { node, name, local: own } of names) {
      const now = name === own ? nameNow(own, state) : own;
      if (now !== own) edits.push({ range: { start: node.start, end: node.end }, newText: now });
    }
  if (local === V1)
    for (const use of usesOfName(text, V1, statement)) {
      if (!state.settled.has(chainOf(use)))
        edits.push({ range: { start: use.start, end: use.end }, newText: V2 });
    }
  const errors = [...new Set(names.flatMap(({ local: own }) => state.errors.get(own) ?? []))];
  const kept = names.filter((one) => !gone.includes(one));
  const made = (own: readonly TextEdit[], obstacle?: string): SdkPart =>
    partAt(text, statement, OLD_IMPORT, NEW_IMPORT, own, obstacle);
  const quoted = names.find(
    ({ local: own }) => /^models/.test(within) && isInQuotes(own, source.text) && nameNow(own, state) !== own,
  );
  if (quoted)
    return made(
      [],
      `The type \`${quoted.local}\` stands in quotes here. Change it by hand, then migrate the file.`,
    );
  if (gone.length === 0 && errors.length === 0) return made(edits);
  if (errors.length > 0 && within !== '') {
    if (kept.some(({ local: own }) => !state.kept.has(own))) return made([], NOT_SEEN);
    const isModule = gone.some(({ name }) => name === 'errors');
    const own = isModule ? `from ${V2} import errors` : `from ${V2}.errors import ${errors.join(', ')}`;
    const line = source.text.slice(source.text.lastIndexOf('\n', statement.start) + 1, statement.start);
    const others = kept.map((one) => nameNow(one.local, state)).join(', ');
    const newText = kept.length > 0 ? `${own}\n${line}from ${V2}.${within} import ${others}` : own;
    return made([{ range: { start: statement.start, end: statement.end }, newText }]);
  }
  if (kept.length > 0 || errors.length > 0) {
    const written = kept.map(({ node, name, local: own }) =>
      name === own ? nameNow(own, state) : to.written(node),
    );
    if (errors.length > 0) written.push('errors');
    const [first, last] = [names[0]!.node, names.at(-1)!.node];
    const range = { start: first.start, end: last.end };
    return made([
      ...edits.filter((edit) => edit.range.start < first.start),
      { range, newText: written.join(', ') },
    ]);
  }
  return removedImport(text, statement);
}

/** What v2 calls a class that is used as before. */
function nameNow(own: string, state: Settled): string {
  return own === 'Op' && state.kept.has(own) ? 'Operation' : (state.named.get(own) ?? own);
}

/** True for a class that a type in quotes names: `-> "Key | None"`. */
const isInQuotes = (name: string, text: string): boolean =>
  new RegExp(
    String.raw`(?:->|:)[ \t]*(?:\w+\[)?["'](?:[^"'\n]*\W)?${name}\b[^"'\n]*["'][ \t\])]*[:=,)\n]`,
  ).test(text);

/** Takes away an import that nothing uses any more. */
function removedImport(text: SdkText, statement: SyntaxNode): SdkPart {
  const { source } = text;
  const lineStart = source.text.lastIndexOf('\n', statement.start) + 1;
  const lineEnd = /^[ \t]*(?:#[^\n]*)?\r?\n/.exec(source.text.slice(statement.end))?.[0].length;
  const isAlone = source.text.slice(lineStart, statement.start) === '' && lineEnd !== undefined;
  return isAlone
    ? partAt(text, statement, OLD_IMPORT, NEW_IMPORT, [
        { range: { start: lineStart, end: statement.end + lineEnd }, newText: '' },
      ])
    : partAt(text, statement, OLD_IMPORT, NEW_IMPORT, [], NOT_SEEN);
}
