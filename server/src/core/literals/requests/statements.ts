import type { Part, RequestReader } from './reader.ts';
import { usesOf } from './site.ts';

/** What is done with an object that is kept under a name: `request.httpBody = …`, `request.headers.set(…)`. */
export interface Use {
  /** The names behind that of the object. */
  readonly path: readonly string[];
  /** What it is set to. */
  readonly value?: Part;
  /** The bracket of a call. */
  readonly open?: number;
  /** The bracket of an index behind the path: `headers["a"] = …`. */
  readonly index?: number;
  /** The first token. */
  readonly at: number;
}

/** The uses of the object that a statement keeps under a name; `part` makes it. Undefined where it has no name. */
export function usesOfMade(
  reader: RequestReader,
  part: Part,
): { readonly name: string; readonly declared: number; readonly uses: readonly Use[] } | undefined {
  const { tokens } = reader;
  let mark = part.from - 1;
  while (tokens.isWord(mark) && /^(?:await|try|new|const)$/.test(tokens.written(mark))) mark--;
  if (!tokens.isMark(mark, '=', ':=')) return undefined;
  let declared = mark - 1;
  for (let i = declared; i > 0 && i > mark - 8; i--) {
    if (tokens.isMark(i, ':')) {
      declared = i - 1;
      break;
    }
    if (!tokens.isWord(i) && !tokens.isMark(i, '?', '!', '<', '>', ',', '.')) break;
  }
  if (!tokens.isWord(declared)) return undefined;
  const uses = usesOf(reader, declared).map((at) => useAt(reader, at));
  return { name: tokens.written(declared), declared, uses };
}

function useAt(reader: RequestReader, at: number): Use {
  const { tokens } = reader;
  const path: string[] = [];
  let end = at + 1;
  for (;;) {
    if (tokens.isMark(end, '?', '!') && reader.startOf(end) === reader.endOf(end - 1)) end++;
    else if (
      tokens.isMark(end, '.', '?.', ':') &&
      tokens.isWord(end + 1) &&
      reader.startOf(end + 1) === reader.endOf(end)
    ) {
      path.push(tokens.written(end + 1));
      end += 2;
    } else break;
  }
  if (tokens.isMark(end, '(') && tokens.partner(end) > 0) return { at, path, open: end };
  const index = tokens.isMark(end, '[') && tokens.partner(end) > 0 ? end : undefined;
  if (index !== undefined) end = tokens.partner(index) + 1;
  if (!tokens.isMark(end, '=')) return { at, path, ...(index === undefined ? {} : { index }) };
  const value = { from: end + 1, to: reader.valueEnd(end + 1) };
  return { at, path, value, ...(index === undefined ? {} : { index }) };
}
