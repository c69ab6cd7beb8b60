import type { CallExpression, Expression, ObjectEntry } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import type { Given, Thing } from '../../program/machine/things.ts';
import type { Values } from '../../resolve.ts';
import type { SourceText } from '../../source.ts';

const METHOD = /^(?:get|post|put|patch|delete)$/;

/** True for what stands among the arguments of a call. */
export const isIn = (call: CallExpression, { start, end }: Expression): boolean =>
  start >= call.list.start && end <= call.list.end;

/** What a request was given last for a role. */
export const last = (thing: Thing, role: Given['role']): Given | undefined =>
  thing.given.findLast((g) => g.role === role);

/** `requests.get` becomes `requests.post`, `"GET"` becomes `"POST"`. */
export function methodEdit(thing: Thing, values: Values, method: string): TextEdit | undefined {
  const given = last(thing, 'method');
  const { source } = values;
  if (given?.method) {
    const { span } = given.method;
    const name = source.text.slice(span.start, span.end);
    return METHOD.test(name)
      ? { range: source.range(span.start, span.end), newText: method.toLowerCase() }
      : undefined;
  }
  const value = given?.value;
  if (value?.kind !== 'text') return undefined;
  const range = value.value.range();
  const isLower = value.value.text === value.value.text.toLowerCase();
  return { range, newText: isLower ? method.toLowerCase() : method };
}

/** The named argument that a value is. */
export const entryOf = (call: CallExpression, value: Expression): ObjectEntry | undefined =>
  call.named?.entries.find((e) => e.kind === 'member' && e.value.start === value.start);

/** Adds a member to the headers of one request. */
export function headersEdit(headers: Expression, member: string, { source }: Values): TextEdit | undefined {
  const { start, end } = headers;
  const code = source.text.slice(start, end);
  if (headers.kind !== 'object') {
    return /^[\w.]+$/.test(code)
      ? { range: source.range(start, end), newText: `{**${code}, ${member}}` }
      : undefined;
  }
  if (!code.startsWith('{')) return undefined;
  const inner = code.slice(1, -1);
  if (inner.trim() === '') return { range: source.range(start + 1, end - 1), newText: member };
  const line = /^[ \t]*(\r?\n[ \t]*)\S/.exec(inner)?.[1];
  const at = source.range(start + 1, start + 1);
  return { range: at, newText: line === undefined ? `${member}, ` : `${line}${member},` };
}

/** Adds named arguments behind the URL, each on a line of its own where the URL has one. */
export function argumentsEdit(
  call: CallExpression,
  url: Expression,
  added: readonly string[],
  { source }: Values,
): TextEdit | undefined {
  const entry = entryOf(call, url);
  const positional = call.args.at(-1);
  if (!entry && positional && positional.end > url.end) return undefined;
  if (!isIn(call, url)) return undefined;
  const before = source.text.slice(
    call.list.start + 1,
    entry?.kind === 'member' ? entry.key.start : url.start,
  );
  const line = /^[ \t]*(\r?\n[ \t]*)$/.exec(before)?.[1];
  const at = afterBrackets(source.text, url.end, call.list.end - 1);
  return {
    range: source.range(at, at),
    newText: added.map((argument) => `,${line ?? ' '}${argument}`).join(''),
  };
}

/** Behind brackets that close around a value before the next comma. */
export function afterBrackets(text: string, from: number, to: number): number {
  const tail = /^[\s)]*(?=,)|^[\s)]*$/.exec(text.slice(from, to))?.[0] ?? '';
  return from + tail.trimEnd().length;
}

/** `import os`, unless it is there. */
export function importEdits(module: string, source: SourceText): TextEdit[] {
  const { text } = source;
  if (new RegExp(String.raw`^[ \t]*import\s+(?:[\w., ]+,\s*)?${module}\b(?!\.)`, 'm').test(text)) return [];
  const first = /^(?:import|from(?!\s+__future__))\s/m.exec(text)?.index;
  if (first === undefined) return [];
  const at = source.offset(first);
  return [{ range: { start: at, end: at }, newText: `import ${module}\n` }];
}
