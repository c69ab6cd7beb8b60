import type { CallEditor, Notation, QueryField, SetParameter } from '../../call-editor.ts';
import { type CallExpression, type Expression, joinedParts } from '../../expression.ts';
import type { TextEdit } from '../../model.ts';
import { urlExpressionEditor } from '../../requests/url-expression.ts';
import type { Values } from '../../resolve.ts';
import { HOLE, type SourceText } from '../../source.ts';
import { functionBefore } from './none-values.ts';
import { IDIOM } from './notation.ts';

/** Names for the object that a query becomes. */
const HOLDERS = ['payload', 'body', 'fields'];
/** Statements that put something behind a URL; more are not written by people. */
const MOST_PARTS = 12;
/** Parameters that stand in a text one behind the other. */
const PAIRS = /[?&]([^=&?#\uFFFC]+)=([^&#]*)/g;

/** A parameter, and where its value is in the text that it stands in. */
interface Pair {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A statement that puts parameters behind a URL, and how far it is in. */
interface Part {
  readonly value: Expression;
  readonly text: SourceText;
  readonly indentation: string;
  /** Where the statement begins, and its line. */
  readonly start: number;
  readonly line: number;
}

/**
 * Edits of a request whose URL gets parameters by statements of which some run only sometimes. `sometimes`: such a URL that
 * cannot be changed surely; undefined for others.
 */
export function joinedUrl(
  url: Expression,
  call: CallExpression,
  notation: Notation,
  values: Values,
):
  | Pick<CallEditor, 'parameters' | 'replaceTail' | 'inlineBase' | 'queryHolder' | 'setParameters'>
  | 'sometimes'
  | undefined {
  if (url.kind !== 'name') return undefined;
  const { source } = values;
  const parts = partsOf(url, values);
  const [base, ...added] = parts ?? [];
  if (!base || added.length === 0 || added.every(({ indentation }) => indentation === base.indentation))
    return undefined;
  const { text } = source;
  const uses =
    text
      .slice(base.start, call.end)
      .match(new RegExp(String.raw`(?<![\w.])${url.name}(?!\w|\s*=(?!=))`, 'g')) ?? [];
  // `url = url + "…"` names it once more.
  const again = added.filter(({ start, value }) =>
    new RegExp(String.raw`=\s*\(?\s*${url.name}\b`).test(text.slice(start, value.start)),
  );
  const around = text.slice(functionBefore(text, call.start), call.end);
  const holder = HOLDERS.find((name) => !new RegExp(String.raw`\b${name}\b`).test(around));
  const isUsed =
    uses.length - again.length !==
    1 + added.filter((part) => /\+=/.test(text.slice(part.start, part.value.start))).length;
  const lineEnd = text.indexOf('\n', base.value.end);
  if (!parts || isUsed || holder === undefined || !/^\s*\)?[ \t]*$/.test(text.slice(base.value.end, lineEnd)))
    return 'sometimes';
  if (!added.every((part) => isAlone(part, base, text))) return 'sometimes';
  const fields = parts.map((part) => fieldsOf(part, values));
  const ofBase = urlExpressionEditor(base.value, base.text, values, IDIOM);
  const end = base.text.text.search(/[?#]|$/);
  if (fields.some((own, i) => own === undefined || (i > 0 && own.length === 0))) return 'sometimes';
  const [first = [], ...others] = fields as readonly (readonly QueryField[])[];
  const parameters = [first, ...others].flat();
  if (new Set(parameters.map(({ name }) => name)).size < parameters.length) return 'sometimes';
  const [open, close] = notation.key;

  const setParameters = (set: readonly SetParameter[]): readonly TextEdit[] | undefined => {
    const codes = set.map(({ parameter, type }) => parameter.write(type));
    const nameOf = (field: QueryField) => set.find(({ parameter }) => parameter === field)?.name;
    const codeOf = (field: QueryField) => codes[set.findIndex(({ parameter }) => parameter === field)];
    if (codes.includes(undefined)) return undefined;
    const members = first.flatMap((field) =>
      nameOf(field) === undefined ? [] : `${open}${nameOf(field)}${close}${codeOf(field)}`,
    );
    const edits: TextEdit[] = [
      {
        range: source.range(lineEnd, lineEnd),
        newText: `\n${base.indentation}${holder} = {${members.join(', ')}}`,
      },
    ];
    for (const [i, own] of others.entries()) {
      const { start, value, indentation } = added[i]!;
      const lines = own.flatMap((field) =>
        nameOf(field) === undefined
          ? []
          : `${holder}[${open.slice(0, 1)}${nameOf(field)}${open.slice(0, 1)}] = ${codeOf(field)}`,
      );
      if (lines.length === 0) return undefined;
      edits.push({
        range: source.range(start, closedAt(value, text)),
        newText: lines.join(`\n${indentation}`),
      });
    }
    return edits;
  };
  return {
    parameters,
    queryHolder: holder,
    setParameters,
    ...(ofBase.inlineBase ? { inlineBase: ofBase.inlineBase } : {}),
    replaceTail: (from, newText) => {
      if (newText !== '' || from > end) return newText === '' ? [] : ofBase.replaceTail?.(from, newText);
      return end < base.text.length ? ofBase.replaceTail?.(end, '') : [];
    },
  };
}

/** Behind the bracket that a statement has around a value. */
function closedAt({ end }: Expression, text: string): number {
  const rest = /^\s*\)/.exec(text.slice(end))?.[0];
  return end + (rest?.length ?? 0);
}

/** True for a statement that stands where the URL is made, or alone in an `if` there without another branch. */
function isAlone({ line, indentation, value, start }: Part, base: Part, text: string): boolean {
  if (text.slice(line, start).trim() !== '') return false;
  if (indentation === base.indentation) return true;
  const before = text.slice(0, Math.max(0, line - 1));
  const head = before.slice(before.lastIndexOf('\n') + 1);
  const [, outer] = /^([ \t]*)if[ \t(][^\n]*:[ \t]*(?:#[^\n]*)?$/.exec(head) ?? [];
  const lineEnd = text.indexOf('\n', value.end);
  const behind = lineEnd < 0 ? '' : text.slice(lineEnd + 1);
  const next = /^(?:[ \t]*\r?\n)*([ \t]*)(\S+)/.exec(behind);
  return (
    outer === base.indentation &&
    !/^(?:else|elif)\b/.test(next?.[2] ?? '') &&
    (next?.[1] ?? '').length <= outer.length
  );
}

/** The statements that make a URL, the first of which gives it its name. */
function partsOf(url: Expression & { readonly kind: 'name' }, values: Values): readonly Part[] | undefined {
  const found: Part[] = [];
  const { text } = values.source;
  let at: Expression = url;
  for (let i = 0; i < MOST_PARTS && at.kind === 'name' && at.name === url.name; i++) {
    const { value } = values.resolve(at);
    if (value.kind !== 'template' && value.kind !== 'text') return undefined;
    const [own, ...rest] = joinedParts(value);
    const isJoined = own?.kind === 'name' && own.name === url.name;
    const [first] = rest;
    if (isJoined && !first) return undefined;
    const piece: Expression = !isJoined
      ? value
      : rest.length === 1
        ? first!
        : { kind: 'template', parts: rest, start: first!.start, end: value.end };
    const line = text.lastIndexOf('\n', (isJoined ? own.start : piece.start) - 1) + 1;
    const indentation = /^[ \t]*/.exec(text.slice(line))![0];
    const start = line + indentation.length;
    if (!new RegExp(String.raw`^${url.name}\s*\+?=`).test(text.slice(start, piece.start))) return undefined;
    found.unshift({ value: piece, text: values.text(piece, true), indentation, start, line });
    if (!isJoined) return found;
    at = own;
  }
  return undefined;
}

/** The parameters that a statement puts behind a URL; undefined where it is not understood. */
function fieldsOf({ value, text }: Part, values: Values): readonly QueryField[] | undefined {
  const written = text.text;
  const from = written.search(/[?&]/);
  if (from < 0) return [];
  const pairs: Pair[] = [...written.slice(from).matchAll(PAIRS)].map(
    ({ 1: name = '', 2: given = '', index }) => {
      const start = from + index + 1 + name.length + 1;
      return { name, from: start, to: start + given.length };
    },
  );
  const length = pairs.reduce((sum, pair) => sum + pair.to - pair.from + pair.name.length + 2, from);
  if (length !== written.length || (from > 0 && written.slice(0, from).endsWith(HOLE))) return undefined;
  const { writeValue } = urlExpressionEditor(value, text, values, IDIOM);
  return pairs.map((pair) => ({ name: pair.name, write: (type) => writeValue?.(pair.from, pair.to, type) }));
}
