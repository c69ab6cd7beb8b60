import { readCell } from '../../regions/cells.ts';
import { readFence } from '../../regions/fences.ts';
import { joined, type Language } from '../language.ts';

/** `language` as it is read in a cell of a notebook: with magics, and commands for the shell. */
export const asCell = (language: Language): Language => ({
  ...language,
  extract(source, context) {
    const { code, others, names } = readCell(source, language.id);
    return joined([
      language.extract(code, context),
      ...others.map((other) => readFence(other, context)),
      { calls: [], names, comments: [] },
    ]);
  },
});
