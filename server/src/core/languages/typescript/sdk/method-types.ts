import type { SdkPart, TextEdit } from '../../../model.ts';
import { answersResult, apiMethods } from '../../../sdk/methods.ts';
import type { Reading } from '../reading.ts';

/** `typeof unkey.keys.verify`, the type of a method by its name in v1, and what is taken of its answer. */
const TYPE_OF =
  /\btypeof\s+(?:[\w$]+\.)*?((?:keys|apis|identities|permissions|ratelimits)\.\w+)(?=\s*[>;,)&|\]]|\s*$)(\s*>\s*>\s*\[\s*["'])?(?:(result)(?=["']))?/gm;
/** What stands behind the name of a function where the result of its answer is taken. */
const RESULT_OF = /^\s*>\s*>\s*\[\s*["'](?=result["'])/;

/** What becomes of the types that are taken of methods of `@unkey/api`: those have other names and answers in v2. */
export const methodTypeParts = ({ source }: Reading): readonly SdkPart[] =>
  [...source.text.matchAll(TYPE_OF)].flatMap((found): SdkPart[] => {
    const [whole, name, taken, result] = found;
    const method = apiMethods().get(name!);
    const to = method?.change?.successor ?? name!;
    if (!method || method.generation === 'v2') return [];
    const end = found.index + whole.length;
    const at = found.index + whole.indexOf(name!);
    const edits: TextEdit[] = [];
    if (to !== name) edits.push({ range: source.range(at, at + name!.length), newText: to });
    const isData = taken !== undefined && result !== undefined;
    if (isData && !answersResult(to))
      edits.push({ range: source.range(end - result!.length, end), newText: 'data' });
    if (edits.length === 0) return [];
    const type = `typeof ${name}`;
    return [
      {
        range: source.range(found.index, at + name!.length),
        from: type,
        to: `typeof ${to}`,
        isOld: true,
        alone: true,
        edits,
        notes:
          isData || /\bParameters\s*<\s*$/.test(source.text.slice(Math.max(0, found.index - 40), found.index))
            ? []
            : [`\`${type}\` is the type of a method of v1: that of v2 answers { meta, data }.`],
      },
    ];
  });

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
