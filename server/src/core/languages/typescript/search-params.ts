import type { Expression, ObjectExpression } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Reading } from './reading.ts';

/** An object that is given to `new URLSearchParams` and makes the query of a URL, and the edits that take its name away. */
export function searchOf(
  { values, source }: Reading,
  url: Expression,
): { readonly object: ObjectExpression; readonly edits: readonly TextEdit[] } | undefined {
  const written = values.resolve(url).value;
  const last = written.kind === 'template' ? written.parts.at(-1) : undefined;
  const isText =
    last?.kind === 'call' && last.callee.kind === 'member' && last.callee.property === 'toString';
  const named = isText && last.callee.kind === 'member' ? last.callee.object : last;
  if (!named) return undefined;
  const { value: object, changes } = values.resolve(named);
  if (object.kind !== 'object' || !changes.sealed || changes.sets.length > 0) return undefined;
  const { text } = source;
  const before = /new URLSearchParams\(\s*$/.exec(
    text.slice(Math.max(0, object.start - 60), object.start),
  )?.[0];
  const behind = /^\s*\)/.exec(text.slice(object.end, object.end + 60))?.[0];
  if (before === undefined || behind === undefined) return undefined;
  const made = { start: object.start - before.length, end: object.end + behind.length };
  if (named.start <= made.start && named.end >= made.end) return { object, edits: [] };
  // Kept under a name that nothing else uses, it goes with its declaration.
  const name = named.kind === 'name' ? named.name : '';
  const lineStart = text.lastIndexOf('\n', made.start) + 1;
  const declared = new RegExp(String.raw`^[ \t]*const ${name}(?:: URLSearchParams)? = $`);
  const end = /^;?[ \t]*\r?\n/.exec(text.slice(made.end, made.end + 40))?.[0];
  const uses =
    name === '' ? [] : [...text.matchAll(new RegExp(String.raw`(?<![\w$.])${name}(?![\w$]|\s*:)`, 'g'))];
  if (!declared.test(text.slice(lineStart, made.start)) || end === undefined || uses.length !== 2)
    return undefined;
  return { object, edits: [{ range: source.range(lineStart, made.end + end.length), newText: '' }] };
}
