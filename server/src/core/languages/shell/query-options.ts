import type { CallEditor } from '../../call-editor.ts';
import type { TextEdit } from '../../model.ts';
import { urlEditor } from '../../requests/url-editor.ts';
import type { Range, SourceText } from '../../source.ts';
import type { QueryOption } from './clients/client.ts';

type Parameter = NonNullable<CallEditor['parameters']>[number];

/** An option with a value, alone in its word or in front of it: `-d`, `-dlimit=10`, `--data-urlencode`. */
const ALONE = /^(?:-[a-zA-Z]|-d[^-\s].*|--[\w-]+)$/s;

/** The parameters that options of a command add to the query; undefined where not all of them are known. */
export function queryParameters(
  options: readonly QueryOption[],
  document: string,
): readonly Parameter[] | undefined {
  const parameters = options.flatMap((option) => (option.value ? parametersOf(option, document) : []));
  return parameters.includes(undefined) ? undefined : (parameters as Parameter[]);
}

function parametersOf({ value, isPlain }: QueryOption, document: string): readonly (Parameter | undefined)[] {
  const { localGuess: local, guess } = value!;
  const found: (Parameter | undefined)[] = [];
  if (local.length !== guess.length) return [undefined];
  for (let from = 0; from <= local.length; ) {
    const next = isPlain ? -1 : local.text.indexOf('&', from);
    const to = next < 0 ? local.length : next;
    const name = /^(\w+)=/.exec(local.text.slice(from, to))?.[1];
    const start = from + (name?.length ?? 0) + 1;
    const editor = urlEditor(local, guess, document);
    const write = (type: 'string' | 'number' | 'boolean'): string | undefined =>
      isPlain && type === 'string'
        ? plainText(local.slice(start, to), document)
        : editor.writeValue?.(start, to, type);
    found.push(name === undefined ? undefined : { name, write });
    from = to + 1;
  }
  return found;
}

/** The text of an option that its client encodes, as a value of JSON. */
function plainText(value: SourceText, document: string): string | undefined {
  const { start, end } = value.range();
  const written = document.slice(start, end);
  if (value.isLiteral && written === value.text)
    return /[$`]/.test(written) ? undefined : JSON.stringify(written);
  return value.isContiguous() && /^[^"'`\\\r\n]+$/.test(written) ? `"${written}"` : undefined;
}

/** Options that stand side by side. */
interface Group {
  readonly start: number;
  end: number;
  hasValue: boolean;
}

/** Blanks and the ends of lines that go on. */
const BLANKS = /^(?:\\\r?\n|[ \t])+$/;

/**
 * Puts `args` in the place of the options that make a query; `isPlaced` is false where none of these has a value.
 * Undefined where one of them stands elsewhere, or together with others.
 */
export function withoutQueryOptions(
  options: readonly QueryOption[],
  args: readonly string[],
  command: Range,
  document: string,
): { readonly edits: readonly TextEdit[]; readonly isPlaced: boolean } | undefined {
  const edits: TextEdit[] = [];
  const groups: Group[] = [];
  for (const { at, value } of options.toSorted((a, b) => a.at.start - b.at.start)) {
    const end = Math.max(at.end, value?.range.end ?? at.end);
    if (at.start < command.start || end > command.end) return undefined;
    const written = document.slice(at.start, at.end);
    const letter = /^-[a-zA-Z]{2,}$/.test(written) && !value ? written.indexOf('G') : -1;
    const last = groups.at(-1);
    if (letter > 0)
      edits.push({ range: { start: at.start + letter, end: at.start + letter + 1 }, newText: '' });
    else if (!ALONE.test(written)) return undefined;
    else if (last && BLANKS.test(document.slice(last.end, at.start))) {
      last.end = end;
      last.hasValue ||= value !== undefined;
    } else groups.push({ start: at.start, end, hasValue: value !== undefined });
  }
  let isPlaced = false;
  for (const { start, end, hasValue } of groups) {
    const before = /(?:\\\r?\n|[ \t])+$/.exec(
      document.slice(Math.max(command.start, start - 200), start),
    )?.[0];
    if (before === undefined) return undefined;
    if (!hasValue || isPlaced) edits.push({ range: removed(start, end, before, document), newText: '' });
    else {
      isPlaced = true;
      const between = before.includes('\n') ? ` ${before.trimStart()}` : ' ';
      edits.push({ range: { start, end }, newText: args.join(between) });
    }
  }
  return { edits, isPlaced };
}

/** An option with the blanks on one side of it: the first of a line leaves its line to what follows there. */
function removed(start: number, end: number, before: string, document: string): Range {
  const behind = /^[ \t]+(?=[^\s\\])/.exec(document.slice(end, end + 100));
  return before.includes('\n') && behind
    ? { start, end: end + behind[0].length }
    : { start: start - before.length, end };
}
