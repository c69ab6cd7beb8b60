import { type AnswerChange, answerChangeOf } from '../../../catalogue/sdks/answers.ts';
import type { TextEdit } from '../../../model.ts';
import { answersResult, apiMethods } from '../../../sdk/methods.ts';
import type { SdkPart } from '../../../sdk/program.ts';
import type { Range } from '../../../source.ts';
import type { Reading } from '../reading.ts';
import { lineAt } from './lines.ts';

/** `typeof unkey.keys.verify`, the type of a method by its name in v1, and what is taken of its answer. */
const TYPE_OF =
  /\btypeof\s+(?:[\w$]+\.)*?((?:keys|apis|identities|permissions|ratelimits)\.\w+)(?=\s*[>;,)&|\]]|\s*$)(\s*>\s*>\s*\[\s*["'])?(?:(result)(?=["']))?/gm;
/** `ReturnType<typeof unkey>['keys']['create']`, `Unkey["keys"]["verify"]`: the same by the names of members. */
const MEMBER_OF =
  /(?:\bUnkey|\btypeof\s+(?:[\w$]+\.)*[\w$]*(?:unkey|client)[\w$]*\s*(>)?)\s*\[\s*["'](keys|apis|identities|permissions|ratelimits)["']\s*\]\s*\[\s*["'](\w+)["']\s*\](\s*>\s*>\s*\[\s*["'])?(?:(result)(?=["']))?/gi;
/** What stands behind the name of a function where the result of its answer is taken. */
const RESULT_OF = /^\s*>\s*>\s*\[\s*["'](?=result["'])/;

/** `type Answer = NonNullable<Awaited<ReturnType<` */
const ALIAS = /\btype\s+([A-Za-z_]\w*)\s*=[^;=]*$/;
/** What stands behind the type of a variable that gets what the method answers. */
const ANNOTATES = /^\s*>\s*>\s*=\s*await\b/;
const PARAMETERS = /\bParameters\s*<\s*(?:\w+\s*<\s*)?$/;

/**
 * What becomes of the types that are taken of methods of `@unkey/api`: those have other names and answers in v2. `isOld`:
 * the text is known to be for v1, so that methods of both releases are of that.
 */
export const methodTypeParts = (reading: Reading, isOld: boolean): readonly SdkPart[] =>
  typesOf(reading.source.text).flatMap(({ index, end, name, named, taken, result }): SdkPart[] => {
    const { source, document } = reading;
    const method = apiMethods().get(name);
    const to = method?.change?.successor ?? name;
    if (!method || method.generation === 'v2') return [];
    const [{ start: at }] = named;
    const edits: TextEdit[] = [];
    const parts = named.length === 1 ? [to] : to.split('.');
    for (const [i, { start, end: last }] of named.entries())
      if (source.text.slice(start, last) !== parts[i])
        edits.push({ range: source.range(start, last), newText: parts[i]! });
    const isData = taken !== undefined && result !== undefined;
    if (isData && !answersResult(to))
      edits.push({ range: source.range(end - result!.length, end), newText: 'data' });
    if (isData && isOld)
      edits.push(...listEdits(source, index, end, answerChangeOf(method.operations.v1 ?? name)));
    if (!isData && (isOld || method.generation === 'v1') && !answersResult(to))
      edits.push(...resultEdits(source, index));
    if (edits.length === 0) return [];
    const type = `typeof ${name}`;
    return [
      {
        range: source.range(index, named.at(-1)!.end),
        from: type,
        to: `typeof ${to}`,
        isOld: true,
        alone: true,
        edits,
        notes:
          isData ||
          ANNOTATES.test(source.text.slice(end, end + 60)) ||
          PARAMETERS.test(source.text.slice(Math.max(0, index - 40), index))
            ? []
            : [
                `Line ${lineAt(document, source.offset(at))}: \`${type}\` is the type of a method of v1: that of v2 answers { meta, data }.`,
              ],
      },
    ];
  });

/** The edits of `Answer['result']` where the type that begins at index `start` is called that. */
function resultEdits(source: Reading['source'], start: number): readonly TextEdit[] {
  const { text } = source;
  const alias = ALIAS.exec(text.slice(Math.max(0, start - 120), start))?.[1];
  if (alias === undefined) return [];
  const taken = new RegExp(String.raw`(?<![\w$.])${alias}\s*\[\s*["'](?=result["'])`, 'g');
  return [...text.matchAll(taken)].map(({ 0: found, index }) => {
    const at = index + found.length;
    return { range: source.range(at, at + 'result'.length), newText: 'data' };
  });
}

/** A type that is taken of a method, and where its name is written, in one piece or as group and method. */
interface MethodType {
  readonly index: number;
  readonly end: number;
  readonly name: string;
  readonly named: readonly [Range, ...Range[]];
  readonly taken: string | undefined;
  readonly result: string | undefined;
}

function typesOf(text: string): readonly MethodType[] {
  const found: MethodType[] = [];
  for (const { index, 0: whole, 1: name, 2: taken, 3: result } of text.matchAll(TYPE_OF)) {
    const start = index + whole.indexOf(name!);
    const named = [{ start, end: start + name!.length }] as const;
    found.push({ index, end: index + whole.length, name: name!, named, taken, result });
  }
  for (const { index, 0: whole, 2: group, 3: method, 4: taken, 5: result } of text.matchAll(MEMBER_OF)) {
    const start = index + whole.search(/["']\w+["']\s*\]\s*\[/) + 1;
    const last = start + group!.length;
    const at = last + text.slice(last).search(/(?<=["'])\w/);
    const named = [
      { start, end: last },
      { start: at, end: at + method!.length },
    ] as const;
    found.push({ index, end: index + whole.length, name: `${group}.${method}`, named, taken, result });
  }
  return found;
}

/**
 * The edits that take the list of v2 where types take that of v1 of an answer: `Answer['keys']`. The type of the answer
 * begins at index `start`, and `result` in it ends at index `end`.
 */
function listEdits(
  source: Reading['source'],
  start: number,
  end: number,
  { list, fields }: AnswerChange,
): readonly TextEdit[] {
  const from = list === 'wrapped' ? Object.keys(fields).find((field) => fields[field] === 'data') : undefined;
  if (from === undefined) return [];
  const { text } = source;
  const edits: TextEdit[] = [];
  const add = (at: number): number =>
    edits.push({ range: source.range(at, at + from.length), newText: 'data' });
  const member = new RegExp(String.raw`^["']\s*\]\s*>?\s*\[\s*["'](?=${from}["'])`).exec(
    text.slice(end, end + 40),
  );
  if (member) add(end + member[0].length);
  const alias = ALIAS.exec(text.slice(Math.max(0, start - 120), start))?.[1];
  if (alias === undefined) return edits;
  const named = new RegExp(String.raw`(?<![\w$.])${alias}\s*\[\s*["'](?=${from}["'])`, 'g');
  for (const { 0: found, index } of text.matchAll(named)) add(index + found.length);
  return edits;
}

/** The edits that take a type of `code`, a method, where token-wise `typeof verifyKey` ends at index `end`. */
export function functionTypeEdits(
  { source }: Reading,
  start: number,
  end: number,
  code: string,
): readonly TextEdit[] {
  const edits: TextEdit[] = [{ range: source.range(start, end), newText: code }];
  const taken = RESULT_OF.exec(source.text.slice(end, end + 80));
  if (!taken) return edits;
  const at = end + taken[0].length;
  return [...edits, { range: source.range(at, at + 'result'.length), newText: 'data' }];
}
