import { calledName, type Expression, joinedParts } from '../../expression.ts';
import type { Json, TextEdit } from '../../model.ts';
import type { Values } from '../../resolve.ts';

/** The parameters that `urlencode` makes the query of a URL of, and the edits that take the name of that away. */
export function encodedQuery(
  url: Expression,
  values: Values,
): { readonly query: Json; readonly edits: readonly TextEdit[] } | undefined {
  const written = values.resolve(url).value;
  if (written.kind !== 'template' || written.parts.length < 2) return undefined;
  const parts = joinedParts(written);
  const last = parts.at(-1)!;
  if (!values.text(parts.at(-2)!).text.endsWith('?')) return undefined;
  const call = values.resolve(last).value;
  const [given, ...others] = call.kind === 'call' ? call.args : [];
  if (call.kind !== 'call' || calledName(call.callee) !== 'urlencode' || !given || others.length > 0)
    return undefined;
  const query = values.json(given);
  const edits = last.kind === 'name' ? removal(last.name, call, values) : [];
  return edits && query.kind === 'object' ? { query, edits } : undefined;
}

/** `url += ""`, where nothing is left of what was put behind a URL. */
const EMPTIED = /^[ \t]*\w+[ \t]*\+=[ \t]*f?(?:""|'')[ \t]*$/;

/** Edits that take a statement away where they would leave nothing of what it puts behind a text. */
export function withoutEmptied(edits: readonly TextEdit[], { source }: Values): readonly TextEdit[] {
  const { text } = source;
  const last = edits.at(-1)?.range;
  if (!last || !source.isVerbatim(0, text.length) || source.offset(0) !== 0) return edits;
  const start = text.lastIndexOf('\n', last.end - 1) + 1;
  const end = text.indexOf('\n', last.end);
  const own = edits.filter(({ range }) => range.start >= start && range.end <= end);
  let line = text.slice(start, end);
  for (const { range, newText } of own.toSorted((a, b) => b.range.start - a.range.start))
    line = line.slice(0, range.start - start) + newText + line.slice(range.end - start);
  if (end < 0 || !EMPTIED.test(line.trimEnd())) return edits;
  return [...edits.filter((edit) => !own.includes(edit)), { range: { start, end: end + 1 }, newText: '' }];
}

/** Takes away `name = urlencode(…)`; undefined where the name is used more than once. */
function removal(name: string, { start, end }: Expression, { source }: Values): TextEdit[] | undefined {
  const { text } = source;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const indentation = new RegExp(String.raw`^([ \t]*)${name}\s*=\s*(?:[\w.]+)?$`).exec(
    text.slice(line, start),
  )?.[1];
  const rest = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200))?.[0];
  if (indentation === undefined || rest === undefined || !source.isVerbatim(line, end)) return undefined;
  const behind = text.slice(end + rest.length);
  const outside = new RegExp(String.raw`^(?!${indentation})[ \t]*\S`, 'm').exec(behind);
  const scope = outside ? behind.slice(0, outside.index) : behind;
  const uses = scope.match(new RegExp(String.raw`(?<![\w.])${name}(?!\w)`, 'g'));
  return uses?.length === 1 ? [{ range: source.range(line, end + rest.length), newText: '' }] : undefined;
}
