import type { AnswerForms } from '../../literals/requests/answer-forms.ts';
import type { Part, RequestReader } from '../../literals/requests/reader.ts';
import { usesOfMade } from '../../literals/requests/statements.ts';

/** How Swift reads answers. */
export const answers: AnswerForms = {
  text: /^$(?!)/,
  body: /^$(?!)/,
  parses: /^JSONSerialization\.jsonObject$/,
  decodes: /^$(?!)/,
  cast: /^as\s*[?!]?\s*\[\s*String\s*:\s*Any\s*\]/,
  members: false,
  shows: /^(?:print|debugPrint|NSLog|dump|logger\.\w+)$/,
  sent: dataOf,
  insert: (reader, { start, end }, names) => {
    if (!/^[?!]?\[/.test(reader.text.slice(end, end + 2))) return undefined;
    const optional = reader.text[end] === '?' ? '?' : '';
    const added = names.map((name, i) => `${i > 0 ? '?' : optional}["${name}"] as? [String: Any])`).join('');
    return [
      reader.insert(start, '('.repeat(names.length)),
      reader.edit(end, end + optional.length, `${added}?`),
    ];
  },
};

/** The names of the data that the tasks of a request give: `let (data, _) = …data(for: request)`, `dataTask(with: request) { data, … in`. */
function dataOf(
  reader: RequestReader,
  whole: Part,
): readonly { readonly part: Part; readonly state: 'text' }[] {
  const { tokens } = reader;
  const made = usesOfMade(reader, whole);
  const found: { part: Part; state: 'text' }[] = [];
  const follow = (name: string, from: number, to: number): void => {
    for (let at = from; at < to; at++)
      if (
        tokens.written(at) === name &&
        tokens.isWord(at) &&
        !tokens.isMark(at - 1, '.') &&
        !tokens.isMark(at + 1, ':')
      )
        found.push({ part: { from: at, to: at + 1 }, state: 'text' });
  };
  for (const { at, path } of made?.uses ?? []) {
    const open = tokens.opener(at);
    if (path.length > 0 || !tokens.isMark(open, '(')) continue;
    const close = tokens.partner(open);
    const callee = tokens.written(open - 1);
    if (callee === 'dataTask' && tokens.isMark(close + 1, '{')) {
      const block = close + 1;
      const first = tokens.isMark(block + 1, '[') ? tokens.partner(block + 1) + 1 : block + 1;
      const name = tokens.isMark(first, '(') ? first + 1 : first;
      if (tokens.isWord(name)) follow(tokens.written(name), name + 1, tokens.partner(block));
    } else if (callee === 'data') {
      let mark = tokens.valueStart(open - 1) - 1;
      while (mark > 0 && (tokens.isMark(mark, '?', '!') || /^(?:try|await)$/.test(tokens.written(mark))))
        mark--;
      const tuple = tokens.isMark(mark, '=') && tokens.isMark(mark - 1, ')') ? tokens.partner(mark - 1) : -1;
      if (tuple < 0 || !tokens.isWord(tuple + 1)) continue;
      const end = tokens.partner(tokens.opener(tuple));
      follow(tokens.written(tuple + 1), close, end > close ? end : tokens.length);
    }
  }
  return found;
}
