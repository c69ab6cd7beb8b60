import { readdirSync, readFileSync } from 'node:fs';
import type { Companion, DocumentInput } from '../../server/src/core/service.ts';

/** A mistake somebody saw in a file of the corpus. */
export interface Label {
  /** One-based, in the corpus file as it is on disk. */
  readonly line: number;
  readonly rule: string;
}

/** One program or document of `test/corpus`, with what is wrong in it. */
export interface CorpusFile {
  /** From the root of the repository. */
  readonly file: string;
  /** Its folder: what it counts for. */
  readonly language: string;
  /** What the engine gets: without labels, under the name that the file name stands for. */
  readonly document: DocumentInput;
  readonly labels: readonly Label[];
  /** The line on disk, one-based, of each line of the document. */
  readonly lines: readonly number[];
}

const ROOT = 'test/corpus';
/** Below a line with mistakes: `~~~ wrong-http-method missing-authorization`. */
const LABEL = /^[ \t]*~~~((?:[ \t]+[a-z]\w*(?:-\w+)+)+)[ \t]*$/;
/** What follows is a file beside the document: `~~~~ http-client.env.json`. */
const COMPANION = /^~~~~[ \t]+(\S+)[ \t]*$/;

/** Every file of the corpus, in the order of their names. */
export function readCorpus(): CorpusFile[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(`${ROOT}/${name}`).map((file) => ({ language: name, file })))
    .filter(({ file }) => file.endsWith('.txt'))
    .map(({ language, file }) =>
      readCorpusFile(
        `${ROOT}/${language}/${file}`,
        language,
        readFileSync(`${ROOT}/${language}/${file}`, 'utf8'),
      ),
    )
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * Takes the labels and companions out of a corpus file's text. Two underscores in its name stand for a slash.
 * Throws for a label that has no line above it.
 */
export function readCorpusFile(file: string, language: string, written: string): CorpusFile {
  const path = file
    .replace(/^.*\//, '')
    .replace(/\.txt$/, '')
    .replaceAll('__', '/');
  const labels: Label[] = [];
  const lines: number[] = [];
  const companions: { path: string; text: string }[] = [];
  let text = '';
  for (const [index, line] of written.split(/(?<=\n)/).entries()) {
    const bare = line.replace(/\r?\n$/, '');
    const companion = companions.at(-1);
    const opened = COMPANION.exec(bare);
    const label = LABEL.exec(bare);
    if (opened) companions.push({ path: opened[1]!, text: '' });
    else if (companion) companion.text += line;
    else if (label) {
      const above = lines.at(-1);
      if (above === undefined) throw new Error(`${file}:${index + 1}: nothing above this label`);
      for (const rule of label[1]!.trim().split(/[ \t]+/)) labels.push({ line: above, rule });
    } else {
      text += line;
      lines.push(index + 1);
    }
  }
  const beside: readonly Companion[] = companions;
  return { file, language, document: { languageId: '', path, text, companions: beside }, labels, lines };
}
