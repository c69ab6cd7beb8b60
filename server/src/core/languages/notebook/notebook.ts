import { parseJson } from '../../json.ts';
import { itemsOf, textOf, valueAt, wordAt } from '../../json-members.ts';
import type { Json, NamedText } from '../../model.ts';
import { readCell } from '../../regions/cells.ts';
import { type Fence, readFence } from '../../regions/fences.ts';
import { withoutAdditions } from '../../regions/scripts.ts';
import { SourceText } from '../../source.ts';
import { type ExtractContext, type Extraction, joined, type Language } from '../language.ts';

/** Jupyter notebooks as they are on disk: JSON, its code in strings. */
export const language: Language = {
  id: 'notebook',
  title: 'Jupyter notebooks',
  languageIds: ['jupyter', 'ipynb'],
  extensions: ['.ipynb'],
  filenamePattern: /\.ipynb$/,
  fences: ['notebook'],
  extract,
};

/** Names that kernels give their languages where a fence has another. */
const KERNEL_LANGUAGES: Readonly<Record<string, string>> = {
  ipython: 'python',
  'c#': 'csharp',
  'f#': 'fsharp',
  'c++': 'cpp',
};

function extract(source: SourceText, context: ExtractContext): Extraction {
  const root = parseJson(source);
  const kernel = fenceName(
    wordAt(root, 'metadata', 'kernelspec', 'language') ?? wordAt(root, 'metadata', 'language_info', 'name'),
  );
  // Cells of one language see what earlier ones define, so they are read as one text.
  const together = new Map<string, SourceText[]>();
  const pieces: Fence[] = [];
  const names: NamedText[] = [];
  for (const cell of cellsOf(root)) {
    const content = sourceOf(cell);
    if (!content || content.length === 0) continue;
    const type = wordAt(cell, 'cell_type');
    if (type === 'markdown') pieces.push({ language: 'markdown', content });
    if (type !== 'code') continue;
    const language =
      fenceName(wordAt(cell, 'metadata', 'vscode', 'languageId') ?? wordAt(cell, 'language')) ?? kernel;
    const read = readCell(content, language ?? 'python');
    pieces.push(...read.others);
    names.push(...read.names);
    const known = together.get(language ?? 'python') ?? [];
    known.push(read.code, SourceText.decoded('\n', content.range(content.length)));
    together.set(language ?? 'python', known);
  }
  for (const [language, code] of together) pieces.push({ language, content: SourceText.join(code) });
  const all = joined([
    ...pieces.map((piece) => readFence(piece, context)),
    { calls: [], names, comments: [] },
  ]);
  // What an edit adds would need the escapes of JSON.
  return { ...all, calls: all.calls.map(withoutAdditions) };
}

function fenceName(language: string | undefined): string | undefined {
  const name = language?.toLowerCase();
  return name === undefined ? undefined : (KERNEL_LANGUAGES[name] ?? name);
}

/** Cells stand at the top; before version 4 they stood in sheets. */
const cellsOf = (root: Json | undefined): readonly Json[] => [
  ...itemsOf(valueAt(root, 'cells')),
  ...itemsOf(valueAt(root, 'worksheets')).flatMap((sheet) => itemsOf(valueAt(sheet, 'cells'))),
];

/** The text of a cell: one string, or its lines. */
function sourceOf(cell: Json): SourceText | undefined {
  const source = valueAt(cell, 'source') ?? valueAt(cell, 'input');
  if (source?.kind === 'string') return source.value;
  const lines = itemsOf(source).flatMap((line) => textOf(line) ?? []);
  return lines.length > 0 ? SourceText.join(lines) : undefined;
}
